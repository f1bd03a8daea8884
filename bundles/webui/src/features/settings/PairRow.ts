// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Capability, Collection, Direction } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon, type IconName } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import { DIRECTIONS, obstacleTo, type Row } from './draft.js';
import './RuleFields.js';

const ARROWS: Record<Direction, IconName> = { IMPORT: 'right', BOTH: 'both', EXPORT: 'left' };

/**
 * One collection of the provider and the one here that it is kept in step with. Tells `row-changed` with the new row, and
 * `permission-wanted` when writing needs one.
 */
@customElement('passerelle-pair-row')
export class PairRow extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .row {
        padding: calc(var(--gap) * 0.75) var(--gap);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      .row.off {
        background: var(--sunken);
      }
      .head {
        display: flex;
        align-items: flex-start;
        gap: calc(var(--gap) * 0.6);
        cursor: pointer;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .dot {
        width: 0.7em;
        height: 0.7em;
        margin-top: 0.42em;
        flex: none;
      }
      .choices {
        display: grid;
        grid-template-columns: minmax(0, auto) minmax(0, 1fr);
        gap: var(--gap-small) var(--gap);
        align-items: center;
        margin-top: calc(var(--gap) * 0.75);
      }
      .arrows {
        display: flex;
        border: var(--hairline) solid var(--control-line);
        border-radius: var(--radius-small);
        overflow: hidden;
      }
      .arrows label {
        position: relative;
        display: flex;
        flex: 1;
        align-items: center;
        justify-content: center;
        gap: 0.4em;
        min-height: var(--target);
        padding: 0 0.7em;
        font-size: var(--size-small);
        white-space: nowrap;
        cursor: pointer;
      }
      .arrows label + label {
        border-inline-start: var(--hairline) solid var(--control-line);
      }
      .arrows label.disabled {
        color: var(--muted);
        background: var(--sunken);
        cursor: default;
      }
      .arrows label.chosen {
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 600;
      }
      .arrows input {
        position: absolute;
        inset: 0;
        width: auto;
        height: auto;
        margin: 0;
        opacity: 0;
        cursor: inherit;
      }
      .arrows label:has(:focus-visible) {
        outline: var(--ring) solid var(--accent);
        outline-offset: calc(var(--ring) * -2);
      }
      .arrows label.chosen:has(:focus-visible) {
        outline-color: var(--on-accent);
      }
      select {
        width: 100%;
      }
      .target {
        display: flex;
        align-items: center;
        gap: var(--gap-small);
        min-width: 0;
      }
      .effect {
        grid-column: 1 / -1;
      }
      @container (max-width: 24rem) {
        .arrows label {
          gap: 0.25em;
          padding: 0 0.35em;
          font-size: var(--size-tiny);
        }
      }
      @container (max-width: 19rem) {
        .arrows .icon {
          display: none;
        }
      }
      @container (max-width: 30rem) {
        .choices {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false })
  row!: Row;

  @property({ attribute: false })
  host: Collection[] = [];

  @property({ attribute: false })
  capabilities: Capability[] = [];

  @property()
  providerName = '';

  override render() {
    const { row, messages } = this;
    const { provider } = row;
    return html`
      <div class="row ${row.on ? '' : 'off'}">
        <label class="head">
          <input type="checkbox" aria-label=${this.say('settings.include')} .checked=${row.on} @change=${this.switched} />
          ${dot(provider.color)}
          <span>
            <span class="name">${provider.name}</span>
            ${provider.primary ? html`<span class="chip">${messages.t('settings.primary')}</span>` : nothing}
            ${provider.access === 'READ' ? html`<span class="chip">${messages.t('settings.readonly')}</span>` : nothing}
            ${row.gone ? html`<span class="chip">${messages.t('settings.gone')}</span>` : nothing}
            ${!row.on && row.saved ? html`<br /><span class="small muted">${this.say('settings.effect.off')}</span>` : nothing}
          </span>
        </label>
        ${row.on ? this.choices() : nothing}
      </div>
    `;
  }

  private choices() {
    const { row } = this;
    const obstacle = DIRECTIONS.map((direction) => this.obstacle(direction)).find((key) => key !== undefined);
    return html`
      <div class="choices">
        <div class="arrows" role="radiogroup" aria-label=${this.say('settings.direction')}>${DIRECTIONS.map((it) => this.arrow(it))}</div>
        <label class="target">
          <span class="small muted" aria-hidden="true">${this.messages.t('settings.here')}</span>
          <select aria-label=${this.say('settings.host')} @change=${this.hostChosen}>
          <option value="" ?selected=${!row.host} ?disabled=${row.saved !== undefined}>
            ${this.say(row.provider.kind === 'CALENDAR' ? 'settings.host.new' : 'settings.host.newBook')}
          </option>
          ${this.host
            .filter((it) => it.kind === row.provider.kind)
            .map((it) => html`<option value=${it.id} ?selected=${it.id === row.host}>${it.name}</option>`)}
          </select>
        </label>
        <p class="effect small muted">
          ${this.say(`settings.effect.${row.direction}`)} ${obstacle && row.direction === 'IMPORT' ? this.say(obstacle) : nothing}
          ${obstacle === 'settings.why.permission'
            ? html`<button class="link small" @click=${() => this.tell('permission-wanted')}>${this.messages.t('card.grant')}</button>`
            : nothing}
        </p>
      </div>
      <passerelle-rule-fields .messages=${this.messages} .row=${row} .providerName=${this.providerName}></passerelle-rule-fields>
    `;
  }

  private arrow(direction: Direction) {
    const disabled = this.obstacle(direction) !== undefined && this.row.direction !== direction;
    const chosen = this.row.direction === direction;
    return html`
      <label class="${chosen ? 'chosen' : ''} ${disabled ? 'disabled' : ''}">
        <input
          type="radio"
          name="direction"
          value=${direction}
          .checked=${chosen}
          ?disabled=${disabled}
          @change=${() => this.change({ direction })}
        />
        ${icon(ARROWS[direction])}${this.messages.t(`settings.direction.${direction}`)}
      </label>
    `;
  }

  private say(key: Key): string {
    return this.messages.t(key, { name: this.row.provider.name, provider: this.providerName });
  }

  private obstacle(direction: Direction): Key | undefined {
    return obstacleTo(direction, this.row, this.capabilities, this.host);
  }

  private switched(event: Event): void {
    this.change({ on: (event.target as HTMLInputElement).checked });
  }

  private hostChosen(event: Event): void {
    this.change({ host: (event.target as HTMLSelectElement).value || undefined });
  }

  private change(part: Partial<Row>): void {
    this.tell('row-changed', { ...this.row, ...part });
  }
}

/** The calendar's colour at the provider, as a drawing: a style attribute would be refused by strict pages. */
function dot(color?: string) {
  return color && /^#[0-9a-f]{6}$/i.test(color)
    ? html`<svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=${color} /></svg>`
    : nothing;
}
