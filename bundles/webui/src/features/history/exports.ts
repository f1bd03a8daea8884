// SPDX-License-Identifier: Apache-2.0
import type { Run } from '../../api/types.js';

const COLUMNS = [
  'startedAt',
  'finishedAt',
  'hostName',
  'providerName',
  'trigger',
  'outcome',
  'hostCreated',
  'hostUpdated',
  'hostDeleted',
  'providerCreated',
  'providerUpdated',
  'providerDeleted',
  'conflicts',
  'held',
  'failed',
  'requests',
  'bytesSent',
  'bytesReceived',
  'error',
] as const;

/** Runs as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
export function toCsv(runs: Run[]): string {
  const lines = runs.map((run) => {
    const values: Record<string, unknown> = { ...run, ...run.counts, error: run.error?.title ?? '' };
    return COLUMNS.map((column) => cell(values[column])).join(',');
  });
  return [COLUMNS.join(','), ...lines].join('\r\n') + '\r\n';
}

/**
 * One cell. A spreadsheet takes text that begins with one of these signs for a formula; an apostrophe before it makes it text
 * again (OWASP, CSV injection).
 */
export function cell(value: unknown): string {
  if (typeof value === 'number') {
    return String(value);
  }
  const text = value === undefined || value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Runs as JSON, readable. */
export function toJson(runs: Run[]): string {
  return JSON.stringify({ runs }, null, 2) + '\n';
}

/** Gives a text to the person as a file. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
