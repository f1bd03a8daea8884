// SPDX-License-Identifier: Apache-2.0
import { t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';
import { chip, onDay } from '/host/static/calendar/chip.js';
import * as dates from '/host/static/calendar/dates.js';

const SHOWN = 3;

/** Six weeks around a month. */
export function monthView(day, occurrences, actions) {
  const month = dates.firstOfMonth(day);
  const first = dates.firstShown(month);
  const days = Array.from({ length: 42 }, (_, i) => dates.plus(first, i));
  return h(
    'div',
    { className: 'month', role: 'group', 'aria-label': dates.monthName(day) },
    days.slice(0, 7).map((one) => h('div', { className: 'weekday' }, dates.weekdayName(one))),
    days.map((one) => dayCell(one, month, occurrences.filter((o) => onDay(o, one)), actions)),
  );
}

function dayCell(day, month, occurrences, actions) {
  const classes = ['day', day.slice(0, 7) !== month.slice(0, 7) && 'outside', day === dates.today() && 'today'];
  const shown = occurrences.length > SHOWN + 1 ? occurrences.slice(0, SHOWN) : occurrences;
  const rest = occurrences.length - shown.length;
  return h(
    'div',
    { className: classes.filter(Boolean).join(' ') },
    h(
      'button',
      { type: 'button', className: 'number', 'aria-label': t('calendar.newOn', { day: dates.fullDay(day) }), onclick: () => actions.create(day) },
      String(Number(day.slice(8))),
    ),
    shown.map((one) => chip(one, day, actions.open)),
    rest > 0 && h('button', { type: 'button', className: 'more', onclick: () => actions.showDay(day) }, t('calendar.more', { n: rest })),
  );
}
