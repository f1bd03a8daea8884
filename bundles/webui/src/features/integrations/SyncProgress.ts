// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Progress } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';

/** How far a sync has come, with the means to stop it. Tells `stop-sync`. */
@customElement('passerelle-progress')
export class SyncProgress extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
      }
      .line {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
      }
      p {
        flex: 1;
        min-width: 0;
        font-variant-numeric: tabular-nums;
      }
      progress {
        appearance: none;
        display: block;
        width: 100%;
        height: 0.5rem;
        border: 0;
        border-radius: var(--pill);
        background: var(--sunken);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--sunken);
      }
      progress::-webkit-progress-value {
        border-radius: var(--pill);
        background: var(--accent);
        transition: inline-size var(--calm);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      progress:indeterminate {
        background: linear-gradient(90deg, var(--sunken) 0 30%, var(--accent) 45% 55%, var(--sunken) 70%) 0 0 / 200% 100%;
        animation: drift 1.4s linear infinite;
      }
      progress:indeterminate::-webkit-progress-bar {
        background: transparent;
      }
      @keyframes drift {
        from {
          background-position: 200% 0;
        }
      }
    `,
  ];

  @property()
  account = '';

  /** Name of the calendar being synced; empty when there is only one. */
  @property()
  pair = '';

  @property({ attribute: false })
  progress?: Progress;

  override render() {
    const { messages, progress } = this;
    const total = progress?.phase === 'applying' ? (progress.total ?? undefined) : undefined;
    const text = this.text();
    return html`
      <div class="line">
        <p class="small">${this.pair ? messages.t('progress.pair', { name: this.pair, text }) : text}</p>
        ${progress
          ? html`<button class="plain square" aria-label=${messages.t('progress.cancel')} title=${messages.t('progress.cancel')} @click=${() => this.tell('stop-sync')}>
              ${icon('close')}
            </button>`
          : nothing}
      </div>
      ${total
        ? html`<progress aria-label=${messages.t('progress.label', { account: this.account })} max=${total} value=${Math.min(progress?.done ?? 0, total)}></progress>`
        : html`<progress aria-label=${messages.t('progress.label', { account: this.account })}></progress>`}
    `;
  }

  private text(): string {
    const { messages, progress } = this;
    if (!progress) {
      return messages.t('progress.starting');
    }
    if (progress.phase === 'applying' && progress.total) {
      return messages.t('progress.applying', { done: progress.done, n: progress.total });
    }
    return progress.done > 0 ? messages.t('progress.readingCount', { n: progress.done }) : messages.t('progress.reading');
  }
}
