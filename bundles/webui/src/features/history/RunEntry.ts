// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Outcome, Problem, Run, RunItem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon, type IconName } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';

const PAGE = 100;
const LOOKS: Record<Outcome, [IconName, string]> = {
  RUNNING: ['sync', 'info'],
  SUCCEEDED: ['check', 'good'],
  PARTIAL: ['warning', 'warning'],
  FAILED: ['error', 'bad'],
  CANCELLED: ['gone', 'quiet'],
};

/** A run on the timeline: one line, which opens into counts and items. */
@customElement('passerelle-run')
export class RunEntry extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        position: relative;
        padding-inline-start: 2.25rem;
        padding-bottom: var(--gap);
      }
      :host::before {
        content: '';
        position: absolute;
        inset-block: 1.6rem -0.2rem;
        inset-inline-start: 0.8rem;
        width: var(--hairline);
        background: var(--line);
      }
      .mark {
        position: absolute;
        inset-inline-start: 0;
        display: grid;
        place-items: center;
        width: 1.65rem;
        height: 1.65rem;
        border-radius: 50%;
        background: var(--sunken);
        color: var(--muted);
        --icon: 1rem;
      }
      .mark.good {
        background: var(--good-surface);
        color: var(--good);
      }
      .mark.warning {
        background: var(--warning-surface);
        color: var(--warning);
      }
      .mark.bad {
        background: var(--bad-surface);
        color: var(--bad);
      }
      .mark.info {
        background: var(--info-surface);
        color: var(--accent);
      }
      .opener {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--gap-small);
        width: 100%;
        padding: 0.15em 0.4em;
        border: 0;
        background: none;
        font-weight: 400;
        text-align: start;
      }
      .opener strong {
        font-size: var(--size);
        font-weight: 600;
      }
      .opener > .icon {
        transition: transform var(--quick);
      }
      .opener[aria-expanded='true'] > .icon {
        transform: rotate(180deg);
      }
      .opener > span {
        grid-column: 1;
      }
      .open {
        display: grid;
        gap: calc(var(--gap) * 0.75);
        padding: var(--gap-small) 0.4em;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: var(--gap-tiny) var(--gap);
        font-size: var(--size-small);
      }
      dt {
        color: var(--muted);
      }
      input[type='search'] {
        width: 100%;
      }
      .items {
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
        overflow: hidden;
      }
      .items li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--gap);
        padding: var(--gap-tiny) calc(var(--gap) * 0.75);
        font-size: var(--size-small);
      }
      .items li + li {
        border-top: var(--hairline) solid var(--line);
      }
      .items .label {
        overflow-wrap: anywhere;
        min-width: 0;
      }
      .items .failed {
        background: var(--warning-surface);
      }
      .reason {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property()
  integration = '';

  @property()
  providerName = '';

  @property({ attribute: false })
  run!: Run;

  @state()
  private open = false;

  @state()
  private items: RunItem[] = [];

  @state()
  private complete = false;

  @state()
  private search = '';

  @state()
  private problem?: Problem;

  override render() {
    const { run, messages } = this;
    const [mark, tone] = LOOKS[run.outcome];
    return html`
      <span class="mark ${tone}">${icon(mark)}</span>
      <button class="opener" aria-expanded=${this.open} @click=${this.toggle}>
        <strong>${messages.t(`history.outcome.${run.outcome}`)}</strong>
        ${icon('down')}
        <span class="small">${this.summary()}</span>
        <span class="tiny muted">${this.origin()}</span>
      </button>
      ${this.open ? this.details() : nothing}
    `;
  }

  private summary(): string {
    const { run, messages } = this;
    const { counts } = run;
    const here = this.counted([counts.hostCreated, counts.hostUpdated, counts.hostDeleted]);
    const there = this.counted([counts.providerCreated, counts.providerUpdated, counts.providerDeleted]);
    const parts = [
      here && messages.t('history.counted', { place: messages.t('history.here'), what: here }),
      there && messages.t('history.counted', { place: this.providerName, what: there }),
      ...(['conflicts', 'held', 'failed'] as const).map((it) => counts[it] > 0 && messages.t(`history.${it}`, { n: counts[it] })),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(' · ') : run.outcome === 'SUCCEEDED' ? messages.t('history.unchanged') : '';
  }

  private counted(counts: number[]): string {
    const keys: Key[] = ['history.created', 'history.updated', 'history.deleted'];
    return keys
      .map((key, index) => ((counts[index] ?? 0) > 0 ? this.messages.t(key, { n: counts[index] ?? 0 }) : ''))
      .filter(Boolean)
      .join(', ');
  }

  private origin(): string {
    const { run, messages } = this;
    const took = run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : undefined;
    return [
      messages.time(run.startedAt),
      run.providerName,
      messages.t(`history.trigger.${run.trigger}`),
      took !== undefined && messages.t('history.took', { duration: messages.duration(took) }),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  private details() {
    const { run, messages } = this;
    return html`
      <div class="open">
        ${run.error ? html`<passerelle-problem .messages=${messages} .problem=${run.error}></passerelle-problem>` : nothing}
        <p class="tiny muted">
          ${messages.moment(run.startedAt)} · ${run.providerName} ⇄ ${run.hostName} · ${messages.t('history.requests', { n: run.requests })} ·
          ${messages.t('history.traffic', { sent: messages.bytes(run.bytesSent), received: messages.bytes(run.bytesReceived) })}
        </p>
        ${this.items.length > 5
          ? html`<input
              type="search"
              aria-label=${messages.t('history.search')}
              placeholder=${messages.t('history.search')}
              .value=${this.search}
              @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
            />`
          : nothing}
        ${this.itemList()}
        ${this.problem ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
        ${!this.complete && this.items.length > 0
          ? html`<div><button @click=${this.loadItems}>${messages.t('history.moreItems')}</button></div>`
          : nothing}
      </div>
    `;
  }

  private itemList() {
    const { messages } = this;
    if (this.items.length === 0) {
      return this.complete ? html`<p class="small muted">${messages.t('history.noItems')}</p>` : nothing;
    }
    const wanted = this.search.trim().toLocaleLowerCase();
    const found = this.items.filter((item) => `${item.label} ${item.reason?.title ?? ''}`.toLocaleLowerCase().includes(wanted));
    if (found.length === 0) {
      return html`<p class="small muted" role="status">${messages.t('history.noMatch', { text: this.search })}</p>`;
    }
    return html`<ul class="items" aria-label=${messages.t('history.items')}>
      ${found.map((item) => this.item(item))}
    </ul>`;
  }

  private item(item: RunItem) {
    const { messages } = this;
    const action = messages.t(`history.${item.reason ? 'notDone' : 'action'}.${item.action}`);
    const where = item.side === 'HOST' ? messages.t('history.atHere', { action }) : messages.t('history.at', { action, place: this.providerName });
    return html`
      <li class=${item.reason ? 'failed' : ''}>
        <span class="label">${item.label || messages.t('history.unnamed')}</span>
        <span class="muted">${where}</span>
        ${item.reason
          ? html`<span class="reason">${[item.reason.title, item.reason.detail, item.reason.remedy].filter(Boolean).join(' ')}
              ${item.detail ? html`<span class="tiny muted">${item.detail}</span>` : nothing}
              <span class="tiny muted">${item.reason.code}</span></span>`
          : item.detail
            ? html`<span class="reason tiny muted">${item.detail}</span>`
            : nothing}
      </li>
    `;
  }

  private toggle(): void {
    this.open = !this.open;
    if (this.open && this.items.length === 0 && !this.complete) {
      void this.loadItems();
    }
  }

  private async loadItems(): Promise<void> {
    this.problem = undefined;
    try {
      const next = await this.api.runItems(this.integration, this.run.id, this.items.length, PAGE);
      this.items = [...this.items, ...next];
      this.complete = next.length < PAGE;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
