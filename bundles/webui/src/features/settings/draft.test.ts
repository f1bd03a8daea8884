// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Collection, Integration, Pair, Rules } from '../../api/types.js';
import { consequences } from './consequences.js';
import { USUAL_RULES, changeOf, draftOf, invalid, obstacleTo, same, startsSomething, type Draft, type Row } from './draft.js';

const collection = (id: string, part: Partial<Collection> = {}): Collection => ({
  id,
  kind: 'CALENDAR',
  name: id,
  access: 'READ_WRITE',
  primary: false,
  ...part,
});
const pair = (part: Partial<Pair> = {}): Pair => ({
  id: 'p1',
  kind: 'CALENDAR',
  hostCollection: 'here',
  hostName: 'Here',
  providerCollection: 'main',
  providerName: 'main',
  direction: 'IMPORT',
  conflictPolicy: 'PROVIDER',
  enabled: true,
  held: 0,
  ...part,
});
const integration = (pairs: Pair[]): Integration => ({
  id: 'i1',
  provider: 'google',
  providerName: 'Google',
  iconUrl: '',
  account: 'a@b',
  status: 'CONNECTED',
  capabilities: ['CALENDAR_READ', 'CALENDAR_WRITE'],
  missingCapabilities: [],
  intervalMinutes: 15,
  version: 7,
  createdAt: '',
  held: 0,
  pairs,
});
const choices = {
  host: [collection('here', { name: 'Here' }), collection('other')],
  provider: [collection('team'), collection('main', { primary: true }), collection('holidays', { access: 'READ' })],
};
const edit = (draft: Draft, id: string, part: Partial<Row>): Draft => ({
  ...draft,
  rows: draft.rows.map((row) => (row.provider.id === id ? { ...row, ...part } : row)),
});
const keys = (draft: Draft, of: Integration) => consequences(draft, of, choices.host).map((it) => it.key);
const says = (draft: Draft, of: Integration) => consequences(draft, of, choices.host).flatMap((it) => it.says ?? []);

describe('settings on a first visit', () => {
  const fresh = integration([]);
  const draft = draftOf(fresh, choices);

  it('suggest to import the main calendar and nothing else', () => {
    expect(draft.rows.map((row) => [row.provider.id, row.on, row.direction])).toEqual([
      ['main', true, 'IMPORT'],
      ['holidays', false, 'IMPORT'],
      ['team', false, 'IMPORT'],
    ]);
  });

  it('send only what is switched on', () => {
    expect(changeOf(draft, fresh)).toEqual({
      version: 7,
      intervalMinutes: 15,
      pairs: [
        {
          id: undefined,
          kind: 'CALENDAR',
          hostCollection: undefined,
          providerCollection: 'main',
          direction: 'IMPORT',
          conflictPolicy: 'PROVIDER',
          window: undefined,
          rules: undefined,
          enabled: true,
        },
      ],
    });
  });

  it('say that a new calendar is created, and start a first sync', () => {
    expect(keys(draft, fresh)).toEqual(['settings.plan.start.IMPORT.new', 'settings.plan.preview']);
    expect(startsSomething(draft)).toBe(true);
  });
});

describe('settings that are changed', () => {
  const known = integration([pair()]);
  const draft = draftOf(known, choices);

  it('change nothing when nothing is changed', () => {
    expect(keys(draft, known)).toEqual([]);
    expect(startsSomething(draft)).toBe(false);
  });

  it('keep a pair that is switched off', () => {
    const off = edit(draft, 'main', { on: false });

    expect(changeOf(off, known).pairs).toMatchObject([{ id: 'p1', enabled: false }]);
    expect(keys(off, known)).toEqual(['settings.plan.stop', 'settings.plan.nothingChosen']);
  });

  it('say that changes will be written when a pair is turned both ways', () => {
    expect(keys(edit(draft, 'main', { direction: 'BOTH' }), known)).toEqual([
      'settings.plan.direction.BOTH',
      'settings.plan.preview',
    ]);
  });

  it('say that another calendar here is used', () => {
    expect(keys(edit(draft, 'main', { host: 'other' }), known)).toEqual(['settings.plan.host', 'settings.plan.preview']);
  });

  it('say what each changed rule does', () => {
    const rules = (part: Partial<Rules>) => says(edit(draft, 'main', { rules: { ...USUAL_RULES, ...part } }), known);

    expect(rules({ deletions: 'NEVER' })).toEqual(['settings.deletions.NEVER.effect']);
    expect(rules({ privacy: 'BUSY' })).toEqual(['settings.privacy.BUSY.effect']);
    expect(rules({ privateAsBusy: false })).toEqual(['settings.private.off']);
    expect(rules({ filter: { ...USUAL_RULES.filter, allDay: true } })).toEqual(['settings.filter.effect']);
    expect(says(edit(draft, 'main', { conflictPolicy: 'ASK' }), known)).toEqual(['settings.conflict.ASK.effect']);
  });

  it('say which period is synced from now on', () => {
    expect(keys(edit(draft, 'main', { windowed: true }), known)).toEqual(['settings.plan.window', 'settings.plan.preview']);
  });

  it('send the rules of a pair only when they were changed', () => {
    const asked = { ...USUAL_RULES, deletions: 'ASK' as const };

    expect(changeOf(draft, known).pairs[0]?.rules).toBeUndefined();
    expect(changeOf(edit(draft, 'main', { rules: asked }), known).pairs[0]?.rules).toEqual(asked);
  });

  it('know rules by what they say, not by the order of their parts', () => {
    const rules = { ...USUAL_RULES, filter: { ...USUAL_RULES.filter, categories: ['a', 'b'] } };
    const other = { ...USUAL_RULES, filter: { ...USUAL_RULES.filter, categories: ['b', 'a'] } };

    expect(same(rules, other)).toBe(true);
    expect(same(rules, USUAL_RULES)).toBe(false);
  });

  it('say how often from now on', () => {
    expect(keys({ ...draft, intervalMinutes: 60 }, known)).toEqual(['settings.plan.interval']);
  });

  it('show an address book beside the calendars', () => {
    const contacts = pair({ id: 'p2', kind: 'ADDRESS_BOOK' });

    expect(changeOf(draftOf(integration([pair(), contacts]), choices), integration([pair(), contacts])).pairs).toContainEqual(
      expect.objectContaining({ id: 'p2', kind: 'ADDRESS_BOOK', enabled: true }),
    );
  });

  it('show a calendar that the provider no longer lists', () => {
    const vanished = draftOf(integration([pair({ providerCollection: 'old', providerName: 'Old' })]), choices);

    expect(vanished.rows.find((row) => row.provider.id === 'old')).toMatchObject({ gone: true, provider: { name: 'Old' } });
  });

  it('refuse a period that is no number of days', () => {
    const row = draft.rows[0] as Row;

    expect(invalid({ ...row, windowed: true })).toBe(false);
    for (const pastDays of [-1, 1.5, Number.NaN, 36_501]) {
      expect(invalid({ ...row, windowed: true, pastDays })).toBe(true);
    }
    expect(invalid({ ...row, windowed: true, futureDays: 0 })).toBe(true);
  });
});

describe('a direction', () => {
  const row = draftOf(integration([pair()]), choices).rows[0] as Row;

  it('can be any for a calendar that both sides may write', () => {
    expect((['IMPORT', 'BOTH', 'EXPORT'] as const).map((it) => obstacleTo(it, row, ['CALENDAR_WRITE'], choices.host))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is import only for a calendar that may only be read', () => {
    const holidays = { ...row, provider: collection('holidays', { access: 'READ' }) };

    expect(obstacleTo('IMPORT', holidays, ['CALENDAR_WRITE'], [])).toBeUndefined();
    expect(obstacleTo('BOTH', holidays, ['CALENDAR_WRITE'], [])).toBe('settings.why.readonly');
    expect(obstacleTo('EXPORT', holidays, ['CALENDAR_WRITE'], [])).toBe('settings.why.readonly');
  });

  it('is import only while the permission to write is missing', () => {
    expect(obstacleTo('BOTH', row, ['CALENDAR_READ'], [])).toBe('settings.why.permission');
  });

  it('is export only when the calendar here may only be read', () => {
    const here = [collection('here', { access: 'READ' })];

    expect(obstacleTo('IMPORT', row, ['CALENDAR_WRITE'], here)).toBe('settings.why.hostReadonly');
    expect(obstacleTo('EXPORT', row, ['CALENDAR_WRITE'], here)).toBeUndefined();
  });
});
