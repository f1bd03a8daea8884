// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../api/Api.js';
import { ApiError } from '../../api/ApiError.js';
import type { EventStream } from '../../api/EventStream.js';
import type { Integration, Overview, Pair, Provider } from '../../api/types.js';
import { Messages } from '../../i18n/messages.js';
import { incidentsOf } from './attention.js';
import { canSync, lookOf } from './looks.js';
import { Tab, type News } from './Tab.js';

const integration = (id: string, part: Partial<Integration> = {}): Integration => ({
  id,
  provider: 'google',
  providerName: 'Google',
  iconUrl: '',
  account: `${id}@example.com`,
  status: 'CONNECTED',
  capabilities: [],
  missingCapabilities: [],
  intervalMinutes: 15,
  version: 1,
  createdAt: '',
  held: 0,
  pairs: [],
  ...part,
});
const google: Provider = { id: 'google', name: 'Google', summary: '', iconUrl: '', connectable: true, capabilities: [] };

class FakeApi {
  overviewNow: Overview = { integrations: [integration('a'), integration('b')], providers: [google], eventId: 5 };
  one = new Map<string, Integration>();
  reads: string[] = [];
  failure?: ApiError;

  async overview(): Promise<Overview> {
    this.reads.push('all');
    if (this.failure) {
      throw this.failure;
    }
    return this.overviewNow;
  }

  async integration(id: string): Promise<Integration> {
    this.reads.push(id);
    const found = this.one.get(id);
    if (!found) {
      throw new ApiError({ code: 'NOT_FOUND', title: '', status: 404 });
    }
    return found;
  }

  eventsFrom(after: number): string {
    return String(after);
  }
}

class FakeStream {
  started: number[] = [];
  closed = false;

  start(after: number): void {
    this.started.push(after);
  }

  close(): void {
    this.closed = true;
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
}

describe('the tab', () => {
  let api: FakeApi;
  let stream: FakeStream;
  let news: News[];
  let flows: string[];
  let runs: string[];
  let tab: Tab;

  beforeEach(async () => {
    api = new FakeApi();
    stream = new FakeStream();
    news = [];
    flows = [];
    runs = [];
    const listener = {
      changed: () => undefined,
      news: (it: News) => void news.push(it),
      flow: (id: string) => void flows.push(id),
      runs: (id: string) => void runs.push(id),
    };
    tab = new Tab(api as unknown as Api, listener, () => stream as unknown as EventStream);
  });

  it('loads with one request and listens from there', async () => {
    await tab.start();

    expect(tab.phase).toBe('ready');
    expect(api.reads).toEqual(['all']);
    expect(stream.started).toEqual([5]);
  });

  it('reads a changed integration again, and only that', async () => {
    await tab.start();
    api.one.set('a', integration('a', { status: 'PAUSED' }));
    tab.event('integration-changed', { integration: 'a' });
    await settle();

    expect(tab.integrations.map((it) => it.status)).toEqual(['PAUSED', 'CONNECTED']);
    expect(api.reads).toEqual(['all', 'a']);
  });

  it('reads once more, not ten times more, when ten changes come at once', async () => {
    await tab.start();
    api.one.set('a', integration('a'));
    for (let i = 0; i < 10; i++) {
      tab.event('integration-changed', { integration: 'a' });
    }
    await settle();

    expect(api.reads).toEqual(['all', 'a', 'a']);
  });

  it('shows an integration that was connected elsewhere', async () => {
    await tab.start();
    api.one.set('c', integration('c'));
    tab.event('integration-changed', { integration: 'c' });
    await settle();

    expect(tab.integrations.map((it) => it.id)).toEqual(['a', 'b', 'c']);
  });

  it('lets a removed integration go, and one that is no longer found', async () => {
    await tab.start();
    tab.event('integration-removed', { integration: 'a' });
    tab.event('integration-changed', { integration: 'b' });
    await settle();

    expect(tab.integrations).toEqual([]);
  });

  it('takes progress from the event, without a request', async () => {
    await tab.start();
    tab.event('sync-progress', { integration: 'a', pair: 'p', run: 'r', phase: 'applying', done: 3, total: 9 });

    expect(tab.integrations[0]?.running).toEqual({ pair: 'p', run: 'r', phase: 'applying', done: 3, total: 9 });
    expect(api.reads).toEqual(['all']);
  });

  it('tells when a run has ended', async () => {
    await tab.start();
    api.one.set('a', integration('a'));
    tab.event('sync-finished', { integration: 'a', outcome: 'PARTIAL' } as never);
    await settle();

    expect(news).toMatchObject([{ kind: 'finished', outcome: 'PARTIAL' }]);
    expect(runs).toEqual(['a']);
    expect(tab.integrations[0]?.running).toBeUndefined();
  });

  it('tells of providers that come and go', async () => {
    await tab.start();
    api.overviewNow = { ...api.overviewNow, providers: [{ ...google, id: 'other' }] };
    tab.event('providers-changed', {});
    await settle();

    expect(news.map((it) => it.kind)).toEqual(['provider-added', 'provider-gone']);
  });

  it('passes on what happened to a flow', () => {
    tab.event('flow-changed', { flow: 'f' });

    expect(flows).toEqual(['f']);
  });

  it('stops when the session has ended', async () => {
    api.failure = new ApiError({ code: 'SIGN_IN_REQUIRED', title: '', status: 401 });
    await tab.start();

    expect(tab.phase).toBe('signed-out');
    expect(stream.closed).toBe(true);
  });

  it('keeps what it knows when reading again fails', async () => {
    await tab.start();
    api.failure = new ApiError({ code: 'UNREACHABLE', title: '' });
    expect(await tab.resume()).toBeUndefined();

    expect(tab.phase).toBe('ready');
    expect(tab.integrations).toHaveLength(2);
  });

  it('says why it could not load', async () => {
    api.failure = new ApiError({ code: 'STORE_UNAVAILABLE', title: 'x', status: 503 });
    await tab.start();

    expect(tab.phase).toBe('failed');
    expect(tab.problem?.code).toBe('STORE_UNAVAILABLE');
  });
});

describe('what needs attention', () => {
  const messages = new Messages('en');
  const kinds = (part: Partial<Integration>) => incidentsOf([integration('a', part)], messages).map((it) => it.action?.does ?? 'none');

  it.each([
    [{ status: 'CONNECTED' }, []],
    [{ status: 'PAUSED' }, []],
    [{ status: 'PROVIDER_UNAVAILABLE' }, []],
    [{ status: 'NOT_SET_UP' }, []],
    [{ status: 'NEEDS_REAUTH' }, ['reconnect']],
    [{ status: 'FAILING' }, ['sync']],
    [{ status: 'SUSPENDED' }, ['none']],
    [{ held: 3 }, ['held']],
    [{ held: 3, status: 'DISCONNECTING' }, []],
    [{ held: 3, status: 'NEEDS_REAUTH' }, ['reconnect', 'held']],
    [{ previews: ['p'] }, ['preview']],
    [{ conflicts: 2 }, ['conflicts']],
    [{ previews: ['p'], conflicts: 2, held: 1 }, ['preview', 'held', 'conflicts']],
    [{ previews: ['p'], conflicts: 2, status: 'DISCONNECTING' }, []],
  ] as [Partial<Integration>, string[]][])('for %j is mended by %j', (part, expected) => {
    expect(kinds(part)).toEqual(expected);
  });
});

describe('an integration', () => {
  const pair = (id: string, enabled = true) => ({ id, enabled }) as Pair;

  it('waits for a person when nothing is synced before the consent', () => {
    expect(lookOf(integration('a', { pairs: [pair('p'), pair('q', false)], previews: ['p'] })).word).toBe('WAITING');
  });

  it('is connected while something is synced, whatever else waits', () => {
    expect(lookOf(integration('a', { pairs: [pair('p'), pair('q')], previews: ['p'] })).word).toBe('CONNECTED');
  });

  it('shows that it syncs, whatever its state', () => {
    expect(lookOf(integration('a', { status: 'FAILING', running: { pair: '', run: '', phase: 'reading', done: 0 } })).word).toBe('SYNCING');
  });

  it('can be synced when it is well or its last run failed', () => {
    expect(canSync(integration('a'))).toBe(true);
    expect(canSync(integration('a', { status: 'FAILING' }))).toBe(true);
    expect(canSync(integration('a', { status: 'NEEDS_REAUTH' }))).toBe(false);
    expect(canSync(integration('a', { running: { pair: '', run: '', phase: 'reading', done: 0 } }))).toBe(false);
  });
});
