// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStream, type EventKind, type ServerEvent } from './EventStream.js';

class FakeSource {
  onopen?: () => void;
  onerror?: () => void;
  closed = false;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(readonly address: string) {}

  addEventListener(kind: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(kind, listener);
  }

  close(): void {
    this.closed = true;
  }

  say(kind: EventKind, data: string): void {
    this.listeners.get(kind)?.({ data } as MessageEvent<string>);
  }
}

describe('the event stream', () => {
  let sources: FakeSource[];
  let events: [EventKind, ServerEvent][];
  let standing: boolean[];
  let next: number | undefined;
  let resumes: number;
  let stream: EventStream;

  beforeEach(() => {
    vi.useFakeTimers();
    sources = [];
    events = [];
    standing = [];
    next = 100;
    resumes = 0;
    const listener = {
      event: (kind: EventKind, data: ServerEvent) => void events.push([kind, data]),
      resume: async () => {
        resumes += 1;
        return next;
      },
      online: (it: boolean) => void standing.push(it),
    };
    const open = (address: string) => {
      const source = new FakeSource(address);
      sources.push(source);
      return source as unknown as EventSource;
    };
    stream = new EventStream((after) => `/events?after=${after}`, listener, open, () => 0.5);
    stream.start(7);
  });

  afterEach(() => {
    stream.close();
    vi.useRealTimers();
  });

  it('begins after the event the page was read at', () => {
    expect(sources.map((it) => it.address)).toEqual(['/events?after=7']);
  });

  it('passes events on, and does not fall over one it cannot read', () => {
    sources[0]?.say('sync-progress', '{"integration":"i","done":3}');
    sources[0]?.say('providers-changed', 'not JSON');

    expect(events).toEqual([
      ['sync-progress', { integration: 'i', done: 3 }],
      ['providers-changed', {}],
    ]);
  });

  it('reads everything again when it was cut, and goes on from there', async () => {
    sources[0]?.onerror?.();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(resumes).toBe(1);
    expect(sources.map((it) => [it.address, it.closed])).toEqual([
      ['/events?after=7', true],
      ['/events?after=100', false],
    ]);
    expect(standing).toEqual([false]);
  });

  it('waits longer each time, up to half a minute', async () => {
    next = undefined;
    sources[0]?.onerror?.();
    const pauses = [1, 2, 4, 8, 16, 30, 30];
    for (const [index, seconds] of pauses.entries()) {
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(resumes).toBe(index);
      await vi.advanceTimersByTimeAsync(1);
      expect(resumes).toBe(index + 1);
    }
  });

  it('begins with short pauses again once it stood', async () => {
    sources[0]?.onerror?.();
    await vi.advanceTimersByTimeAsync(1_000);
    sources[1]?.onopen?.();
    sources[1]?.onerror?.();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(sources).toHaveLength(3);
  });

  it('tries at once when asked to', async () => {
    sources[0]?.onerror?.();
    stream.retryNow();
    await vi.advanceTimersByTimeAsync(0);

    expect(sources).toHaveLength(2);
  });

  it('stays closed once closed', async () => {
    sources[0]?.onerror?.();
    stream.close();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(sources).toHaveLength(1);
  });
});
