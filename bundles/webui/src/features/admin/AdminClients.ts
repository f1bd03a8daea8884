// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Api } from '../../api/Api.js';
import { apiBeside } from '../../api/apiBeside.js';
import { problemOf } from '../../api/problemOf.js';
import type { Client, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import '../../components/ProblemNote.js';
import { localProblems } from '../../i18n/localProblems.js';
import { Messages } from '../../i18n/messages.js';
import { pageLanguage } from '../../i18n/pageLanguage.js';
import { tokens } from '../../styles/tokens.js';
import { AdminApi } from './AdminApi.js';
import './ClientForm.js';

/** The administrators' page: client id and secret of each provider, the redirect address to copy, a live check. */
@customElement('passerelle-admin-clients')
export class AdminClients extends Base {
  static override styles = [
    tokens,
    ...Base.styles,
    css`
      :host {
        display: grid;
        gap: var(--gap);
      }
      h1 {
        font-size: var(--size-title);
        line-height: 1.3;
      }
    `,
  ];

  @state()
  private clients?: Client[];

  @state()
  private problem?: Problem;

  @state()
  private announcement = '';

  private api!: AdminApi;

  override connectedCallback(): void {
    super.connectedCallback();
    this.messages = new Messages(pageLanguage(location.search, navigator.languages));
    document.title = this.messages.t('admin.title');
    document.documentElement.lang = this.messages.language;
    this.api = new AdminApi(new Api(apiBeside(location.pathname), this.messages.language, localProblems(() => this.messages)));
    void this.load();
  }

  override render() {
    const { messages, clients, problem } = this;
    return html`
      <h1>${messages.t('admin.title')}</h1>
      <p class="muted">${messages.t('admin.lead')}</p>
      ${problem ? html`<passerelle-problem .messages=${messages} .problem=${problem} alert></passerelle-problem>` : nothing}
      ${clients?.length === 0 ? html`<p>${messages.t('admin.none')}</p>` : nothing}
      ${repeat(
        clients ?? [],
        (client) => client.provider,
        (client) =>
          html`<passerelle-client .messages=${messages} .api=${this.api} .client=${client} @announce=${this.heard}></passerelle-client>`,
      )}
      <p class="unseen" role="status">${this.announcement}</p>
    `;
  }

  private heard(event: CustomEvent<string>): void {
    this.announcement = event.detail;
  }

  private async load(): Promise<void> {
    try {
      this.clients = await this.api.clients();
    } catch (error) {
      const problem = problemOf(error);
      const said = problem.status === 401 ? 'admin.signedOut' : problem.status === 403 ? 'admin.notAllowed' : undefined;
      this.problem = said ? { code: problem.code, title: this.messages.t(said) } : problem;
    }
  }
}
