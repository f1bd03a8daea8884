// SPDX-License-Identifier: Apache-2.0
import type { Capability, Collection, CollectionChoices, Direction, Integration, Pair, PairChange, SettingsChange } from '../../api/types.js';
import type { Key, Values } from '../../i18n/messages.js';

/** One calendar of the provider and what is to be done with it. */
export interface Row {
  key: string;
  saved?: Pair;
  provider: Collection;
  /** Whether the provider no longer lists the calendar. */
  gone: boolean;
  on: boolean;
  /** The calendar here; none means that a new one is created. */
  host?: string;
  direction: Direction;
  conflictPolicy: Pair['conflictPolicy'];
  windowed: boolean;
  pastDays: number;
  futureDays: number;
}

/** The settings as a person is editing them. */
export interface Draft {
  rows: Row[];
  intervalMinutes: number;
}

export const DIRECTIONS: Direction[] = ['IMPORT', 'BOTH', 'EXPORT'];
export const INTERVALS = [5, 15, 30, 60, 180, 360, 720, 1440];
export const LONGEST_WINDOW = 36_500;

/** The draft that says what is saved, with a row for every calendar; on a first visit the main one is switched on. */
export function draftOf(integration: Integration, choices: CollectionChoices): Draft {
  const calendars = choices.provider.filter((collection) => collection.kind === 'CALENDAR');
  const pairs = integration.pairs.filter((pair) => pair.kind === 'CALENDAR');
  const paired = pairs.map((pair) => savedRow(pair, calendars));
  const first = pairs.length === 0;
  const others = calendars
    .filter((calendar) => !pairs.some((pair) => pair.providerCollection === calendar.id))
    .map((calendar) => newRow(calendar, first && calendar.primary));
  const rows = [...paired, ...others].sort(
    (a, b) => Number(b.provider.primary) - Number(a.provider.primary) || a.provider.name.localeCompare(b.provider.name),
  );
  return { rows, intervalMinutes: integration.intervalMinutes };
}

function savedRow(pair: Pair, calendars: Collection[]): Row {
  const listed = calendars.find((calendar) => calendar.id === pair.providerCollection);
  return {
    key: pair.id,
    saved: pair,
    provider: listed ?? { id: pair.providerCollection, kind: pair.kind, name: pair.providerName, access: 'READ_WRITE', primary: false },
    gone: listed === undefined,
    on: pair.enabled,
    host: pair.hostCollection,
    direction: pair.direction,
    conflictPolicy: pair.conflictPolicy,
    windowed: pair.window !== undefined && pair.window !== null,
    pastDays: pair.window?.pastDays ?? 30,
    futureDays: pair.window?.futureDays ?? 365,
  };
}

function newRow(calendar: Collection, on: boolean): Row {
  return {
    key: `new ${calendar.id}`,
    provider: calendar,
    gone: false,
    on,
    direction: 'IMPORT',
    conflictPolicy: 'PROVIDER',
    windowed: false,
    pastDays: 30,
    futureDays: 365,
  };
}

/** Why a direction cannot be chosen; nothing when it can. */
export function obstacleTo(direction: Direction, row: Row, capabilities: Capability[], host: Collection[]): Key | undefined {
  if (direction !== 'IMPORT') {
    // without the permission the provider says of every calendar that it can only be read
    if (!capabilities.includes('CALENDAR_WRITE')) {
      return 'settings.why.permission';
    }
    if (row.provider.access === 'READ') {
      return 'settings.why.readonly';
    }
  }
  const here = host.find((collection) => collection.id === row.host);
  return direction !== 'EXPORT' && here?.access === 'READ' ? 'settings.why.hostReadonly' : undefined;
}

/** Rows of which a number is not one. */
export function invalid(row: Row): boolean {
  const whole = (value: number, least: number) => Number.isInteger(value) && value >= least && value <= LONGEST_WINDOW;
  return row.on && row.windowed && !(whole(row.pastDays, 0) && whole(row.futureDays, 1));
}

/** What to send. Pairs that are switched off stay known; pairs of another kind are passed on as they are. */
export function changeOf(draft: Draft, integration: Integration): SettingsChange {
  const rows = draft.rows.filter((row) => row.on || row.saved).map(pairOf);
  const others = integration.pairs.filter((pair) => pair.kind !== 'CALENDAR').map(unchanged);
  return { version: integration.version, intervalMinutes: draft.intervalMinutes, pairs: [...rows, ...others] };
}

function pairOf(row: Row): PairChange {
  return {
    id: row.saved?.id,
    kind: row.provider.kind,
    hostCollection: row.host,
    providerCollection: row.provider.id,
    direction: row.direction,
    conflictPolicy: row.conflictPolicy,
    window: row.windowed ? { pastDays: row.pastDays, futureDays: row.futureDays } : undefined,
    enabled: row.on,
  };
}

function unchanged(pair: Pair): PairChange {
  const { id, kind, hostCollection, providerCollection, direction, conflictPolicy, window, enabled } = pair;
  return { id, kind, hostCollection, providerCollection, direction, conflictPolicy, window: window ?? undefined, enabled };
}

/** Whether saving starts something that has not been synced before. */
export function startsSomething(draft: Draft): boolean {
  return draft.rows.some((row) => row.on && !row.saved?.enabled);
}

/** One sentence about what saving does. */
export interface Consequence {
  key: Key;
  values: Values;
}

/** What saving does, in sentences. */
export function consequences(draft: Draft, integration: Integration, host: Collection[]): Consequence[] {
  const said = draft.rows.flatMap((row) => ofRow(row, integration.providerName, host));
  if (draft.intervalMinutes !== integration.intervalMinutes) {
    said.push({ key: 'settings.plan.interval', values: {} });
  }
  if (!draft.rows.some((row) => row.on)) {
    said.push({ key: 'settings.plan.nothingChosen', values: {} });
  }
  return said;
}

function ofRow(row: Row, provider: string, host: Collection[]): Consequence[] {
  const { saved } = row;
  const values = { name: row.provider.name, host: host.find((it) => it.id === row.host)?.name ?? saved?.hostName ?? '', provider };
  const was = saved?.enabled === true;
  if (!row.on) {
    return was ? [{ key: 'settings.plan.stop', values }] : [];
  }
  if (!was) {
    return [{ key: `settings.plan.start.${row.direction}${row.host ? '' : '.new'}` as Key, values }];
  }
  const said: Consequence[] = [];
  if (row.host !== saved.hostCollection) {
    said.push({ key: 'settings.plan.host', values });
  }
  if (row.direction !== saved.direction) {
    said.push({ key: `settings.plan.direction.${row.direction}`, values });
  }
  const window = row.windowed ? `${row.pastDays} ${row.futureDays}` : '';
  const windowWas = saved.window ? `${saved.window.pastDays} ${saved.window.futureDays}` : '';
  if (row.conflictPolicy !== saved.conflictPolicy || window !== windowWas) {
    said.push({ key: 'settings.plan.detail', values });
  }
  return said;
}
