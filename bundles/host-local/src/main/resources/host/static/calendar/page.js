// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { language, t } from '/host/static/i18n/texts.js';
import { startShell, watch } from '/host/static/shell/shell.js';
import * as dates from '/host/static/calendar/dates.js';
import { agendaView } from '/host/static/calendar/agenda.js';
import { calendarList, editCalendar } from '/host/static/calendar/calendars.js';
import { editEvent, newEvent } from '/host/static/calendar/editor.js';
import { exportDialog, importDialog } from '/host/static/calendar/transfer.js';
import { monthView } from '/host/static/calendar/month.js';

const AGENDA_DAYS = 60;
const HIDDEN = 'passerelle-hidden-calendars';
const VIEW = 'passerelle-calendar-view';

const narrow = matchMedia('(max-width: 760px)').matches;
const state = {
  view: localStorage.getItem(VIEW) ?? (narrow ? 'agenda' : 'month'),
  day: dates.today(),
  calendars: [],
  hidden: new Set(JSON.parse(localStorage.getItem(HIDDEN) ?? '[]')),
  occurrences: [],
};
const view = document.getElementById('view');
const period = document.getElementById('period');

function stretch() {
  if (state.view === 'agenda') {
    return [state.day, dates.plus(state.day, AGENDA_DAYS)];
  }
  const first = dates.firstShown(dates.firstOfMonth(state.day));
  return [first, dates.plus(first, 42)];
}

async function load() {
  const [from, to] = stretch();
  const [calendars, answer] = await Promise.all([api.calendars(), api.occurrences(from, to)]);
  state.calendars = calendars;
  state.occurrences = answer.occurrences;
  show();
}

function show() {
  const colors = new Map(state.calendars.map((calendar) => [calendar.id, calendar.color]));
  const seen = state.occurrences
    .filter((one) => !state.hidden.has(one.calendar))
    .map((one) => ({ ...one, color: colors.get(one.calendar) }))
    .sort((a, b) => Number(b.allDay) - Number(a.allDay) || a.start.localeCompare(b.start) || a.title.localeCompare(b.title, language));
  const actions = {
    open: (one) => editEvent(one, state.calendars).then(load),
    create: (day) => newEvent(day, state.calendars).then(load),
    showDay: (day) => {
      state.day = day;
      switchTo('agenda');
    },
  };
  period.textContent = state.view === 'month' ? dates.monthName(state.day) : t('calendar.from', { day: dates.fullDay(state.day) });
  view.replaceChildren(state.view === 'month' ? monthView(state.day, seen, actions) : agendaView(seen, stretch(), actions));
  view.setAttribute('aria-busy', 'false');
  document.querySelectorAll('[data-view]').forEach((button) => button.setAttribute('aria-pressed', button.dataset.view === state.view));
  calendarList(document.getElementById('calendars'), state.calendars, state.hidden, {
    toggled: () => {
      localStorage.setItem(HIDDEN, JSON.stringify([...state.hidden]));
      show();
    },
    edit: (calendar) => editCalendar(calendar).then(load),
  });
}

function switchTo(name) {
  state.view = name;
  localStorage.setItem(VIEW, name);
  load();
}

function move(steps) {
  state.day = state.view === 'month' ? dates.plusMonths(state.day, steps) : dates.plus(state.day, steps * AGENDA_DAYS);
  load();
}

const click = (id, act) => document.getElementById(id).addEventListener('click', act);
click('today', () => {
  state.day = dates.today();
  load();
});
click('back', () => move(-1));
click('forward', () => move(1));
click('new-event', () => newEvent(state.view === 'month' && !state.day.startsWith(dates.today().slice(0, 7)) ? state.day : dates.today(), state.calendars).then(load));
click('new-calendar', () => editCalendar().then(load));
click('import', () => importDialog(state.calendars).then(load));
click('export', () => exportDialog(state.calendars));
document.querySelectorAll('[data-view]').forEach((button) => button.addEventListener('click', () => switchTo(button.dataset.view)));

document.querySelector('.side details').open = !narrow;
startShell();
await load();
watch(load);
