// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Conflict, Integration, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';
import { icon } from '../../components/icons.js';
import '../../components/Segments.js';
import './ConflictEntry.js';

const PAGE = 50;
const MOST = 500;

/** Details that both sides changed: those that wait for a person, and those that a rule or a person has decided. */
@customElement('passerelle-conflicts')
export class ConflictsModal extends Base {
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
      .empty .icon {
        color: var(--good);
      }
      .bar {
        height: 8rem;
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
  private show: 'open' | 'all' = 'open';

  @state()
  private conflicts?: Conflict[];

  @state()
  private problem?: Problem;

  private limit = PAGE;

  @query('passerelle-dialog')
  private dialog!: Dialog;

  override connectedCallback(): void {
    super.connectedCallback();
    this.show = (this.integration.conflicts ?? 0) > 0 ? 'open' : 'all';
    void this.load();
  }

  override render() {
    const { messages, integration } = this;
    return html`
      <passerelle-dialog
        .messages=${messages}
        heading=${messages.t('conflicts.title')}
        lead=${messages.t('card.account', { provider: integration.providerName, account: integration.account })}
        wide
        @dialog-closed=${() => this.tell('feature-closed')}
      >
        <div class="body">
          <passerelle-segments
            label=${messages.t('conflicts.show')}
            .chosen=${this.show}
            .segments=${(['open', 'all'] as const).map((id) => ({ id, label: messages.t(`conflicts.${id}`) }))}
            @segment-chosen=${(event: CustomEvent<'open' | 'all'>) => this.switch(event.detail)}
          ></passerelle-segments>
          ${this.problem
            ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert>
                <button @click=${this.load}>${messages.t('load.retry')}</button>
              </passerelle-problem>`
            : this.list()}
        </div>
        <button slot="buttons" class="primary" @click=${() => this.dialog.close()}>${messages.t('action.close')}</button>
      </passerelle-dialog>
    `;
  }

  private list() {
    const { messages, conflicts } = this;
    if (!conflicts) {
      return html`<div class="list" role="status">
        <span class="unseen">${messages.t('conflicts.loading')}</span>
        <div class="bar"></div>
        <div class="bar"></div>
      </div>`;
    }
    if (conflicts.length === 0) {
      return html`<div class="empty">${icon('check')}<p class="muted">${messages.t(`conflicts.empty.${this.show}`)}</p></div>`;
    }
    return html`
      <div class="list" @conflict-decided=${this.decided}>
        ${repeat(
          conflicts,
          (conflict) => conflict.id,
          (conflict) => html`<passerelle-conflict
            .messages=${messages}
            .api=${this.api}
            .integration=${this.integration.id}
            .providerName=${this.integration.providerName}
            .conflict=${conflict}
            .now=${this.now}
          ></passerelle-conflict>`,
        )}
      </div>
      ${conflicts.length >= this.limit && this.limit < MOST
        ? html`<div><button @click=${this.more}>${messages.t('conflicts.more')}</button></div>`
        : nothing}
    `;
  }

  /** The decided conflict stays in sight, with what came of it; the server knows until when it can be decided otherwise. */
  private async decided(event: CustomEvent<Conflict>): Promise<void> {
    this.put(event.detail);
    this.tell('integration-stale', this.integration.id);
    const now = await this.api.conflicts(this.integration.id, false, MOST).catch(() => []);
    now.filter((it) => it.id === event.detail.id).forEach((it) => this.put(it));
  }

  private put(conflict: Conflict): void {
    this.conflicts = this.conflicts?.map((it) => (it.id === conflict.id ? conflict : it));
  }

  private switch(show: 'open' | 'all'): void {
    this.show = show;
    this.conflicts = undefined;
    this.limit = PAGE;
    void this.load();
  }

  private more(): void {
    this.limit = Math.min(MOST, this.limit * 2);
    void this.load();
  }

  private async load(): Promise<void> {
    this.problem = undefined;
    const { show } = this;
    try {
      const found = await this.api.conflicts(this.integration.id, show === 'open', this.limit);
      if (show === this.show) {
        this.conflicts = found;
      }
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
