// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Detail, Duplicate, Verdict } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { fieldName } from '../../i18n/fieldNames.js';
import { valueWords } from '../../i18n/valueWords.js';

/** In this order a person recognises an event or a contact; the rest follows. */
const FIRST = ['title', 'when', 'displayName', 'givenName', 'familyName', 'emails', 'phones', 'organizations', 'location'];

/** Two items that look like the same, field beside field. Tells `verdict` with what a person says. */
@customElement('passerelle-duplicate')
export class DuplicateEntry extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      article {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--gap-small);
        padding: calc(var(--gap) * 0.9) var(--gap);
        border: var(--hairline) solid var(--warning);
        border-radius: var(--radius-small);
      }
      h3 {
        font-size: var(--size);
        overflow-wrap: anywhere;
      }
      h3:focus {
        outline: none;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
        font-size: var(--size-small);
      }
      th {
        width: 8.5rem;
        font-weight: 400;
      }
      thead th {
        width: auto;
      }
      thead th:first-child {
        width: 8.5rem;
      }
      th,
      td {
        padding: var(--gap-tiny) var(--gap-small) var(--gap-tiny) 0;
        border-top: var(--hairline) solid var(--line);
        text-align: start;
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      td {
        white-space: pre-line;
      }
      td em {
        font-weight: 400;
      }
      thead th {
        border-top: none;
      }
      tr.differs td {
        font-weight: 600;
      }
      @container (max-width: 30rem) {
        tr {
          display: grid;
          grid-template-columns: repeat(2, minmax(0, 1fr));
          border-top: var(--hairline) solid var(--line);
        }
        thead tr {
          border-top: none;
        }
        th,
        td,
        thead th {
          width: auto;
          border-top: none;
        }
        tbody th {
          grid-column: 1 / -1;
          padding-bottom: 0;
        }
        thead th:first-child {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false })
  duplicate!: Duplicate;

  @property()
  providerName = '';

  @property({ type: Boolean })
  disabled = false;

  /** Puts the focus on its name. */
  override focus(): void {
    void this.focusOn('h3');
  }

  override render() {
    const { messages, duplicate } = this;
    const name = duplicate.label || messages.t('history.unnamed');
    return html`<article aria-labelledby="label">
      <h3 id="label" tabindex="-1">${name}</h3>
      <table role="table" aria-labelledby="label">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" class="muted"><span class="unseen">${messages.t('duplicates.field')}</span></th>
            <th role="columnheader" class="muted">${messages.t('history.here')}</th>
            <th role="columnheader" class="muted">${messages.t('conflicts.there', { provider: this.providerName })}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${sorted(duplicate.details).map((detail) => this.row(detail))}
        </tbody>
      </table>
      <div class="actions">${this.button('SAME', 'duplicates.same', name)} ${this.button('DIFFERENT', 'duplicates.different', name)}</div>
    </article>`;
  }

  private row(detail: Detail): TemplateResult {
    const { messages } = this;
    const here = this.words(detail, detail.hostValues);
    const there = this.words(detail, detail.providerValues);
    const differs = here !== there;
    return html`<tr role="row" class=${differs ? 'differs' : ''}>
      <th role="rowheader" scope="row" class="muted">
        ${fieldName(detail.field, messages)}${differs ? html`<span class="unseen">, ${messages.t('duplicates.differs')}</span>` : nothing}
      </th>
      ${[here, there].map((it) => html`<td role="cell">${it || html`<em class="muted">${messages.t('conflicts.blank')}</em>`}</td>`)}
    </tr>`;
  }

  private words(detail: Detail, values: string[]): string {
    return values.map((value) => valueWords(detail.field, value, this.messages)).join('\n');
  }

  private button(verdict: Verdict, key: 'duplicates.same' | 'duplicates.different', name: string): TemplateResult {
    return html`<button ?disabled=${this.disabled} @click=${() => this.tell('verdict', { duplicate: this.duplicate, verdict })}>
      <span>${this.messages.t(key)}<span class="unseen">: ${name}</span></span>
    </button>`;
  }
}

function sorted(details: Detail[]): Detail[] {
  const place = ({ field }: Detail) => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length);
  return [...details].sort((one, other) => place(one) - place(other));
}
