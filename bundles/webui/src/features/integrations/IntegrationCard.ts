// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import type { Capability, Integration, Pair, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import type { MenuEntry } from '../../components/Menu.js';
import type { Key, Values } from '../../i18n/messages.js';
import '../preview/PreviewNote.js';
import { waitingPairs } from '../preview/words.js';
import { cardStyle } from './cardStyle.js';
import { canSync, lookOf } from './looks.js';
import './SyncProgress.js';
import './UndoBar.js';

/** Something a person asks of an integration. */
export type CardAction =
  | 'sync'
  | 'cancel'
  | 'pause'
  | 'resume'
  | 'undo'
  | 'settings'
  | 'history'
  | 'statistics'
  | 'disconnect'
  | 'reconnect'
  | 'held'
  | 'preview'
  | 'conflicts'
  | 'duplicates';

/** One connected account: its state, what is synced, and what can be done. Tells `card-action`. */
@customElement('passerelle-card')
export class IntegrationCard extends Base {
  static override styles = [...Base.styles, cardStyle];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  /** The server's time, in milliseconds. */
  @property({ type: Number })
  now = Date.now();

  /** What the last thing that was asked of this card came to, if it failed. */
  @property({ attribute: false })
  problem?: Problem;

  /** A sync was asked for and has not begun to report. */
  @property({ type: Boolean })
  starting = false;

  @state()
  private showProblem = true;

  override render() {
    const { integration } = this;
    const look = lookOf(integration);
    return html`
      <article class="card ${look.tone}" aria-labelledby="name">
        <div class="head">
          <passerelle-logo src=${this.api.address(integration.iconUrl)} name=${integration.providerName}></passerelle-logo>
          <div class="who">
            <h3 id="name" tabindex="-1"><span class="unseen">${integration.providerName}, </span>${breakable(integration.account)}</h3>
            <p class="small muted">${integration.providerName}</p>
          </div>
          <span class="status ${look.tone}">${icon(look.icon)}<span>${this.say(`status.${look.word}`)}</span></span>
          ${integration.status === 'DISCONNECTING' ? nothing : this.more()}
        </div>
        ${integration.status === 'DISCONNECTING' ? this.leaving() : this.living()}
      </article>
    `;
  }

  /** Puts the focus on the way back from a disconnection. */
  focusUndo(): void {
    this.renderRoot.querySelector<HTMLElement>('passerelle-undo')?.focus();
  }

  /** Puts the focus on the card as a whole, when the button that had it is going. */
  focusName(): void {
    this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  private leaving(): TemplateResult {
    return html`<passerelle-undo
      .messages=${this.messages}
      account=${this.integration.account}
      .now=${this.now}
      deadline=${this.integration.disconnectDeadline ?? ''}
      @undo=${() => this.ask('undo')}
    ></passerelle-undo>`;
  }

  private living(): TemplateResult {
    const { integration } = this;
    return html`
      ${this.chips()} ${this.note()} ${this.missing()} ${this.preview()}
      ${integration.running || this.starting
        ? html`<passerelle-progress
            .messages=${this.messages}
            account=${integration.account}
            .progress=${integration.running}
            pair=${this.runningPair()}
            @stop-sync=${() => this.ask('cancel')}
          ></passerelle-progress>`
        : html`<p class="times small muted">${this.times()}</p>`}
      ${this.problem && this.showProblem
        ? html`<passerelle-problem .messages=${this.messages} .problem=${this.problem} alert></passerelle-problem>`
        : nothing}
      <div class="actions">${this.buttons()}</div>
    `;
  }

  private chips(): TemplateResult {
    const active = this.integration.pairs.filter((pair) => pair.enabled);
    const chip = (kind: Pair['kind'], name: 'calendar' | 'book', key: Key) => {
      const n = active.filter((pair) => pair.kind === kind).length;
      return n > 0 ? html`<li class="chip">${icon(name)}${this.say(key, { n })}</li>` : nothing;
    };
    const { conflicts = 0, duplicates = 0 } = this.integration;
    const decision = (action: 'conflicts' | 'duplicates', n: number) =>
      n > 0
        ? html`<li>
            <button class="chip conflicts" @click=${() => this.ask(action)}>${icon('warning')}${this.say(`chip.${action}`, { n })}</button>
          </li>`
        : nothing;
    return active.length === 0
      ? html``
      : html`<ul class="chips">
          ${chip('CALENDAR', 'calendar', 'chip.calendars')}${chip('ADDRESS_BOOK', 'book', 'chip.books')}
          ${decision('duplicates', duplicates)}${decision('conflicts', conflicts)}
        </ul>`;
  }

  private preview() {
    return waitingPairs(this.integration).length === 0
      ? nothing
      : html`<passerelle-preview-note
          .messages=${this.messages}
          .api=${this.api}
          .integration=${this.integration}
          @preview-wanted=${() => this.ask('preview')}
        ></passerelle-preview-note>`;
  }

  private note() {
    const notes: Partial<Record<Integration['status'], Key>> = {
      NOT_SET_UP: 'card.setup',
      PAUSED: 'card.paused',
      PROVIDER_UNAVAILABLE: 'card.unavailable',
    };
    const key = notes[this.integration.status];
    return key ? html`<p class="small">${this.say(key)}</p>` : nothing;
  }

  private missing() {
    const { missingCapabilities: missing, status } = this.integration;
    if (missing.length === 0 || status === 'NEEDS_REAUTH' || status === 'PROVIDER_UNAVAILABLE') {
      return nothing;
    }
    const names = missing.map((capability: Capability) => this.say(`connect.cap.${capability}`));
    return html`<p class="small">
      ${this.say('card.missing', { what: this.messages.list(names) })}
      <button class="link small" @click=${() => this.ask('reconnect')}>${this.say('card.grant')}</button>
    </p>`;
  }

  private times(): string {
    const { lastSuccess, nextRun, status } = this.integration;
    const parts = [
      lastSuccess
        ? this.say('card.lastSync', { when: this.messages.ago(lastSuccess, this.now) })
        : status === 'NOT_SET_UP'
          ? ''
          : this.say('card.neverSynced'),
      nextRun && canSync(this.integration) && Date.parse(nextRun) > this.now
        ? this.say('card.nextSync', { when: this.messages.ago(nextRun, this.now) })
        : '',
    ];
    return parts.filter(Boolean).join(' · ');
  }

  private buttons(): TemplateResult {
    const { integration } = this;
    const { status } = integration;
    const usable = status !== 'PROVIDER_UNAVAILABLE' && status !== 'SUSPENDED' && status !== 'NEEDS_REAUTH';
    const first = { NOT_SET_UP: this.button('settings', 'action.setup', true), PAUSED: this.button('resume', 'action.resume', true) };
    return html`
      ${status === 'NEEDS_REAUTH' ? this.button('reconnect', 'action.reconnect', true) : nothing}
      ${status === 'NOT_SET_UP' || status === 'PAUSED' ? first[status] : nothing}
      ${canSync(integration) && !this.starting
        ? html`<button @click=${() => this.ask('sync')}>${icon('sync')} ${this.say('action.sync')}</button>`
        : nothing}
      ${usable && status !== 'NOT_SET_UP'
        ? html`<button @click=${() => this.ask('settings')}>${icon('settings')} ${this.say('action.settings')}</button>`
        : nothing}
      <button @click=${() => this.ask('history')}>${icon('history')} ${this.say('action.history')}</button>
    `;
  }

  private button(action: CardAction, key: Key, primary: boolean): TemplateResult {
    return html`<button class=${primary ? 'primary' : ''} @click=${() => this.ask(action)}>${this.say(key)}</button>`;
  }

  private more(): TemplateResult {
    return html`
      <passerelle-menu
        .messages=${this.messages}
        label=${this.say('action.more')}
        .entries=${this.menu()}
        @menu-chosen=${(event: CustomEvent<CardAction>) => this.ask(event.detail)}
      ></passerelle-menu>
    `;
  }

  private menu(): MenuEntry[] {
    const { status } = this.integration;
    const pausable = status === 'CONNECTED' || status === 'FAILING';
    return [
      ...(pausable ? [{ id: 'pause', label: this.say('action.pause') }] : []),
      ...(status === 'PAUSED' ? [{ id: 'resume', label: this.say('action.resume') }] : []),
      ...(this.integration.pairs.length > 0
        ? [
            { id: 'conflicts', label: this.say('action.conflictList') },
            { id: 'statistics', label: this.say('action.statistics') },
          ]
        : []),
      { id: 'disconnect', label: this.say('action.disconnect'), danger: true },
    ];
  }

  private runningPair(): string {
    const pair = this.integration.pairs.find((it) => it.id === this.integration.running?.pair);
    return pair && this.integration.pairs.length > 1 ? pair.providerName : '';
  }

  private say(key: Key, values: Values = {}): string {
    return this.messages.t(key, { account: this.integration.account, provider: this.integration.providerName, ...values });
  }

  private ask(action: CardAction): void {
    this.tell('card-action', { action, integration: this.integration });
  }
}

/** A long address breaks after its sign rather than inside a word. */
function breakable(account: string): TemplateResult {
  const [name, ...rest] = account.split('@');
  return html`${name}${rest.map((part) => html`@<wbr />${part}`)}`;
}
