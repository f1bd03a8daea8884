// SPDX-License-Identifier: Apache-2.0
import { t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';
import { chip, onDay } from '/host/static/calendar/chip.js';
import * as dates from '/host/static/calendar/dates.js';

/** The days on which something takes place, one after the other. */
export function agendaView(occurrences, [from, to], actions) {
  const sections = [];
  for (let day = from; day < to; day = dates.plus(day, 1)) {
    const these = occurrences.filter((one) => onDay(one, day));
    if (these.length > 0) {
      sections.push(
        h(
          'section',
          { className: day === dates.today() ? 'today' : '' },
          h('h2', {}, dates.dayName(day)),
          h('ul', {}, these.map((one) => h('li', {}, chip(one, day, actions.open, true)))),
        ),
      );
    }
  }
  if (sections.length === 0) {
    sections.push(h('p', { className: 'empty' }, t('calendar.nothing')));
  }
  return h('div', { className: 'agenda' }, sections);
}
