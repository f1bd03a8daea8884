// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { betweenRuns } from '../../api/betweenRuns.js';
import { problemOf } from '../../api/problemOf.js';
import type { Duplicate, Pair, Run, Verdict } from '../../api/types.js';
import { FeatureModal } from '../../components/FeatureModal.js';
import { icon } from '../../components/icons.js';
import './DuplicateEntry.js';

const PAGE = 50;
const MOST = 500;
const VERDICTS: Verdict[] = ['SAME', 'DIFFERENT'];
const LABELS = { SAME: 'duplicates.same', DIFFERENT: 'duplicates.different' } as const;

/** Items of both sides that look like the same: a person says of each, or of all, whether they are. */
@customElement('passerelle-duplicates')
export class DuplicatesModal extends FeatureModal {
  static override styles = [
    ...FeatureModal.styles,
    css`
      .empty .icon {
        color: var(--good);
      }
      .what,
      .all {
        display: grid;
        gap: var(--gap-tiny);
      }
      .all {
        padding: calc(var(--gap) * 0.9) var(--gap);
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
    `,
  ];

  @state()
  private duplicates?: Duplicate[];

  @state()
  private working = false;

  /** A run is under way and has to end first. */
  @state()
  private waiting = false;

  @state()
  private done = '';

  private limit = PAGE;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    return this.modal(
      'duplicates.title',
      html`<div class="body" @verdict=${(event: CustomEvent<{ duplicate: Duplicate; verdict: Verdict }>) => this.judge(event.detail)}>
          ${this.failure(this.duplicates ? undefined : () => this.load())}
          <p class="small" role="status">${this.said()}</p>
          ${this.list()}
        </div>
        ${this.closeButton()}`,
    );
  }

  private said(): string {
    const { messages } = this;
    return this.working ? messages.t(this.waiting ? 'held.waiting' : 'duplicates.deciding') : this.done;
  }

  private list() {
    const { messages, duplicates } = this;
    if (!duplicates) {
      return this.problem ? nothing : this.loading('duplicates.loading');
    }
    if (duplicates.length === 0) {
      return html`<div class="empty">${icon('check')}<p class="muted">${messages.t('duplicates.empty')}</p></div>`;
    }
    return html`
      <p>${messages.t('duplicates.lead')}</p>
      <div class="what small muted">
        ${VERDICTS.map((it) => html`<p><strong>${messages.t(LABELS[it])}.</strong> ${messages.t(`${LABELS[it]}.text`)}</p>`)}
      </div>
      ${this.pairs().map((pair) => this.allOf(pair))}
      <div class="list">
        ${repeat(
          duplicates,
          (duplicate) => duplicate.id,
          (duplicate) => html`<passerelle-duplicate
            .messages=${messages}
            .providerName=${this.integration.providerName}
            .duplicate=${duplicate}
            ?disabled=${this.working}
          ></passerelle-duplicate>`,
        )}
      </div>
      ${duplicates.length >= this.limit && this.limit < MOST
        ? html`<div><button @click=${this.more}>${messages.t('duplicates.more')}</button></div>`
        : nothing}
    `;
  }

  /** Pairs in which more than one thing waits. */
  private pairs(): Pair[] {
    return this.integration.pairs.filter((pair) => this.of(pair) > 1);
  }

  private of(pair: Pair): number {
    return this.duplicates?.filter((it) => it.pair === pair.id).length ?? 0;
  }

  private allOf(pair: Pair): TemplateResult {
    const { messages, integration } = this;
    const several = integration.pairs.length > 1;
    const n = several ? this.of(pair) : Math.max(integration.duplicates ?? 0, this.of(pair));
    return html`<div class="all">
      <p id="all-${pair.id}" class="small">${messages.t(several ? 'duplicates.rest.one' : 'duplicates.rest', { n, name: pair.providerName })}</p>
      <div class="actions" role="group" aria-labelledby="all-${pair.id}">
        ${VERDICTS.map(
          (it) => html`<button ?disabled=${this.working} @click=${() => this.judgeAll(pair, it)}>${messages.t(LABELS[it])}</button>`,
        )}
      </div>
    </div>`;
  }

  private async judge({ duplicate, verdict }: { duplicate: Duplicate; verdict: Verdict }): Promise<void> {
    const place = this.duplicates?.indexOf(duplicate) ?? 0;
    const name = duplicate.label || this.messages.t('history.unnamed');
    if (await this.carriedOut(() => this.api.judge(this.integration.id, duplicate.id, verdict))) {
      this.done = this.messages.t(`duplicates.done.${verdict}`, { name });
      await this.focusOn(`passerelle-duplicate:nth-of-type(${Math.min(place + 1, this.duplicates?.length ?? 0)})`);
    }
  }

  private async judgeAll(pair: Pair, verdict: Verdict): Promise<void> {
    if (await this.carriedOut(() => this.api.judgeAll(this.integration.id, pair.id, verdict))) {
      this.done = this.messages.t(`duplicates.doneAll.${verdict}`);
    }
  }

  /** Whether everything was written; what was not goes on waiting. */
  private async carriedOut(work: () => Promise<Run>): Promise<boolean> {
    this.working = true;
    this.problem = undefined;
    this.done = '';
    try {
      const run = await betweenRuns(work, { waiting: () => (this.waiting = true), wanted: () => this.isConnected });
      this.tell('integration-stale', this.integration.id);
      await this.load();
      if (run.outcome === 'FAILED' || run.counts.failed > 0) {
        this.problem = run.error ?? { code: run.outcome, title: this.messages.t('duplicates.notDone') };
        return false;
      }
      return true;
    } catch (error) {
      this.problem = problemOf(error);
      return false;
    } finally {
      this.working = false;
      this.waiting = false;
    }
  }

  private more(): void {
    this.limit = Math.min(MOST, this.limit * 2);
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.duplicates = await this.api.duplicates(this.integration.id, this.limit);
      this.problem = undefined;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
