// SPDX-License-Identifier: Apache-2.0
import { LitElement, type CSSResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Messages } from '../i18n/messages.js';
import { shared } from '../styles/shared.js';
import { iconStyle } from './icons.js';

/** What every element of the tab has: its language and the shared look. */
export class Base extends LitElement {
  static override styles: CSSResult[] = [shared, iconStyle];

  @property({ attribute: false })
  messages = new Messages('en');

  /** Tells the element above; events cross the borders of elements. */
  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Gives the focus to a part of this element, once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
