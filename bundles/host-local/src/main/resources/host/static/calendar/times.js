// SPDX-License-Identifier: Apache-2.0
import { t } from '/host/static/i18n/texts.js';
import { field, h } from '/host/static/shell/dom.js';
import * as dates from '/host/static/calendar/dates.js';

const zones = Intl.supportedValuesOf ? Intl.supportedValuesOf('timeZone') : [];

/** Start and end, whole days or times in a zone. */
export function timeFields(event, ownZone) {
  const allDay = h('input', { type: 'checkbox', name: 'allDay', checked: event.allDay, onchange: () => switched() });
  const start = h('input', { name: 'start', required: true, onchange: () => follow() });
  const end = h('input', { name: 'end', required: true });
  const zone = h('select', { name: 'zone' });
  const known = new Set([ownZone, event.zone ?? ownZone, 'UTC', ...zones]);
  zone.append(h('option', { value: '' }, t('event.floating')), ...[...known].map((name) => h('option', { value: name }, name.replaceAll('_', ' '))));
  zone.value = event.allDay ? ownZone : (event.zone ?? '');
  const zoneField = field(t('event.zone'), zone);
  let length = 0;

  function set(from, to) {
    const type = allDay.checked ? 'date' : 'datetime-local';
    start.type = type;
    end.type = type;
    start.value = from;
    end.value = to;
    zoneField.hidden = allDay.checked;
    measure();
  }

  const moment = (value) => new Date(value.length === 10 ? `${value}T00:00Z` : `${value}Z`).getTime();
  const measure = () => {
    length = moment(end.value) - moment(start.value);
  };

  /** Moving the start moves the end with it. */
  function follow() {
    if (!start.value || Number.isNaN(length)) {
      return;
    }
    const to = new Date(moment(start.value) + Math.max(length, 0)).toISOString();
    end.value = allDay.checked ? to.slice(0, 10) : to.slice(0, 16);
  }

  function switched() {
    if (allDay.checked) {
      set(start.value.slice(0, 10), end.value.slice(0, 10));
    } else {
      const from = dates.nextHour(start.value);
      set(from, end.value > start.value ? `${end.value}T${from.slice(11)}` : dates.plusMinutes(from, 60));
    }
  }

  end.addEventListener('change', measure);
  set(event.start.slice(0, event.allDay ? 10 : 16), event.end.slice(0, event.allDay ? 10 : 16));
  return {
    element: h(
      'div',
      { className: 'fields-time' },
      h('label', { className: 'check' }, allDay, t('event.allDay')),
      h('div', { className: 'row' }, field(t('event.start'), start), field(t('event.end'), end)),
      zoneField,
    ),
    values: () => ({
      allDay: allDay.checked,
      start: start.value,
      end: end.value,
      ...(!allDay.checked && zone.value && { zone: zone.value }),
      ...(!allDay.checked && event.endZone && zone.value === event.zone && { endZone: event.endZone }),
    }),
  };
}
