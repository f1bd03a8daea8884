// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { has, t } from '/host/static/i18n/texts.js';
import { field, h, select } from '/host/static/shell/dom.js';
import { openDialog } from '/host/static/shell/dialog.js';

const LARGEST = 32 * 1024 * 1024;
const NEW = 'new';

/** Takes an exported calendar file, shows how far it is, and says what became of every event that is not as it was. */
export async function importDialog(calendars) {
  const file = h('input', { type: 'file', name: 'file', accept: '.ics,text/calendar', required: true });
  const into = select('into', [...calendars.map((one) => [one.id, one.name]), [NEW, t('import.newCalendar')]], calendars[0]?.id ?? NEW);
  const name = h('input', { name: 'name', maxLength: 255 });
  const nameField = field(t('calendar.name'), name);
  nameField.hidden = into.value !== NEW;
  into.addEventListener('change', () => {
    nameField.hidden = into.value !== NEW;
  });
  file.addEventListener('change', () => {
    name.value ||= file.files[0]?.name.replace(/\.ics$/i, '') ?? '';
  });
  const bar = h('progress', { max: 1, 'aria-label': t('import.progress') });
  const words = h('p', { role: 'status' });
  const progress = h('div', { hidden: true }, bar, words);
  let result;
  await openDialog({
    title: t('import.open'),
    saveText: t('import.start'),
    fields: [h('p', { className: 'legend' }, t('import.explanation')), field(t('import.file'), file), field(t('import.into'), into), nameField, progress],
    save: async () => {
      const chosen = file.files[0];
      if (chosen.size > LARGEST) {
        throw new Error(t('import.failed.TOO_LARGE'));
      }
      progress.hidden = false;
      const calendar = into.value === NEW ? (await api.addCalendar({ name: name.value || t('import.newCalendar') })).id : into.value;
      try {
        result = await api.importFile(calendar, chosen, (state) => tell(state, bar, words));
      } catch (problem) {
        progress.hidden = true;
        if (into.value === NEW && problem.code === 'UNREADABLE_FILE') {
          await api.deleteCalendar(calendar);
        }
        throw has(`import.failed.${problem.code}`) ? new Error(t(`import.failed.${problem.code}`)) : problem;
      }
    },
  });
  if (result) {
    await showResult(result);
  }
}

function tell(state, bar, words) {
  if (state.total && state.sent < state.total) {
    bar.value = state.sent / state.total;
    words.textContent = t('import.sending', { percent: Math.round((100 * state.sent) / state.total) });
  } else {
    bar.removeAttribute('value');
    words.textContent = t('import.done', { n: state.done ?? 0 });
  }
}

function showResult(result) {
  const ignored = Object.values(result.ignored).reduce((sum, n) => sum + n, 0);
  return openDialog({
    title: t('import.result'),
    fields: [
      h('p', { className: 'result' }, [t('import.added', { n: result.added }), t('import.updated', { n: result.updated }), result.unchanged > 0 && t('import.unchanged', { n: result.unchanged })].filter(Boolean).join(' · ')),
      ignored > 0 && h('p', { className: 'legend' }, t('import.ignored', { n: ignored })),
      result.problemCount > 0 && h('p', {}, t('import.problems', { n: result.problemCount })),
      result.problemCount > 0 &&
        h(
          'ul',
          { className: 'problems' },
          result.problems.map((one) => h('li', {}, h('strong', {}, one.name || t('event.untitled')), h('span', { className: 'reason' }, reason(one)))),
        ),
    ],
  });
}

function reason(problem) {
  const key = `import.reason.${problem.reason}`;
  return has(key) ? t(key) : t('import.reason.other', { code: problem.reason });
}

/** Gives a calendar as a file. */
export function exportDialog(calendars) {
  const which = select('which', calendars.map((one) => [one.id, one.name]), calendars[0]?.id);
  return openDialog({
    title: t('export.open'),
    saveText: t('export.start'),
    fields: [h('p', { className: 'legend' }, t('export.explanation')), field(t('event.calendar'), which)],
    save: () => {
      const link = h('a', { href: api.exportAddress(which.value), download: '' });
      link.click();
    },
  });
}
