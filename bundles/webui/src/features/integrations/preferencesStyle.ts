// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';

/** The layout of the tab. */
export const preferencesStyle = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .tab {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap-large);
    max-width: 72rem;
  }
  h2 {
    font-size: var(--size-title);
    letter-spacing: -0.01em;
  }
  .title {
    margin-bottom: calc(var(--gap) * 0.75);
    font-size: var(--size);
    color: var(--muted);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr));
    gap: var(--gap);
  }
  .skeleton {
    height: 10rem;
    border-radius: var(--radius);
    background: var(--sunken);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--gap-tiny);
    padding: calc(var(--gap) * 2) var(--gap);
    border: var(--hairline) dashed var(--control-line);
    border-radius: var(--radius);
    text-align: center;
    --icon: 1.75rem;
  }
  .empty p {
    max-width: 34rem;
  }
  .empty .icon {
    color: var(--muted);
  }
  .empty button {
    margin-top: var(--gap-small);
  }
  .banner {
    display: flex;
    margin-top: var(--gap);
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--gap) * 0.75);
    padding: calc(var(--gap) * 0.6) var(--gap);
    border-radius: var(--radius);
    background: var(--warning-surface);
  }
  .banner .icon {
    color: var(--warning);
  }
  .banner span {
    flex: 1 1 14rem;
  }
  @keyframes breathe {
    to {
      background: var(--line);
    }
  }
`;
