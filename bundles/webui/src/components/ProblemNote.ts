// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Problem } from '../api/types.js';
import { Base } from './Base.js';
import { icon } from './icons.js';

/**
 * What happened, why, and what to do, in that order; a button that mends it goes into the slot; code and reference stand small
 * at the end.
 */
@customElement('passerelle-problem')
export class ProblemNote extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
      }
      .note {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--gap-tiny) calc(var(--gap) * 0.75);
        padding: calc(var(--gap) * 0.75) var(--gap);
        border-radius: var(--radius-small);
        background: var(--bad-surface);
        overflow-wrap: anywhere;
      }
      .note.warning {
        background: var(--warning-surface);
      }
      .note > .icon {
        margin-top: 0.15em;
        color: var(--bad);
      }
      .warning > .icon {
        color: var(--warning);
      }
      .title {
        font-weight: 600;
      }
      .support {
        margin-top: var(--gap-tiny);
      }
      slot {
        display: block;
        margin-top: var(--gap-small);
      }
      slot.empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false })
  problem?: Problem;

  @property()
  severity: 'bad' | 'warning' = 'bad';

  /** Whether it has just happened and is to be read out at once. */
  @property({ type: Boolean })
  alert = false;

  override render() {
    const { problem, messages } = this;
    if (!problem) {
      return nothing;
    }
    return html`
      <div class="note ${this.severity}" role=${this.alert ? 'alert' : nothing}>
        ${icon(this.severity === 'bad' ? 'error' : 'warning')}
        <div>
          <p class="title">${problem.title}</p>
          ${problem.detail ? html`<p class="small">${problem.detail}</p>` : nothing}
          ${problem.remedy ? html`<p class="small">${problem.remedy}</p>` : nothing}
          <slot class="empty" @slotchange=${this.slotChanged}></slot>
          <p class="support tiny muted">
            ${problem.code}${problem.reference ? html` · ${messages.t('problem.reference', { reference: problem.reference })}` : nothing}
            ${problem.reference ? html`<button class="link tiny" @click=${this.copy}>${messages.t('problem.copy')}</button>` : nothing}
          </p>
        </div>
      </div>
    `;
  }

  private slotChanged(event: Event): void {
    const slot = event.target as HTMLSlotElement;
    slot.classList.toggle('empty', slot.assignedElements().length === 0);
  }

  private async copy(): Promise<void> {
    await navigator.clipboard?.writeText(`${this.problem?.code} ${this.problem?.reference}`);
    this.tell('announce', this.messages.t('announce.copied'));
  }
}
