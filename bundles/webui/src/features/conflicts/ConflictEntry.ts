// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { betweenRuns } from '../../api/betweenRuns.js';
import { problemOf } from '../../api/problemOf.js';
import type { Conflict, Problem, Side } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import { fieldName } from '../../i18n/fieldNames.js';
import { valueWords } from '../../i18n/valueWords.js';

/**
 * One detail that both sides changed: both values, which one counts and why, and the means to choose the other. Tells
 * `conflict-decided` with the conflict as it is then.
 */
@customElement('passerelle-conflict')
export class ConflictEntry extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-small);
        padding: calc(var(--gap) * 0.9) var(--gap);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
      }
      article.waits {
        border-color: var(--warning);
      }
      h3 {
        font-size: var(--size);
        overflow-wrap: anywhere;
      }
      h3:focus {
        outline: none;
      }
      .values {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--gap-small);
      }
      .value {
        display: grid;
        align-content: start;
        justify-items: start;
        gap: var(--gap-tiny);
        padding: calc(var(--gap) * 0.7);
        border: var(--hairline) solid transparent;
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
      .value.kept {
        border-color: var(--good);
        background: var(--good-surface);
      }
      .text {
        max-width: 100%;
        max-height: 10rem;
        overflow-y: auto;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .kept .why {
        display: flex;
        gap: 0.35em;
        color: var(--good);
        font-weight: 600;
        --icon: 1rem;
      }
      .value button {
        margin-top: var(--gap-tiny);
      }
      @container (max-width: 26rem) {
        .values {
          grid-template-columns: minmax(0, 1fr);
        }
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
  conflict!: Conflict;

  @property({ type: Number })
  now = Date.now();

  @state()
  private working = false;

  /** A run is under way and has to end first. */
  @state()
  private waiting = false;

  /** Which side's value has just been written. */
  @state()
  private written?: Side;

  @state()
  private problem?: Problem;

  override render() {
    const { messages, conflict } = this;
    const waits = !conflict.chosen;
    return html`<article class=${waits ? 'waits' : ''} aria-labelledby="label">
      <div>
        <h3 id="label" tabindex="-1">${this.name()}</h3>
        <p class="small muted">
          ${messages.t('conflicts.what', { field: fieldName(conflict.field, messages), when: messages.ago(conflict.at, this.now) })}
        </p>
      </div>
      <div class="values">${this.value('HOST', this.words(conflict.hostValue))} ${this.value('PROVIDER', this.words(conflict.providerValue))}</div>
      <p class="small muted" role="status">${this.next()}</p>
      ${this.problem ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
    </article>`;
  }

  private value(side: Side, value: string): TemplateResult {
    const { messages, conflict, providerName } = this;
    const kept = conflict.chosen === side;
    return html`<div class="value ${kept ? 'kept' : ''}">
      <span class="tiny muted">${side === 'HOST' ? messages.t('history.here') : messages.t('conflicts.there', { provider: providerName })}</span>
      <span class="text">${value || html`<em class="muted">${messages.t('conflicts.blank')}</em>`}</span>
      ${kept
        ? html`<span class="why tiny">${icon('check')}${messages.t(conflict.byPerson ? 'conflicts.byPerson' : 'conflicts.byRule')}</span>`
        : this.choice(side, value)}
    </div>`;
  }

  private words(value: string): string {
    return value && valueWords(this.conflict.field, value, this.messages);
  }

  private choice(side: Side, value: string) {
    const { messages, conflict, providerName } = this;
    return this.expired()
      ? nothing
      : html`<button ?disabled=${this.working} @click=${() => this.decide(side)}>
            <span>${messages.t(conflict.chosen ? 'conflicts.swap' : 'conflicts.keep')}<span class="unseen">: ${value || messages.t('conflicts.blank')}</span></span>
          </button>
          <span class="tiny muted">${messages.t(`conflicts.next.${side}`, { provider: providerName })}</span>`;
  }

  private next(): string {
    const { messages, conflict, providerName } = this;
    const until = { when: messages.date(conflict.expiresAt) };
    if (this.working) {
      return messages.t(this.waiting ? 'held.waiting' : 'conflicts.deciding');
    }
    if (this.expired()) {
      return messages.t('conflicts.over');
    }
    if (!conflict.chosen) {
      return messages.t('conflicts.waits');
    }
    const done = this.written ? messages.t(`conflicts.done.${this.written}`, { provider: providerName }) : '';
    return `${done} ${messages.t('conflicts.until', until)}`.trim();
  }

  private expired(): boolean {
    return Date.parse(this.conflict.expiresAt) <= this.now;
  }

  private name(): string {
    return this.conflict.label || this.messages.t('history.unnamed');
  }

  private async decide(side: Side): Promise<void> {
    this.working = true;
    this.problem = undefined;
    this.written = undefined;
    try {
      const run = await betweenRuns(() => this.api.decide(this.integration, this.conflict.id, side), {
        waiting: () => (this.waiting = true),
        wanted: () => this.isConnected,
      });
      if (run.outcome === 'FAILED' || run.counts.failed > 0) {
        const item = run.error ? undefined : (await this.api.runItems(this.integration, run.id, 0, 1))[0];
        this.problem = run.error ?? item?.reason ?? { code: run.outcome, title: this.messages.t('conflicts.notDone') };
      } else {
        this.written = side;
        this.tell('conflict-decided', { ...this.conflict, chosen: side, byPerson: true });
        void this.focusOn('h3');
      }
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.working = false;
      this.waiting = false;
    }
  }
}
