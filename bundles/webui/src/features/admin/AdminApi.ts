// SPDX-License-Identifier: Apache-2.0
import type { Api } from '../../api/Api.js';
import type { Client, Problem } from '../../api/types.js';

/** Requests of the administrators' page. */
export class AdminApi {
  constructor(private readonly api: Api) {}

  async clients(): Promise<Client[]> {
    return (await this.api.get<{ clients: Client[] }>('/admin/clients')).clients;
  }

  put(provider: string, clientId: string, clientSecret: string): Promise<Client> {
    return this.api.write('PUT', path(provider), { clientId, clientSecret });
  }

  delete(provider: string): Promise<void> {
    return this.api.write('DELETE', path(provider));
  }

  check(provider: string): Promise<{ ok: boolean; problem?: Problem }> {
    return this.api.write('POST', `${path(provider)}/check`, {});
  }
}

function path(provider: string): string {
  return `/admin/clients/${encodeURIComponent(provider)}`;
}
