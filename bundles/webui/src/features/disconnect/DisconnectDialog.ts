// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { ConnectForm, Integration, PairCopies, Problem } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import type { Dialog } from '../../components/Dialog.js';

/** What a disconnection deletes where, and whether copies stay. Tells `disconnect-started` with the deadline for taking it back. */
@customElement('passerelle-disconnect')
export class DisconnectDialog extends Base {
  static override styles = [
    ...Base.styles,
    css`
      .body {
        display: grid;
        gap: calc(var(--gap) * 0.75);
      }
      legend {
        padding: 0;
        font-weight: 600;
      }
      .choice {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 calc(var(--gap) * 0.6);
        padding: calc(var(--gap) * 0.6) var(--gap);
        margin-top: var(--gap-small);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
        cursor: pointer;
      }
      .choice:has(:checked) {
        border-color: var(--accent);
        background: var(--info-surface);
      }
      .choice span {
        grid-column: 2;
      }
      ul {
        list-style: disc;
        padding-inline-start: 1.2em;
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  /** Of an account that was connected by a form: there is no access to hand back. */
  @property({ attribute: false })
  form?: ConnectForm;

  @state()
  private pairs?: PairCopies[];

  @state()
  private copies: 'keep' | 'delete' = 'keep';

  @state()
  private problem?: Problem;

  @state()
  private working = false;

  @query('passerelle-dialog')
  private dialog!: Dialog;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const { messages, integration } = this;
    const values = { account: integration.account, provider: integration.providerName };
    return html`
      <passerelle-dialog
        .messages=${messages}
        heading=${messages.t('disconnect.title', values)}
        @dialog-closed=${() => this.tell('feature-closed')}
      >
        <div class="body">
          ${this.problem ? html`<passerelle-problem .messages=${messages} .problem=${this.problem} alert></passerelle-problem>` : nothing}
          <p>${messages.t(this.form ? 'disconnect.lead.form' : 'disconnect.lead', values)}</p>
          ${this.form ? html`<p>${this.form.farewell}</p>` : nothing}
          <p>${messages.t('disconnect.provider', values)}</p>
          ${this.pairs ? this.choice(this.pairs) : nothing}
          <p class="small muted">${messages.t('disconnect.undoable')}</p>
        </div>
        <button slot="buttons" @click=${() => this.dialog.close()}>${messages.t('action.cancel')}</button>
        <button slot="buttons" class="danger" ?disabled=${this.working} @click=${this.go}>${messages.t('disconnect.go')}</button>
      </passerelle-dialog>
    `;
  }

  private choice(pairs: PairCopies[]) {
    const { messages } = this;
    const copied = pairs.filter((pair) => pair.copies > 0);
    if (copied.length === 0) {
      return html`<p>${messages.t('disconnect.noCopies')}</p>`;
    }
    return html`
      <fieldset>
        <legend>${messages.t('disconnect.copies')}</legend>
        <ul class="small muted">
          ${copied.map((pair) => html`<li>${messages.t('disconnect.count', { name: pair.hostName, n: pair.copies })}</li>`)}
        </ul>
        ${(['keep', 'delete'] as const).map(
          (value) => html`
            <label class="choice">
              <input type="radio" name="copies" value=${value} .checked=${this.copies === value} @change=${() => (this.copies = value)} />
              <strong>${messages.t(`disconnect.${value}`)}</strong>
              <span class="small muted">${messages.t(`disconnect.${value}.text`)}</span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  private async load(): Promise<void> {
    try {
      this.pairs = await this.api.disconnectPreview(this.integration.id);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  private async go(): Promise<void> {
    this.working = true;
    try {
      const { deadline } = await this.api.disconnect(this.integration.id, this.copies);
      this.tell('disconnect-started', { integration: this.integration.id, deadline });
      this.dialog.close();
    } catch (error) {
      this.problem = problemOf(error);
      this.working = false;
    }
  }
}
