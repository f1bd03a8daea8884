// SPDX-License-Identifier: Apache-2.0
import { en } from './en.js';
import type { Key, Messages } from './messages.js';

const PART = /^([a-z][a-zA-Z]*)=(.*)$/s;
const STRUCTURED = new Set(['emails', 'phones', 'urls', 'relations', 'addresses', 'organizations', 'ims', 'custom', 'anniversaries']);
const LABELS = new Set(['types', 'label', 'pref', 'countryCode', 'phoneticName', 'service']);
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2})?(?:\[(.+)\])?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MINUTE = 60_000;

/** The canonical text of a field, as a person reads it. */
export function valueWords(field: string, text: string, messages: Messages): string {
  switch (field) {
    case 'when':
      return span(text, messages);
    case 'birthday':
    case 'anniversaries':
      return parts(field, text).map((it) => date(it, messages)).join(', ');
    case 'photo':
      return messages.t('value.photo');
    case 'alarms':
      return alarm(text, messages);
    default: {
      const key = `value.${text}`;
      return key in en ? messages.t(key as Key) : parts(field, text).join(', ');
    }
  }
}

/** Structured texts have lines of name and value; what only classifies them is left out. */
function parts(field: string, text: string): string[] {
  if (!STRUCTURED.has(field)) {
    return [text];
  }
  const lines = text.split('\n').map((line) => PART.exec(line));
  return lines.every((line) => line !== null)
    ? lines.filter((line) => !LABELS.has(line[1] ?? '')).map((line) => (line[2] ?? '').replace(/\\n/g, ', ').replace(/\\(.)/g, '$1'))
    : [text];
}

/** Times are shown as they were entered, in the zone of the event. */
function span(text: string, messages: Messages): string {
  const [from = '', until = ''] = text.split(/\/(?=\d{4}-)/);
  const start = MOMENT.exec(from);
  const end = MOMENT.exec(until);
  if (start && end) {
    const format = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
    const range = format.formatRange(new Date(`${start[1]}Z`), new Date(`${end[1]}Z`));
    return start[2] ? `${range} (${start[2].replaceAll('_', ' ')})` : range;
  }
  if (DAY.test(from) && DAY.test(until)) {
    const format = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium', timeZone: 'UTC' });
    return messages.t('value.allDay', { day: format.formatRange(new Date(from), new Date(Date.parse(until) - 1440 * MINUTE)) });
  }
  return text;
}

function date(text: string, messages: Messages): string {
  const known = DAY.exec(text) ?? /^(--)(\d{2})-(\d{2})$/.exec(text);
  if (!known) {
    return text;
  }
  const year = known[1] === '--' ? undefined : ('numeric' as const);
  return new Intl.DateTimeFormat(messages.language, { year, month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${year ? known[1] : '2000'}-${known[2]}-${known[3]}`),
  );
}

function alarm(text: string, messages: Messages): string {
  const time = /P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text);
  if (!time) {
    return text;
  }
  const [days, hours, minutes] = [1, 2, 3].map((it) => Number(time[it] ?? 0));
  return messages.t('value.before', { time: messages.span(((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) });
}
