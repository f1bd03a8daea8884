// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Api } from '../api/Api.js';
import type { Integration, Problem } from '../api/types.js';
import type { Key } from '../i18n/messages.js';
import { Base } from './Base.js';
import './Dialog.js';
import type { Dialog } from './Dialog.js';
import './ProblemNote.js';

/** What the wide dialogs about one integration have in common. They tell `feature-closed`. */
export abstract class FeatureModal extends Base {
  static override styles = [
    ...Base.styles,
    css`
      .body,
      .list {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap);
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: var(--gap-small);
        padding: calc(var(--gap) * 2) 0;
        text-align: center;
        --icon: 2.25rem;
      }
      .bar {
        height: 6rem;
        border-radius: var(--radius-small);
        background: var(--sunken);
        animation: breathe 1.2s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          background: var(--line);
        }
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  @property({ type: Number })
  now = Date.now();

  @state()
  protected problem?: Problem;

  @query('passerelle-dialog')
  protected dialog!: Dialog;

  /** The dialog, with the account in its head. */
  protected modal(heading: Key, content: unknown): TemplateResult {
    const { messages, integration } = this;
    return html`
      <passerelle-dialog
        .messages=${messages}
        heading=${messages.t(heading)}
        lead=${messages.t('card.account', { provider: integration.providerName, account: integration.account })}
        wide
        @dialog-closed=${() => this.tell('feature-closed')}
      >
        ${content}
      </passerelle-dialog>
    `;
  }

  protected closeButton(primary = true): TemplateResult {
    return html`<button slot="buttons" class=${primary ? 'primary' : ''} @click=${() => this.dialog.close()}>${this.messages.t('action.close')}</button>`;
  }

  /** Something that stands where a list will be. */
  protected loading(key: Key): TemplateResult {
    return html`<div class="list" role="status">
      <span class="unseen">${this.messages.t(key)}</span>
      <div class="bar"></div>
      <div class="bar"></div>
    </div>`;
  }

  /** What went wrong, with the means to try again where there is one. */
  protected failure(again?: () => void) {
    const { messages, problem } = this;
    return problem
      ? html`<passerelle-problem .messages=${messages} .problem=${problem} alert>
          ${again ? html`<button @click=${again}>${messages.t('load.retry')}</button>` : nothing}
        </passerelle-problem>`
      : nothing;
  }
}
