// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { problemOf } from '../../api/problemOf.js';
import type { Run } from '../../api/types.js';
import { FeatureModal } from '../../components/FeatureModal.js';
import { icon } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import '../../components/Segments.js';
import '../statistics/StatisticsView.js';
import { download, toCsv, toJson } from './exports.js';
import './FindItem.js';
import './RunEntry.js';

const PAGE = 30;
const LARGEST_EXPORT = 2_000;
const VIEWS: [HistoryView, Key][] = [
  ['runs', 'history.runs'],
  ['find', 'find.tab'],
  ['statistics', 'action.statistics'],
];

/** What is shown of the past. */
export type HistoryView = 'runs' | 'find' | 'statistics';

/**
 * What each sync did: a timeline by day, which can be searched, opened, taken back and exported; why an item is not there; and
 * how well it went over time.
 */
@customElement('passerelle-history')
export class SyncHistoryModal extends FeatureModal {
  static override styles = [
    ...FeatureModal.styles,
    css`
      h3 {
        margin: var(--gap-small) 0 calc(var(--gap) * 0.75);
        color: var(--muted);
        font-size: var(--size-small);
        font-weight: 600;
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      .empty .icon {
        color: var(--muted);
      }
      passerelle-segments {
        margin-bottom: var(--gap);
      }
      .export {
        margin-inline-end: auto;
      }
    `,
  ];

  @property()
  view: HistoryView = 'runs';

  @state()
  private runs?: Run[];

  /** Runs that can be taken back now, one for each pair at most. */
  @state()
  private undoable = new Set<string>();

  @state()
  private complete = false;

  @state()
  private exporting = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    void this.loadUndoable();
  }

  /** A run began or ended: what is new is put on top. */
  async refresh(): Promise<void> {
    const latest = await this.api.history(this.integration.id, PAGE).catch(() => [] as Run[]);
    const known = new Map([...(this.runs ?? []), ...latest].map((run) => [run.id, run]));
    this.runs = [...known.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    await this.loadUndoable();
  }

  override render() {
    const { messages } = this;
    return this.modal(
      'history.title',
      html`<passerelle-segments
          label=${messages.t('history.views')}
          .chosen=${this.view}
          .segments=${VIEWS.map(([id, key]) => ({ id, label: messages.t(key) }))}
          @segment-chosen=${(event: CustomEvent<HistoryView>) => (this.view = event.detail)}
        ></passerelle-segments>
        <div @runs-changed=${this.refresh}>${this.body()}</div>
        ${this.view === 'runs' ? this.failure(() => this.load()) : nothing} ${this.buttons()}`,
    );
  }

  private body() {
    const { messages, runs, api, integration } = this;
    if (this.view === 'find') {
      return html`<passerelle-find .messages=${messages} .api=${api} .integration=${integration}></passerelle-find>`;
    }
    if (this.view === 'statistics') {
      return html`<passerelle-statistics
        .messages=${messages}
        .api=${api}
        .integration=${integration}
        .now=${this.now}
      ></passerelle-statistics>`;
    }
    if (!runs) {
      return this.problem ? nothing : this.loading('history.loading');
    }
    if (runs.length === 0) {
      return html`<div class="empty">
        ${icon('history')}
        <h3>${messages.t('history.empty.title')}</h3>
        <p class="muted small">${messages.t('history.empty.text')}</p>
      </div>`;
    }
    return html`
      ${repeat(byDay(runs, messages.day.bind(messages)), ([day]) => day, ([day, ofDay]) => this.day(day, ofDay))}
      ${this.complete ? nothing : html`<button @click=${this.load}>${messages.t('history.more')}</button>`}
    `;
  }

  private day(day: string, runs: Run[]) {
    return html`
      <h3>${day}</h3>
      ${repeat(
        runs,
        (run) => run.id,
        (run) => html`<passerelle-run
          .messages=${this.messages}
          .api=${this.api}
          .integration=${this.integration.id}
          .providerName=${this.integration.providerName}
          .run=${run}
          .undoable=${this.undoable.has(run.id)}
        ></passerelle-run>`,
      )}
    `;
  }

  private buttons() {
    const { messages } = this;
    const idle = !this.exporting && (this.runs?.length ?? 0) > 0;
    if (this.view !== 'runs') {
      return this.closeButton();
    }
    return html`
      <span slot="buttons" class="actions export">
        <span class="small muted">${messages.t(this.exporting ? 'history.exporting' : 'history.export')}</span>
        <button ?disabled=${!idle} @click=${() => this.export('json')}>${icon('download')} ${messages.t('history.json')}</button>
        <button ?disabled=${!idle} @click=${() => this.export('csv')}>${icon('download')} ${messages.t('history.csv')}</button>
      </span>
      ${this.closeButton()}
    `;
  }

  private async loadUndoable(): Promise<void> {
    const asked = this.integration.pairs.map((pair) => this.api.undoable(this.integration.id, pair.id).catch(() => undefined));
    this.undoable = new Set((await Promise.all(asked)).filter((run) => run !== undefined));
  }

  private async load(): Promise<void> {
    this.problem = undefined;
    try {
      const next = await this.api.history(this.integration.id, PAGE, this.runs?.at(-1)?.startedAt);
      this.runs = [...(this.runs ?? []), ...next];
      this.complete = next.length < PAGE;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  private async export(format: 'json' | 'csv'): Promise<void> {
    this.exporting = true;
    while (!this.complete && !this.problem && (this.runs?.length ?? 0) < LARGEST_EXPORT) {
      await this.load();
    }
    const runs = this.runs ?? [];
    const name = `passerelle-${this.integration.provider}-history.${format}`;
    if (format === 'json') {
      download(name, 'application/json', toJson(runs));
    } else {
      download(name, 'text/csv;charset=utf-8', toCsv(runs));
    }
    this.exporting = false;
  }
}

function byDay(runs: Run[], day: (iso: string) => string): [string, Run[]][] {
  const days = new Map<string, Run[]>();
  for (const run of runs) {
    const key = day(run.startedAt);
    days.set(key, [...(days.get(key) ?? []), run]);
  }
  return [...days];
}
