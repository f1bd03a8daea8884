// SPDX-License-Identifier: Apache-2.0
import { t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';
import { timeOf } from '/host/static/calendar/dates.js';

/** One occurrence as a button. */
export function chip(one, day, open, long = false) {
  const title = one.title || t('event.untitled');
  const begins = one.start.slice(0, 10) === day;
  let time = '';
  if (!one.allDay && long) {
    time = one.start === one.end ? timeOf(one.start) : `${timeOf(one.start)} – ${timeOf(one.end)}`;
  } else if (!one.allDay && begins) {
    time = timeOf(one.start);
  } else if (long) {
    time = t('event.allDay');
  }
  const classes = ['event', one.free && 'free', one.status === 'CANCELLED' && 'cancelled'].filter(Boolean).join(' ');
  return h(
    'button',
    { type: 'button', className: classes, color: one.color, title, onclick: () => open(one) },
    time && h('span', { className: 'time' }, time),
    h('span', { className: 'title' }, title),
    long && one.location && h('span', { className: 'place' }, one.location),
  );
}

/** Whether an occurrence is to be shown on a day; one that ends at midnight does not reach the day after. */
export function onDay(one, day) {
  const last = one.allDay || one.end.slice(11, 16) !== '00:00' || one.end === one.start ? one.end.slice(0, 10) : before(one.end);
  return one.start.slice(0, 10) <= day && day <= last;
}

function before(end) {
  const [year, month, date] = end.slice(0, 10).split('-').map(Number);
  const day = new Date(Date.UTC(year, month - 1, date - 1));
  return day.toISOString().slice(0, 10);
}
