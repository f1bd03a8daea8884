// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { problemOf } from '../../api/problemOf.js';
import type { Client, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import type { AdminApi } from './AdminApi.js';

/** The registration at one provider. */
@customElement('passerelle-client')
export class ClientForm extends Base {
  static override styles = [
    ...Base.styles,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap);
        padding: calc(var(--gap) * 1.25);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small);
      }
      .good {
        background: var(--good-surface);
        color: var(--good);
      }
      form {
        display: grid;
        gap: var(--gap);
      }
      .field {
        display: grid;
        gap: var(--gap-tiny);
        font-size: var(--size-small);
        font-weight: 600;
      }
      .copy {
        display: flex;
        gap: var(--gap-small);
      }
      .copy input {
        flex: 1;
        min-width: 0;
        background: var(--sunken);
        font-family: ui-monospace, monospace;
      }
      .sure {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small);
        padding: var(--gap-small) var(--gap);
        border-radius: var(--radius-small);
        background: var(--bad-surface);
      }
      .ok {
        display: flex;
        gap: 0.5em;
        color: var(--good);
      }
    `,
  ];

  @property({ attribute: false })
  api!: AdminApi;

  @property({ attribute: false })
  client!: Client;

  @state()
  private problem?: Problem;

  @state()
  private said = '';

  @state()
  private working = false;

  @state()
  private sure = false;

  override render() {
    const { client } = this;
    const known = Boolean(client.clientId);
    return html`
      <section aria-labelledby="name">
        <div class="head">
          <h2 id="name">${client.providerName}</h2>
          <span class="chip ${known ? 'good' : ''}">${this.text(known ? 'admin.configured' : 'admin.missing')}</span>
        </div>
        <div>
          <label class="field" for="redirect">${this.text('admin.redirect')}</label>
          <div class="copy">
            <input id="redirect" type="text" readonly .value=${client.redirectUri} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
            <button type="button" aria-label=${this.text('admin.copyLabel')} @click=${this.copy}>${icon('copy')} ${this.text('admin.copy')}</button>
          </div>
        </div>
        <form @submit=${this.save} autocomplete="off">
          <label class="field">
            ${this.text('admin.clientId')}
            <input type="text" name="clientId" required spellcheck="false" autocomplete="off" .value=${client.clientId ?? ''} />
          </label>
          <label class="field">
            ${this.text('admin.clientSecret')}
            <input type="password" name="clientSecret" required autocomplete="new-password" aria-describedby="hint" />
          </label>
          <p id="hint" class="small muted">${this.text(known ? 'admin.secretStored' : 'admin.secretHint')}</p>
          <div class="actions">
            <button class="primary" ?disabled=${this.working}>${this.text('admin.save')}</button>
            ${known
              ? html`
                  <button type="button" ?disabled=${this.working} @click=${this.check}>${this.text('admin.check')}</button>
                  <button type="button" class="plain" aria-expanded=${this.sure} @click=${() => (this.sure = !this.sure)}>
                    ${this.text('admin.delete')}
                  </button>
                `
              : nothing}
          </div>
        </form>
        ${this.sure
          ? html`<div class="sure small">
              <span>${this.text('admin.delete.text')}</span>
              <button class="danger" @click=${this.forget}>${this.text('admin.delete.sure')}</button>
            </div>`
          : nothing}
        <div role="status">${this.said ? html`<p class="ok small">${icon('check')} ${this.said}</p>` : nothing}</div>
        ${this.problem ? html`<passerelle-problem .messages=${this.messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
      </section>
    `;
  }

  private text(key: Key): string {
    return this.messages.t(key, { provider: this.client.providerName });
  }

  private async copy(): Promise<void> {
    await navigator.clipboard?.writeText(this.client.redirectUri);
    this.tell('announce', this.text('announce.copied'));
  }

  private save(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    void this.attempt(async () => {
      this.client = await this.api.put(this.client.provider, String(data.get('clientId')).trim(), String(data.get('clientSecret')));
      form.querySelector<HTMLInputElement>('[name=clientSecret]')!.value = '';
      return this.text('admin.saved');
    });
  }

  private check(): void {
    void this.attempt(async () => {
      const { ok, problem } = await this.api.check(this.client.provider);
      this.problem = problem;
      return ok ? this.text('admin.ok') : '';
    });
  }

  private forget(): void {
    void this.attempt(async () => {
      await this.api.delete(this.client.provider);
      this.client = { ...this.client, clientId: undefined };
      this.sure = false;
      return this.text('admin.deleted');
    });
  }

  private async attempt(work: () => Promise<string>): Promise<void> {
    this.working = true;
    this.problem = undefined;
    this.said = '';
    try {
      this.said = await work();
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.working = false;
    }
  }
}
