// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { ApiError } from '../../api/ApiError.js';
import { betweenRuns } from '../../api/betweenRuns.js';
import { problemOf } from '../../api/problemOf.js';
import type { Held, Integration, Pair, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';

const SHOWN = 200;
const SAID = { apply: 'held.applied', discard: 'held.kept', ignore: 'held.ignored' } as const;

/** Deletions that were held back because there were too many at once: a person keeps everything or lets them happen. */
@customElement('passerelle-held')
export class HeldDeletions extends Base {
  static override styles = [
    ...Base.styles,
    css`
      input[type='search'] {
        width: 100%;
        margin: var(--gap) 0 var(--gap-small);
      }
      passerelle-problem {
        margin-bottom: var(--gap);
      }
      .items {
        max-height: 16rem;
        overflow-y: auto;
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
      }
      .items li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--gap);
        padding: var(--gap-tiny) calc(var(--gap) * 0.75);
        font-size: var(--size-small);
        overflow-wrap: anywhere;
      }
      .items li + li {
        border-top: var(--hairline) solid var(--line);
      }
      .what {
        margin-top: var(--gap);
        display: grid;
        gap: var(--gap-tiny);
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  @state()
  private pair?: Pair;

  @state()
  private held?: Held;

  @state()
  private search = '';

  @state()
  private problem?: Problem;

  @state()
  private working = false;

  @state()
  private waiting = false;

  @query('passerelle-dialog')
  private dialog!: Dialog;

  override connectedCallback(): void {
    super.connectedCallback();
    this.pair = this.integration.pairs.find((pair) => pair.held > 0);
    void this.load();
  }

  override render() {
    const { messages, held } = this;
    const n = held?.items.length ?? 0;
    return html`
      <passerelle-dialog
        .messages=${messages}
        heading=${messages.t('held.title')}
        lead=${this.integration.account}
        @dialog-closed=${() => this.tell('feature-closed')}
      >
        ${this.problem ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
        ${held ? this.list(held) : nothing}
        <p class="small" role="status">${this.waiting ? messages.t('held.waiting') : nothing}</p>
        <button slot="buttons" class="danger" ?disabled=${!held || this.working} @click=${() => this.settle('apply')}>
          ${messages.t('held.apply', { n })}
        </button>
        <button slot="buttons" ?disabled=${!held || this.working} @click=${() => this.settle('ignore')}>${messages.t('held.ignore')}</button>
        <button slot="buttons" class="primary" ?disabled=${!held || this.working} @click=${() => this.settle('discard')}>
          ${messages.t('held.keep')}
        </button>
      </passerelle-dialog>
    `;
  }

  private list(held: Held) {
    const { messages } = this;
    const wanted = this.search.trim().toLocaleLowerCase();
    const found = held.items.filter((item) => item.label.toLocaleLowerCase().includes(wanted));
    return html`
      <p>${messages.t('held.lead', { n: held.items.length, name: this.pair?.providerName ?? '' })}</p>
      <p class="small muted">${messages.t('held.since', { when: messages.moment(held.heldAt) })}</p>
      <input
        type="search"
        aria-label=${messages.t('held.search')}
        placeholder=${messages.t('held.search')}
        @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
      />
      <ul class="items" tabindex="0" aria-label=${messages.t('held.title')}>
        ${found.slice(0, SHOWN).map(
          (item) =>
            html`<li>
              <span>${item.label || messages.t('history.unnamed')}</span>
              <span class="muted"
                >${messages.t(item.side === 'HOST' ? 'held.here' : 'held.there', { provider: this.integration.providerName })}</span
              >
            </li>`,
        )}
      </ul>
      <div class="what small muted">
        <p><strong>${messages.t('held.keep')}.</strong> ${messages.t('held.keep.text')}</p>
        <p><strong>${messages.t('held.ignore')}.</strong> ${messages.t('held.ignore.text')}</p>
        <p><strong>${messages.t('held.apply', { n: held.items.length })}.</strong> ${messages.t('held.apply.text')}</p>
      </div>
    `;
  }

  private async load(): Promise<void> {
    if (!this.pair) {
      this.problem = { code: 'NOT_FOUND', title: this.messages.t('held.none') };
      return;
    }
    try {
      this.held = await this.api.held(this.integration.id, this.pair.id);
    } catch (error) {
      this.problem =
        error instanceof ApiError && error.problem.code === 'NOT_FOUND'
          ? { code: 'NOT_FOUND', title: this.messages.t('held.none') }
          : problemOf(error);
    }
  }

  private async settle(decision: 'apply' | 'discard' | 'ignore'): Promise<void> {
    if (!this.pair) {
      return;
    }
    this.working = true;
    this.problem = undefined;
    try {
      const pair = this.pair.id;
      await betweenRuns(() => this.api.settleHeld(this.integration.id, pair, decision), {
        waiting: () => (this.waiting = true),
        wanted: () => this.isConnected,
      });
      this.tell('announce', this.messages.t(SAID[decision]));
      this.tell('integration-stale', this.integration.id);
      this.dialog.close();
    } catch (error) {
      this.problem = problemOf(error);
      this.working = false;
    } finally {
      this.waiting = false;
    }
  }
}
