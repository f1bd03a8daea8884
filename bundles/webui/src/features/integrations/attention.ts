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
  return integrations.flatMap((integration) => [...ofStatus(integration, messages), ...ofHeld(integration, messages)]);
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

function ofHeld(integration: Integration, messages: Messages): Incident[] {
  return integration.held > 0 && integration.status !== 'DISCONNECTING'
    ? [
        {
          key: `${integration.id} held`,
          integration,
          tone: 'warning',
          what: messages.t('attention.held', { n: integration.held, account: integration.account }),
          why: messages.t('attention.held.why'),
          action: { does: 'held', label: 'action.review' },
        },
      ]
    : [];
}
