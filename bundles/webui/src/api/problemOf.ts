// SPDX-License-Identifier: Apache-2.0
import { ApiError } from './ApiError.js';
import type { Problem } from './types.js';

/** What to show for a failed request; anything else that was thrown is a mistake of ours and goes on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) {
    return error.problem;
  }
  throw error;
}
