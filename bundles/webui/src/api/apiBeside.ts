// SPDX-License-Identifier: Apache-2.0

/** The REST interface beside a page of ours: behind a host's web server both are below a path of the host's. */
export function apiBeside(page: string): string {
  return page.replace(/\/(ui|admin)\/[^/]*$/, '/api');
}
