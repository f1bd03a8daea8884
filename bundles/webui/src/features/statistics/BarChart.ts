// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Base } from '../../components/Base.js';

/** One kind of thing that bars are made of. */
export interface Series {
  look: 'good' | 'warning' | 'bad' | 'plain';
  label: string;
}

/** One bar: a value for each series, from the bottom up. */
export interface Bar {
  label: string;
  values: number[];
}

const WIDTH = 600;
const HEIGHT = 100;
const GAP = 0.22;
/** A value that is there is seen, however small beside the others. */
const LEAST = 2.5;

/** Stacked bars over time, drawn as SVG with a title and a description. What the bars say also has to stand in a table. */
@customElement('passerelle-bars')
export class BarChart extends Base {
  static override styles = [
    ...Base.styles,
    css`
      :host {
        display: block;
      }
      figure {
        margin: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 var(--gap);
        margin-bottom: var(--gap-small);
      }
      h3 {
        font-size: var(--size-small);
      }
      .plot {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--gap-small);
      }
      .scale {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        text-align: end;
        line-height: 1;
        font-variant-numeric: tabular-nums;
      }
      svg.chart {
        display: block;
        width: 100%;
        height: 7rem;
        border-block: var(--hairline) solid var(--line);
      }
      .ends {
        grid-column: 2;
        display: flex;
        justify-content: space-between;
        gap: var(--gap);
        margin-top: var(--gap-tiny);
      }
      .ends span:last-child {
        text-align: end;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--gap);
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: 0.4em;
      }
      .legend svg {
        width: 0.8em;
        height: 0.8em;
      }
      .good {
        fill: var(--good);
      }
      .warning {
        fill: var(--warning);
      }
      .bad {
        fill: var(--bad);
      }
      .plain {
        fill: var(--accent);
      }
      .ground {
        fill: var(--surface);
      }
      @media (forced-colors: active) {
        .good,
        .plain {
          fill: CanvasText;
        }
        .warning {
          fill: GrayText;
        }
        .bad {
          fill: Highlight;
        }
      }
    `,
  ];

  @property()
  heading = '';

  /** What the picture shows, in a sentence. */
  @property()
  description = '';

  @property({ attribute: false })
  series: Series[] = [];

  @property({ attribute: false })
  bars: Bar[] = [];

  /** What stands below the first and the last bar. */
  @property({ attribute: false })
  ends: [string, string] = ['', ''];

  override render() {
    const { messages, series } = this;
    const most = Math.max(1, ...this.bars.map(total));
    return html`<figure>
      <div class="head">
        <h3>${this.heading}</h3>
        ${series.length > 1
          ? html`<ul class="legend tiny muted">
              ${series.map(({ look, label }) => html`<li>${swatch(look)}${label}</li>`)}
            </ul>`
          : nothing}
      </div>
      <div class="plot">
        <div class="scale tiny muted" aria-hidden="true"><span>${messages.number(most)}</span><span>${messages.number(0)}</span></div>
        <svg
          class="chart"
          viewBox="0 0 ${WIDTH} ${HEIGHT}"
          preserveAspectRatio="none"
          role="img"
          aria-labelledby="title desc"
        >
          <title id="title">${this.heading}</title>
          <desc id="desc">${this.description}</desc>
          ${this.bars.map((bar, index) => this.bar(bar, index, most))}
        </svg>
        <div class="ends tiny muted" aria-hidden="true"><span>${this.ends[0]}</span><span>${this.ends[1]}</span></div>
      </div>
    </figure>`;
  }

  private bar(bar: Bar, index: number, most: number) {
    const step = WIDTH / this.bars.length;
    const x = (index + GAP / 2) * step;
    const width = step * (1 - GAP);
    let top = HEIGHT;
    return svg`<g>
      <title>${bar.label}</title>
      <rect x=${index * step} y="0" width=${step} height=${HEIGHT} fill="transparent"></rect>
      ${bar.values.map((value, at) => {
        if (value <= 0) {
          return nothing;
        }
        const height = Math.max(LEAST, (value / most) * HEIGHT);
        top = Math.max(0, top - height);
        const look = this.series[at]?.look ?? 'plain';
        return svg`<rect class=${look} x=${x} y=${top} width=${width} height=${height}></rect>${
          look === 'bad' ? notches(x, top, width, height) : nothing
        }`;
      })}
    </g>`;
  }
}

/** Failures are striped, so that they are told from the others without colour. */
function notches(x: number, top: number, width: number, height: number) {
  const lines = Math.floor(height / 10);
  return Array.from({ length: lines }, (_, index) => svg`<rect class="ground" x=${x} y=${top + index * 10 + 6} width=${width} height="2.5"></rect>`);
}

function swatch(look: Series['look']) {
  return html`<svg viewBox="0 0 10 10" aria-hidden="true">
    ${look === 'warning' ? svg`<circle class=${look} cx="5" cy="5" r="5"></circle>` : svg`<rect class=${look} width="10" height="10"></rect>`}
    ${look === 'bad' ? svg`<rect class="ground" y="3" width="10" height="1.500"></rect><rect class="ground" y="6.500" width="10" height="1.500"></rect>` : nothing}
  </svg>`;
}

function total(bar: Bar): number {
  return bar.values.reduce((sum, value) => sum + value, 0);
}
