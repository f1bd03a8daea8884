// SPDX-License-Identifier: Apache-2.0
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Base } from './Base.js';

/** A row of buttons of which one is pressed. Tells `segment-chosen` with the id of the one that a person presses. */
@customElement('passerelle-segments')
export class Segments extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        max-width: 100%;
      }
      div {
        display: inline-flex;
        flex-wrap: wrap;
        gap: var(--gap-tiny);
        max-width: 100%;
        padding: var(--gap-tiny);
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
      button {
        border-color: transparent;
        background: transparent;
      }
      button[aria-pressed='true'] {
        border-color: var(--control-line);
        background: var(--surface);
        font-weight: 650;
        box-shadow: var(--shadow);
      }
    `,
  ];

  @property()
  label = '';

  @property({ attribute: false })
  segments: { id: string; label: string }[] = [];

  @property()
  chosen = '';

  override render() {
    return html`<div role="group" aria-label=${this.label}>
      ${this.segments.map(
        ({ id, label }) =>
          html`<button aria-pressed=${id === this.chosen} @click=${() => this.tell('segment-chosen', id)}>${label}</button>`,
      )}
    </div>`;
  }
}
