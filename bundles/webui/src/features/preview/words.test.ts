// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Action, Preview, Side } from '../../api/types.js';
import { Messages, messagesIn } from '../../i18n/messages.js';
import { inShort } from './words.js';

await messagesIn('fr');

const preview = (...parts: [Side, Action, number][]): Preview => ({
  pair: 'p',
  madeAt: '2026-11-22T12:00:00Z',
  parts: parts.map(([side, action, count]) => ({ side, action, count, samples: [] })),
});

describe('a preview in one sentence', () => {
  it('says what would be written where', () => {
    const said = inShort([preview(['HOST', 'CREATE', 812], ['PROVIDER', 'DELETE', 3])], 'Google', new Messages('en'));

    expect(said).toBe('812 would be added here and 3 would be deleted at Google');
  });

  it('says it in French', () => {
    const said = inShort([preview(['HOST', 'CREATE', 812], ['PROVIDER', 'DELETE', 1])], 'Google', new Messages('fr'));

    expect(said).toBe('812 seraient ajoutés ici et 1 serait supprimé chez Google');
  });

  it('adds up several calendars', () => {
    expect(inShort([preview(['HOST', 'CREATE', 2]), preview(['HOST', 'CREATE', 3])], 'Google', new Messages('en'))).toBe(
      '5 would be added here',
    );
  });

  it('does not count what is only matched', () => {
    expect(inShort([preview(['HOST', 'LINK', 40])], 'Google', new Messages('en'))).toBe('nothing has to change');
  });
});
