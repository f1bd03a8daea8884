// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { has, t } from '/host/static/i18n/texts.js';
import { field, h, select } from '/host/static/shell/dom.js';
import { openDialog } from '/host/static/shell/dialog.js';

const LARGEST = 128 * 1024 * 1024;

const choose = (books) => select('book', books.map((one) => [one.id, one.name]), books[0]?.id);

/** Takes a file of cards, shows how far it is, and says what became of every card that is not as it was. */
export async function importDialog(books) {
  const file = h('input', { type: 'file', name: 'file', accept: '.vcf,.vcard,text/vcard', required: true });
  const into = choose(books);
  const bar = h('progress', { max: 1, 'aria-label': t('import.progress') });
  const words = h('p', { role: 'status' });
  const progress = h('div', { hidden: true }, bar, words);
  const tell = (state) => {
    if (state.total && state.sent < state.total) {
      bar.value = state.sent / state.total;
      words.textContent = t('import.sending', { percent: Math.round((100 * state.sent) / state.total) });
    } else {
      bar.removeAttribute('value');
      words.textContent = t('contacts.importDone', { n: state.done ?? 0 });
    }
  };
  let result;
  await openDialog({
    title: t('contacts.import'),
    saveText: t('import.start'),
    fields: [
      h('p', { className: 'legend' }, t('contacts.importExplanation')),
      field(t('contacts.file'), file),
      books.length > 1 && field(t('contacts.book'), into),
      progress,
    ].filter(Boolean),
    save: async () => {
      if (file.files[0].size > LARGEST) {
        throw new Error(t('contacts.importFailed.TOO_LARGE'));
      }
      progress.hidden = false;
      try {
        result = await api.importFile(into.value, file.files[0], tell, 'text/vcard');
      } catch (problem) {
        progress.hidden = true;
        const key = `contacts.importFailed.${problem.code}`;
        throw has(key) ? new Error(t(key)) : problem;
      }
    },
  });
  if (result) {
    await showResult(result);
  }
}

function showResult(result) {
  return openDialog({
    title: t('import.result'),
    fields: [
      h('p', { className: 'result' }, [t('contacts.added', { n: result.added }), t('import.updated', { n: result.updated }), result.unchanged > 0 && t('import.unchanged', { n: result.unchanged })].filter(Boolean).join(' · ')),
      result.problemCount > 0 && h('p', {}, t('contacts.problems', { n: result.problemCount })),
      result.problemCount > 0 &&
        h('ul', { className: 'problems' }, result.problems.map((one) => h('li', {}, h('strong', {}, one.name || t('contacts.unnamed')), h('span', { className: 'reason' }, reason(one))))),
    ],
  });
}

function reason(problem) {
  const key = `contacts.reason.${problem.reason}`;
  return has(key) ? t(key) : t('import.reason.other', { code: problem.reason });
}

/** Gives an address book as a file. */
export function exportDialog(books) {
  const which = choose(books);
  return openDialog({
    title: t('contacts.export'),
    saveText: t('export.start'),
    fields: [h('p', { className: 'legend' }, t('contacts.exportExplanation')), books.length > 1 && field(t('contacts.book'), which)].filter(Boolean),
    save: () => {
      h('a', { href: api.exportAddress(which.value), download: '' }).click();
    },
  });
}
