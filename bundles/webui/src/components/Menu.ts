// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Base } from './Base.js';
import { icon } from './icons.js';

/** One entry of a menu. */
export interface MenuEntry {
  id: string;
  label: string;
  danger?: boolean;
}

/** A button with a menu, by the pattern of the ARIA Authoring Practices. Tells `menu-chosen` with the entry's id. */
@customElement('passerelle-menu')
export class Menu extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        position: relative;
        display: inline-block;
      }
      [role='menu'] {
        position: absolute;
        inset-inline-end: 0;
        z-index: 5;
        display: grid;
        width: max-content;
        margin-top: var(--gap-tiny);
        padding: var(--gap-tiny);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
        background: var(--raised);
        box-shadow: var(--shadow-high);
      }
      [role='menuitem'] {
        justify-content: flex-start;
        border-color: transparent;
        background: transparent;
      }
      .danger-text {
        color: var(--bad);
      }
    `,
  ];

  @property()
  label = '';

  @property({ attribute: false })
  entries: MenuEntry[] = [];

  @state()
  private open = false;

  private readonly leave = (event: Event): void => {
    if (!event.composedPath().includes(this)) {
      this.open = false;
    }
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pointerdown', this.leave);
  }

  override render() {
    return html`
      <button
        class="plain square"
        id="opener"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-label=${this.label}
        @click=${() => (this.open ? this.shut() : this.show(0))}
        @keydown=${this.openerKey}
      >
        ${icon('more')}
      </button>
      ${this.open
        ? html`<div role="menu" aria-label=${this.label} @keydown=${this.menuKey} @focusout=${this.focusLeft}>
            ${this.entries.map(
              (entry) =>
                html`<button role="menuitem" tabindex="-1" class=${entry.danger ? 'danger-text' : ''} @click=${() => this.choose(entry)}>
                  ${entry.label}
                </button>`,
            )}
          </div>`
        : nothing}
    `;
  }

  private async show(index: number): Promise<void> {
    this.open = true;
    addEventListener('pointerdown', this.leave);
    await this.updateComplete;
    this.focusEntry(index);
  }

  private shut(): void {
    this.open = false;
    removeEventListener('pointerdown', this.leave);
    void this.focusOn('#opener');
  }

  private choose(entry: MenuEntry): void {
    this.shut();
    this.tell('menu-chosen', entry.id);
  }

  private openerKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      void this.show(event.key === 'ArrowDown' ? 0 : this.entries.length - 1);
    }
  }

  private menuKey(event: KeyboardEvent): void {
    const items = this.items();
    const at = items.indexOf(event.target as HTMLElement);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.focusEntry(next % items.length);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.shut();
    }
  }

  private focusLeft(event: FocusEvent): void {
    if (event.relatedTarget && !this.renderRoot.contains(event.relatedTarget as Node)) {
      this.open = false;
    }
  }

  private items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  private focusEntry(index: number): void {
    this.items()[index]?.focus();
  }
}
