// SPDX-License-Identifier: Apache-2.0
import type { Collection, Integration, Rules } from '../../api/types.js';
import type { Key, Values } from '../../i18n/messages.js';
import { USUAL_RULES, same, type Draft, type Row } from './draft.js';

/** One sentence about what saving does; `says` names a sentence that stands inside it. */
export interface Consequence {
  key: Key;
  values: Values;
  says?: Key;
}

/** What saving does, in sentences. */
export function consequences(draft: Draft, integration: Integration, host: Collection[]): Consequence[] {
  const said = draft.rows.flatMap((row) => ofRow(row, integration.providerName, host));
  const run = asksForRun(draft, integration, host);
  if (draft.intervalMinutes !== integration.intervalMinutes) {
    said.push({ key: 'settings.plan.interval', values: {} });
  }
  if (!draft.rows.some((row) => row.on)) {
    said.push({ key: 'settings.plan.nothingChosen', values: {} });
  }
  if (run) {
    said.push({ key: 'settings.plan.preview', values: {} });
  }
  return said;
}

/** Whether something is to be synced that was not, or otherwise than it was: a run follows. */
export function asksForRun(draft: Draft, integration: Integration, host: Collection[]): boolean {
  return draft.rows.some((row) => row.on && ofRow(row, integration.providerName, host).length > 0);
}

function ofRow(row: Row, provider: string, host: Collection[]): Consequence[] {
  const { saved } = row;
  const values = { name: row.provider.name, host: host.find((it) => it.id === row.host)?.name ?? saved?.hostName ?? '', provider };
  const was = saved?.enabled === true;
  if (!row.on) {
    return was ? [{ key: 'settings.plan.stop', values }] : [];
  }
  if (!was) {
    const target = row.host ? '' : row.provider.kind === 'CALENDAR' ? '.new' : '.newBook';
    return [{ key: `settings.plan.start.${row.direction}${target}` as Key, values }];
  }
  const said: Consequence[] = [];
  if (row.host !== saved.hostCollection) {
    said.push({ key: 'settings.plan.host', values });
  }
  if (row.direction !== saved.direction) {
    said.push({ key: `settings.plan.direction.${row.direction}`, values });
  }
  said.push(...ruleKeys(row).map((says) => ({ key: 'settings.plan.rule' as const, values, says })));
  if (windowOf(row.windowed, row) !== windowOf(Boolean(saved.window), saved.window)) {
    said.push({ key: row.windowed ? 'settings.plan.window' : 'settings.plan.noWindow', values: { ...values, ...daysOf(row) } });
  }
  return said;
}

function windowOf(windowed: boolean, days?: { pastDays: number; futureDays: number }): string {
  return windowed && days ? `${days.pastDays} ${days.futureDays}` : '';
}

function daysOf({ pastDays, futureDays }: Row): Values {
  return { past: pastDays, future: futureDays };
}

/** The sentences of the rules that differ from those saved. */
function ruleKeys({ saved, rules, conflictPolicy }: Row): Key[] {
  const before = saved?.rules ?? USUAL_RULES;
  const changed = (name: keyof Rules) => !same(rules[name], before[name]);
  const keys: Key[] = [];
  if (conflictPolicy !== saved?.conflictPolicy) {
    keys.push(`settings.conflict.${conflictPolicy}.effect`);
  }
  if (changed('deletions')) {
    keys.push(`settings.deletions.${rules.deletions}.effect`);
  }
  if (changed('privacy')) {
    keys.push(`settings.privacy.${rules.privacy}.effect`);
  }
  if (changed('privateAsBusy')) {
    keys.push(rules.privateAsBusy ? 'settings.private.on' : 'settings.private.off');
  }
  if (changed('filter')) {
    keys.push('settings.filter.effect');
  }
  return keys;
}
