// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Run } from '../../api/types.js';
import { cell, toCsv, toJson } from './exports.js';

const run: Run = {
  id: 'r1',
  pair: 'p1',
  hostName: 'Work, mine',
  providerName: '=cmd|/c calc',
  trigger: 'USER',
  startedAt: '2026-11-22T12:00:00Z',
  outcome: 'SUCCEEDED',
  counts: {
    hostCreated: 1,
    hostUpdated: 0,
    hostDeleted: 0,
    providerCreated: 0,
    providerUpdated: 0,
    providerDeleted: 0,
    conflicts: 0,
    held: 0,
    failed: 0,
  },
  requests: 3,
  bytesSent: 10,
  bytesReceived: 20,
};

describe('the exported history', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('makes text of the formula %j', (formula) => {
    expect(cell(formula)).toMatch(/^"?'/);
  });

  it('leaves numbers numbers', () => {
    expect(cell(-5)).toBe('-5');
  });

  it('quotes separators and quotation marks', () => {
    expect(cell('a,"b"')).toBe('"a,""b"""');
  });

  it('has one line for each run, under a line of headings', () => {
    const lines = toCsv([run, run]).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('"Work, mine"');
    expect(lines[1]).toContain(`"'=cmd|/c calc"`);
  });

  it('keeps everything in JSON', () => {
    expect(JSON.parse(toJson([run]))).toEqual({ runs: [run] });
  });
});
