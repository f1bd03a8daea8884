// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ApiError } from './ApiError.js';
import { betweenRuns } from './betweenRuns.js';

const busy = () => new ApiError({ code: 'RUN_IN_PROGRESS', title: '' });
const answers = (...list: (Error | string)[]) => () => {
  const next = list.length > 1 ? list.shift() : list[0];
  return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
};

describe('what cannot be done during a run', () => {
  let waits = 0;
  const patient = (wanted = true) => ({ waiting: () => void (waits += 1), wanted: () => wanted });
  const noPause = () => Promise.resolve();

  it('is done at once when none is under way', async () => {
    waits = 0;
    expect(await betweenRuns(answers('done'), patient(), noPause)).toBe('done');
    expect(waits).toBe(0);
  });

  it('is done when the run has ended', async () => {
    waits = 0;
    expect(await betweenRuns(answers(busy(), busy(), 'done'), patient(), noPause)).toBe('done');
    expect(waits).toBe(2);
  });

  it('is given up after a minute, with the reason', async () => {
    await expect(betweenRuns(answers(busy()), patient(), noPause)).rejects.toMatchObject({ problem: { code: 'RUN_IN_PROGRESS' } });
  });

  it('is given up when nobody waits for it any more', async () => {
    await expect(betweenRuns(answers(busy(), 'done'), patient(false), noPause)).rejects.toThrow();
  });

  it('is not asked for again when it failed for another reason', async () => {
    await expect(betweenRuns(answers(new ApiError({ code: 'NOT_FOUND', title: '' }), 'done'), patient(), noPause)).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
  });
});
