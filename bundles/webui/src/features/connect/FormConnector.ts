// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Answers, Capability, ConnectForm, Flow, FormField, Integration, Problem, Provider } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';
import { icon } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import { connectorStyle } from './connectorStyle.js';
import { autocomplete, errorAt, errorsIn, formStyle, linksOf, type FieldError } from './formFields.js';
import { capabilitySwitches, grantedResult, promise } from './sheetParts.js';

/**
 * Connecting an account by the form that its provider describes: fields, what may be used, where it is kept and how to leave;
 * then what was granted. On a reconnection what says whose account it is stays as it is. Tells `connector-finished` when a
 * person wants to go on to the settings.
 */
@customElement('passerelle-form-connector')
export class FormConnector extends Base {
  static override styles = [...Base.styles, connectorStyle, formStyle];

  @property({ attribute: false })
  api!: Pick<Api, 'fillIn' | 'identity'>;

  /** A provider with a form. */
  @property({ attribute: false })
  provider!: Provider;

  /** The integration to be reconnected, if it is not a new one. */
  @property({ attribute: false })
  reconnect?: Integration;

  @state()
  private chosen = new Set<Capability>();

  @state()
  private fixed: Answers = {};

  @state()
  private errors = new Map<string, FieldError>();

  @state()
  private problem?: Problem;

  @state()
  private step: 'loading' | 'asking' | 'testing' = 'asking';

  @state()
  private flow?: Flow;

  @query('passerelle-dialog')
  private dialog!: Dialog;

  override connectedCallback(): void {
    super.connectedCallback();
    const offered = this.provider.capabilities.map((offer) => offer.capability);
    const before = offered.filter((it) => this.reconnect?.capabilities.includes(it));
    this.chosen = new Set(this.reconnect?.status === 'NEEDS_REAUTH' && before.length > 0 ? before : offered);
    if (this.reconnect) {
      void this.loadIdentity(this.reconnect.id);
    }
  }

  override render() {
    return this.flow ? this.success(this.flow) : this.sheet(this.form);
  }

  private get form(): ConnectForm {
    return this.provider.form ?? { introduction: '', farewell: '', fields: [] };
  }

  private say(key: Key): string {
    return this.messages.t(key, { provider: this.provider.name, account: this.reconnect?.account ?? '' });
  }

  private frame(title: Key, body: TemplateResult, buttons: TemplateResult, lead = ''): TemplateResult {
    return html`
      <passerelle-dialog .messages=${this.messages} .heading=${this.say(title)} .lead=${lead} @dialog-closed=${() => this.tell('feature-closed')}>
        ${body}
        <div class="actions" slot="buttons">${buttons}</div>
      </passerelle-dialog>
    `;
  }

  private sheet({ introduction, farewell, fields }: ConnectForm): TemplateResult {
    const say = (key: Key): string => this.say(key);
    const busy = this.step !== 'asking';
    const body = html`
      <form id="form" novalidate aria-busy=${busy} @submit=${this.submitted}>
        ${introduction ? html`<p>${introduction}</p>` : nothing}
        ${this.problem ? html`<passerelle-problem .messages=${this.messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
        ${fields.map((field) => this.field(field, busy))}
      </form>
      <div class="use">
        <p>${say('connect.lead')}</p>
        ${capabilitySwitches(this.provider, this.chosen, say, (chosen) => (this.chosen = chosen), busy)}
      </div>
      ${promise('lock', say('connect.where.title'), say('form.where'))}
      ${promise('door', say('connect.leave.title'), `${say('form.leave')} ${farewell}`)}
    `;
    const none = this.chosen.size === 0;
    const buttons = html`
      <span class="small muted" role="status">${this.step === 'testing' ? say('form.testing') : none ? say('connect.choose') : nothing}</span>
      <button type="button" @click=${() => this.dialog.close()}>${say('action.cancel')}</button>
      <button class="primary" form="form" ?disabled=${busy || none}>${say('form.go')}</button>
    `;
    return this.frame(this.reconnect ? 'connect.retitle' : 'connect.title', body, buttons, this.reconnect?.account);
  }

  private field(field: FormField, busy: boolean): TemplateResult {
    const error = this.errors.get(field.id);
    const fixed = this.fixed[field.id];
    const hint = fixed === undefined ? field.hint : this.say('form.fixed');
    const described = [hint ? `${field.id}-hint` : '', error ? `${field.id}-error` : ''].filter(Boolean).join(' ');
    return html`
      <div class="field">
        <label for=${field.id}>${field.label}${field.required ? nothing : html` <span class="muted">${this.say('form.optional')}</span>`}</label>
        <input
          id=${field.id}
          name=${field.id}
          type=${field.kind === 'SECRET' ? 'password' : 'text'}
          inputmode=${field.kind === 'ADDRESS' ? 'url' : 'text'}
          autocomplete=${autocomplete(field)}
          autocapitalize="none"
          spellcheck="false"
          maxlength="2048"
          ?required=${field.required}
          ?readonly=${busy || fixed !== undefined}
          .defaultValue=${fixed ?? ''}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${described || nothing}
        />
        ${error
          ? html`<div class="wrong small" id="${field.id}-error">
              ${icon('error')}
              <div><p>${error.what}</p>${error.remedy ? html`<p>${error.remedy}</p>` : nothing}</div>
            </div>`
          : nothing}
        ${hint ? html`<p class="small muted" id="${field.id}-hint">${hint}</p>` : nothing}
        ${linksOf(field).length > 0
          ? html`<p class="links small">
              ${linksOf(field).map(({ text, address }) => html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>`)}
            </p>`
          : nothing}
      </div>
    `;
  }

  private success(flow: Flow): TemplateResult {
    const again = this.reconnect !== undefined;
    const buttons = again
      ? html`<button class="primary" @click=${() => this.dialog.close()}>${this.say('connect.done.finish')}</button>`
      : html`
          <button @click=${() => this.dialog.close()}>${this.say('connect.done.later')}</button>
          <button class="primary" @click=${() => this.tell('connector-finished', flow.integration)}>${this.say('connect.done.next')}</button>
        `;
    const body = grantedResult(this.provider, flow, (key) => this.say(key));
    return this.frame(again ? 'connect.done.renewed' : 'connect.done.title', body, buttons);
  }

  private async loadIdentity(integration: string): Promise<void> {
    this.step = 'loading';
    try {
      this.fixed = await this.api.identity(integration);
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.step = 'asking';
    }
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const answers = Object.fromEntries(this.form.fields.map(({ id }) => [id, String(data.get(id) ?? '')]));
    void this.go(answers);
  }

  private async go(answers: Answers): Promise<void> {
    if (this.step !== 'asking') {
      return;
    }
    this.problem = undefined;
    this.errors = errorsIn(this.form.fields, answers, this.messages);
    if (this.errors.size === 0) {
      this.step = 'testing';
      try {
        this.flow = await this.api.fillIn(this.provider.id, [...this.chosen], answers, this.reconnect?.id);
      } catch (error) {
        this.refused(problemOf(error));
      } finally {
        this.step = 'asking';
      }
    }
    await this.updateComplete;
    this.show();
  }

  private refused(problem: Problem): void {
    const at = errorAt(this.form.fields, problem);
    if (at) {
      this.errors = new Map([at]);
    } else {
      this.problem = problem;
    }
  }

  /** The focus goes where the person goes on: to the result, or to the first field that is wrong. */
  private show(): void {
    if (this.flow) {
      this.dialog.focusHeading();
      return;
    }
    const wrong = this.form.fields.find(({ id }) => this.errors.has(id));
    if (wrong) {
      this.renderRoot.querySelector<HTMLInputElement>(`#${wrong.id}`)?.focus();
    }
  }
}
