// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import type { Provider } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import { cardStyle } from './cardStyle.js';

/** A service that can be connected, or the reason why it cannot. Tells `connect-wanted`. */
@customElement('passerelle-provider')
export class ProviderCard extends Base {
  static override styles = [
    ...Base.styles,
    cardStyle,
    css`
      .card.off {
        background: var(--sunken);
        box-shadow: none;
      }
      .off passerelle-logo {
        opacity: 0.55;
        filter: grayscale(1);
      }
      .why {
        display: flex;
        gap: 0.5em;
        padding-top: calc(var(--gap) * 0.75);
        border-top: var(--hairline) solid var(--line);
      }
      .why .icon {
        margin-top: 0.1em;
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  provider!: Provider;

  override render() {
    const { provider, messages } = this;
    const { obstacle } = provider;
    return html`
      <article class="card ${provider.connectable ? '' : 'off'}" aria-labelledby="name">
        <div class="head">
          <passerelle-logo src=${this.api.address(provider.iconUrl)} name=${provider.name}></passerelle-logo>
          <div class="who">
            <h3 id="name">${provider.name}</h3>
            <p class="small muted">${provider.summary}</p>
          </div>
          ${provider.connectable
            ? html`<button
                class="primary"
                aria-label=${messages.t('action.connect.label', { provider: provider.name })}
                @click=${() => this.tell('connect-wanted', provider)}
              >
                ${messages.t('action.connect')}
              </button>`
            : nothing}
        </div>
        ${obstacle
          ? html`<p class="why small">
              ${icon('lock')}<span>${[obstacle.title, obstacle.detail, obstacle.remedy].filter(Boolean).join(' ')}</span>
            </p>`
          : nothing}
      </article>
    `;
  }
}
