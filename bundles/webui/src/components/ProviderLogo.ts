// SPDX-License-Identifier: Apache-2.0
import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ownAddress } from '../api/sameOrigin.js';
import { Base } from './Base.js';

/** A provider's picture, or the first letter of its name where there is none. */
@customElement('passerelle-logo')
export class ProviderLogo extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        flex: none;
      }
      .logo {
        display: grid;
        place-items: center;
      }
      span {
        color: var(--accent);
        font-size: var(--size-large);
        font-weight: 700;
      }
    `,
  ];

  @property()
  src = '';

  @property()
  name = '';

  @state()
  private broken = false;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('src')) {
      this.broken = false;
    }
  }

  override render() {
    const address = this.broken || !this.src ? undefined : ownAddress(this.src);
    return address
      ? html`<img class="logo" src=${address} alt="" @error=${() => (this.broken = true)} />`
      : html`<span class="logo" aria-hidden="true">${this.name.slice(0, 1)}</span>`;
  }
}
