// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import type { Capability, Flow, Integration, Problem, Provider } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';
import { icon } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import { noteWayBack, thisBrowser } from './browser.js';
import { ConnectFlow, type Browser } from './ConnectFlow.js';
import { connectorStyle } from './connectorStyle.js';
import { capabilitySwitches, grantedResult, panel, promise } from './sheetParts.js';

/**
 * Connecting an account: first what will be read and written, where it is kept and how to leave; then the provider's own
 * window; then what was granted and what was not. Tells `connector-finished` when a person wants to go on to the settings.
 */
@customElement('passerelle-connector')
export class OAuthConnector extends Base {
  static override styles = [...Base.styles, connectorStyle];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  provider!: Provider;

  /** The integration to be reconnected, if it is not a new one. */
  @property({ attribute: false })
  reconnect?: Integration;

  /** A flow that was finished in this page and whose result is to be shown. */
  @property()
  returned = '';

  @property({ attribute: false })
  browser: Browser = thisBrowser;

  @state()
  private chosen = new Set<Capability>();

  @query('passerelle-dialog')
  private dialog!: Dialog;

  private flow!: ConnectFlow;
  private shownStep = 'ready';

  override connectedCallback(): void {
    super.connectedCallback();
    this.chosen = new Set(this.provider.capabilities.map((offer) => offer.capability));
    this.flow = this.newFlow();
    if (this.returned) {
      void this.flow.adopt(this.returned);
    } else if (this.reconnect?.status === 'NEEDS_REAUTH') {
      this.renew(this.reconnect);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.flow.dispose();
  }

  /** The event stream said that something happened to a flow. */
  nudge(flow: string): void {
    this.flow.nudge(flow);
  }

  override updated(): void {
    const step = this.flow.state.step;
    if (step !== this.shownStep) {
      this.shownStep = step;
      this.dialog.focusHeading();
    }
  }

  override render() {
    const at = this.flow.state;
    switch (at.step) {
      case 'ready':
        return this.sheet();
      case 'starting':
        return this.waiting('connect.waiting.start', false);
      case 'waiting':
        return this.waiting('connect.waiting.text', true);
      case 'blocked':
        return this.blocked(at.flow);
      case 'finishing':
        return this.frame('connect.finishing.title', html`<div class="panel"><div class="spinner"></div><p>${this.say('connect.finishing.text')}</p></div>`);
      case 'connected':
        return this.success(at.flow);
      case 'cancelled':
        return this.ended('connect.cancelled.title', 'connect.cancelled.text');
      case 'expired':
        return this.ended('connect.expired.title', 'connect.expired.text');
      case 'failed':
        return this.failed(at.problem);
    }
  }

  /** What was granted before is asked for again at once: whoever lost access has nothing to choose. */
  private renew({ capabilities }: Integration): void {
    const before = this.provider.capabilities.map((offer) => offer.capability).filter((it) => capabilities.includes(it));
    if (before.length > 0) {
      this.chosen = new Set(before);
      this.go();
    }
  }

  private newFlow(): ConnectFlow {
    return new ConnectFlow(this.api, this.browser, () => this.requestUpdate());
  }

  private say(key: Key): string {
    return this.messages.t(key, { provider: this.provider.name, account: this.reconnect?.account ?? '' });
  }

  private frame(title: Key, body: TemplateResult, buttons?: TemplateResult, lead = ''): TemplateResult {
    return html`
      <passerelle-dialog
        .messages=${this.messages}
        .heading=${this.say(title)}
        .lead=${lead}
        .buttons=${buttons !== undefined}
        @dialog-closed=${this.closed}
      >
        ${body} ${buttons ? html`<div class="actions" slot="buttons">${buttons}</div>` : nothing}
      </passerelle-dialog>
    `;
  }

  private sheet(): TemplateResult {
    const say = (key: Key): string => this.say(key);
    const body = html`
      <p>${this.say('connect.lead')}</p>
      ${capabilitySwitches(this.provider, this.chosen, say, (chosen) => (this.chosen = chosen))}
      ${promise('key', say('connect.always'), say('connect.identity'))}
      ${promise('lock', say('connect.where.title'), say('connect.where'))}
      ${promise('door', say('connect.leave.title'), say('connect.leave'))}
    `;
    const none = this.chosen.size === 0;
    const buttons = html`
      ${none ? html`<span class="small muted" role="status">${this.say('connect.choose')}</span>` : nothing}
      <button @click=${() => this.dialog.close()}>${this.say('action.cancel')}</button>
      <button class="primary" ?disabled=${none} @click=${this.go}>${this.say('connect.go')}</button>
    `;
    return this.frame(this.reconnect ? 'connect.retitle' : 'connect.title', body, buttons, this.reconnect?.account);
  }

  private go(): void {
    void this.flow.start(this.provider.id, [...this.chosen], this.say('connect.popup.title'), this.reconnect?.id);
  }

  private waiting(text: Key, open: boolean): TemplateResult {
    const body = html`
      <div class="panel" role="status">
        <div class="spinner"></div>
        <p>${this.say(text)}</p>
      </div>
    `;
    const buttons = html`
      <button @click=${() => this.flow.cancel()}>${this.say('action.cancel')}</button>
      <button class="primary" ?disabled=${!open} @click=${() => this.flow.again()}>${icon('window')} ${this.say('connect.again')}</button>
    `;
    return this.frame('connect.waiting.title', body, buttons);
  }

  private blocked(flow?: Flow): TemplateResult {
    const body = panel('window', 'warning', this.say('connect.blocked.text'));
    const address = this.flow.pageAddress;
    const buttons = html`
      <button @click=${() => this.flow.cancel()}>${this.say('action.cancel')}</button>
      ${flow && address
        ? html`<a class="button primary" href=${address} @click=${() => noteWayBack(flow.id)}>${this.say('connect.blocked.go')}</a>`
        : html`<button class="primary" disabled>${this.say('connect.blocked.go')}</button>`}
    `;
    return this.frame('connect.blocked.title', body, buttons);
  }

  private success(flow: Flow): TemplateResult {
    const body = grantedResult(this.provider, flow, (key) => this.say(key));
    const again = this.reconnect !== undefined;
    const buttons = again
      ? html`<button class="primary" @click=${() => this.dialog.close()}>${this.say('connect.done.finish')}</button>`
      : html`
          <button @click=${() => this.dialog.close()}>${this.say('connect.done.later')}</button>
          <button class="primary" @click=${() => this.tell('connector-finished', flow.integration)}>${this.say('connect.done.next')}</button>
        `;
    return this.frame(again ? 'connect.done.renewed' : 'connect.done.title', body, buttons);
  }

  private ended(title: Key, text: Key): TemplateResult {
    return this.frame(title, panel('info', '', this.say(text)), this.tryAgain());
  }

  private failed(problem: Problem): TemplateResult {
    const denied = problem.code === 'CONSENT_DENIED';
    const body = html`<passerelle-problem
      .messages=${this.messages}
      .problem=${problem}
      severity=${denied ? 'warning' : 'bad'}
      alert
    ></passerelle-problem>`;
    return this.frame(denied ? 'connect.cancelled.title' : 'connect.failed.title', body, this.tryAgain());
  }

  private tryAgain(): TemplateResult {
    return html`
      <button @click=${() => this.dialog.close()}>${this.say('action.close')}</button>
      <button class="primary" @click=${this.restart}>${this.say('action.retry')}</button>
    `;
  }

  private restart(): void {
    this.flow.dispose();
    this.flow = this.newFlow();
    this.requestUpdate();
  }

  private closed(): void {
    if (!this.flow.over() && this.flow.state.step !== 'ready') {
      void this.flow.cancel();
    }
    this.tell('feature-closed');
  }
}
