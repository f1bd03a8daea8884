// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** The look of a card, for accounts and for services that are offered. */
export const cardStyle = css`
  :host {
    display: block;
    container-type: inline-size;
    animation: slide var(--calm) ease-out;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--gap) * 0.75);
    height: 100%;
    grid-auto-rows: max-content;
    align-content: space-between;
    padding: calc(var(--gap) * 1.125);
    border: var(--hairline) solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .head {
    display: flex;
    align-items: center;
    gap: calc(var(--gap) * 0.75);
  }
  .who {
    flex: 1 0 10rem;
    min-width: 0;
  }
  h3:focus {
    outline: none;
  }
  h3 {
    overflow-wrap: anywhere;
    font-size: var(--size);
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    padding: 0.15em 0.7em 0.15em 0.5em;
    border-radius: var(--pill);
    background: var(--sunken);
    color: var(--muted);
    font-size: var(--size-tiny);
    font-weight: 600;
    --icon: 1rem;
  }
  .status.good {
    background: var(--good-surface);
    color: var(--good);
  }
  .status.warning {
    background: var(--warning-surface);
    color: var(--warning);
  }
  .status.bad {
    background: var(--bad-surface);
    color: var(--bad);
  }
  .status.info {
    background: var(--info-surface);
    color: var(--accent);
  }
  .status .sync {
    animation: turn 1.6s linear infinite;
  }
  .chips {
    --icon: 0.95rem;
  }
  .chip.conflicts {
    min-height: 1.6rem;
    border: var(--hairline) solid var(--warning);
    background: var(--warning-surface);
    color: var(--warning);
  }
  passerelle-menu {
    margin-inline: calc(var(--gap-small) * -1) calc(var(--gap-small) * -1);
  }
  .actions {
    align-self: end;
  }
  @container (max-width: 26rem) {
    .head {
      flex-wrap: wrap;
    }
    .who {
      flex-basis: calc(100% - var(--logo) - var(--target) - var(--gap) * 2);
    }
    .status {
      order: 3;
    }
    .actions > button {
      flex: 1 1 auto;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes slide {
    from {
      opacity: 0;
      transform: translateY(0.75rem) scale(0.98);
    }
  }
`;
