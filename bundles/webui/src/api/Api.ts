// SPDX-License-Identifier: Apache-2.0
import { ApiError } from './ApiError.js';
import type {
  Answers,
  Capability,
  CollectionChoices,
  Conflict,
  Duplicate,
  Explanation,
  Flow,
  Held,
  Integration,
  Overview,
  PairCopies,
  Period,
  Preview,
  Problem,
  Run,
  RunItem,
  SettingsChange,
  Side,
  Statistics,
  Verdict,
} from './types.js';

/** Words for the two failures that no server can describe. */
export interface LocalProblems {
  unreachable(): Problem;
  unreadable(status: number): Problem;
}

/** Every request of the tab. Nothing else in it speaks to the server, except the event stream. */
export class Api {
  /** How far this computer's clock is behind the server's, in milliseconds; known to about a second. */
  clockOffset = 0;

  constructor(
    readonly base: string,
    readonly language: string,
    private readonly problems: LocalProblems,
    private readonly send: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** The address of something that the server names relative to its REST interface, such as an icon. */
  address(reference: string): string {
    return `${this.base}/${reference}`;
  }

  overview(): Promise<Overview> {
    return this.get('/user/integrations');
  }

  integration(id: string): Promise<Integration> {
    return this.get(`/user/integrations/${part(id)}`);
  }

  connect(provider: string, capabilities: Capability[], reconnect?: string): Promise<Flow> {
    return this.write('POST', `/user/integrations/${part(provider)}/connect`, { capabilities, reconnect });
  }

  /** Connects by a provider's form: the flow that is answered has ended. */
  fillIn(provider: string, capabilities: Capability[], answers: Answers, reconnect?: string): Promise<Flow> {
    return this.write('POST', `/user/integrations/${part(provider)}/connect`, { capabilities, reconnect, answers });
  }

  /** What the form of a reconnection shows and keeps fixed. */
  async identity(id: string): Promise<Answers> {
    return (await this.get<{ answers: Answers }>(`/user/integrations/${part(id)}/reconnect`)).answers;
  }

  flow(id: string): Promise<Flow> {
    return this.get(`/flows/${part(id)}`);
  }

  completeFlow(id: string): Promise<Flow> {
    return this.write('POST', `/flows/${part(id)}/complete`, {});
  }

  cancelFlow(id: string): Promise<Flow> {
    return this.write('POST', `/flows/${part(id)}/cancel`, {});
  }

  collections(id: string): Promise<CollectionChoices> {
    return this.get(`/user/integrations/${part(id)}/collections`);
  }

  saveSettings(id: string, change: SettingsChange): Promise<Integration> {
    return this.write('PUT', `/user/integrations/${part(id)}/settings`, change);
  }

  /** An action that has no input: sync, cancel, pause, resume, undo-disconnect. */
  act<T = unknown>(id: string, action: 'sync' | 'cancel' | 'pause' | 'resume' | 'undo-disconnect'): Promise<T> {
    return this.write('POST', `/user/integrations/${part(id)}/${action}`, {});
  }

  async disconnectPreview(id: string): Promise<PairCopies[]> {
    return (await this.get<{ pairs: PairCopies[] }>(`/user/integrations/${part(id)}/disconnect`)).pairs;
  }

  disconnect(id: string, copies: 'keep' | 'delete'): Promise<{ deadline: string }> {
    return this.write('DELETE', `/user/integrations/${part(id)}?copies=${copies}`);
  }

  async history(id: string, limit: number, before?: string): Promise<Run[]> {
    const query = new URLSearchParams({ limit: String(limit), ...(before ? { before } : {}) });
    return (await this.get<{ runs: Run[] }>(`/user/integrations/${part(id)}/history?${query}`)).runs;
  }

  async runItems(id: string, run: string, offset: number, limit: number): Promise<RunItem[]> {
    const query = new URLSearchParams({ offset: String(offset), limit: String(limit) });
    const path = `/user/integrations/${part(id)}/history/${part(run)}/items?${query}`;
    return (await this.get<{ items: RunItem[] }>(path)).items;
  }

  held(id: string, pair: string): Promise<Held> {
    return this.get(`/user/integrations/${part(id)}/pairs/${part(pair)}/held`);
  }

  settleHeld(id: string, pair: string, decision: 'apply' | 'discard' | 'ignore'): Promise<Run> {
    return this.write('POST', `/user/integrations/${part(id)}/pairs/${part(pair)}/held/${decision}`, {});
  }

  preview(id: string, pair: string): Promise<Preview> {
    return this.get(`/user/integrations/${part(id)}/pairs/${part(pair)}/preview`);
  }

  /** Consents to what a pair's settings lead to, as the preview that was seen says; a run starts at once. */
  confirm(id: string, pair: string, seen: Preview | undefined): Promise<unknown> {
    return this.write('POST', `/user/integrations/${part(id)}/pairs/${part(pair)}/confirm`, seen ? { madeAt: seen.madeAt } : {});
  }

  async conflicts(id: string, openOnly: boolean, limit: number): Promise<Conflict[]> {
    const query = new URLSearchParams({ open: String(openOnly), limit: String(limit) });
    return (await this.get<{ conflicts: Conflict[] }>(`/user/integrations/${part(id)}/conflicts?${query}`)).conflicts;
  }

  async duplicates(id: string, limit: number): Promise<Duplicate[]> {
    return (await this.get<{ duplicates: Duplicate[] }>(`/user/integrations/${part(id)}/duplicates?limit=${limit}`)).duplicates;
  }

  /** Says what two items that look like the same are. */
  judge(id: string, duplicate: string, verdict: Verdict): Promise<Run> {
    return this.write('POST', `/user/integrations/${part(id)}/duplicates/${part(duplicate)}/decide`, { verdict });
  }

  /** Says it of everything that waits in a pair. */
  judgeAll(id: string, pair: string, verdict: Verdict): Promise<Run> {
    return this.write('POST', `/user/integrations/${part(id)}/pairs/${part(pair)}/duplicates/decide`, { verdict });
  }

  decide(id: string, conflict: string, chosen: Side): Promise<Run> {
    return this.write('POST', `/user/integrations/${part(id)}/conflicts/${part(conflict)}/decide`, { chosen });
  }

  /** The run of a pair that can be taken back now. */
  async undoable(id: string, pair: string): Promise<string | undefined> {
    return (await this.get<{ run?: string | null }>(`/user/integrations/${part(id)}/pairs/${part(pair)}/undo`)).run ?? undefined;
  }

  undoRun(id: string, run: string): Promise<Run> {
    return this.write('POST', `/user/integrations/${part(id)}/history/${part(run)}/undo`, {});
  }

  retryItem(id: string, run: string, position: number): Promise<Run> {
    return this.write('POST', `/user/integrations/${part(id)}/history/${part(run)}/items/${position}/retry`, {});
  }

  async explain(id: string, pair: string, words: string): Promise<Explanation[]> {
    const path = `/user/integrations/${part(id)}/pairs/${part(pair)}/explain?${new URLSearchParams({ q: words })}`;
    return (await this.get<{ items: Explanation[] }>(path)).items;
  }

  statistics(id: string, period: Period): Promise<Statistics> {
    return this.get(`/user/integrations/${part(id)}/statistics?period=${period}`);
  }

  /** Address of the event stream, from an event on. */
  eventsFrom(after: number): string {
    return `${this.base}/events?after=${after}`;
  }

  get<T>(path: string): Promise<T> {
    return this.request(path, {});
  }

  write<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = { 'X-Passerelle': '1' };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    return this.request(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  private async request<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response;
    try {
      response = await this.send(this.base + path, {
        ...init,
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { Accept: 'application/json', 'Accept-Language': this.language, ...init.headers },
      });
    } catch {
      throw new ApiError(this.problems.unreachable());
    }
    this.noteClock(response);
    const body = await jsonOf(response);
    if (!response.ok) {
      throw new ApiError(isProblem(body) ? { ...body, status: response.status } : this.problems.unreadable(response.status));
    }
    return body as T;
  }

  private noteClock(response: Response): void {
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(date)) {
      const offset = date - Date.now();
      this.clockOffset = Math.abs(offset) < 2000 ? 0 : offset;
    }
  }
}

function part(id: string): string {
  return encodeURIComponent(id);
}

async function jsonOf(response: Response): Promise<unknown> {
  if (response.status === 204) {
    return undefined;
  }
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}
