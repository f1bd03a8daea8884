// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Pair, Preview, PreviewPart, Side } from '../../api/types.js';
import { Base } from '../../components/Base.js';
import { icon } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';
import { SIDES, WRITES } from './words.js';

const FEW = 3;

/** What the next run of one pair would do on each side, with examples. */
@customElement('passerelle-pair-preview')
export class PairPreview extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .sides {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: calc(var(--gap) * 0.75);
      }
      section {
        display: grid;
        align-content: start;
        gap: calc(var(--gap) * 0.75);
        padding: calc(var(--gap) * 0.9) var(--gap);
        border: var(--hairline) solid var(--line);
        border-radius: var(--radius-small);
      }
      h4 {
        font-size: var(--size-small);
        overflow-wrap: anywhere;
      }
      .part {
        padding-inline-start: calc(var(--gap) * 0.75);
        border-inline-start: 3px solid var(--accent);
      }
      .part.DELETE {
        border-color: var(--bad);
      }
      .part.UPDATE {
        border-color: var(--warning);
      }
      .count {
        font-size: var(--size-large);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .DELETE .count {
        color: var(--bad);
      }
      .samples {
        overflow-wrap: anywhere;
      }
      ul {
        max-height: 14rem;
        overflow-y: auto;
        margin-top: var(--gap-tiny);
      }
      li + li {
        border-top: var(--hairline) solid var(--line);
      }
      .links {
        display: flex;
        gap: 0.4em;
        margin-top: var(--gap-small);
      }
      @container (max-width: 30rem) {
        .sides {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false })
  preview!: Preview;

  @property({ attribute: false })
  pair!: Pair;

  @property()
  providerName = '';

  @state()
  private unfolded = new Set<string>();

  override render() {
    const { messages, preview } = this;
    const linked = Math.max(0, ...preview.parts.filter((part) => part.action === 'LINK').map((part) => part.count));
    return html`
      <div class="sides">${SIDES.map((side) => this.side(side))}</div>
      ${linked > 0 ? html`<p class="links small muted">${icon('both')}<span>${messages.t('preview.link', { n: linked })}</span></p>` : nothing}
    `;
  }

  private side(side: Side): TemplateResult {
    const { messages, preview, pair, providerName } = this;
    const parts = preview.parts.filter((part) => part.side === side && WRITES.includes(part.action));
    const title =
      side === 'HOST'
        ? messages.t('preview.here', { name: pair.hostName })
        : messages.t('preview.there', { provider: providerName, name: pair.providerName });
    return html`<section aria-labelledby=${side}>
      <h4 id=${side}>${title}</h4>
      ${parts.length === 0 ? html`<p class="small muted">${messages.t('preview.none')}</p>` : parts.map((part) => this.written(part))}
    </section>`;
  }

  private written(part: PreviewPart): TemplateResult {
    const { messages } = this;
    const key = `${part.side} ${part.action}`;
    const names = part.samples.map((it) => it || messages.t('history.unnamed'));
    return html`<div class="part ${part.action}">
      <p><span class="count">${messages.number(part.count)}</span> ${messages.t(`preview.${part.action}` as Key, { n: part.count })}</p>
      ${this.unfolded.has(key) ? this.all(part, names) : this.few(part, names, key)}
    </div>`;
  }

  private few(part: PreviewPart, names: string[], key: string) {
    const { messages } = this;
    const shown = names.slice(0, FEW).join(' · ');
    return names.length === 0
      ? nothing
      : html`<p class="samples small muted">
          ${part.count > FEW ? messages.t('preview.samples', { what: shown }) : shown}
          ${names.length > FEW
            ? html`<button class="link small" @click=${() => this.unfold(part, key)}>
                ${messages.t('preview.more', { n: names.length - FEW })}
              </button>`
            : nothing}
        </p>`;
  }

  private unfold(part: PreviewPart, key: string): void {
    this.unfolded = new Set([...this.unfolded, key]);
    void this.focusOn(`#${part.side}-${part.action}`);
  }

  private all(part: PreviewPart, names: string[]): TemplateResult {
    const rest = part.count - names.length;
    return html`<ul id="${part.side}-${part.action}" class="small" tabindex="0" aria-label=${this.messages.t(`preview.${part.action}` as Key, { n: part.count })}>
      ${names.map((name) => html`<li class="samples">${name}</li>`)}
      ${rest > 0 ? html`<li class="muted">${this.messages.t('preview.rest', { n: rest })}</li>` : nothing}
    </ul>`;
  }
}
