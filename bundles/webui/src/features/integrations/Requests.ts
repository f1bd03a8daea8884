// SPDX-License-Identifier: Apache-2.0
import type { Api } from '../../api/Api.js';
import { problemOf } from '../../api/problemOf.js';
import type { Integration, Problem } from '../../api/types.js';
import type { Tab } from './Tab.js';

const PATIENCE = 20_000;
const LONGEST_DELAY = 15;

/** What a person asked of an integration, what came of it, and what has not begun yet. */
export class Requests {
  private readonly problems = new Map<string, Problem>();
  private readonly starting = new Set<string>();

  constructor(
    private readonly api: Api,
    private readonly tab: Tab,
    private readonly changed: () => void,
  ) {}

  /** Why the last request for an integration failed. */
  problem(id: string): Problem | undefined {
    return this.problems.get(id);
  }

  /** Whether a sync was asked for that has not shown itself yet. */
  isStarting(id: string): boolean {
    return this.starting.has(id);
  }

  /** A run of an integration was seen. */
  seen(id: string): void {
    this.starting.delete(id);
  }

  /** Asks for a sync; when the server wants a short pause first, asks once more after it instead of bothering the person. */
  async sync(id: string, again = true): Promise<void> {
    this.expect(id);
    if (await this.attempt(id, () => this.api.act(id, 'sync'))) {
      return;
    }
    const seconds = this.problems.get(id)?.retryAfterSeconds;
    if (this.problems.get(id)?.code === 'TOO_OFTEN' && again && seconds !== undefined && seconds <= LONGEST_DELAY) {
      this.problems.delete(id);
      setTimeout(() => void this.sync(id, false), seconds * 1000);
      this.changed();
    } else {
      this.giveUpWaiting(id);
    }
  }

  /** The server begins a sync by itself, as after a change of the settings. */
  expect(id: string): void {
    this.starting.add(id);
    setTimeout(() => this.giveUpWaiting(id), PATIENCE);
    this.changed();
  }

  /** Stops the run under way. */
  async cancel(id: string): Promise<void> {
    await this.attempt(id, () => this.api.act(id, 'cancel'));
  }

  /** Pauses, resumes, or takes a disconnection back. */
  change(id: string, action: 'pause' | 'resume' | 'undo-disconnect'): Promise<boolean> {
    return this.attempt(id, async () => this.tab.put(await this.api.act<Integration>(id, action)));
  }

  private giveUpWaiting(id: string): void {
    if (this.starting.delete(id)) {
      this.changed();
    }
  }

  private async attempt(id: string, work: () => Promise<unknown>): Promise<boolean> {
    this.problems.delete(id);
    try {
      await work();
      return true;
    } catch (error) {
      this.problems.set(id, problemOf(error));
      return false;
    } finally {
      this.changed();
    }
  }
}
