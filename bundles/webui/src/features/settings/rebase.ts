// SPDX-License-Identifier: Apache-2.0
import { same, type Draft, type Row } from './draft.js';

const FIELDS = ['on', 'host', 'direction', 'conflictPolicy', 'windowed', 'pastDays', 'futureDays'] as const;
const RULES = ['deletions', 'privacy', 'privateAsBusy', 'filter'] as const;

/** A draft on newer settings, and the names of what was changed elsewhere meanwhile. */
export interface Rebased {
  draft: Draft;
  elsewhere: string[];
}

/**
 * Puts what a person has edited on top of settings that were saved elsewhere meanwhile: what the person changed stays, the rest
 * is as saved.
 *
 * @param mine what the person sees
 * @param before what it was made from
 * @param saved what is saved now
 */
export function rebase(mine: Draft, before: Draft, saved: Draft): Rebased {
  const elsewhere: string[] = [];
  const rows = saved.rows.map((row) => {
    const [was, edited] = [matching(before, row), matching(mine, row)];
    if (!was || !edited) {
      return row;
    }
    if ([...FIELDS].some((it) => !same(row[it], was[it])) || !same(row.rules, was.rules)) {
      elsewhere.push(row.provider.name);
    }
    return merged(row, was, edited);
  });
  const intervalMinutes = mine.intervalMinutes === before.intervalMinutes ? saved.intervalMinutes : mine.intervalMinutes;
  return { draft: { rows, intervalMinutes }, elsewhere };
}

function merged(row: Row, was: Row, edited: Row): Row {
  const pick = <T extends object>(names: readonly (keyof T)[], now: T, then: T, mine: T): Partial<T> =>
    Object.fromEntries(names.map((it) => [it, same(mine[it], then[it]) ? now[it] : mine[it]])) as Partial<T>;
  return {
    ...row,
    ...pick<Row>(FIELDS, row, was, edited),
    rules: { ...row.rules, ...pick(RULES, row.rules, was.rules, edited.rules) },
  };
}

function matching(draft: Draft, row: Row): Row | undefined {
  return draft.rows.find((it) => it.provider.id === row.provider.id && it.provider.kind === row.provider.kind);
}
