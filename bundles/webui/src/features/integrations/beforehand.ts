// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { icon } from '../../components/icons.js';
import type { Messages } from '../../i18n/messages.js';
import type { Tab } from './Tab.js';

/** Where the cards will be. */
export const skeletons = html`<div class="cards"><div class="skeleton"></div><div class="skeleton"></div></div>`;

/** What is shown as long as there are no cards. */
export function beforehand(tab: Tab, messages: Messages): TemplateResult {
  switch (tab.phase) {
    case 'signed-out':
      return html`<div class="empty">
        ${icon('lock')}
        <h3>${messages.t('signedout.title')}</h3>
        <p class="muted">${messages.t('signedout.text')}</p>
        <button class="primary" @click=${() => location.reload()}>${messages.t('signedout.action')}</button>
      </div>`;
    case 'failed':
      return html`<passerelle-problem .messages=${messages} .problem=${tab.problem} alert>
        <button class="primary" @click=${() => tab.start()}>${messages.t('load.retry')}</button>
      </passerelle-problem>`;
    default:
      return html`<div role="status"><span class="unseen">${messages.t('tab.loading')}</span>${skeletons}</div>`;
  }
}
