// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { betweenRuns } from '../../api/betweenRuns.js';
import { problemOf } from '../../api/problemOf.js';
import type { Problem, Run } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Key } from '../../i18n/messages.js';

const DAYS = 7;
const EFFECTS = [
  ['HOST.CREATE', 'hostCreated'],
  ['HOST.UPDATE', 'hostUpdated'],
  ['HOST.DELETE', 'hostDeleted'],
  ['PROVIDER.CREATE', 'providerCreated'],
  ['PROVIDER.UPDATE', 'providerUpdated'],
  ['PROVIDER.DELETE', 'providerDeleted'],
] as const;

/** Takes a run back, after saying what that does. Tells `runs-changed` when it is done. */
@customElement('passerelle-undo-run')
export class UndoRun extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
      }
      .sure {
        display: grid;
        gap: var(--gap-small);
        padding: calc(var(--gap) * 0.75) var(--gap);
        border-radius: var(--radius-small);
        background: var(--warning-surface);
        font-size: var(--size-small);
      }
      h4:focus,
      .done:focus {
        outline: none;
      }
      ul {
        list-style: disc;
        padding-inline-start: 1.2em;
      }
      .done {
        font-size: var(--size-small);
        font-weight: 600;
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
  private step: 'offered' | 'asked' | 'working' | 'waiting' | 'done' = 'offered';

  @state()
  private left = 0;

  @state()
  private problem?: Problem;

  override render() {
    const { messages, step } = this;
    return html`
      ${step === 'offered' ? html`<button @click=${this.wonder}>${messages.t('takeback.ask')}</button>` : nothing}
      ${step === 'offered' || step === 'done' ? nothing : this.sure()}
      <p class="done" role="status" tabindex="-1">
        ${step === 'done' ? messages.t(this.left > 0 ? 'takeback.partly' : 'takeback.done', { n: this.left }) : nothing}
        ${step === 'waiting' ? messages.t('held.waiting') : nothing}
      </p>
      ${this.problem ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
    `;
  }

  private sure() {
    const { messages, run } = this;
    const until = new Date(Date.parse(run.finishedAt ?? run.startedAt) + DAYS * 86_400_000).toISOString();
    const working = this.step !== 'asked';
    return html`<div class="sure" role="group" aria-labelledby="sure">
      <h4 id="sure" tabindex="-1">${messages.t('takeback.title')}</h4>
      <ul>
        ${EFFECTS.filter(([, count]) => run.counts[count] > 0).map(
          ([effect, count]) =>
            html`<li>${messages.t(`takeback.${effect}` as Key, { n: run.counts[count], provider: this.providerName })}</li>`,
        )}
      </ul>
      <p>${messages.t('takeback.safe')}</p>
      <p class="muted">${messages.t('takeback.until', { when: messages.date(until) })}</p>
      <div class="actions">
        <button class="primary" ?disabled=${working} @click=${this.go}>${messages.t(working ? 'takeback.working' : 'takeback.go')}</button>
        <button ?disabled=${working} @click=${this.leave}>${messages.t('takeback.no')}</button>
      </div>
    </div>`;
  }

  private wonder(): void {
    this.problem = undefined;
    this.step = 'asked';
    void this.focusOn('#sure').then(() => this.renderRoot.querySelector('.sure')?.scrollIntoView({ block: 'nearest' }));
  }

  private leave(): void {
    this.step = 'offered';
    void this.focusOn('button');
  }

  private async go(): Promise<void> {
    this.step = 'working';
    try {
      const undone = await betweenRuns(() => this.api.undoRun(this.integration, this.run.id), {
        waiting: () => (this.step = 'waiting'),
        wanted: () => this.isConnected,
      });
      if (undone.error) {
        this.problem = undone.error;
        this.step = 'offered';
      } else {
        this.left = undone.counts.failed;
        this.step = 'done';
        void this.focusOn('.done');
      }
      this.tell('runs-changed');
    } catch (error) {
      this.problem = problemOf(error);
      this.step = 'offered';
    }
  }
}
