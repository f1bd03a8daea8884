// SPDX-License-Identifier: Apache-2.0

/** An address of our own server, or nothing: pictures and ways back never lead elsewhere. */
export function ownAddress(address: string, here: string = location.href): string | undefined {
  try {
    const url = new URL(address, here);
    return url.origin === new URL(here).origin ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** An address a person may be sent to for signing in: https, or http on this very computer as in the demo. */
export function signInAddress(address: string | undefined): string | undefined {
  if (!address) {
    return undefined;
  }
  try {
    const url = new URL(address);
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
