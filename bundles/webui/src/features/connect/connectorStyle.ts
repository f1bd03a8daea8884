// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** The look of the connection's sheets. */
export const connectorStyle = css`
  .capability {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--gap);
    align-items: center;
    padding: calc(var(--gap) * 0.7) 0;
    border-bottom: var(--hairline) solid var(--line);
    cursor: pointer;
  }
  .capability strong {
    font-weight: 600;
  }
  .capability .muted {
    grid-column: 1;
  }
  input[role='switch'] {
    appearance: none;
    grid-row: 1 / span 2;
    grid-column: 2;
    position: relative;
    width: 2.6rem;
    height: 1.5rem;
    margin: 0;
    border: var(--hairline) solid var(--control-line);
    border-radius: var(--pill);
    background: var(--sunken);
    cursor: pointer;
    transition: background var(--quick);
  }
  input[role='switch']::before {
    content: '';
    position: absolute;
    inset-block: 0.15rem;
    inset-inline-start: 0.18rem;
    width: 1.1rem;
    border-radius: 50%;
    background: var(--control-line);
    transition: transform var(--quick);
  }
  input[role='switch']:checked {
    background: var(--accent);
    border-color: var(--accent);
  }
  input[role='switch']:checked::before {
    background: var(--on-accent);
    transform: translateX(1.05rem);
  }
  .promise {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 calc(var(--gap) * 0.75);
    margin-top: var(--gap);
  }
  .promise .icon {
    grid-row: 1 / span 2;
    margin-top: 0.15em;
    color: var(--accent);
  }
  .promise h3,
  .result h3 {
    font-size: var(--size);
  }
  .panel {
    display: grid;
    justify-items: center;
    gap: var(--gap-small);
    padding: var(--gap) 0;
    text-align: center;
  }
  .badge {
    display: grid;
    place-items: center;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: 50%;
    background: var(--info-surface);
    color: var(--accent);
    --icon: 1.75rem;
  }
  .badge.good {
    background: var(--good-surface);
    color: var(--good);
  }
  .badge.warning {
    background: var(--warning-surface);
    color: var(--warning);
  }
  .spinner {
    width: 3.5rem;
    height: 3.5rem;
    border: 0.25rem solid var(--line);
    border-top-color: var(--accent);
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  .result {
    display: grid;
    gap: var(--gap-small);
    margin-top: var(--gap);
    text-align: start;
    width: 100%;
  }
  .result li {
    display: flex;
    gap: var(--gap-small);
    align-items: flex-start;
  }
  .result .icon {
    margin-top: 0.2em;
  }
  .result .check {
    color: var(--good);
  }
  .result .gone {
    color: var(--warning);
  }
  passerelle-problem {
    margin-top: var(--gap-small);
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
`;
