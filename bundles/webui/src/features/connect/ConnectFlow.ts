// SPDX-License-Identifier: Apache-2.0
import type { Api } from '../../api/Api.js';
import { ApiError } from '../../api/ApiError.js';
import { signInAddress } from '../../api/sameOrigin.js';
import type { Capability, Flow, Problem } from '../../api/types.js';

/** Where a connection stands, as the page shows it. */
export type ConnectState =
  | { step: 'ready' }
  | { step: 'starting' }
  | { step: 'waiting'; flow: Flow }
  | { step: 'blocked'; flow?: Flow }
  | { step: 'finishing'; flow: Flow }
  | { step: 'connected'; flow: Flow }
  | { step: 'cancelled' }
  | { step: 'expired' }
  | { step: 'failed'; problem: Problem };

/** The parts of the browser a flow needs. */
export interface Browser {
  origin: string;
  open(address: string, name: string): Window | null;
  hasFocus(): boolean;
  now(): number;
  every(milliseconds: number, work: () => void): () => void;
  onMessage(listener: (event: MessageEvent) => void): () => void;
}

const POLL = 1_000;
const CLOSED_FOR = 2_000;

/**
 * One attempt to connect, from the click to its result. The window is opened in the click itself, empty, and sent on its way
 * when the server has answered. The result is learnt from three sides: by asking the server each second, by the event stream
 * ({@link nudge}), and by a message from the window. Any of them is enough.
 */
export class ConnectFlow {
  state: ConnectState = { step: 'ready' };
  private popup: Window | null = null;
  private flow?: Flow;
  private address?: string;
  private closedSince?: number;
  private severed = false;
  private seenReturned = false;
  private asking = false;
  private stops: (() => void)[] = [];

  constructor(
    private readonly api: Pick<Api, 'connect' | 'flow' | 'completeFlow' | 'cancelFlow'>,
    private readonly browser: Browser,
    private readonly changed: () => void,
  ) {}

  /** Where the provider's page is, for a link in this page. */
  get pageAddress(): string | undefined {
    return this.address;
  }

  /** Begins; to be called in the click, before anything is awaited. */
  async start(provider: string, capabilities: Capability[], title: string, reconnect?: string): Promise<void> {
    this.popup = this.browser.open('about:blank', `passerelle-connect-${provider}`);
    greet(this.popup, title);
    this.set(this.popup ? { step: 'starting' } : { step: 'blocked' });
    try {
      const flow = await this.api.connect(provider, capabilities, reconnect);
      this.address = signInAddress(flow.authorizationUri);
      if (!this.address) {
        throw new Error('the server named no address to sign in at');
      }
      this.flow = flow;
      this.listen();
      this.popup?.location.replace(this.address);
      this.set({ step: this.popup ? 'waiting' : 'blocked', flow });
    } catch (error) {
      this.popup?.close();
      this.fail(error);
    }
  }

  /** Takes up a flow that was finished in this very page instead of a window. */
  async adopt(id: string): Promise<void> {
    try {
      const flow = await this.api.flow(id);
      this.flow = flow;
      this.take(flow.status === 'WAITING' ? await this.api.cancelFlow(id) : flow);
      if (flow.status === 'RETURNED' || flow.status === 'COMPLETING') {
        this.listen();
      }
    } catch (error) {
      this.fail(error);
    }
  }

  /** Opens the window again, or brings it to the front. */
  again(): void {
    if (!this.flow || !this.address) {
      return;
    }
    if (this.popup && !this.popup.closed) {
      this.popup.focus();
      return;
    }
    this.closedSince = undefined;
    this.severed = false;
    this.popup = this.browser.open(this.address, `passerelle-connect-${this.flow.provider}`);
    this.set({ step: this.popup ? 'waiting' : 'blocked', flow: this.flow });
  }

  /** Ends the attempt because the person wants to. */
  async cancel(): Promise<void> {
    const flow = this.flow;
    if (!flow || this.over()) {
      this.popup?.close();
      this.set({ step: 'cancelled' });
      return;
    }
    try {
      this.take(await this.api.cancelFlow(flow.id));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Asks the server now: something happened to this flow. */
  nudge(id: string): void {
    if (id === this.flow?.id) {
      void this.ask();
    }
  }

  /** Stops listening; the attempt itself is left alone. */
  dispose(): void {
    this.stops.forEach((stop) => stop());
    this.stops = [];
  }

  /** Whether there is a result. */
  over(): boolean {
    return ['connected', 'cancelled', 'expired', 'failed'].includes(this.state.step);
  }

  private listen(): void {
    this.stops.push(
      this.browser.every(POLL, () => {
        this.watchWindow();
        void this.ask();
      }),
      this.browser.onMessage((event) => this.message(event)),
    );
  }

  private message(event: MessageEvent): void {
    if (event.origin !== this.browser.origin || event.source === null || event.source !== this.popup) {
      return;
    }
    const data = event.data as { type?: string; flow?: Flow } | null;
    if (data?.type === 'passerelle-flow' && data.flow?.id === this.flow?.id) {
      void this.ask();
    }
  }

  /**
   * A window looks closed when it is, and also when the provider's page cut the tie to us (Cross-Origin-Opener-Policy). In the
   * second case the focus is still in that window, and the attempt must go on.
   */
  private watchWindow(): void {
    if (!this.popup || !this.popup.closed || this.state.step !== 'waiting') {
      return;
    }
    if (this.closedSince === undefined) {
      this.closedSince = this.browser.now();
      this.severed = !this.browser.hasFocus();
    }
    if (!this.severed && this.browser.now() - this.closedSince >= CLOSED_FOR) {
      void this.cancel();
    }
  }

  private async ask(): Promise<void> {
    if (!this.flow || this.asking || this.over()) {
      return;
    }
    this.asking = true;
    try {
      let flow = await this.api.flow(this.flow.id);
      if (flow.status === 'RETURNED' && this.seenReturned) {
        flow = await this.api.completeFlow(flow.id);
      }
      this.seenReturned = flow.status === 'RETURNED';
      if (!this.over()) {
        this.take(flow);
      }
    } catch (error) {
      if (error instanceof ApiError && (error.problem.status ?? 0) >= 400 && (error.problem.status ?? 0) < 500) {
        this.fail(error);
      }
    } finally {
      this.asking = false;
    }
  }

  private take(flow: Flow): void {
    switch (flow.status) {
      case 'WAITING':
        break;
      case 'RETURNED':
      case 'COMPLETING':
        this.set({ step: 'finishing', flow });
        break;
      case 'CONNECTED':
        this.end({ step: 'connected', flow });
        break;
      case 'CANCELLED':
        this.end({ step: 'cancelled' });
        break;
      case 'FAILED':
        this.end(failure(flow));
        break;
    }
  }

  private fail(error: unknown): void {
    if (error instanceof ApiError) {
      this.end({ step: 'failed', problem: error.problem });
    } else {
      this.end({ step: 'failed', problem: { code: 'INTERNAL_ERROR', title: String(error instanceof Error ? error.message : error) } });
    }
  }

  private end(state: ConnectState): void {
    this.dispose();
    this.popup?.close();
    this.set(state);
  }

  private set(state: ConnectState): void {
    this.state = state;
    this.changed();
  }
}

function failure(flow: Flow): ConnectState {
  const problem = flow.error ?? { code: 'INTERNAL_ERROR', title: '' };
  if (problem.code === 'FLOW_CANCELLED') {
    return { step: 'cancelled' };
  }
  return problem.code === 'FLOW_EXPIRED' ? { step: 'expired' } : { step: 'failed', problem };
}

function greet(popup: Window | null, title: string): void {
  if (popup) {
    popup.document.title = title;
    popup.document.body.textContent = title;
  }
}
