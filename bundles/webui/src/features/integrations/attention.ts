// SPDX-License-Identifier: Apache-2.0
import type { Integration } from '../../api/types.js';
import type { Key, Messages } from '../../i18n/messages.js';
import type { CardAction } from './IntegrationCard.js';

/** One incident that needs a person: what happened, what it means, and the one thing that mends it. */
export interface Incident {
  key: string;
  integration: Integration;
  tone: 'bad' | 'warning';
  what: string;
  why: string;
  code?: string;
  action?: { does: CardAction; label: Key };
}

/** What needs a person's attention, of all integrations. */
export function incidentsOf(integrations: Integration[], messages: Messages): Incident[] {
  return integrations.flatMap((integration) => [...ofStatus(integration, messages), ...ofDecisions(integration, messages)]);
}

function ofStatus(integration: Integration, messages: Messages): Incident[] {
  const { problem, status } = integration;
  const values = { account: integration.account, provider: integration.providerName };
  const own = [problem?.detail, problem?.remedy].filter(Boolean).join(' ');
  const base = { key: `${integration.id} ${status}`, integration, code: problem?.code };
  switch (status) {
    case 'NEEDS_REAUTH':
      return [
        {
          ...base,
          tone: 'bad',
          what: messages.t('attention.reauth', values),
          why: own,
          action: { does: 'reconnect', label: 'action.reconnect' },
        },
      ];
    case 'FAILING':
      return [
        {
          ...base,
          tone: 'warning',
          what: messages.t('attention.failing', values),
          why: [problem?.title, own].filter(Boolean).join(' '),
          action: { does: 'sync', label: 'action.sync' },
        },
      ];
    case 'SUSPENDED':
      return [{ ...base, tone: 'warning', what: messages.t('attention.suspended', values), why: own || messages.t('attention.suspended.why') }];
    default:
      return [];
  }
}

/** What waits for a person to decide it. */
function ofDecisions(integration: Integration, messages: Messages): Incident[] {
  const { held, conflicts = 0, duplicates = 0, previews = [], account, status } = integration;
  if (status === 'DISCONNECTING') {
    return [];
  }
  const incident = (does: 'held' | 'preview' | 'conflicts' | 'duplicates', n: number, label: Key): Incident[] =>
    n > 0
      ? [
          {
            key: `${integration.id} ${does}`,
            integration,
            tone: 'warning',
            what: messages.t(`attention.${does}`, { n, account }),
            why: messages.t(does === 'held' && asksFirst(integration) ? 'attention.held.asked' : `attention.${does}.why`),
            action: { does, label },
          },
        ]
      : [];
  return [
    ...incident('preview', integration.running ? 0 : previews.length, 'action.preview'),
    ...incident('held', held, 'action.review'),
    ...incident('duplicates', duplicates, 'action.duplicates'),
    ...incident('conflicts', conflicts, 'action.conflicts'),
  ];
}

/** Whether what is held waits because the person wants to be asked, not because there was so much of it. */
function asksFirst({ pairs }: Integration): boolean {
  return pairs.every((pair) => pair.held === 0 || pair.rules?.deletions === 'ASK');
}
