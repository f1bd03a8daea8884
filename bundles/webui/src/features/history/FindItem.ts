// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Explanation, Integration, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';

const SHORTEST = 2;

/** Answers why an item is not on the other side: looks for it by name on both sides. */
@customElement('passerelle-find')
export class FindItem extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap);
      }
      form {
        gap: calc(var(--gap) * 0.75);
        font-size: var(--size-small);
      }
      label {
        display: grid;
        gap: var(--gap-tiny);
      }
      .words {
        display: flex;
        gap: var(--gap-small);
      }
      .words input {
        flex: 1;
      }
      ul {
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
        overflow: hidden;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--gap-small);
        padding: var(--gap-small) calc(var(--gap) * 0.75);
        font-size: var(--size-small);
      }
      li + li {
        border-top: var(--hairline) solid var(--line);
      }
      li > .icon {
        margin-top: 0.15em;
        color: var(--warning);
      }
      li.synced > .icon {
        color: var(--good);
      }
      li.due > .icon {
        color: var(--accent);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--gap);
      }
      .label {
        font-weight: 600;
        overflow-wrap: anywhere;
        min-width: 0;
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  @state()
  private pair = '';

  @state()
  private text = '';

  @state()
  private step: 'asking' | 'working' | 'short' | 'found' = 'asking';

  @state()
  private found: Explanation[] = [];

  @state()
  private problem?: Problem;

  override render() {
    const { messages, integration } = this;
    if (integration.pairs.length === 0) {
      return html`<p class="muted">${messages.t('find.paused')}</p>`;
    }
    return html`
      <form @submit=${this.submitted}>
        <p class="muted">${messages.t('find.lead')}</p>
        ${integration.pairs.length > 1 ? this.pairs() : nothing}
        <label>
          ${messages.t('find.words')}
          <span class="words">
            <input
              type="search"
              maxlength="200"
              aria-invalid=${this.step === 'short'}
              @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
            />
            <button class="primary" ?disabled=${this.step === 'working'}>${messages.t('find.go')}</button>
          </span>
        </label>
      </form>
      <p class="small muted" role="status">${this.said()}</p>
      ${this.problem ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
      ${this.found.length > 0
        ? html`<ul aria-label=${messages.t('find.results')}>
            ${this.found.map((it) => this.item(it))}
          </ul>`
        : nothing}
    `;
  }

  private pairs(): TemplateResult {
    const { messages, integration } = this;
    return html`<label>
      ${messages.t('find.pair')}
      <select @change=${(event: Event) => (this.pair = (event.target as HTMLSelectElement).value)}>
        ${integration.pairs.map(
          (pair) => html`<option value=${pair.id} ?selected=${pair.id === this.pair}>
            ${pair.hostName === pair.providerName
              ? pair.providerName
              : messages.t('find.pairName', { host: pair.hostName, name: pair.providerName })}
          </option>`,
        )}
      </select>
    </label>`;
  }

  private said(): string {
    const { messages, step } = this;
    switch (step) {
      case 'working':
        return messages.t('find.working');
      case 'short':
        return messages.t('find.short');
      case 'found':
        return this.found.length === 0 && !this.problem ? messages.t('find.none', { text: this.text.trim() }) : '';
      default:
        return '';
    }
  }

  private item({ label, side, synced, reason }: Explanation): TemplateResult {
    const { messages, integration } = this;
    const where = synced ? messages.t('find.synced') : messages.t(`find.${side}`, { provider: integration.providerName });
    const why = reason ? [reason.title, reason.detail, reason.remedy].filter(Boolean).join(' ') : synced ? '' : messages.t('find.due');
    const look = synced ? 'synced' : reason ? 'left' : 'due';
    return html`<li class=${look}>
      ${icon(synced ? 'check' : reason ? 'warning' : 'clock')}
      <div>
        <div class="line"><span class="label">${label || messages.t('history.unnamed')}</span><span class="muted">${where}</span></div>
        ${why ? html`<p>${why} ${reason ? html`<span class="tiny muted">${reason.code}</span>` : nothing}</p>` : nothing}
      </div>
    </li>`;
  }

  private async submitted(event: Event): Promise<void> {
    event.preventDefault();
    const words = this.text.trim();
    const pair = this.pair || this.integration.pairs[0]?.id;
    this.problem = undefined;
    this.found = [];
    if (words.length < SHORTEST || !pair) {
      this.step = 'short';
      return;
    }
    this.step = 'working';
    try {
      this.found = await this.api.explain(this.integration.id, pair, words);
    } catch (error) {
      this.problem = problemOf(error);
    }
    this.step = 'found';
  }
}
