// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Base } from '../../components/Base.js';

const LONGEST = 10;

/** The ten seconds in which a disconnection can be taken back. Tells `undo`. */
@customElement('passerelle-undo')
export class UndoBar extends Base {
  static override shadowRootOptions = { mode: 'open' as const, delegatesFocus: true };
  static override styles = [
    ...Base.styles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--gap-small) var(--gap);
        padding: calc(var(--gap) * 0.6) var(--gap);
        border-radius: var(--radius-small);
        background: var(--info-surface);
        font-variant-numeric: tabular-nums;
      }
      progress {
        appearance: none;
        flex-basis: 100%;
        width: 100%;
        height: 0.25rem;
        border: 0;
        border-radius: var(--pill);
        background: var(--line);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--line);
      }
      progress::-webkit-progress-value {
        background: var(--accent);
        transition: inline-size 1s linear;
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
    `,
  ];

  @property()
  account = '';

  @property()
  deadline = '';

  /** The server's time when this was last drawn, in milliseconds. */
  @property({ type: Number })
  now = Date.now();

  @state()
  private left = LONGEST;

  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback(): void {
    super.connectedCallback();
    const first = Math.ceil((Date.parse(this.deadline) - this.now) / 1000);
    this.left = Math.max(0, Math.min(LONGEST, Number.isNaN(first) ? LONGEST : first));
    this.timer = setInterval(() => (this.left = Math.max(0, this.left - 1)), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    const { messages, left, account } = this;
    return html`
      <div class="bar">
        <span class="small" aria-hidden="true">
          ${left > 0 ? messages.t('undo.text', { account, n: left }) : messages.t('undo.now', { account })}
        </span>
        <span class="unseen" role="status">${messages.t('undo.now', { account })}</span>
        ${left > 0
          ? html`<button class="primary" @click=${() => this.tell('undo')}>${messages.t('undo.action')}</button>
              <progress max=${LONGEST} value=${left} aria-hidden="true"></progress>`
          : nothing}
      </div>
    `;
  }
}
