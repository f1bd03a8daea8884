// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../api/types.js';
import { USUAL_RULES, type Draft, type Row } from './draft.js';
import { rebase } from './rebase.js';

const collection = (id: string): Collection => ({ id, kind: 'CALENDAR', name: id, access: 'READ_WRITE', primary: false });
const row = (id: string, part: Partial<Row> = {}): Row => ({
  key: id,
  provider: collection(id),
  gone: false,
  on: true,
  host: 'here',
  direction: 'IMPORT',
  conflictPolicy: 'PROVIDER',
  windowed: false,
  pastDays: 30,
  futureDays: 365,
  rules: USUAL_RULES,
  ...part,
});
const draft = (...rows: Row[]): Draft => ({ rows, intervalMinutes: 15 });
const before = draft(row('work'), row('home'));

describe('settings that were saved elsewhere meanwhile', () => {
  it('keep what the person has edited', () => {
    const mine = draft(row('work', { rules: { ...USUAL_RULES, privacy: 'BUSY' } }), row('home', { on: false }));
    const { draft: now } = rebase(mine, before, before);

    expect(now.rows[0]?.rules.privacy).toBe('BUSY');
    expect(now.rows[1]?.on).toBe(false);
  });

  it('take what somebody else has changed', () => {
    const { draft: now, elsewhere } = rebase(before, before, draft(row('work', { direction: 'BOTH' }), row('home')));

    expect(now.rows[0]?.direction).toBe('BOTH');
    expect(elsewhere).toEqual(['work']);
  });

  it('merge both when different things of one calendar were changed', () => {
    const mine = draft(row('work', { rules: { ...USUAL_RULES, privacy: 'TITLE' } }), row('home'));
    const saved = draft(row('work', { rules: { ...USUAL_RULES, deletions: 'ASK' }, windowed: true }), row('home'));

    expect(rebase(mine, before, saved).draft.rows[0]).toMatchObject({
      windowed: true,
      rules: { privacy: 'TITLE', deletions: 'ASK' },
    });
  });

  it('prefer the person in front of the screen when both changed the same', () => {
    const mine = draft(row('work', { direction: 'EXPORT' }), row('home'));

    expect(rebase(mine, before, draft(row('work', { direction: 'BOTH' }), row('home'))).draft.rows[0]?.direction).toBe('EXPORT');
  });

  it('know a calendar that was switched on elsewhere by itself, not by its pair', () => {
    const mine = draft(row('work'), row('home', { rules: { ...USUAL_RULES, privacy: 'BUSY' } }));
    const { draft: now } = rebase(mine, before, draft(row('work'), row('home', { key: 'p9' })));

    expect(now.rows[1]).toMatchObject({ key: 'p9', rules: { privacy: 'BUSY' } });
  });

  it('keep how often the person wants changes to be looked for, and else what was saved', () => {
    expect(rebase({ ...before, intervalMinutes: 60 }, before, { ...before, intervalMinutes: 5 }).draft.intervalMinutes).toBe(60);
    expect(rebase(before, before, { ...before, intervalMinutes: 5 }).draft.intervalMinutes).toBe(5);
  });
});
