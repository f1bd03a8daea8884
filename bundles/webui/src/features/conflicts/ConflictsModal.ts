// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { problemOf } from '../../api/problemOf.js';
import type { Conflict } from '../../api/types.js';
import { FeatureModal } from '../../components/FeatureModal.js';
import { icon } from '../../components/icons.js';
import '../../components/Segments.js';
import './ConflictEntry.js';

const PAGE = 50;
const MOST = 500;

/** Details that both sides changed: those that wait for a person, and those that a rule or a person has decided. */
@customElement('passerelle-conflicts')
export class ConflictsModal extends FeatureModal {
  static override styles = [
    ...FeatureModal.styles,
    css`
      .empty .icon {
        color: var(--good);
      }
    `,
  ];

  @state()
  private show: 'open' | 'all' = 'open';

  @state()
  private conflicts?: Conflict[];

  private limit = PAGE;

  override connectedCallback(): void {
    super.connectedCallback();
    this.show = (this.integration.conflicts ?? 0) > 0 ? 'open' : 'all';
    void this.load();
  }

  override render() {
    const { messages } = this;
    return this.modal(
      'conflicts.title',
      html`<div class="body">
          <passerelle-segments
            label=${messages.t('conflicts.show')}
            .chosen=${this.show}
            .segments=${(['open', 'all'] as const).map((id) => ({ id, label: messages.t(`conflicts.${id}`) }))}
            @segment-chosen=${(event: CustomEvent<'open' | 'all'>) => this.switch(event.detail)}
          ></passerelle-segments>
          ${this.problem ? this.failure(() => this.load()) : this.list()}
        </div>
        ${this.closeButton()}`,
    );
  }

  private list() {
    const { messages, conflicts } = this;
    if (!conflicts) {
      return this.loading('conflicts.loading');
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
