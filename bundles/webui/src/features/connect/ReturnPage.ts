// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Api } from '../../api/Api.js';
import { apiBeside } from '../../api/apiBeside.js';
import { problemOf } from '../../api/problemOf.js';
import { ownAddress } from '../../api/sameOrigin.js';
import type { Flow, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import '../../components/ProblemNote.js';
import { localProblems } from '../../i18n/localProblems.js';
import { Messages } from '../../i18n/messages.js';
import { pageLanguage } from '../../i18n/pageLanguage.js';
import { tokens } from '../../styles/tokens.js';
import { wayBack } from './browser.js';

/**
 * Where the provider sends a person back to. It finishes the flow in the person's own session, tells the page that opened it,
 * and goes away: as a window it closes, as the page itself it leads back to where the person came from.
 */
@customElement('passerelle-return')
export class ReturnPage extends Base {
  static override styles = [
    tokens,
    ...Base.styles,
    css`
      :host {
        display: grid;
        gap: var(--gap);
        max-width: 32rem;
        margin: 15vh auto 0;
        padding: calc(var(--gap) * 2);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
        text-align: center;
      }
      h1 {
        font-size: var(--size-large);
      }
      passerelle-problem {
        text-align: start;
      }
    `,
  ];

  @state()
  private finished = false;

  @state()
  private problem?: Problem;

  private back?: string;

  override connectedCallback(): void {
    super.connectedCallback();
    this.messages = new Messages(pageLanguage('', navigator.languages));
    document.title = this.messages.t('return.title');
    document.documentElement.lang = this.messages.language;
    const told = new URLSearchParams(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
    void this.finish(told.get('flow'));
  }

  override render() {
    const { messages } = this;
    return html`
      <h1>${messages.t('return.title')}</h1>
      ${this.problem
        ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>`
        : html`<p role="status">${messages.t(this.finished ? 'return.done' : 'return.working')}</p>`}
      ${this.back ? html`<p><a class="button" href=${this.back}>${messages.t('return.back')}</a></p>` : nothing}
    `;
  }

  private async finish(id: string | null): Promise<void> {
    if (!id) {
      this.problem = this.mismatch();
      return;
    }
    const api = new Api(apiBeside(location.pathname), this.messages.language, localProblems(() => this.messages));
    try {
      this.leave(await api.completeFlow(id));
    } catch (error) {
      const problem = problemOf(error);
      this.problem = problem.status === 404 || problem.code === 'FLOW_MISMATCH' ? this.mismatch() : problem;
      this.leave(undefined, id);
    }
  }

  /** Whether a flow exists is nobody's business but its owner's: a foreign one and an unknown one look the same. */
  private mismatch(): Problem {
    return { code: 'FLOW_MISMATCH', title: this.messages.t('return.mismatch.title'), detail: this.messages.t('return.mismatch.detail') };
  }

  private leave(flow: Flow | undefined, id = flow?.id): void {
    this.finished = true;
    const opener = window.opener as Window | null;
    if (opener) {
      if (flow) {
        opener.postMessage({ type: 'passerelle-flow', flow }, location.origin);
        window.close();
      }
      return;
    }
    const noted = wayBack();
    this.back = noted && noted.flow === id && noted.path.startsWith('/') ? ownAddress(noted.path) : undefined;
    if (this.back && flow) {
      location.replace(this.back);
    } else if (flow) {
      window.close();
    }
  }
}
