// SPDX-License-Identifier: Apache-2.0
import type {
  Capability,
  Collection,
  CollectionChoices,
  Direction,
  Integration,
  Kind,
  Pair,
  PairChange,
  Rules,
  SettingsChange,
} from '../../api/types.js';
import type { Key } from '../../i18n/messages.js';

/** One calendar or address book of the provider and what is to be done with it. */
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
  rules: Rules;
}

/** The settings as a person is editing them. */
export interface Draft {
  rows: Row[];
  intervalMinutes: number;
}

export const DIRECTIONS: Direction[] = ['IMPORT', 'BOTH', 'EXPORT'];
export const INTERVALS = [5, 15, 30, 60, 180, 360, 720, 1440];
export const LONGEST_WINDOW = 36_500;
export const KINDS: Kind[] = ['CALENDAR', 'ADDRESS_BOOK'];

/** What the server takes for a pair that says nothing about it. */
export const USUAL_RULES: Rules = {
  deletions: 'FOLLOW',
  privacy: 'FULL',
  privateAsBusy: true,
  filter: { free: false, declined: false, allDay: false, categories: [] },
};

/** The draft that says what is saved, with a row for every collection; on a first visit the main calendar is switched on. */
export function draftOf(integration: Integration, choices: CollectionChoices): Draft {
  const first = integration.pairs.length === 0;
  const paired = integration.pairs.map((pair) => savedRow(pair, choices.provider));
  const others = choices.provider
    .filter(({ id, kind }) => !integration.pairs.some((pair) => pair.providerCollection === id && pair.kind === kind))
    .map((collection) => newRow(collection, first && collection.primary && collection.kind === 'CALENDAR'));
  const rows = [...paired, ...others].sort(
    (a, b) =>
      KINDS.indexOf(a.provider.kind) - KINDS.indexOf(b.provider.kind) ||
      Number(b.provider.primary) - Number(a.provider.primary) ||
      a.provider.name.localeCompare(b.provider.name),
  );
  return { rows, intervalMinutes: integration.intervalMinutes };
}

function savedRow(pair: Pair, collections: Collection[]): Row {
  const listed = collections.find(({ id, kind }) => id === pair.providerCollection && kind === pair.kind);
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
    rules: pair.rules ?? USUAL_RULES,
  };
}

function newRow(collection: Collection, on: boolean): Row {
  return {
    key: `new ${collection.kind} ${collection.id}`,
    provider: collection,
    gone: false,
    on,
    direction: 'IMPORT',
    conflictPolicy: 'PROVIDER',
    windowed: false,
    pastDays: 30,
    futureDays: 365,
    rules: USUAL_RULES,
  };
}

/** Why a direction cannot be chosen; nothing when it can. */
export function obstacleTo(direction: Direction, row: Row, capabilities: Capability[], host: Collection[]): Key | undefined {
  if (direction !== 'IMPORT') {
    // without the permission the provider says of every calendar that it can only be read
    if (!capabilities.includes(row.provider.kind === 'CALENDAR' ? 'CALENDAR_WRITE' : 'CONTACTS_WRITE')) {
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

/** What to send. Pairs that are switched off stay known. */
export function changeOf(draft: Draft, integration: Integration): SettingsChange {
  const pairs = draft.rows.filter((row) => row.on || row.saved).map(pairOf);
  return { version: integration.version, intervalMinutes: draft.intervalMinutes, pairs };
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
    rules: same(row.rules, row.saved?.rules ?? USUAL_RULES) ? undefined : row.rules,
    enabled: row.on,
  };
}

/** Whether two values of a draft say the same; lists are sets. */
export function same(a: unknown, b: unknown): boolean {
  const text = (value: unknown) => JSON.stringify(value, (_, it: unknown) => (Array.isArray(it) ? [...it].sort() : it));
  return text(a) === text(b);
}

/** Whether saving starts something that has not been synced before. */
export function startsSomething(draft: Draft): boolean {
  return draft.rows.some((row) => row.on && !row.saved?.enabled);
}
