// SPDX-License-Identifier: Apache-2.0
import type { Browser } from './ConnectFlow.js';

const WIDTH = 520;
const HEIGHT = 720;

/** The browser this page runs in. */
export const thisBrowser: Browser = {
  origin: location.origin,
  open: (address, name) => {
    const left = Math.max(0, Math.round(screenX + (outerWidth - WIDTH) / 2));
    const top = Math.max(0, Math.round(screenY + (outerHeight - HEIGHT) / 2));
    return window.open(address, name, `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
  },
  hasFocus: () => document.hasFocus(),
  now: () => Date.now(),
  every: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds);
    return () => clearInterval(timer);
  },
  onMessage: (listener) => {
    addEventListener('message', listener);
    return () => removeEventListener('message', listener);
  },
};

const KEY = 'passerelle-flow';

/** A flow that continues in this page: where to come back to. */
export interface WayBack {
  flow: string;
  path: string;
}

/** Notes where this page is, before it is left for the provider's. */
export function noteWayBack(flow: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ flow, path: location.pathname + location.search + location.hash }));
}

/** What was noted, if it is sound. */
export function wayBack(): WayBack | undefined {
  try {
    const noted = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Partial<WayBack> | null;
    return typeof noted?.flow === 'string' && typeof noted.path === 'string' ? (noted as WayBack) : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets what was noted. */
export function forgetWayBack(): void {
  sessionStorage.removeItem(KEY);
}
