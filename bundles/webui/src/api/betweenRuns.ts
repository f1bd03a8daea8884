// SPDX-License-Identifier: Apache-2.0
import { ApiError } from './ApiError.js';

const BETWEEN_TRIES = 1_000;
const TRIES = 60;

/** Who waits for a run to end. */
export interface Patient {
  /** A run is under way: what was asked for is done right after it. */
  waiting(): void;
  /** Whether the answer is still wanted. */
  wanted(): boolean;
}

/** Asks for something that cannot be done during a run, again and again until none is under way, for about a minute. */
export async function betweenRuns<T>(
  work: () => Promise<T>,
  { waiting, wanted }: Patient,
  pause: (milliseconds: number) => Promise<unknown> = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await work();
    } catch (error) {
      const busy = error instanceof ApiError && error.problem.code === 'RUN_IN_PROGRESS';
      if (!busy || left === 0 || !wanted()) {
        throw error;
      }
    }
    waiting();
    await pause(BETWEEN_TRIES);
  }
}
