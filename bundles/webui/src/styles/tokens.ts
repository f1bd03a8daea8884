// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/**
 * Every colour and measure of the tab. A host sets the public names (`--passerelle-…`) to give the tab its own look; what it
 * does not set is derived from what it did, or has a value that looks good by itself, light or dark after the host's `color-scheme`.
 */
export const tokens = css`
  :host {
    --accent: var(--passerelle-accent, light-dark(#2b57d6, #9db7ff));
    --on-accent: var(--passerelle-on-accent, light-dark(#ffffff, #0d1a3d));
    --surface: var(--passerelle-surface, light-dark(#ffffff, #1b1e25));
    --raised: var(--passerelle-surface-raised, var(--surface));
    --sunken: var(--passerelle-surface-sunken, color-mix(in srgb, var(--text) 5%, var(--surface)));
    --text: var(--passerelle-text, light-dark(#1a1f2b, #e9ecf3));
    --muted: var(--passerelle-text-muted, color-mix(in srgb, var(--text) 72%, var(--surface)));
    --line: var(--passerelle-border, color-mix(in srgb, var(--text) 15%, var(--surface)));
    --control-line: var(--passerelle-control-border, color-mix(in srgb, var(--text) 52%, var(--surface)));
    --button-line: var(--passerelle-button-border, color-mix(in srgb, var(--text) 25%, var(--surface)));
    --good: var(--passerelle-good, light-dark(#116a46, #6fd7a5));
    --good-surface: var(--passerelle-good-surface, light-dark(#e5f5ed, #16302a));
    --warning: var(--passerelle-warning, light-dark(#7d4b00, #f2c063));
    --warning-surface: var(--passerelle-warning-surface, light-dark(#fff4de, #352a14));
    --bad: var(--passerelle-bad, light-dark(#ac2118, #ff9d93));
    --bad-surface: var(--passerelle-bad-surface, light-dark(#fdecea, #3b1e1e));
    --info-surface: var(--passerelle-info-surface, color-mix(in srgb, var(--accent) 10%, var(--surface)));
    --scrim: var(--passerelle-scrim, light-dark(rgb(20 26 40 / 45%), rgb(0 0 0 / 60%)));
    --shadow: var(--passerelle-shadow, 0 1px 2px rgb(16 24 40 / 6%), 0 2px 8px rgb(16 24 40 / 5%));
    --shadow-high: var(--passerelle-shadow-high, 0 12px 40px rgb(10 16 32 / 28%));
    --shadow-up: 0 -0.75rem 1rem -0.5rem rgb(16 24 40 / 12%);
    --radius: var(--passerelle-radius, 0.75rem);
    --radius-small: calc(var(--radius) * 0.66);
    --pill: 62rem;
    --font: var(--passerelle-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    --size: var(--passerelle-font-size, 0.9375rem);
    --size-small: calc(var(--size) * 0.875);
    --size-tiny: calc(var(--size) * 0.8);
    --size-large: calc(var(--size) * 1.2);
    --size-title: calc(var(--size) * 1.6);
    --gap: var(--passerelle-gap, 1rem);
    --gap-small: calc(var(--gap) * 0.5);
    --gap-tiny: calc(var(--gap) * 0.25);
    --gap-large: calc(var(--gap) * 1.75);
    --target: 2.25rem;
    --hairline: 1px;
    --ring: 2px;
    --quick: 160ms;
    --calm: 320ms;
    --dialog: 38rem;
    --dialog-wide: 50rem;
    --icon: 1.125rem;
    --logo: 2.5rem;
  }
`;
