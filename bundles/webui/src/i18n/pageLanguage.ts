// SPDX-License-Identifier: Apache-2.0

/** The language of a page of our own: what the address asks for, else what the browser prefers of those we have. */
export function pageLanguage(search: string, preferred: readonly string[]): string {
  const asked = new URLSearchParams(search).get('lang');
  return [asked ?? '', ...preferred].find((it) => /^(en|fr)\b/i.test(it)) ?? 'en';
}
