// SPDX-License-Identifier: Apache-2.0
import type { Api } from '../../api/Api.js';
import { ApiError } from '../../api/ApiError.js';
import { EventStream, type EventKind, type ServerEvent, type StreamListener } from '../../api/EventStream.js';
import type { Integration, Problem, Provider } from '../../api/types.js';

/** Something worth being read out. */
export type News =
  | { kind: 'provider-added' | 'provider-gone'; provider: Provider }
  | { kind: 'finished'; integration: Integration; outcome: string }
  | { kind: 'removed' };

/** Who shows the tab. */
export interface TabListener {
  changed(): void;
  news(news: News): void;
  flow(id: string): void;
  runs(integration: string): void;
}

const PATIENCE = 2_500;

/**
 * What the tab knows: read once, then kept true by the event stream. Events say what to read again; only progress is taken
 * from the event itself.
 */
export class Tab implements StreamListener {
  integrations: Integration[] = [];
  providers: Provider[] = [];
  phase: 'loading' | 'ready' | 'failed' | 'signed-out' = 'loading';
  problem?: Problem;
  /** Whether the event stream has been down long enough to be worth a word. */
  offline = false;
  private readonly stream: EventStream;
  private readonly reading = new Map<string, Promise<void>>();
  private readonly again = new Set<string>();
  private offlineTimer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly api: Api,
    private readonly listener: TabListener,
    makeStream: (address: (after: number) => string, listener: StreamListener) => EventStream = (address, listening) =>
      new EventStream(address, listening),
  ) {
    this.stream = makeStream((after) => api.eventsFrom(after), this);
  }

  /** Reads everything and begins to listen. */
  async start(): Promise<void> {
    const after = await this.resume();
    if (after !== undefined) {
      this.stream.start(after);
    }
  }

  /** Stops listening. */
  stop(): void {
    clearTimeout(this.offlineTimer);
    this.stream.close();
  }

  /** Tries to reach the server now. */
  retry(): void {
    this.stream.retryNow();
  }

  /** Puts an integration the server has just sent in the place of the one known. */
  put(integration: Integration): void {
    const known = this.integrations.some((it) => it.id === integration.id);
    this.integrations = known
      ? this.integrations.map((it) => (it.id === integration.id ? integration : it))
      : [...this.integrations, integration];
    this.listener.changed();
  }

  /** Reads one integration again; requests that overlap become one more. */
  refresh(id: string): Promise<void> {
    const running = this.reading.get(id);
    if (running) {
      this.again.add(id);
      return running;
    }
    const reading = this.read(id).finally(() => this.reading.delete(id));
    this.reading.set(id, reading);
    return reading;
  }

  async resume(): Promise<number | undefined> {
    try {
      const { integrations, providers, eventId } = await this.api.overview();
      this.tellOfProviders(providers);
      this.integrations = integrations;
      this.providers = providers;
      this.phase = 'ready';
      this.problem = undefined;
      this.listener.changed();
      return eventId;
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }

  online(standing: boolean): void {
    clearTimeout(this.offlineTimer);
    if (standing) {
      this.setOffline(false);
    } else {
      this.offlineTimer = setTimeout(() => this.setOffline(true), PATIENCE);
    }
  }

  event(kind: EventKind, data: ServerEvent): void {
    switch (kind) {
      case 'providers-changed':
        void this.resume();
        break;
      case 'integration-changed':
        void this.refresh(data.integration ?? '');
        break;
      case 'integration-removed':
        this.remove(data.integration ?? '');
        break;
      case 'flow-changed':
        this.listener.flow(data.flow ?? '');
        break;
      case 'sync-progress':
        this.progress(data);
        break;
      case 'sync-finished':
        this.finished(data);
        break;
    }
  }

  private failed(error: unknown): void {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    if (error.signedOut) {
      this.phase = 'signed-out';
      this.stop();
    } else if (this.phase === 'loading' || this.phase === 'failed') {
      this.phase = 'failed';
      this.problem = error.problem;
    }
    this.listener.changed();
  }

  private async read(id: string): Promise<void> {
    do {
      this.again.delete(id);
      try {
        this.put(await this.api.integration(id));
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 404) {
          this.remove(id);
        }
      }
    } while (this.again.has(id));
  }

  private remove(id: string): void {
    if (this.integrations.some((it) => it.id === id)) {
      this.integrations = this.integrations.filter((it) => it.id !== id);
      this.listener.news({ kind: 'removed' });
      this.listener.changed();
    }
  }

  private progress({ integration, pair, run, phase, done, total }: ServerEvent): void {
    const known = this.integrations.find((it) => it.id === integration);
    if (known && pair && run && phase) {
      this.put({ ...known, running: { pair, run, phase, done: done ?? 0, total } });
    }
  }

  private finished({ integration: id = '', outcome }: ServerEvent & { outcome?: string }): void {
    const known = this.integrations.find((it) => it.id === id);
    if (known) {
      this.put({ ...known, running: undefined });
      this.listener.news({ kind: 'finished', integration: known, outcome: outcome ?? '' });
    }
    this.listener.runs(id);
    void this.refresh(id);
  }

  private tellOfProviders(now: Provider[]): void {
    if (this.phase === 'ready') {
      const usable = (list: Provider[]) => new Set(list.map((provider) => provider.id));
      const [before, after] = [usable(this.providers), usable(now)];
      now.filter((it) => !before.has(it.id)).forEach((provider) => this.listener.news({ kind: 'provider-added', provider }));
      this.providers
        .filter((it) => !after.has(it.id))
        .forEach((provider) => this.listener.news({ kind: 'provider-gone', provider }));
    }
  }

  private setOffline(offline: boolean): void {
    if (this.offline !== offline) {
      this.offline = offline;
      this.listener.changed();
    }
  }
}
