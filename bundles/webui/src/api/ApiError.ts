// SPDX-License-Identifier: Apache-2.0
import type { Problem } from './types.js';

/** A request that did not succeed, with the server's words for it, or ours when there was no server to ask. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'ApiError';
  }

  /** Nobody is signed in any longer. */
  get signedOut(): boolean {
    return this.problem.status === 401;
  }
}
