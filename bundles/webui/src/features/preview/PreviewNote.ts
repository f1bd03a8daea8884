// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Api } from '../../api/Api.js';
import type { Integration, Preview } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import { inShort, previewMark, waitingPairs } from './words.js';

/** On a card: what the next run would do, in one sentence, and the way to agree to it. Tells `preview-wanted`. */
@customElement('passerelle-preview-note')
export class PreviewNote extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
      }
      .note {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--gap-small) calc(var(--gap) * 0.6);
        padding: calc(var(--gap) * 0.75);
        border-radius: var(--radius-small);
        background: var(--info-surface);
      }
      .icon {
        margin-top: 0.1em;
        color: var(--accent);
      }
      .note button {
        grid-column: 2;
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false })
  api!: Api;

  @property({ attribute: false })
  integration!: Integration;

  @state()
  private previews: Preview[] = [];

  private mark = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('integration') && previewMark(this.integration) !== this.mark) {
      this.mark = previewMark(this.integration);
      void this.load(this.mark);
    }
  }

  override render() {
    const { messages, integration, previews } = this;
    const what = inShort(previews, integration.providerName, messages);
    return html`<div class="note">
      ${icon('info')}
      <p class="small">${previews.length > 0 ? messages.t('preview.card', { what }) : messages.t('attention.preview', { account: integration.account })}</p>
      ${integration.running
        ? nothing
        : html`<button @click=${() => this.tell('preview-wanted')}>${messages.t('action.preview')}</button>`}
    </div>`;
  }

  /** A preview that is not found any more is left out: the card is about to change. */
  private async load(mark: string): Promise<void> {
    const asked = waitingPairs(this.integration).map((pair) => this.api.preview(this.integration.id, pair.id).catch(() => undefined));
    const previews = (await Promise.all(asked)).filter((it) => it !== undefined);
    if (mark === this.mark) {
      this.previews = previews;
    }
  }
}
