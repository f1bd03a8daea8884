// SPDX-License-Identifier: Apache-2.0
import type { Key, Messages } from '../../i18n/messages.js';
import type { News } from './Tab.js';

const OUTCOMES: Record<string, Key> = {
  SUCCEEDED: 'announce.finished',
  PARTIAL: 'announce.partial',
  FAILED: 'announce.failed',
  CANCELLED: 'announce.cancelled',
  PREVIEWED: 'announce.previewed',
};

/** What is read out when something happened by itself; nothing when it is not worth a word. */
export function textOf(news: News, messages: Messages): string | undefined {
  switch (news.kind) {
    case 'provider-added':
      return messages.t('announce.providerAdded', { provider: news.provider.name });
    case 'provider-gone':
      return messages.t('announce.providerGone', { provider: news.provider.name });
    case 'removed':
      return messages.t('announce.removed');
    case 'finished': {
      const key = OUTCOMES[news.outcome];
      return key && messages.t(key, { account: news.integration.account });
    }
  }
}
