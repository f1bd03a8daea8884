// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { t } from '/host/static/i18n/texts.js';
import { field, h, select } from '/host/static/shell/dom.js';
import { openDialog } from '/host/static/shell/dialog.js';
import * as dates from '/host/static/calendar/dates.js';
import { repeatFields } from '/host/static/calendar/repeat.js';
import { timeFields } from '/host/static/calendar/times.js';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ALARMS = ['', '0', '5', '10', '15', '30', '60', '1440'];

/** A form for a new event on a day. */
export function newEvent(day, calendars) {
  const start = dates.nextHour(day);
  const blank = { title: '', location: '', description: '', allDay: false, start, end: dates.plusMinutes(start, 60), zone: ownZone, alarms: [], attendees: [] };
  const form = eventForm(blank, calendars);
  return openDialog({
    title: t('calendar.newEvent'),
    fields: form.fields,
    save: () => api.addEvent(form.calendar(), form.values()),
  });
}

/** Opens an event; of a series, first asks which part of it is meant. */
export async function editEvent(one, calendars) {
  const event = await api.readEvent(one);
  if (!event.repeat) {
    return edit(event, event, calendars, {
      save: (values) => api.saveEvent(event, { ...values, revision: event.revision }),
      remove: () => api.deleteEvent(event),
      removeText: t('event.delete'),
    });
  }
  const whole = await which();
  if (whole === undefined) {
    return undefined;
  }
  if (whole) {
    return edit(event, event, calendars, {
      save: (values) => api.saveEvent(event, { ...values, revision: event.revision }),
      remove: () => api.deleteEvent(event),
      removeText: t('event.deleteSeries'),
    });
  }
  const shown = event.changed[one.occurrence] ?? single(event, one);
  return edit({ ...shown, repeat: undefined }, event, calendars, {
    occurrence: true,
    save: (values) => api.saveOccurrence(event, one.occurrence, { ...values, revision: event.revision }),
    remove: () => api.cancelOccurrence(event, one.occurrence),
    removeText: t('event.deleteOccurrence'),
  });
}

/** An occurrence that does not differ from its series, at its own time. */
function single(event, one) {
  if (event.allDay) {
    return { ...event, start: one.start, end: one.end };
  }
  const minutes = (new Date(`${event.end}Z`) - new Date(`${event.start}Z`)) / 60000;
  return { ...event, start: one.occurrence, end: dates.plusMinutes(one.occurrence, minutes) };
}

/** Resolves to true for the series, false for one occurrence, undefined for neither. */
async function which() {
  let answer;
  const choose = (value) => (e) => {
    answer = value;
    e.target.closest('dialog').close();
  };
  await openDialog({
    title: t('event.which'),
    fields: [
      h('button', { type: 'button', className: 'main', onclick: choose(false) }, t('event.thisOne')),
      h('button', { type: 'button', onclick: choose(true) }, t('event.wholeSeries')),
    ],
  });
  return answer;
}

function edit(shown, event, calendars, actions) {
  const form = eventForm(shown, calendars, event.calendar, actions.occurrence);
  return openDialog({
    title: actions.occurrence ? t('event.editOccurrence') : t('event.edit'),
    fields: form.fields,
    save: () => actions.save(form.values()),
    extra: [{ text: actions.removeText, className: 'far', act: actions.remove }],
  });
}

function eventForm(event, calendars, fixedCalendar, occurrence) {
  const title = h('input', { name: 'title', value: event.title, maxLength: 1024, placeholder: t('event.untitled'), autofocus: true });
  const calendar = select('calendar', calendars.map((one) => [one.id, one.name]), fixedCalendar ?? calendars[0]?.id);
  calendar.disabled = Boolean(fixedCalendar);
  const times = timeFields(event, ownZone);
  const repeat = repeatFields(event);
  const location = h('input', { name: 'location', value: event.location, maxLength: 1024 });
  const description = h('textarea', { name: 'description', value: event.description, maxLength: 65536 });
  const minutes = event.alarms.length > 0 ? String(event.alarms[0]) : '';
  const alarms = ALARMS.includes(minutes) ? ALARMS : [...ALARMS, minutes];
  const alarm = select('alarm', alarms.map((one) => [one, one === '' ? t('event.noAlarm') : t('event.alarm', { n: Number(one) })]), minutes);
  const free = h('input', { type: 'checkbox', name: 'free', checked: event.freeBusy === 'FREE' });
  const secret = h('input', { type: 'checkbox', name: 'private', checked: event.visibility === 'PRIVATE' || event.visibility === 'CONFIDENTIAL' });
  const people = event.attendees.map((person) => h('li', {}, person.name || person.address));
  return {
    fields: [
      field(t('event.title'), title),
      times.element,
      !occurrence && repeat.element,
      h('div', { className: 'row' }, field(t('event.calendar'), calendar), field(t('event.alarmLabel'), alarm)),
      field(t('event.location'), location),
      field(t('event.description'), description),
      h('div', { className: 'row' }, h('label', { className: 'check' }, free, t('event.free')), h('label', { className: 'check' }, secret, t('event.private'))),
      people.length > 0 && h('div', {}, h('span', { className: 'legend' }, t('event.people')), h('ul', {}, people)),
    ],
    calendar: () => calendar.value,
    values: () => ({
      title: title.value,
      location: location.value,
      description: description.value,
      freeBusy: free.checked ? 'FREE' : 'BUSY',
      ...(secret.checked !== (event.visibility === 'PRIVATE' || event.visibility === 'CONFIDENTIAL') && { visibility: secret.checked ? 'PRIVATE' : 'DEFAULT' }),
      ...(alarm.value !== minutes && { alarm: alarm.value === '' ? null : Number(alarm.value) }),
      ...times.values(),
      ...(!occurrence && { repeat: repeat.value() }),
    }),
  };
}
