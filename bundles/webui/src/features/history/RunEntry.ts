// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Outcome, Problem, Run, RunItem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon, type IconName } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import { deedOf, detailOf, fateOf, whyOf } from './itemWords.js';
import './RetryItem.js';
import { runStyle } from './runStyle.js';
import './UndoRun.js';

const PAGE = 100;
const LOOKS: Record<Outcome, [IconName, string]> = {
  RUNNING: ['sync', 'info'],
  SUCCEEDED: ['check', 'good'],
  PARTIAL: ['warning', 'warning'],
  FAILED: ['error', 'bad'],
  CANCELLED: ['gone', 'quiet'],
  PREVIEWED: ['info', 'info'],
};

/** A run on the timeline: one line, which opens into counts and items. */
@customElement('passerelle-run')
export class RunEntry extends Base {
  static override styles = [...Base.styles, runStyle];

  @property({ attribute: false })
  api!: Api;

  @property()
  integration = '';

  @property()
  providerName = '';

  @property({ attribute: false })
  run!: Run;

  /** Whether it can be taken back now. */
  @property({ type: Boolean })
  undoable = false;

  /** It was taken back here: what came of it stays in sight. */
  @state()
  private undone = false;

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
        <strong>${messages.t(onlyWaits(run) ? 'history.outcome.waits' : `history.outcome.${run.outcome}`)}</strong>
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
        ${run.error
          ? html`<passerelle-problem
              .messages=${messages}
              .problem=${run.error}
              severity=${run.outcome === 'PREVIEWED' || run.outcome === 'PARTIAL' ? 'warning' : 'bad'}
            ></passerelle-problem>`
          : nothing}
        <p class="tiny muted">
          ${messages.moment(run.startedAt)} · ${run.providerName} ⇄ ${run.hostName} · ${messages.t('history.requests', { n: run.requests })} ·
          ${messages.t('history.traffic', { sent: messages.bytes(run.bytesSent), received: messages.bytes(run.bytesReceived) })}
        </p>
        ${this.undoable || this.undone
          ? html`<passerelle-undo-run
              .messages=${messages}
              .api=${this.api}
              .integration=${this.integration}
              .providerName=${this.providerName}
              .run=${run}
              @runs-changed=${() => (this.undone = true)}
            ></passerelle-undo-run>`
          : nothing}
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
    const fate = fateOf(item);
    const [why, detail] = [whyOf(item, messages), detailOf(item, messages)];
    return html`
      <li class=${fate === 'done' ? '' : 'failed'}>
        <span class="label">${item.label || messages.t('history.unnamed')}</span>
        <span class="muted">${deedOf(item, this.providerName, messages)}</span>
        ${why || detail
          ? html`<span class="reason"
              >${why} ${detail ? html`<span class="tiny muted">${detail}</span>` : nothing}
              ${item.reason ? html`<span class="tiny muted">${item.reason.code}</span>` : nothing}</span
            >`
          : nothing}
        ${fate === 'left' && item.position !== undefined ? this.retry(item, item.position) : nothing}
      </li>
    `;
  }

  private retry(item: RunItem, position: number) {
    return html`<passerelle-retry
      class="reason"
      .messages=${this.messages}
      .api=${this.api}
      .integration=${this.integration}
      .run=${this.run.id}
      .position=${position}
      .label=${item.label || this.messages.t('history.unnamed')}
    ></passerelle-retry>`;
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

/** Everything was done but what a person has to decide. */
function onlyWaits({ outcome, counts }: Run): boolean {
  return outcome === 'PARTIAL' && counts.failed === 0 && counts.held + counts.conflicts > 0;
}
