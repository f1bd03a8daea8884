// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { CollectionChoices, Integration, Kind, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';
import { icon } from '../../components/icons.js';
import { asksForRun, consequences } from './consequences.js';
import { INTERVALS, KINDS, changeOf, draftOf, invalid, startsSomething, type Draft, type Row } from './draft.js';
import './PairRow.js';
import { rebase } from './rebase.js';

/** What is synced, which way, and how often. Before saving it says what saving does; afterwards it starts a first sync. */
@customElement('passerelle-settings')
export class SyncSettingsModal extends Base {
  static override styles = [
    ...Base.styles,
    css`
      .rows {
        display: grid;
        gap: var(--gap-small);
      }
      h3 {
        font-size: var(--size);
        margin-bottom: var(--gap-small);
      }
      .rows + h3 {
        margin-top: var(--gap);
      }
      .interval {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small);
        align-items: center;
        margin-top: var(--gap);
        font-size: var(--size-small);
      }
      .plan {
        margin-top: var(--gap);
        padding: calc(var(--gap) * 0.75) var(--gap);
        border-radius: var(--radius-small);
        background: var(--info-surface);
        font-size: var(--size-small);
      }
      @media (min-width: 34rem) and (min-height: 34rem) {
        .plan {
          position: sticky;
          bottom: calc(var(--gap) * -0.5);
          box-shadow: var(--shadow-up);
        }
      }
      .plan li {
        display: flex;
        gap: 0.5em;
        overflow-wrap: anywhere;
      }
      .plan .icon {
        margin-top: 0.15em;
        color: var(--accent);
      }
      .bar {
        height: 4.5rem;
        border-radius: var(--radius-small);
        background: var(--sunken);
        animation: breathe 1.2s ease-in-out infinite alternate;
      }
      passerelle-problem {
        margin-bottom: var(--gap);
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
  private choices?: CollectionChoices;

  @state()
  private draft?: Draft;

  @state()
  private problem?: Problem;

  @state()
  private saving = false;

  /** The integration as it was when the draft was made; later changes to it must not pass unnoticed. */
  private base!: Integration;

  @query('passerelle-dialog')
  private dialog!: Dialog;

  override connectedCallback(): void {
    super.connectedCallback();
    this.base = this.integration;
    void this.load();
  }

  override render() {
    const { messages, base } = this;
    const values = { provider: base.providerName, account: base.account };
    return html`
      <passerelle-dialog
        .messages=${messages}
        heading=${messages.t('settings.title')}
        lead=${messages.t('settings.lead', values)}
        wide
        @dialog-closed=${() => this.tell('feature-closed')}
      >
        ${this.problem ? this.problemNote(this.problem) : nothing}
        ${this.draft && this.choices
          ? this.form(this.draft, this.choices)
          : this.problem
            ? nothing
            : html`<div class="rows" role="status">
                <span class="unseen">${messages.t('settings.loading', values)}</span>
                <div class="bar"></div>
                <div class="bar"></div>
                <div class="bar"></div>
              </div>`}
        <div class="actions" slot="buttons">
          <button @click=${() => this.dialog.close()}>${messages.t('action.cancel')}</button>
          <button class="primary" ?disabled=${!this.savable()} @click=${this.save}>
            ${this.saving
              ? messages.t('settings.saving')
              : messages.t(this.draft && startsSomething(this.draft) ? 'settings.saveStart' : 'settings.save')}
          </button>
        </div>
      </passerelle-dialog>
    `;
  }

  private form(draft: Draft, choices: CollectionChoices) {
    const { messages, base } = this;
    const intervals = [...new Set([...INTERVALS, draft.intervalMinutes])].sort((a, b) => a - b);
    return html`
      ${draft.rows.length === 0 ? html`<p class="muted">${messages.t('settings.none', { provider: base.providerName })}</p>` : nothing}
      <div @row-changed=${this.rowChanged} @permission-wanted=${() => this.tell('reconnect', this.base)}>
        ${KINDS.map((kind) => this.rows(kind, draft.rows.filter((row) => row.provider.kind === kind), choices))}
      </div>
      <label class="interval">
        ${messages.t('settings.interval')}
        <select @change=${this.intervalChosen}>
          ${intervals.map((it) => html`<option value=${it} ?selected=${it === draft.intervalMinutes}>${messages.every(it)}</option>`)}
        </select>
      </label>
      <div class="plan" role="status">
        <h3>${messages.t('settings.plan')}</h3>
        <ul>
          ${this.sentences(draft, choices).map((text) => html`<li>${icon('check')}<span>${text}</span></li>`)}
        </ul>
      </div>
    `;
  }

  private rows(kind: Kind, rows: Row[], choices: CollectionChoices) {
    const { messages, base } = this;
    return rows.length === 0
      ? nothing
      : html`<h3>${messages.t(kind === 'CALENDAR' ? 'settings.calendars' : 'settings.books')}</h3>
          <div class="rows">
            ${repeat(
              rows,
              (row) => row.key,
              (row) => html`<passerelle-pair-row
                .messages=${messages}
                .row=${row}
                .host=${choices.host}
                .capabilities=${base.capabilities}
                .providerName=${base.providerName}
              ></passerelle-pair-row>`,
            )}
          </div>`;
  }

  private sentences(draft: Draft, choices: CollectionChoices): string[] {
    const { messages, base } = this;
    const said = consequences(draft, base, choices.host).map(({ key, values, says }) =>
      messages.t(key, { ...values, every: messages.every(draft.intervalMinutes), what: says ? messages.t(says, values) : '' }),
    );
    if (draft.rows.some((row) => row.on && row.direction !== 'IMPORT')) {
      said.push(messages.t('settings.plan.noMail'));
    }
    return said.length > 0 ? said : [messages.t('settings.plan.none')];
  }

  private problemNote(problem: Problem) {
    const { messages } = this;
    const mend =
      problem.code === 'STALE_VERSION'
        ? nothing
        : problem.code === 'GRANT_LOST' || problem.code === 'SCOPE_MISSING'
          ? html`<button class="primary" @click=${() => this.tell('reconnect', this.base)}>${messages.t('action.reconnect')}</button>`
          : this.draft
            ? nothing
            : html`<button @click=${this.reload}>${messages.t('load.retry')}</button>`;
    const severity = problem.code === 'STALE_VERSION' ? 'warning' : 'bad';
    return html`<passerelle-problem .messages=${messages} .problem=${problem} severity=${severity} alert>${mend}</passerelle-problem>`;
  }

  private savable(): boolean {
    return !this.saving && this.draft !== undefined && !this.draft.rows.some(invalid);
  }

  private rowChanged(event: CustomEvent<Row>): void {
    const row = event.detail;
    if (this.draft) {
      this.draft = { ...this.draft, rows: this.draft.rows.map((it) => (it.key === row.key ? row : it)) };
    }
  }

  private intervalChosen(event: Event): void {
    if (this.draft) {
      this.draft = { ...this.draft, intervalMinutes: Number((event.target as HTMLSelectElement).value) };
    }
  }

  private async load(): Promise<void> {
    try {
      this.choices = await this.api.collections(this.base.id);
      this.draft = draftOf(this.base, this.choices);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  private async reload(): Promise<void> {
    this.problem = undefined;
    try {
      this.base = await this.api.integration(this.base.id);
      await this.load();
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  private async save(): Promise<void> {
    if (!this.draft) {
      return;
    }
    const starts = asksForRun(this.draft, this.base, this.choices?.host ?? []);
    this.saving = true;
    this.problem = undefined;
    try {
      const saved = await this.api.saveSettings(this.base.id, changeOf(this.draft, this.base));
      this.tell('settings-saved', { integration: saved, starts });
      this.dialog.close();
    } catch (error) {
      await this.notSaved(problemOf(error), this.draft);
    }
  }

  /** Says why; when somebody else saved first, the person's edits are put on top of that instead of being lost. */
  private async notSaved(problem: Problem, mine: Draft): Promise<void> {
    this.problem = problem;
    if (problem.code === 'STALE_VERSION' && this.choices) {
      try {
        const before = draftOf(this.base, this.choices);
        this.base = await this.api.integration(this.base.id);
        const { draft, elsewhere } = rebase(mine, before, draftOf(this.base, this.choices));
        this.draft = draft;
        this.problem = this.staleNote(problem, elsewhere);
      } catch (error) {
        this.problem = problemOf(error);
      }
    }
    this.saving = false;
    await this.updateComplete;
    this.renderRoot.querySelector('passerelle-problem')?.scrollIntoView({ block: 'nearest' });
  }

  private staleNote(problem: Problem, elsewhere: string[]): Problem {
    const { messages } = this;
    return {
      ...problem,
      title: messages.t('settings.stale.title'),
      detail:
        elsewhere.length > 0 ? messages.t('settings.stale.detail', { what: messages.list(elsewhere) }) : messages.t('settings.stale.nothing'),
      remedy: messages.t('settings.stale.remedy'),
    };
  }
}
