// SPDX-License-Identifier: Apache-2.0
import type { RunItem } from '../../api/types.js';
import { fieldName } from '../../i18n/fieldNames.js';
import type { Messages } from '../../i18n/messages.js';

/** What became of an item: done, left undone for a reason, or left for a person to decide. */
export function fateOf({ reason, action }: RunItem): 'done' | 'left' | 'waits' {
  switch (reason?.code) {
    case undefined:
    case 'FIELDS_NOT_CARRIED':
      return 'done';
    case 'FIELD_CONFLICT':
      return action === 'READ' ? 'waits' : 'done';
    case 'DELETIONS_HELD':
    case 'DELETIONS_ASKED':
    case 'POSSIBLE_DUPLICATE':
      return 'waits';
    default:
      return 'left';
  }
}

/** What was done, or was not, and where. */
export function deedOf(item: RunItem, providerName: string, messages: Messages): string {
  const fate = fateOf(item);
  if (fate === 'waits') {
    return messages.t('history.waits');
  }
  const action = messages.t(`history.${fate === 'done' ? 'action' : 'notDone'}.${item.action}`);
  return item.side === 'HOST' ? messages.t('history.atHere', { action }) : messages.t('history.at', { action, place: providerName });
}

/** Why; nothing for what was simply done. */
export function whyOf(item: RunItem, messages: Messages): string {
  const { reason } = item;
  return reason?.code === 'FIELD_CONFLICT' && item.action === 'READ'
    ? messages.t('history.waits.conflict')
    : [reason?.title, reason?.detail, reason?.remedy].filter(Boolean).join(' ');
}

/** More for those who want to know: the fields concerned, or what the other side said. */
export function detailOf({ reason, detail }: RunItem, messages: Messages): string {
  switch (reason?.code) {
    case 'FIELD_CONFLICT':
      return '';
    case 'FIELDS_NOT_CARRIED':
      return [...new Set((detail ?? '').split(', ').map((field) => fieldName(field, messages)))].join(', ');
    default:
      return detail ?? '';
  }
}
