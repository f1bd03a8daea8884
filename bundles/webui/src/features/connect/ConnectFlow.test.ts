// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../api/ApiError.js';
import type { Flow, FlowStatus } from '../../api/types.js';
import { ConnectFlow, type Browser } from './ConnectFlow.js';

const ADDRESS = 'https://accounts.example/consent';

/** A server with one flow. */
class FakeServer {
  flowNow: Flow = { id: 'f1', provider: 'google', status: 'WAITING', granted: [], missing: [], expiresAt: '', authorizationUri: ADDRESS };
  asked: string[] = [];
  refusal?: ApiError;

  status(status: FlowStatus, part: Partial<Flow> = {}): void {
    this.flowNow = { ...this.flowNow, status, ...part };
  }

  async connect(): Promise<Flow> {
    this.asked.push('connect');
    if (this.refusal) {
      throw this.refusal;
    }
    return this.flowNow;
  }

  async flow(): Promise<Flow> {
    this.asked.push('flow');
    if (this.refusal) {
      throw this.refusal;
    }
    return this.flowNow;
  }

  async completeFlow(): Promise<Flow> {
    this.asked.push('complete');
    this.status('CONNECTED', { integration: 'i1', granted: ['CALENDAR_READ'] });
    return this.flowNow;
  }

  async cancelFlow(): Promise<Flow> {
    this.asked.push('cancel');
    if (this.flowNow.status === 'WAITING') {
      this.status('CANCELLED');
    }
    return this.flowNow;
  }
}

/** A browser whose clock and windows the test moves. */
class FakeBrowser implements Browser {
  origin = 'https://host.example';
  blocks = false;
  focused = true;
  time = 0;
  opened: string[] = [];
  window = { closed: false, visited: '', focusedTimes: 0 };
  private ticks: (() => void)[] = [];
  private messages: ((event: MessageEvent) => void)[] = [];
  readonly popup = this.makePopup();

  open(address: string): Window | null {
    this.opened.push(address);
    return this.blocks ? null : this.popup;
  }

  hasFocus(): boolean {
    return this.focused;
  }

  now(): number {
    return this.time;
  }

  every(_: number, work: () => void): () => void {
    this.ticks.push(work);
    return () => (this.ticks = this.ticks.filter((it) => it !== work));
  }

  onMessage(listener: (event: MessageEvent) => void): () => void {
    this.messages.push(listener);
    return () => (this.messages = this.messages.filter((it) => it !== listener));
  }

  async second(): Promise<void> {
    this.time += 1000;
    this.ticks.forEach((tick) => tick());
    await settle();
  }

  async message(origin: string, source: unknown, data: unknown): Promise<void> {
    this.messages.forEach((it) => it({ origin, source, data } as MessageEvent));
    await settle();
  }

  get listening(): boolean {
    return this.ticks.length + this.messages.length > 0;
  }

  private makePopup(): Window {
    const { window } = this;
    return {
      get closed() {
        return window.closed;
      },
      document: { title: '', body: { textContent: '' } },
      location: { replace: (address: string) => (window.visited = address) },
      focus: () => (window.focusedTimes += 1),
      close: () => (window.closed = true),
    } as unknown as Window;
  }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
}

describe('a connection', () => {
  let server: FakeServer;
  let browser: FakeBrowser;
  let flow: ConnectFlow;

  beforeEach(() => {
    server = new FakeServer();
    browser = new FakeBrowser();
    flow = new ConnectFlow(server as never, browser, () => undefined);
  });

  const begin = async () => {
    void flow.start('google', ['CALENDAR_READ'], 'One moment');
    await settle();
  };

  it('opens the window in the click itself, before the server is asked', () => {
    void flow.start('google', ['CALENDAR_READ'], 'One moment');

    expect(browser.opened).toEqual(['about:blank']);
    expect(flow.state.step).toBe('starting');
  });

  it('sends the window to the provider when the server has answered', async () => {
    await begin();

    expect(browser.window.visited).toBe(ADDRESS);
    expect(flow.state.step).toBe('waiting');
  });

  it('offers a link in the page when the window was blocked', async () => {
    browser.blocks = true;
    await begin();

    expect(flow.state.step).toBe('blocked');
    expect(flow.pageAddress).toBe(ADDRESS);
  });

  it('goes nowhere but to a secure address', async () => {
    server.flowNow.authorizationUri = 'javascript:alert(1)';
    await begin();

    expect(browser.window.visited).toBe('');
    expect(browser.window.closed).toBe(true);
    expect(flow.state.step).toBe('failed');
  });

  it('learns of success by asking', async () => {
    await begin();
    server.status('CONNECTED', { integration: 'i1' });
    await browser.second();

    expect(flow.state).toMatchObject({ step: 'connected', flow: { integration: 'i1' } });
    expect(browser.window.closed).toBe(true);
    expect(browser.listening).toBe(false);
  });

  it('learns of success from the event stream', async () => {
    await begin();
    server.status('CONNECTED');
    flow.nudge('f1');
    await settle();

    expect(flow.state.step).toBe('connected');
  });

  it('takes a message from its own window as a reason to ask', async () => {
    await begin();
    server.status('CONNECTED');
    await browser.message('https://host.example', browser.popup, { type: 'passerelle-flow', flow: { id: 'f1', status: 'CONNECTED' } });

    expect(flow.state.step).toBe('connected');
  });

  it.each([
    ['of another origin', 'https://evil.example', true, 'f1'],
    ['of another window', 'https://host.example', false, 'f1'],
    ['about another flow', 'https://host.example', true, 'f2'],
  ])('ignores a message %s', async (_, origin, own, id) => {
    await begin();
    server.asked = [];
    await browser.message(origin, own ? browser.popup : {}, { type: 'passerelle-flow', flow: { id, status: 'CONNECTED' } });

    expect(server.asked).toEqual([]);
    expect(flow.state.step).toBe('waiting');
  });

  it('counts a closed window as cancelled, after a moment', async () => {
    await begin();
    browser.window.closed = true;
    await browser.second();
    expect(server.asked).not.toContain('cancel');
    await browser.second();
    await browser.second();

    expect(server.asked).toContain('cancel');
    expect(flow.state.step).toBe('cancelled');
  });

  it('goes on when the provider cut the tie and the window only looks closed', async () => {
    await begin();
    browser.focused = false;
    browser.window.closed = true;
    for (let i = 0; i < 10; i++) {
      await browser.second();
    }
    expect(flow.state.step).toBe('waiting');
    server.status('CONNECTED');
    await browser.second();

    expect(flow.state.step).toBe('connected');
  });

  it('does not cancel what has come back already', async () => {
    await begin();
    server.status('RETURNED');
    browser.window.closed = true;
    for (let i = 0; i < 5; i++) {
      await browser.second();
    }

    expect(server.asked).not.toContain('cancel');
    expect(flow.state.step).toBe('connected');
  });

  it('finishes by itself what came back and was left lying', async () => {
    await begin();
    server.status('RETURNED');
    await browser.second();
    expect(server.asked).not.toContain('complete');
    expect(flow.state.step).toBe('finishing');
    await browser.second();

    expect(server.asked).toContain('complete');
    expect(flow.state.step).toBe('connected');
  });

  it('brings an open window to the front instead of opening another', async () => {
    await begin();
    flow.again();

    expect(browser.window.focusedTimes).toBe(1);
    expect(browser.opened).toHaveLength(1);
  });

  it('opens a closed window again at the provider', async () => {
    await begin();
    browser.window.closed = true;
    flow.again();

    expect(browser.opened).toEqual(['about:blank', ADDRESS]);
  });

  it('is over when the person cancels, and the window goes', async () => {
    await begin();
    await flow.cancel();

    expect(flow.state.step).toBe('cancelled');
    expect(browser.window.closed).toBe(true);
  });

  it.each([
    ['CONSENT_DENIED', 'failed'],
    ['WRONG_ACCOUNT', 'failed'],
    ['FLOW_EXPIRED', 'expired'],
    ['FLOW_CANCELLED', 'cancelled'],
  ])('ends clearly with %s', async (code, step) => {
    await begin();
    server.status('FAILED', { error: { code, title: code } });
    await browser.second();

    expect(flow.state.step).toBe(step);
  });

  it('survives a server that does not answer for a while', async () => {
    await begin();
    server.refusal = new ApiError({ code: 'UNREACHABLE', title: '' });
    await browser.second();
    expect(flow.state.step).toBe('waiting');
    server.refusal = undefined;
    server.status('CONNECTED');
    await browser.second();

    expect(flow.state.step).toBe('connected');
  });

  it('says why it could not begin, and takes its window away', async () => {
    server.refusal = new ApiError({ code: 'TOO_MANY_FLOWS', title: 'Too many', status: 429 });
    await begin();

    expect(flow.state).toMatchObject({ step: 'failed', problem: { code: 'TOO_MANY_FLOWS' } });
    expect(browser.window.closed).toBe(true);
  });

  it('shows the result of a flow that went through this page', async () => {
    server.status('CONNECTED', { integration: 'i1' });
    await flow.adopt('f1');

    expect(flow.state.step).toBe('connected');
  });

  it('cancels a flow that was left on the way', async () => {
    await flow.adopt('f1');

    expect(flow.state.step).toBe('cancelled');
  });
});
