// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { language, t } from '/host/static/i18n/texts.js';
import { field, h } from '/host/static/shell/dom.js';
import { openDialog } from '/host/static/shell/dialog.js';
import { startShell, watch } from '/host/static/shell/shell.js';

const list = document.getElementById('contacts');
const search = document.getElementById('search');
const order = new Intl.Collator(language);
let contacts = [];

async function load() {
  contacts = (await api.contacts()).sort((a, b) => order.compare(a.displayName, b.displayName));
  show();
}

function show() {
  const wanted = search.value.trim().toLocaleLowerCase(language);
  const seen = contacts.filter((one) => [one.displayName, one.organization, ...one.emails, ...one.phones].join(' ').toLocaleLowerCase(language).includes(wanted));
  list.replaceChildren(...seen.map(row));
  list.setAttribute('aria-busy', 'false');
  document.querySelector('.empty')?.remove();
  if (seen.length === 0) {
    list.after(h('p', { className: 'empty' }, contacts.length === 0 ? t('contacts.none') : t('contacts.noneFound')));
  }
}

function row(contact) {
  const initials = contact.displayName.split(/\s+/).map((word) => word[0]).filter(Boolean).slice(0, 2).join('').toLocaleUpperCase(language);
  const what = [contact.jobTitle, contact.organization, contact.emails[0]].filter(Boolean).join(' · ');
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', onclick: () => edit(contact).then(load) },
      h('span', { className: 'initials', 'aria-hidden': 'true' }, initials),
      h('span', { className: 'who' }, contact.displayName),
      h('span', { className: 'what' }, what),
      contact.phones[0] && h('span', { className: 'phone' }, contact.phones[0]),
    ),
  );
}

const LINES = ['emails', 'phones', 'categories'];

function edit(contact) {
  const inputs = new Map();
  const text = (name, attributes = {}) => {
    const input = h('input', { name, value: contact?.[name] ?? '', maxLength: 255, ...attributes });
    inputs.set(name, input);
    return field(t(`contacts.${name}`), input);
  };
  const lines = (name) => {
    const input = h('textarea', { name, value: (contact?.[name] ?? []).join('\n'), rows: 2 });
    inputs.set(name, input);
    return field(t(`contacts.${name}`), input);
  };
  const note = h('textarea', { name: 'note', value: contact?.note ?? '' });
  inputs.set('note', note);
  return openDialog({
    title: contact ? contact.displayName : t('contacts.new'),
    fields: [
      text('displayName', { required: true, autofocus: true }),
      h('div', { className: 'row' }, text('givenName'), text('familyName')),
      h('div', { className: 'row' }, text('organization'), text('jobTitle')),
      lines('emails'),
      lines('phones'),
      h('div', { className: 'row' }, text('birthday', { type: 'date' }), lines('categories')),
      field(t('contacts.note'), note),
    ],
    save: () => {
      const wanted = {};
      inputs.forEach((input, name) => {
        wanted[name] = LINES.includes(name) ? input.value.split('\n').map((line) => line.trim()).filter(Boolean) : input.value;
      });
      return contact ? api.saveContact(contact, wanted) : api.addContact(wanted);
    },
    extra: contact ? [{ text: t('contacts.delete'), className: 'far', act: () => api.deleteContact(contact) }] : [],
  });
}

search.addEventListener('input', show);
document.getElementById('new-contact').addEventListener('click', () => edit().then(load));
startShell();
await load();
watch(load);
