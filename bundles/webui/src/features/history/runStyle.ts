// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** The look of a run on the timeline. */
export const runStyle = css`
  :host {
    display: block;
    position: relative;
    padding-inline-start: 2.25rem;
    padding-bottom: var(--gap);
  }
  :host::before {
    content: '';
    position: absolute;
    inset-block: 1.6rem -0.2rem;
    inset-inline-start: 0.8rem;
    width: var(--hairline);
    background: var(--line);
  }
  .mark {
    position: absolute;
    inset-inline-start: 0;
    display: grid;
    place-items: center;
    width: 1.65rem;
    height: 1.65rem;
    border-radius: 50%;
    background: var(--sunken);
    color: var(--muted);
    --icon: 1rem;
  }
  .mark.good {
    background: var(--good-surface);
    color: var(--good);
  }
  .mark.warning {
    background: var(--warning-surface);
    color: var(--warning);
  }
  .mark.bad {
    background: var(--bad-surface);
    color: var(--bad);
  }
  .mark.info {
    background: var(--info-surface);
    color: var(--accent);
  }
  .opener {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--gap-small);
    width: 100%;
    padding: 0.15em 0.4em;
    border: 0;
    background: none;
    font-weight: 400;
    text-align: start;
  }
  .opener strong {
    font-size: var(--size);
    font-weight: 600;
  }
  .opener > .icon {
    transition: transform var(--quick);
  }
  .opener[aria-expanded='true'] > .icon {
    transform: rotate(180deg);
  }
  .opener > span {
    grid-column: 1;
  }
  .open {
    display: grid;
    gap: calc(var(--gap) * 0.75);
    padding: var(--gap-small) 0.4em;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: var(--gap-tiny) var(--gap);
    font-size: var(--size-small);
  }
  dt {
    color: var(--muted);
  }
  input[type='search'] {
    width: 100%;
  }
  .items {
    border: var(--hairline) solid var(--line);
    border-radius: var(--radius-small);
    overflow: hidden;
  }
  .items li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--gap);
    padding: var(--gap-tiny) calc(var(--gap) * 0.75);
    font-size: var(--size-small);
  }
  .items li + li {
    border-top: var(--hairline) solid var(--line);
  }
  .items .label {
    overflow-wrap: anywhere;
    min-width: 0;
  }
  .items .failed {
    background: var(--warning-surface);
  }
  .reason {
    flex-basis: 100%;
  }
`;
