// SPDX-License-Identifier: Apache-2.0
import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Base } from './Base.js';
import { icon } from './icons.js';

/**
 * A modal dialog with heading, scrolling body and a row of buttons. It opens when it is put into the page; the browser keeps
 * the focus inside, closes it on Escape and gives the focus back afterwards. Tells `dialog-closed`.
 */
@customElement('passerelle-dialog')
export class Dialog extends Base {
  static override styles = [
    ...Base.styles,
    css`
      dialog {
        display: flex;
        flex-direction: column;
        width: min(var(--dialog), calc(100vw - var(--gap) * 2));
        max-width: none;
        max-height: min(54rem, calc(100dvh - var(--gap) * 2));
        padding: 0;
        border: var(--hairline) solid var(--line);
        border-radius: calc(var(--radius) * 1.25);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-high);
        overflow: hidden;
      }
      dialog:not([open]) {
        display: none;
      }
      dialog[open] {
        animation: rise var(--quick) ease-out;
      }
      dialog.wide {
        width: min(var(--dialog-wide), calc(100vw - var(--gap) * 2));
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      header {
        display: flex;
        align-items: flex-start;
        gap: var(--gap);
        padding: calc(var(--gap) * 1.25) var(--gap) var(--gap-small) calc(var(--gap) * 1.5);
      }
      header > div {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      h2 {
        font-size: var(--size-large);
      }
      h2:focus {
        outline: none;
      }
      .body {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: var(--gap-small) calc(var(--gap) * 1.5) calc(var(--gap) * 1.25);
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        align-items: center;
        gap: var(--gap-small);
        padding: var(--gap) calc(var(--gap) * 1.5);
        border-top: var(--hairline) solid var(--line);
        background: var(--sunken);
      }
      footer.empty {
        display: none;
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(0.75rem);
        }
      }
      @media (max-width: 34rem) {
        dialog,
        dialog.wide {
          width: 100vw;
          max-height: 100dvh;
          margin: auto 0 0;
          border-radius: calc(var(--radius) * 1.25) calc(var(--radius) * 1.25) 0 0;
        }
        header {
          padding: var(--gap) var(--gap-small) var(--gap-small) var(--gap);
        }
        .body,
        footer {
          padding-inline: var(--gap);
        }
      }
    `,
  ];

  @property()
  heading = '';

  @property()
  lead = '';

  @property({ type: Boolean })
  wide = false;

  /** Whether there is a row of buttons. */
  @property({ type: Boolean })
  buttons = true;

  @query('dialog')
  private dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dialog?.close();
  }

  /** Closes the dialog; the focus returns to where it was. */
  close(): void {
    this.dialog.close();
  }

  /** Puts the focus on the heading, for content that has been replaced. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render() {
    return html`
      <dialog class=${this.wide ? 'wide' : ''} aria-labelledby="heading" @close=${() => this.tell('dialog-closed')}>
        <header>
          <div>
            <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
            ${this.lead ? html`<p class="muted small">${this.lead}</p>` : ''}
          </div>
          <button class="plain square" aria-label=${this.messages.t('action.close')} @click=${() => this.close()}>${icon('close')}</button>
        </header>
        <div class="body" tabindex="-1"><slot></slot></div>
        <footer class=${this.buttons ? '' : 'empty'}><slot name="buttons"></slot></footer>
      </dialog>
    `;
  }
}
