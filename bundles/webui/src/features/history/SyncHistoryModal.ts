// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Integration, Problem, Run } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';
import { icon } from '../../components/icons.js';
import { download, toCsv, toJson } from './exports.js';
import './RunEntry.js';

const PAGE = 30;
const LARGEST_EXPORT = 2_000;

/** What each sync did: a timeline by day, which can be searched, opened and exported. */
@customElement('passerelle-history')
export class SyncHistoryModal extends Base {
  static override styles = [
    ...Base.styles,
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
      .empty {
        display: grid;
        justify-items: center;
        gap: var(--gap-tiny);
        padding: calc(var(--gap) * 2) 0;
        text-align: center;
        --icon: 2.25rem;
      }
      .empty .icon {
        color: var(--muted);
      }
      .bar {
        height: 3rem;
        margin-bottom: var(--gap-small);
        border-radius: var(--radius-small);
        background: var(--sunken);
        animation: breathe 1.2s ease-in-out infinite alternate;
      }
      .export {
        margin-inline-end: auto;
      }
      @keyframes breathe {
        to {
          background: var(--line);
        }
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  @state()
  private runs?: Run[];

  @state()
  private complete = false;

  @state()
  private problem?: Problem;

  @state()
  private exporting = false;

  @query('passerelle-dialog')
  private dialog!: Dialog;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  /** A run began or ended: what is new is put on top. */
  async refresh(): Promise<void> {
    const latest = await this.api.history(this.integration.id, PAGE).catch(() => [] as Run[]);
    const known = new Map([...(this.runs ?? []), ...latest].map((run) => [run.id, run]));
    this.runs = [...known.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  }

  override render() {
    const { messages, integration } = this;
    return html`
      <passerelle-dialog
        .messages=${messages}
        heading=${messages.t('history.title')}
        lead=${messages.t('card.account', { provider: integration.providerName, account: integration.account })}
        wide
        @dialog-closed=${() => this.tell('feature-closed')}
      >
        ${this.body()}
        ${this.problem
          ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert>
              <button @click=${this.load}>${messages.t('load.retry')}</button>
            </passerelle-problem>`
          : nothing}
        ${this.buttons()}
      </passerelle-dialog>
    `;
  }

  private body() {
    const { messages, runs } = this;
    if (!runs) {
      return this.problem
        ? nothing
        : html`<div role="status">
            <span class="unseen">${messages.t('history.loading')}</span>
            <div class="bar"></div>
            <div class="bar"></div>
            <div class="bar"></div>
          </div>`;
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
        ></passerelle-run>`,
      )}
    `;
  }

  private buttons() {
    const { messages } = this;
    const idle = !this.exporting && (this.runs?.length ?? 0) > 0;
    return html`
      <span slot="buttons" class="actions export">
        <span class="small muted">${messages.t(this.exporting ? 'history.exporting' : 'history.export')}</span>
        <button ?disabled=${!idle} @click=${() => this.export('json')}>${icon('download')} ${messages.t('history.json')}</button>
        <button ?disabled=${!idle} @click=${() => this.export('csv')}>${icon('download')} ${messages.t('history.csv')}</button>
      </span>
      <button slot="buttons" class="primary" @click=${() => this.dialog.close()}>${messages.t('action.close')}</button>
    `;
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
