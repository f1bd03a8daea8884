// SPDX-License-Identifier: Apache-2.0

/** Kinds of events the server sends. */
export const EVENT_KINDS = [
  'providers-changed',
  'integration-changed',
  'integration-removed',
  'flow-changed',
  'sync-progress',
  'sync-finished',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** An event of the server; which members are there depends on the kind. */
export interface ServerEvent {
  integration?: string;
  pair?: string;
  run?: string;
  flow?: string;
  status?: string;
  phase?: 'reading' | 'applying';
  done?: number;
  total?: number | null;
}

/** What an event stream tells its owner. */
export interface StreamListener {
  /** Something happened. */
  event(kind: EventKind, data: ServerEvent): void;
  /** The stream was cut; the owner reads everything again and gives the id to go on from, or undefined to give up. */
  resume(): Promise<number | undefined>;
  /** Whether the stream stands. */
  online(standing: boolean): void;
}

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;

/**
 * The open connection over which the server tells of changes. When it is cut, everything is read again before it is opened
 * anew, with growing pauses between attempts, so that no event can be missed whatever the server forgot meanwhile.
 */
export class EventStream {
  private source?: EventSource;
  private timer?: ReturnType<typeof setTimeout>;
  private delay = FIRST_DELAY;
  private closed = false;

  constructor(
    private readonly address: (after: number) => string,
    private readonly listener: StreamListener,
    private readonly open: (address: string) => EventSource = (address) => new EventSource(address),
    private readonly random: () => number = Math.random,
  ) {}

  /** Starts listening from an event on. */
  start(after: number): void {
    this.source?.close();
    const source = this.open(this.address(after));
    this.source = source;
    source.onopen = () => {
      this.delay = FIRST_DELAY;
      this.listener.online(true);
    };
    source.onerror = () => {
      source.close();
      if (source === this.source) {
        this.listener.online(false);
        this.retryLater();
      }
    };
    for (const kind of EVENT_KINDS) {
      source.addEventListener(kind, (event) => this.pass(kind, event as MessageEvent<string>));
    }
  }

  /** Tries again now instead of at the end of the pause. */
  retryNow(): void {
    clearTimeout(this.timer);
    void this.retry();
  }

  /** Stops for good. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.source?.close();
  }

  private pass(kind: EventKind, event: MessageEvent<string>): void {
    let data: ServerEvent;
    try {
      data = JSON.parse(event.data || '{}') as ServerEvent;
    } catch {
      data = {};
    }
    this.listener.event(kind, data);
  }

  private retryLater(): void {
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => void this.retry(), this.delay * (0.75 + this.random() / 2));
      this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
    }
  }

  private async retry(): Promise<void> {
    const after = await this.listener.resume();
    if (this.closed) {
      return;
    }
    if (after === undefined) {
      this.retryLater();
    } else {
      this.start(after);
    }
  }
}
