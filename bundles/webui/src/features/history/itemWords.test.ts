// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { RunItem } from '../../api/types.js';
import { Messages } from '../../i18n/messages.js';
import { deedOf, detailOf, fateOf, whyOf } from './itemWords.js';

const messages = new Messages('en');
const item = (code?: string, part: Partial<RunItem> = {}): RunItem => ({
  label: 'Dentist',
  side: 'HOST',
  action: 'UPDATE',
  ...(code ? { reason: { code, title: 'Title.', detail: 'Why.', remedy: 'What to do.' } } : {}),
  ...part,
});

describe('an item of a run', () => {
  it.each([
    [item(), 'done'],
    [item('FIELD_CONFLICT'), 'done'],
    [item('FIELDS_NOT_CARRIED', { action: 'CREATE' }), 'done'],
    [item('FIELD_CONFLICT', { action: 'READ' }), 'waits'],
    [item('DELETIONS_HELD', { action: 'DELETE' }), 'waits'],
    [item('DELETIONS_ASKED', { action: 'DELETE' }), 'waits'],
    [item('ITEM_REJECTED'), 'left'],
  ])('%j is %s', (given, fate) => {
    expect(fateOf(given)).toBe(fate);
  });

  it('says where something was done, and what was not', () => {
    expect(deedOf(item(), 'Google', messages)).toBe('changed here');
    expect(deedOf(item('ITEM_REJECTED', { side: 'PROVIDER' }), 'Google', messages)).toBe('not changed at Google');
    expect(deedOf(item('DELETIONS_HELD', { action: 'DELETE' }), 'Google', messages)).toBe('waits for you');
  });

  it('does not say that a rule decided what nobody has decided', () => {
    expect(whyOf(item('FIELD_CONFLICT', { action: 'READ' }), messages)).toContain('Conflicts');
    expect(whyOf(item('FIELD_CONFLICT'), messages)).toBe('Title. Why. What to do.');
  });

  it('names the fields that the other side cannot hold', () => {
    expect(detailOf(item('FIELDS_NOT_CARRIED', { detail: 'color, attendees' }), messages)).toBe('Colour, People');
  });
});
