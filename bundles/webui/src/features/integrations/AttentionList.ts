// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import type { Incident } from './attention.js';

/** What needs a person, one line for each incident with one button that mends it. Tells `card-action`. */
@customElement('passerelle-attention')
export class AttentionList extends Base {
  static override styles = [
    ...Base.styles,
    css`
      ul {
        display: grid;
        gap: var(--gap-small);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-small) calc(var(--gap) * 0.75);
        padding: calc(var(--gap) * 0.75) var(--gap);
        border-radius: var(--radius);
        background: var(--warning-surface);
      }
      li.bad {
        background: var(--bad-surface);
      }
      .icon {
        color: var(--warning);
        --icon: 1.4rem;
      }
      .bad .icon {
        color: var(--bad);
      }
      .words {
        flex: 1 1 16rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .words strong {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false })
  incidents: Incident[] = [];

  override render() {
    return html`<ul>
      ${repeat(
        this.incidents,
        (incident) => incident.key,
        (incident) => html`
          <li class=${incident.tone}>
            ${icon(incident.tone === 'bad' ? 'error' : 'warning')}
            <div class="words">
              <strong>${incident.what}</strong>
              ${incident.why ? html`<span class="small">${incident.why}</span>` : nothing}
              ${incident.code ? html`<span class="tiny muted">${incident.code}</span>` : nothing}
            </div>
            ${incident.action
              ? html`<button class="primary" @click=${() => this.mend(incident)}>${this.messages.t(incident.action.label)}</button>`
              : nothing}
          </li>
        `,
      )}
    </ul>`;
  }

  private mend(incident: Incident): void {
    this.tell('card-action', { action: incident.action?.does, integration: incident.integration });
  }
}
