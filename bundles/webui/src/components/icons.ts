// SPDX-License-Identifier: Apache-2.0
import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  more: svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>`,
  sync: svg`<path d="M20 11a8 8 0 0 0-14.3-4.4L4 8.5M4 4v4.5h4.500M4 13a8 8 0 0 0 14.3 4.4l1.700-1.900M20 20v-4.500h-4.500"/>`,
  settings: svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.500"/><circle cx="8" cy="17" r="2.500"/>`,
  history: svg`<path d="M4 5v4h4M4.500 9A8 8 0 1 1 4 13.500M12 8v4.500l3 2"/>`,
  pause: svg`<path d="M9 6v12M15 6v12" stroke-width="2.600"/>`,
  warning: svg`<path d="M12 4L2.800 19.500h18.400L12 4zM12 10v4.500M12 17.200v.01"/>`,
  error: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500v5.500M12 16v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5M12 8v.01"/>`,
  key: svg`<circle cx="8" cy="15" r="4"/><path d="M11 12l8-8M16 7l3 3"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  door: svg`<path d="M14 4H6v16h8M10 12h10M17 8.500l3.500 3.500-3.500 3.500"/>`,
  window: svg`<rect x="3.500" y="5" width="17" height="14" rx="2"/><path d="M3.500 9.500h17"/>`,
  offline: svg`<path d="M3 3l18 18M8.500 15.500a5 5 0 0 1 6.500-.5M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5-2.800M12 19v.01"/>`,
  calendar: svg`<rect x="4" y="5.500" width="16" height="14.500" rx="2"/><path d="M4 10h16M8.500 3v4M15.500 3v4"/>`,
  book: svg`<rect x="5" y="4" width="14" height="16" rx="2"/><circle cx="12" cy="10.500" r="2"/><path d="M8.500 16.500c.6-1.800 1.900-2.500 3.500-2.500s2.900.7 3.500 2.500"/>`,
  left: svg`<path d="M19 12H6M11.500 6.500L6 12l5.500 5.500"/>`,
  right: svg`<path d="M5 12h13M12.500 6.500L18 12l-5.500 5.500"/>`,
  both: svg`<path d="M4 12h16M8.500 7.500L4 12l4.500 4.500M15.500 7.500L20 12l-4.500 4.500"/>`,
  down: svg`<path d="M6 9.500l6 6 6-6"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.500l3.500 2"/>`,
  gone: svg`<circle cx="12" cy="12" r="8.500"/><path d="M6 6l12 12"/>`,
  copy: svg`<rect x="8.500" y="8.500" width="11" height="11" rx="2"/><path d="M15.500 8.500v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  download: svg`<path d="M12 4v11M7 10.500l5 5 5-5M5 20h14"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** A drawn symbol; the words beside it carry the meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon ${name}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.900"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shapes[name]}
  </svg>`;
}

export const iconStyle = css`
  .icon {
    width: var(--icon);
    height: var(--icon);
    flex: none;
  }
`;
