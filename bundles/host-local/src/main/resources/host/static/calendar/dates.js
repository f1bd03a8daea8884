// SPDX-License-Identifier: Apache-2.0
import { locale } from '/host/static/i18n/texts.js';

/** Days are handled as "yyyy-mm-dd" and times as "yyyy-mm-ddThh:mm": what is sent, compared and sorted. */

export const iso = (date) =>
  `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

export const today = () => iso(new Date());

export function parse(day) {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number);
  return new Date(year, month - 1, date);
}

export function plus(day, days) {
  const date = parse(day);
  date.setDate(date.getDate() + days);
  return iso(date);
}

export function plusMonths(day, months) {
  const date = parse(day);
  return iso(new Date(date.getFullYear(), date.getMonth() + months, 1));
}

export const firstOfMonth = (day) => `${day.slice(0, 8)}01`;

const week = new Intl.Locale(locale);
const firstDay = (week.getWeekInfo?.() ?? week.weekInfo)?.firstDay ?? 1;

/** The first of the six weeks that a month is shown in. */
export function firstShown(month) {
  const back = (parse(month).getDay() - (firstDay % 7) + 7) % 7;
  return plus(month, -back);
}

const format = (options) => {
  const formatter = new Intl.DateTimeFormat(locale, options);
  return (day) => formatter.format(parse(day));
};

export const monthName = format({ month: 'long', year: 'numeric' });
export const weekdayName = format({ weekday: 'short' });
export const dayName = format({ weekday: 'short', day: 'numeric', month: 'short' });
export const fullDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
export const timeOf = (time) => clock.format(new Date(`${time.slice(0, 10)}T${time.slice(11, 16)}`));

/** The next full hour of a day, or of now. */
export function nextHour(day) {
  const now = new Date();
  const hour = day === today() ? Math.min(now.getHours() + 1, 23) : 9;
  return `${day}T${String(hour).padStart(2, '0')}:00`;
}

export function plusMinutes(time, minutes) {
  const [hours, rest] = time.slice(11, 16).split(':').map(Number);
  const total = hours * 60 + rest + minutes;
  const day = plus(time, Math.floor(total / 1440));
  const inDay = ((total % 1440) + 1440) % 1440;
  return `${day}T${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
