// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Integration, Period, Problem, Statistics, Sums } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import '../../components/Segments.js';
import type { Key } from '../../i18n/messages.js';
import './BarChart.js';
import type { Bar } from './BarChart.js';

const PERIODS: Period[] = ['DAY', 'WEEK', 'MONTH'];
const COLUMNS: [keyof Sums, Key][] = [
  ['succeeded', 'stats.succeeded'],
  ['partial', 'stats.partial'],
  ['failed', 'stats.failed'],
  ['written', 'stats.written'],
  ['failedItems', 'stats.failedItems'],
  ['requests', 'stats.requests'],
];

/** How well synchronisation works over a day, a week or a month: figures, two charts, and the same as a table. */
@customElement('passerelle-statistics')
export class StatisticsView extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: calc(var(--gap) * 1.25);
        container-type: inline-size;
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(8.25rem, 100%), 1fr));
        gap: calc(var(--gap) * 0.75);
      }
      .tile {
        display: flex;
        flex-direction: column;
        padding: calc(var(--gap) * 0.75) var(--gap);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
      }
      .tile dd:first-of-type {
        font-size: var(--size-title);
        font-weight: 650;
        line-height: 1.3;
        font-variant-numeric: tabular-nums;
      }
      .bad dd:first-of-type {
        color: var(--bad);
      }
      .bar {
        height: 8rem;
        border-radius: var(--radius-small);
        background: var(--sunken);
        animation: breathe 1.2s ease-in-out infinite alternate;
      }
      summary {
        width: max-content;
        color: var(--muted);
        font-size: var(--size-small);
        cursor: pointer;
      }
      .scroll {
        max-height: 20rem;
        overflow: auto;
        margin-top: var(--gap-small);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--size-tiny);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: var(--gap-tiny) var(--gap-small);
        text-align: end;
        border-bottom: var(--hairline) solid var(--line);
      }
      th:first-child {
        text-align: start;
        white-space: nowrap;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--sunken);
        font-weight: 600;
        vertical-align: bottom;
      }
      tbody th {
        font-weight: 400;
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

  @property({ type: Number })
  now = Date.now();

  @state()
  private period: Period = 'WEEK';

  @state()
  private statistics?: Statistics;

  @state()
  private problem?: Problem;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const { messages, statistics, problem } = this;
    return html`
      <passerelle-segments
        label=${messages.t('stats.period')}
        .chosen=${this.period}
        .segments=${PERIODS.map((id) => ({ id, label: messages.t(`stats.${id}`) }))}
        @segment-chosen=${(event: CustomEvent<Period>) => this.choose(event.detail)}
      ></passerelle-segments>
      ${problem
        ? html`<passerelle-problem .messages=${messages} .problem=${problem} alert>
            <button @click=${this.load}>${messages.t('load.retry')}</button>
          </passerelle-problem>`
        : statistics
          ? this.figures(statistics)
          : html`<div role="status"><span class="unseen">${messages.t('stats.loading')}</span><div class="bar"></div></div>`}
    `;
  }

  private figures(statistics: Statistics): TemplateResult {
    const { messages } = this;
    const { succeeded, partial, failed, written, failedItems } = statistics.total;
    const runs = succeeded + partial + failed;
    const share = (n: number) => (runs > 0 ? messages.percent(n / runs) : '–');
    return html`
      <dl class="tiles">
        ${this.tile(
          'stats.lastSuccess',
          statistics.lastSuccess ? messages.ago(statistics.lastSuccess, this.now) : messages.t('stats.never'),
          statistics.lastSuccess ? messages.moment(statistics.lastSuccess) : '',
        )}
        ${this.tile('stats.rate', share(succeeded), messages.t('stats.rate.of', { done: succeeded, n: runs }))}
        ${this.tile('stats.failures', share(failed), messages.t('stats.rate.of', { done: failed, n: runs }), failed > 0)}
        ${this.tile('stats.written', messages.number(written), messages.t('stats.written.text'))}
        ${this.tile('stats.failedItems', messages.number(failedItems), messages.t('stats.failedItems.text'), failedItems > 0)}
      </dl>
      ${runs === 0 ? html`<p class="muted">${messages.t('stats.none')}</p>` : this.charts(statistics, runs)}
    `;
  }

  private tile(label: Key, value: string, text: string, bad = false): TemplateResult {
    return html`<div class="tile ${bad ? 'bad' : ''}">
      <dt class="tiny muted">${this.messages.t(label)}</dt>
      <dd>${value}</dd>
      ${text ? html`<dd class="tiny muted">${text}</dd>` : nothing}
    </div>`;
  }

  private charts(statistics: Statistics, runs: number): TemplateResult {
    const { messages } = this;
    const { total, steps } = statistics;
    const [from, until] = [messages.moment(statistics.from), messages.moment(statistics.until)];
    const ends = [statistics.from, statistics.until].map((it) => (this.period === 'DAY' ? messages.moment(it) : messages.date(it)));
    const bar = (names: (keyof Sums)[]) =>
      steps.map(
        ({ from: at, sums }): Bar => ({
          label: `${this.place(at)} · ${names.map((name) => `${messages.number(sums[name])} ${messages.t(`stats.${name}` as Key)}`).join(', ')}`,
          values: names.map((name) => sums[name]),
        }),
      );
    return html`
      <passerelle-bars
        .messages=${messages}
        heading=${messages.t('stats.runs')}
        description=${messages.t('stats.runs.text', { ...numbers(total), n: runs, from, until })}
        .series=${[
          { look: 'good', label: messages.t('stats.succeeded') },
          { look: 'warning', label: messages.t('stats.partial') },
          { look: 'bad', label: messages.t('stats.failed') },
        ]}
        .bars=${bar(['succeeded', 'partial', 'failed'])}
        .ends=${ends}
      ></passerelle-bars>
      <passerelle-bars
        .messages=${messages}
        heading=${messages.t('stats.items')}
        description=${messages.t('stats.items.text', {
          n: total.written,
          from,
          until,
          most: Math.max(0, ...steps.map((step) => step.sums.written)),
        })}
        .series=${[{ look: 'plain', label: messages.t('stats.items') }]}
        .bars=${bar(['written'])}
        .ends=${ends}
      ></passerelle-bars>
      ${this.table(statistics)}
    `;
  }

  private table({ steps }: Statistics): TemplateResult {
    const { messages } = this;
    const busy = steps.filter(({ sums }) => Object.values(sums).some((value) => value > 0)).reverse();
    return html`<details>
      <summary>${messages.t('stats.table')}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${messages.t('stats.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${messages.t('stats.from')}</th>
              ${COLUMNS.map(([, key]) => html`<th scope="col">${messages.t(key)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${busy.map(
              ({ from, sums }) => html`<tr>
                <th scope="row">${this.place(from)}</th>
                ${COLUMNS.map(([name]) => html`<td>${messages.number(sums[name])}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  /** A step's beginning: a day, with its time where a step is shorter. */
  private place(iso: string): string {
    return this.period === 'MONTH' ? this.messages.date(iso) : this.messages.moment(iso);
  }

  private choose(period: Period): void {
    this.period = period;
    this.statistics = undefined;
    void this.load();
  }

  private async load(): Promise<void> {
    this.problem = undefined;
    const { period } = this;
    try {
      const statistics = await this.api.statistics(this.integration.id, period);
      if (period === this.period) {
        this.statistics = statistics;
      }
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}

function numbers(sums: Sums): Record<string, number> {
  return { ...sums };
}
