// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { t } from '/host/static/i18n/texts.js';
import { field, h, select } from '/host/static/shell/dom.js';
import { note } from '/host/static/shell/dialog.js';

/** Name and language; for an administrator, the people of the organisation as well. */
export async function general(panel) {
  const me = await api.me();
  panel.append(ownForm(me), passwordForm());
  if (me.administrator) {
    panel.append(await peopleForm());
  }
}

function ownForm(me) {
  const name = h('input', { name: 'displayName', value: me.displayName, required: true, maxLength: 255 });
  const language = select('language', [['', t('preferences.browserLanguage')], ['en', 'English'], ['fr', 'Français']], me.language);
  return form(t('preferences.you'), [field(t('preferences.name'), name), field(t('shell.language'), language)], async () => {
    await api.saveMe({ displayName: name.value, language: language.value });
    location.reload();
  });
}

function passwordForm() {
  const present = h('input', { name: 'present', type: 'password', required: true, maxLength: 256, autocomplete: 'current-password' });
  const wanted = h('input', { name: 'password', type: 'password', required: true, minLength: 8, maxLength: 256, autocomplete: 'new-password' });
  const element = form(t('preferences.password'), [field(t('preferences.presentPassword'), present), field(t('preferences.newPassword'), wanted)], async () => {
    await api.changePassword(present.value, wanted.value);
    element.reset();
    note(t('preferences.passwordChanged'));
  });
  return element;
}

async function peopleForm() {
  const list = h('ul', { className: 'users' });
  const fill = async () => {
    const users = await api.users();
    list.replaceChildren(...users.map((user) => h('li', {}, h('span', {}, `${user.displayName} (${user.name})`), user.administrator ? t('preferences.administrator') : '')));
  };
  await fill();
  const name = h('input', { name: 'name', required: true, maxLength: 64, autocomplete: 'off' });
  const shown = h('input', { name: 'displayName', maxLength: 255, autocomplete: 'off' });
  const password = h('input', { name: 'password', type: 'password', required: true, minLength: 8, maxLength: 256, autocomplete: 'new-password' });
  const administrator = h('input', { type: 'checkbox', name: 'administrator' });
  const element = form(
    t('preferences.people'),
    [
      list,
      field(t('signIn.name'), name),
      field(t('preferences.name'), shown),
      field(t('signIn.password'), password),
      h('label', { className: 'check' }, administrator, t('preferences.administrator')),
    ],
    async () => {
      await api.addUser({ name: name.value, displayName: shown.value, password: password.value, administrator: administrator.checked });
      element.reset();
      await fill();
      note(t('preferences.added'));
    },
    t('preferences.add'),
  );
  return element;
}

function saying(problem, element) {
  const label = problem.field && element.elements.namedItem(problem.field)?.closest?.('label')?.querySelector('span')?.textContent;
  return label ? t('form.wrong', { field: label }) : problem.message || t('form.failed');
}

function form(title, fields, save, saveText = t('form.save')) {
  const error = h('p', { className: 'error', role: 'alert' });
  return h(
    'form',
    {
      onsubmit: async (e) => {
        e.preventDefault();
        error.textContent = '';
        try {
          await save();
        } catch (problem) {
          error.textContent = saying(problem, e.target);
        }
      },
    },
    h('h2', {}, title),
    fields,
    error,
    h('button', { type: 'submit', className: 'main' }, saveText),
  );
}
