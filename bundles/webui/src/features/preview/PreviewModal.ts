// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ApiError } from '../../api/ApiError.js';
import { betweenRuns } from '../../api/betweenRuns.js';
import { problemOf } from '../../api/problemOf.js';
import type { Pair, Preview } from '../../api/types.js';
import { FeatureModal } from '../../components/FeatureModal.js';
import './PairPreview.js';
import { unconfirmedPairs, waitingPairs } from './words.js';

/**
 * What the next run would do, before it does it: while the preview is being made its progress, then counts and examples, then a
 * person starts it or goes back to the settings. Tells `sync-confirmed`, or `card-action` for the settings and for a sync.
 */
@customElement('passerelle-preview')
export class PreviewModal extends FeatureModal {
  static override styles = [
    ...FeatureModal.styles,
    css`
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--gap-small);
      }
      h3 {
        font-size: var(--size);
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** A run was asked for and has not begun to report. */
  @property({ type: Boolean })
  starting = false;

  @state()
  private previews = new Map<string, Preview>();

  @state()
  private working = false;

  /** The pairs whose preview was still to be made when this opened, with the run that was their latest. */
  private readonly expected = new Map<string, string | undefined>();
  private readonly asked = new Set<string>();

  override connectedCallback(): void {
    super.connectedCallback();
    for (const pair of unconfirmedPairs(this.integration)) {
      this.expected.set(pair.id, pair.latest?.id);
    }
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('integration')) {
      waitingPairs(this.integration).forEach((pair) => void this.load(pair));
    }
  }

  override render() {
    const ready = this.ready();
    return this.modal(
      'preview.title',
      html`<div class="body">
          ${this.failure()}
          <p class="unseen" role="status">${this.spoken(ready.length > 0)}</p>
          ${this.state(ready.length > 0)}
          ${repeat(
            ready,
            (pair) => pair.id,
            (pair) => this.pair(pair, ready.length > 1),
          )}
          ${ready.length > 0 ? this.fineprint() : nothing}
        </div>
        ${this.buttons(ready)}`,
    );
  }

  /** The pairs whose preview is there. */
  private ready(): Pair[] {
    return waitingPairs(this.integration).filter((pair) => this.previews.has(pair.id));
  }

  private state(someReady: boolean): TemplateResult | typeof nothing {
    const { messages, integration, starting } = this;
    if (integration.running || starting) {
      return html`
        <p class="small">${messages.t('preview.making')}</p>
        <passerelle-progress
          .messages=${messages}
          account=${integration.account}
          .progress=${integration.running}
          @stop-sync=${() => this.ask('cancel')}
        ></passerelle-progress>
      `;
    }
    if (someReady) {
      return nothing;
    }
    if (waitingPairs(integration).length > 0) {
      return this.problem ? nothing : html`<div class="bar"></div>`;
    }
    return this.withoutPreview();
  }

  /** What a screen reader says of the state: not every step of the progress. */
  private spoken(someReady: boolean): string {
    const { messages, integration } = this;
    if (integration.running || this.starting || (!someReady && waitingPairs(integration).length > 0)) {
      return messages.t('preview.reading');
    }
    return someReady ? messages.t('announce.previewed', { account: integration.account }) : '';
  }

  /** Nothing waits: because it is done, failed, or has not begun. */
  private withoutPreview(): TemplateResult {
    const { messages, integration } = this;
    const pairs = integration.pairs.filter((pair) => this.expected.has(pair.id));
    const runs = pairs.filter((pair) => pair.latest && pair.latest.id !== this.expected.get(pair.id)).map((pair) => pair.latest);
    const failed = runs.find((run) => run?.outcome === 'FAILED');
    if (failed) {
      return html`<passerelle-problem
        .messages=${messages}
        .problem=${failed.error ?? { code: 'FAILED', title: messages.t('preview.failed') }}
      ></passerelle-problem>`;
    }
    if (runs.some((run) => run?.outcome === 'CANCELLED')) {
      return html`<p>${messages.t('preview.cancelled')}</p>`;
    }
    if (pairs.length > runs.length && unconfirmedPairs(integration).length > 0) {
      return html`<p>${messages.t('preview.later')}</p>`;
    }
    return html`<p>${messages.t(runs.length > 0 ? 'preview.done' : 'preview.gone')}</p>`;
  }

  private pair(pair: Pair, several: boolean): TemplateResult {
    const { messages } = this;
    return html`<article aria-labelledby="p-${pair.id}">
      ${several
        ? html`<div class="head">
            <h3 id="p-${pair.id}">${pair.providerName}</h3>
            <button ?disabled=${this.blocked()} @click=${() => this.start([pair])}>${messages.t('preview.startOne')}</button>
          </div>`
        : html`<h3 id="p-${pair.id}" class="unseen">${pair.providerName}</h3>`}
      <passerelle-pair-preview
        .messages=${messages}
        .pair=${pair}
        .preview=${this.previews.get(pair.id)}
        .providerName=${this.integration.providerName}
      ></passerelle-pair-preview>
    </article>`;
  }

  private fineprint(): TemplateResult {
    const { messages } = this;
    const made = [...this.previews.values()].map((it) => it.madeAt).sort()[0] ?? '';
    return html`<p class="small muted">
      ${messages.t('preview.madeAt', { when: messages.moment(made) })} ${messages.t('settings.plan.noMail')}
    </p>`;
  }

  private buttons(ready: Pair[]): TemplateResult {
    const { messages, integration } = this;
    if (ready.length > 0) {
      return html`
        <button slot="buttons" @click=${() => this.dialog.close()}>${messages.t('preview.later.close')}</button>
        <button slot="buttons" @click=${() => this.ask('settings')}>${messages.t('preview.settings')}</button>
        <button slot="buttons" class="primary" ?disabled=${this.blocked()} @click=${() => this.start(ready)}>
          ${messages.t(ready.length > 1 ? 'preview.startAll' : 'preview.start')}
        </button>
      `;
    }
    const again = !integration.running && !this.starting && waitingPairs(integration).length === 0 && unconfirmedPairs(integration).length > 0;
    return html`
      ${this.closeButton(!again)}
      ${again
        ? html`<button slot="buttons" class="primary" @click=${() => this.ask('sync')}>${messages.t('preview.now')}</button>`
        : nothing}
    `;
  }

  private blocked(): boolean {
    return this.working || this.starting || this.integration.running !== undefined;
  }

  private async load(pair: Pair): Promise<void> {
    const mark = `${pair.id} ${pair.latest?.id ?? ''}`;
    if (this.asked.has(mark)) {
      return;
    }
    this.asked.add(mark);
    try {
      const preview = await this.api.preview(this.integration.id, pair.id);
      this.previews = new Map([...this.previews, [pair.id, preview]]);
    } catch (error) {
      this.asked.delete(mark);
      if (!(error instanceof ApiError && error.problem.status === 404)) {
        this.problem = problemOf(error);
      }
    }
  }

  private async start(pairs: Pair[]): Promise<void> {
    this.working = true;
    this.problem = undefined;
    try {
      for (const pair of pairs) {
        await betweenRuns(() => this.api.confirm(this.integration.id, pair.id, this.previews.get(pair.id)), {
          waiting: () => undefined,
          wanted: () => this.isConnected,
        });
      }
      this.tell('announce', this.messages.t('preview.started'));
      this.tell('sync-confirmed', this.integration.id);
    } catch (error) {
      this.problem = problemOf(error);
      this.working = false;
      if (this.problem.code === 'PREVIEW_CHANGED') {
        await this.readAgain(pairs);
      }
    }
  }

  /** What was seen is not what waits: nothing is started before the new one is there to be looked at. */
  private async readAgain(pairs: Pair[]): Promise<void> {
    const seen = new Set(pairs.map((pair) => pair.id));
    this.previews = new Map([...this.previews].filter(([id]) => !seen.has(id)));
    this.asked.clear();
    await Promise.all(waitingPairs(this.integration).map((pair) => this.load(pair)));
  }

  private ask(action: 'settings' | 'sync' | 'cancel'): void {
    this.tell('card-action', { action, integration: this.integration });
  }
}
