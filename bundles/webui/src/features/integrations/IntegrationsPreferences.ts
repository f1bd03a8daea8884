// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Api } from '../../api/Api.js';
import type { Integration, Provider } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import '../../components/Dialog.js';
import '../../components/Menu.js';
import '../../components/ProblemNote.js';
import '../../components/ProviderLogo.js';
import { icon } from '../../components/icons.js';
import { localProblems } from '../../i18n/localProblems.js';
import { isThere, languageFor, Messages, messagesIn, type Key, type Values } from '../../i18n/messages.js';
import { tokens } from '../../styles/tokens.js';
import { forgetWayBack, wayBack } from '../connect/browser.js';
import type { OAuthConnector } from '../connect/OAuthConnector.js';
import type { SyncHistoryModal } from '../history/SyncHistoryModal.js';
import { unconfirmedPairs } from '../preview/words.js';
import './AttentionList.js';
import { incidentsOf } from './attention.js';
import { beforehand, skeletons } from './beforehand.js';
import { dialogOf, notLoaded } from './dialogs.js';
import './IntegrationCard.js';
import type { CardAction, IntegrationCard } from './IntegrationCard.js';
import { textOf } from './newsText.js';
import { preferencesStyle } from './preferencesStyle.js';
import './ProviderCard.js';
import { OpenFeature } from './OpenFeature.js';
import { Requests } from './Requests.js';
import { Tab, type News } from './Tab.js';

const TICK = 15_000;

/**
 * The Integrations tab: what needs attention, what is connected, what can be connected. A host puts
 * `<passerelle-integrations lang="fr">` into its preferences page; `base` is the address of the REST interface.
 */
@customElement('passerelle-integrations')
export class IntegrationsPreferences extends Base {
  static override styles = [tokens, ...Base.styles, preferencesStyle];

  /** Address of the REST interface, on the page's own origin. */
  @property()
  base = '/integrations/api';

  private readonly feature = new OpenFeature(() => this.requestUpdate());

  /** Whether the texts of the page's language are there. */
  @state()
  private speaks = false;

  @state()
  private announcement = '';

  @state()
  private now = Date.now();

  @query('passerelle-connector')
  private connector?: OAuthConnector;

  @query('passerelle-history')
  private history?: SyncHistoryModal;

  private language = '';
  private tab!: Tab;
  private api!: Api;
  private requests!: Requests;
  private ticker?: ReturnType<typeof setInterval>;
  private readonly comeBack = (): void => {
    if (this.tab.offline || this.tab.phase === 'failed') {
      this.tab.retry();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin();
    this.ticker = setInterval(() => this.tick(), TICK);
    addEventListener('online', this.comeBack);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticker);
    removeEventListener('online', this.comeBack);
    this.tab.stop();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (this.tab && old !== value && (name === 'lang' || name === 'base')) {
      this.tab.stop();
      this.begin();
    }
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  private begin(): void {
    const language = this.lang || this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang || 'en';
    this.api = new Api(this.base.replace(/\/$/, ''), languageFor(language), localProblems(() => this.messages));
    this.tab = new Tab(this.api, {
      changed: () => this.tick(),
      news: (news) => this.hear(news),
      flow: (id) => this.connector?.nudge(id),
      runs: (integration) => this.runsChanged(integration),
    });
    this.requests = new Requests(this.api, this.tab, () => this.tick());
    const speaks = this.speak(language);
    void Promise.all([this.tab.start(), speaks]).then(() => this.takeUpFlow());
  }

  /** Texts and data are asked for at the same time. */
  private async speak(language: string): Promise<void> {
    this.language = language;
    this.speaks = isThere(language);
    const messages = this.speaks ? new Messages(language) : await messagesIn(language);
    if (this.language === language) {
      this.messages = messages;
      this.speaks = true;
    }
  }

  private tick(): void {
    this.now = Date.now() + this.api.clockOffset;
    for (const integration of this.tab.integrations) {
      if (integration.running) {
        this.requests.seen(integration.id);
      }
    }
    this.requestUpdate();
  }

  override render() {
    const { messages, tab } = this;
    if (!this.speaks) {
      return skeletons;
    }
    return html`
      <div
        class="tab"
        lang=${messages.language}
        @card-action=${this.acted}
        @connect-wanted=${(event: CustomEvent<Provider>) => this.feature.open({ name: 'connect', provider: event.detail })}
        @connector-finished=${(event: CustomEvent<string>) => this.connected(event.detail)}
        @settings-saved=${this.settingsSaved}
        @sync-confirmed=${this.syncConfirmed}
        @disconnect-started=${this.disconnectStarted}
        @reconnect=${(event: CustomEvent<Integration>) => this.openConnect(event.detail)}
        @integration-stale=${(event: CustomEvent<string>) => this.tab.refresh(event.detail)}
        @announce=${(event: CustomEvent<string>) => this.announce(event.detail)}
        @feature-closed=${this.featureClosed}
      >
        <header>
          <h2>${messages.t('tab.title')}</h2>
          <p class="muted">${messages.t('tab.lead')}</p>
          <div role="status">
          ${tab.offline && tab.phase === 'ready'
            ? html`<p class="banner small">
                ${icon('offline')}<span>${messages.t('offline.banner')}</span>
                <button @click=${() => this.tab.retry()}>${messages.t('offline.retry')}</button>
              </p>`
            : nothing}
          </div>
        </header>
        ${this.body()}
        <p class="unseen" role="status" id="news">${this.announcement}</p>
        ${this.dialog()}
      </div>
    `;
  }

  private body(): TemplateResult {
    return this.tab.phase === 'ready' ? this.sections() : beforehand(this.tab, this.messages);
  }

  private sections(): TemplateResult {
    const { messages, tab } = this;
    const incidents = incidentsOf(tab.integrations, messages);
    return html`
      ${incidents.length > 0
        ? this.section('attention', html`<passerelle-attention .messages=${messages} .incidents=${incidents}></passerelle-attention>`)
        : nothing}
      ${this.section(
        'connected',
        tab.integrations.length > 0
          ? html`<div class="cards">${repeat(tab.integrations, (it) => it.id, (it) => this.card(it))}</div>`
          : this.empty('empty.connected.title', 'empty.connected.text'),
      )}
      ${this.section(
        'available',
        tab.providers.length > 0
          ? html`<div class="cards">
              ${repeat(
                tab.providers,
                (provider) => provider.id,
                (provider) => html`<passerelle-provider .messages=${messages} .api=${this.api} .provider=${provider}></passerelle-provider>`,
              )}
            </div>`
          : this.empty('empty.available.title', 'empty.available.text'),
      )}
    `;
  }

  private section(name: 'attention' | 'connected' | 'available', content: TemplateResult): TemplateResult {
    return html`<section id=${name} aria-labelledby="${name}-title">
      <h3 class="title" id="${name}-title">${this.messages.t(`section.${name}`)}</h3>
      ${content}
    </section>`;
  }

  private empty(title: Key, text: Key): TemplateResult {
    return html`<div class="empty">
      ${icon('plus')}
      <h4>${this.messages.t(title)}</h4>
      <p class="muted small">${this.messages.t(text)}</p>
    </div>`;
  }

  private card(integration: Integration): TemplateResult {
    return html`<passerelle-card
      data-id=${integration.id}
      .messages=${this.messages}
      .api=${this.api}
      .integration=${integration}
      .now=${this.now}
      .problem=${this.requests.problem(integration.id)}
      .starting=${this.requests.isStarting(integration.id)}
    ></passerelle-card>`;
  }

  private dialog() {
    const { messages, api, now } = this;
    if (this.feature.failed) {
      return notLoaded(messages, () => this.featureClosed());
    }
    const feature = this.feature.current;
    const integration = feature && feature.name !== 'connect' ? this.find(feature.integration) : undefined;
    return feature ? dialogOf(feature, integration, { messages, api, now, providers: this.tab.providers, starting: this.requests.isStarting(integration?.id ?? '') }) : nothing;
  }

  private acted(event: CustomEvent<{ action: CardAction; integration: Integration }>): void {
    const { action, integration } = event.detail;
    switch (action) {
      case 'settings':
      case 'history':
      case 'statistics':
      case 'held':
      case 'preview':
      case 'conflicts':
      case 'duplicates':
      case 'disconnect':
        this.feature.open({ name: action, integration: integration.id });
        break;
      case 'reconnect':
        this.openConnect(integration);
        break;
      case 'sync':
        void this.requests.sync(integration.id);
        break;
      case 'cancel':
        void this.requests.cancel(integration.id);
        break;
      case 'pause':
        void this.change(integration, 'pause', 'announce.paused');
        break;
      case 'resume':
        void this.change(integration, 'resume', 'announce.resumed');
        break;
      case 'undo':
        void this.change(integration, 'undo-disconnect', 'undo.done');
        break;
    }
  }

  private async change(integration: Integration, action: 'pause' | 'resume' | 'undo-disconnect', said: Key): Promise<void> {
    if (await this.requests.change(integration.id, action)) {
      this.say(said, { account: integration.account });
    }
  }

  private openConnect(integration: Integration): void {
    const provider = this.tab.providers.find((it) => it.id === integration.provider);
    if (provider) {
      this.feature.open({ name: 'connect', provider, reconnect: integration });
    }
  }

  private async connected(id: string | undefined): Promise<void> {
    this.feature.close();
    if (id) {
      await this.tab.refresh(id);
      this.feature.open({ name: 'settings', integration: id });
    }
  }

  private settingsSaved(event: CustomEvent<{ integration: Integration; starts: boolean }>): void {
    const { integration, starts } = event.detail;
    this.tab.put(integration);
    if (starts && !integration.running) {
      this.requests.expect(integration.id);
    }
    if (starts && unconfirmedPairs(integration).length > 0) {
      this.feature.open({ name: 'preview', integration: integration.id });
    }
  }

  private async disconnectStarted(event: CustomEvent<{ integration: string; deadline: string }>): Promise<void> {
    const { integration, deadline } = event.detail;
    const known = this.find(integration);
    if (known) {
      this.tab.put({ ...known, status: 'DISCONNECTING', disconnectDeadline: deadline, running: undefined });
      (await this.drawnCard(integration))?.focusUndo();
    }
  }

  /** The button that led to the preview is about to go; the card stays. */
  private async syncConfirmed(event: CustomEvent<string>): Promise<void> {
    this.feature.close();
    this.requests.expect(event.detail);
    (await this.drawnCard(event.detail))?.focusName();
  }

  private async drawnCard(integration: string): Promise<IntegrationCard | null> {
    await this.updateComplete;
    const card = this.renderRoot.querySelector<IntegrationCard>(`passerelle-card[data-id="${CSS.escape(integration)}"]`);
    await card?.updateComplete;
    return card;
  }

  /** The browser gives the focus back, unless one dialog had led to another and what had it is gone. */
  private async featureClosed(): Promise<void> {
    const feature = this.feature.current;
    this.feature.close();
    await this.updateComplete;
    if (feature && feature.name !== 'connect' && !this.shadowRoot?.activeElement && document.activeElement === document.body) {
      (await this.drawnCard(feature.integration))?.focusName();
    }
  }

  private takeUpFlow(): void {
    const noted = wayBack();
    if (!noted || this.tab.phase !== 'ready') {
      return;
    }
    forgetWayBack();
    void this.api.flow(noted.flow).then(
      (flow) => {
        const provider = this.tab.providers.find((it) => it.id === flow.provider);
        if (provider) {
          this.feature.open({ name: 'connect', provider, returned: flow.id });
        }
      },
      () => undefined,
    );
  }

  private runsChanged(integration: string): void {
    this.requests.seen(integration);
    const open = this.feature.current;
    if (open?.name === 'history' && open.integration === integration) {
      void this.history?.refresh();
    }
  }

  private hear(news: News): void {
    const text = textOf(news, this.messages);
    if (text) {
      this.announce(text);
    }
  }

  private say(key: Key, values: Values = {}): void {
    this.announce(this.messages.t(key, values));
  }

  private announce(text: string): void {
    this.announcement = text;
  }

  private find(id: string): Integration | undefined {
    return this.tab.integrations.find((it) => it.id === id);
  }
}
