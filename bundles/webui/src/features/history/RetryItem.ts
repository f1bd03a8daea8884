// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { betweenRuns } from '../../api/betweenRuns.js';
import { problemOf } from '../../api/problemOf.js';
import type { Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';

/** Tries one item of a run once more and says what came of it. Tells `runs-changed`. */
@customElement('passerelle-retry')
export class RetryItem extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-tiny) var(--gap-small);
        margin-block: var(--gap-tiny);
      }
      p:focus {
        outline: none;
      }
      p:empty {
        display: none;
      }
      button {
        min-height: 1.9rem;
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property()
  integration = '';

  @property()
  run = '';

  @property({ type: Number })
  position = 0;

  @property()
  label = '';

  @state()
  private step: 'offered' | 'working' | 'waiting' | 'done' = 'offered';

  @state()
  private reason?: Problem;

  override render() {
    const { messages, step } = this;
    return html`
      ${step === 'done'
        ? nothing
        : html`<button ?disabled=${step !== 'offered'} @click=${this.go}>
            <span>${messages.t(step === 'offered' ? 'action.retry' : 'again.working')}<span class="unseen">: ${this.label}</span></span>
          </button>`}
      <p class="small" role="status" tabindex="-1">${this.said()}</p>
    `;
  }

  private said(): string {
    const { messages, step, reason } = this;
    if (reason) {
      return messages.t('again.still', { why: [reason.title, reason.detail].filter(Boolean).join(' ') });
    }
    return step === 'done' ? messages.t('again.done') : step === 'waiting' ? messages.t('held.waiting') : '';
  }

  private async go(): Promise<void> {
    this.step = 'working';
    this.reason = undefined;
    try {
      const run = await betweenRuns(() => this.api.retryItem(this.integration, this.run, this.position), {
        waiting: () => (this.step = 'waiting'),
        wanted: () => this.isConnected,
      });
      const failed = run.error !== undefined || run.counts.failed > 0;
      const item = failed && !run.error ? (await this.api.runItems(this.integration, run.id, 0, 1))[0] : undefined;
      this.reason = run.error ?? item?.reason;
      this.step = failed ? 'offered' : 'done';
      void this.focusOn(failed ? 'button' : 'p');
      this.tell('runs-changed');
    } catch (error) {
      this.reason = problemOf(error);
      this.step = 'offered';
    }
  }
}
