// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Filter, Rules } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Key } from '../../i18n/messages.js';
import { LONGEST_WINDOW, invalid, type Row } from './draft.js';

const DELETIONS = ['FOLLOW', 'ASK', 'NEVER'] as const;
const CONFLICTS = ['PROVIDER', 'HOST', 'NEWEST', 'ASK'] as const;
const PRIVACIES = ['FULL', 'TITLE', 'BUSY'] as const;
const LEFT_OUT = ['free', 'declined', 'allDay'] as const;

/** What is seldom changed of a pair, folded away: its rules, its period and its filters. Tells `row-changed` with the new row. */
@customElement('passerelle-rule-fields')
export class RuleFields extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      details {
        margin-top: var(--gap-small);
      }
      summary {
        width: fit-content;
        max-width: 100%;
        padding-block: var(--gap-tiny);
        color: var(--muted);
        font-size: var(--size-small);
        cursor: pointer;
      }
      summary span {
        color: var(--text);
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap);
        padding: var(--gap-small) 0 var(--gap-small);
        font-size: var(--size-small);
      }
      .field {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
        gap: var(--gap-tiny) var(--gap);
        align-items: center;
      }
      .field p,
      .filters p {
        grid-column: 1 / -1;
      }
      label.tick,
      .days label {
        display: flex;
        gap: 0.5em;
        align-items: center;
      }
      .tick input {
        margin: 0;
      }
      .days {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-small) var(--gap);
      }
      .days input {
        width: 6em;
      }
      .filters,
      .period {
        display: grid;
        gap: var(--gap-small);
      }
      legend {
        padding: 0;
        margin-bottom: var(--gap-tiny);
      }
      .error {
        color: var(--bad);
      }
      @container (max-width: 30rem) {
        .field {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false })
  row!: Row;

  @property()
  providerName = '';

  override render() {
    const { row, messages } = this;
    const calendar = row.provider.kind === 'CALENDAR';
    return html`
      <details>
        <summary>${messages.t('settings.rules')} <span>${this.inShort()}</span></summary>
        <div class="fields">
          ${this.choice('deletions', DELETIONS, row.rules.deletions, (deletions) => this.changeRules({ deletions }))}
          ${this.choice('conflict', CONFLICTS, row.conflictPolicy, (conflictPolicy) => this.change({ conflictPolicy }))}
          ${calendar ? this.choice('privacy', PRIVACIES, row.rules.privacy, (privacy) => this.changeRules({ privacy })) : nothing}
          ${calendar && row.rules.privacy !== 'BUSY' ? this.privateEvents() : nothing}
        </div>
      </details>
      ${calendar
        ? html`<details>
            <summary>${messages.t('settings.advanced')}</summary>
            <div class="fields">${this.period()} ${this.filters()}</div>
          </details>`
        : nothing}
    `;
  }

  private inShort(): string {
    const { rules, conflictPolicy, provider } = this.row;
    const keys: Key[] = [`settings.deletions.${rules.deletions}.short`, `settings.conflict.${conflictPolicy}`];
    return [...keys, ...(provider.kind === 'CALENDAR' ? [`settings.privacy.${rules.privacy}.short` as Key] : [])]
      .map((key) => this.say(key))
      .join(' · ');
  }

  private choice<T extends string>(
    name: 'deletions' | 'conflict' | 'privacy',
    values: readonly T[],
    chosen: T,
    put: (value: T) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${this.say(`settings.${name}`)}</label>
      <select id=${name} aria-describedby="${name}-effect" @change=${(event: Event) => put((event.target as HTMLSelectElement).value as T)}>
        ${values.map(
          (value) => html`<option value=${value} .selected=${value === chosen}>${this.say(`settings.${name}.${value}` as Key)}</option>`,
        )}
      </select>
      <p id="${name}-effect" class="muted">${this.say(`settings.${name}.${chosen}.effect` as Key)}</p>
    </div>`;
  }

  private privateEvents(): TemplateResult {
    const { privateAsBusy } = this.row.rules;
    return html`<div>
      ${this.tick('settings.private', privateAsBusy, (on) => this.changeRules({ privateAsBusy: on }))}
      <p class="muted">${this.say(privateAsBusy ? 'settings.private.on' : 'settings.private.off')}</p>
    </div>`;
  }

  private period(): TemplateResult {
    const { row, messages } = this;
    return html`<div class="period">
      ${this.tick('settings.window', row.windowed, (windowed) => this.change({ windowed }))}
      ${row.windowed
        ? html`
            <div class="days">
              ${this.days('settings.past', row.pastDays, 0, (pastDays) => ({ pastDays }))}
              ${this.days('settings.future', row.futureDays, 1, (futureDays) => ({ futureDays }))}
            </div>
            <p class="muted">${messages.t('settings.windowHint')}</p>
            ${invalid(row) ? html`<p class="error" role="alert">${messages.t('settings.days', { min: 0, max: LONGEST_WINDOW })}</p>` : nothing}
          `
        : nothing}
    </div>`;
  }

  private days(label: Key, value: number, least: number, part: (days: number) => Partial<Row>): TemplateResult {
    return html`<label>
      ${this.say(label)}
      <input
        type="number"
        min=${least}
        max=${LONGEST_WINDOW}
        step="1"
        .value=${String(value)}
        aria-invalid=${invalid(this.row)}
        @input=${(event: Event) => this.change(part((event.target as HTMLInputElement).valueAsNumber))}
      />
    </label>`;
  }

  private filters(): TemplateResult {
    const { filter } = this.row.rules;
    return html`<fieldset class="filters">
      <legend>${this.say('settings.filter')}</legend>
      ${LEFT_OUT.map((name) => this.tick(`settings.filter.${name}`, filter[name], (on) => this.changeFilter({ [name]: on })))}
      <label class="field">
        <span>${this.say('settings.filter.categories')}</span>
        <input type="text" maxlength="2000" .value=${filter.categories.join(', ')} @change=${this.categoriesGiven} />
      </label>
      <p class="muted">${this.say('settings.filter.effect')}</p>
    </fieldset>`;
  }

  private categoriesGiven(event: Event): void {
    const names = (event.target as HTMLInputElement).value.split(',').map((it) => it.trim());
    this.changeFilter({ categories: [...new Set(names.filter(Boolean))] });
  }

  private tick(label: Key, on: boolean, put: (on: boolean) => void): TemplateResult {
    return html`<label class="tick">
      <input type="checkbox" .checked=${on} @change=${(event: Event) => put((event.target as HTMLInputElement).checked)} />
      ${this.say(label)}
    </label>`;
  }

  private say(key: Key): string {
    return this.messages.t(key, { name: this.row.provider.name, provider: this.providerName });
  }

  private changeFilter(part: Partial<Filter>): void {
    this.changeRules({ filter: { ...this.row.rules.filter, ...part } });
  }

  private changeRules(part: Partial<Rules>): void {
    this.change({ rules: { ...this.row.rules, ...part } });
  }

  private change(part: Partial<Row>): void {
    this.tell('row-changed', { ...this.row, ...part });
  }
}
