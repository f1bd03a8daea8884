// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** What every element of the tab shares: text, buttons, fields, and what is there for screen readers only. */
export const shared = css`
  :host {
    box-sizing: border-box;
    font: var(--size) / 1.5 var(--font);
    color: var(--text);
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2,
  h3,
  h4 {
    font-weight: 650;
    line-height: 1.3;
  }
  :focus-visible {
    outline: var(--ring) solid var(--accent);
    outline-offset: var(--ring);
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: var(--size-small);
  }
  .tiny {
    font-size: var(--size-tiny);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-height: var(--target);
    padding: 0.3em 0.9em;
    border: var(--hairline) solid var(--button-line);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--text);
    font: 550 var(--size-small) / 1.25 var(--font);
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick);
  }
  button:hover:not(:disabled),
  .button:hover {
    background: color-mix(in srgb, var(--accent) 9%, var(--surface));
    border-color: var(--accent);
  }
  button:disabled,
  button[aria-disabled='true'] {
    cursor: default;
    color: var(--muted);
    background: var(--sunken);
    border-color: var(--line);
  }
  .primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover:not(:disabled):not([aria-disabled='true']),
  .button.primary:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  button.danger {
    background: var(--bad);
    border-color: var(--bad);
    color: var(--surface);
  }
  button.danger:hover:not(:disabled) {
    background: color-mix(in srgb, var(--bad) 88%, var(--text));
    border-color: var(--bad);
  }
  .plain {
    border-color: transparent;
    background: transparent;
  }
  .square {
    width: var(--target);
    padding: 0;
    flex: none;
  }
  .link {
    display: inline;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  button.link:hover:not(:disabled) {
    background: none;
    text-decoration-thickness: 2px;
  }
  input[type='text'],
  input[type='search'],
  input[type='number'],
  input[type='password'],
  select {
    min-height: var(--target);
    min-width: 0;
    max-width: 100%;
    padding: 0.25em 0.6em;
    border: var(--hairline) solid var(--control-line);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--text);
    font: var(--size-small) / 1.25 var(--font);
  }
  input[type='checkbox'],
  input[type='radio'] {
    width: 1.15em;
    height: 1.15em;
    margin: 0.2em 0 0;
    flex: none;
    accent-color: var(--accent);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-small);
    align-items: center;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-tiny) var(--gap-small);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    padding: 0.1em 0.65em;
    border-radius: var(--pill);
    background: var(--sunken);
    color: var(--text);
    font-size: var(--size-tiny);
    line-height: 1.6;
  }
  .logo {
    width: var(--logo);
    height: var(--logo);
    flex: none;
    padding: 0.35rem;
    border: var(--hairline) solid var(--line);
    border-radius: var(--radius-small);
    background: light-dark(var(--surface), var(--text));
    object-fit: contain;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
    }
  }
  @media (forced-colors: active) {
    .chip {
      border: var(--hairline) solid;
    }
  }
`;
