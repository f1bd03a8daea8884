// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { t } from '/host/static/i18n/texts.js';
import { field, h } from '/host/static/shell/dom.js';
import { openDialog } from '/host/static/shell/dialog.js';

/** The list of calendars with their switches. */
export function calendarList(list, calendars, hidden, { toggled, edit }) {
  list.replaceChildren(
    ...calendars.map((calendar) =>
      h(
        'li',
        { color: calendar.color },
        h(
          'label',
          {},
          h('input', {
            type: 'checkbox',
            checked: !hidden.has(calendar.id),
            onchange: (e) => {
              if (e.target.checked) {
                hidden.delete(calendar.id);
              } else {
                hidden.add(calendar.id);
              }
              toggled();
            },
          }),
          h('span', {}, calendar.name),
        ),
        h('button', { type: 'button', 'aria-label': t('calendar.edit', { name: calendar.name }), title: t('calendar.edit', { name: calendar.name }), onclick: () => edit(calendar) }, '⋯'),
      ),
    ),
  );
}

/** Name and colour of a calendar, a new one without an argument. */
export function editCalendar(calendar) {
  const name = h('input', { name: 'name', value: calendar?.name ?? '', required: true, maxLength: 255 });
  const color = h('input', { name: 'color', type: 'color', value: calendar?.color ?? '#7a5ba6' });
  return openDialog({
    title: calendar ? t('calendar.edit', { name: calendar.name }) : t('calendar.newCalendar'),
    fields: [field(t('calendar.name'), name), field(t('calendar.color'), color)],
    save: () => {
      const wanted = { name: name.value, color: color.value };
      return calendar ? api.saveCalendar(calendar.id, wanted) : api.addCalendar(wanted);
    },
    extra:
      calendar && !calendar.primary
        ? [{ text: t('calendar.delete'), className: 'far', act: () => confirm(t('calendar.deleteSure', { name: calendar.name })) && api.deleteCalendar(calendar.id) }]
        : [],
  });
}
