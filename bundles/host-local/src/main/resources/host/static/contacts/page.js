// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { edit } from '/host/static/contacts/editor.js';
import { face } from '/host/static/contacts/photo.js';
import { exportDialog, importDialog } from '/host/static/contacts/transfer.js';
import { language, t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';
import { startShell, watch } from '/host/static/shell/shell.js';

const AT_ONCE = 200;
const list = document.getElementById('contacts');
const search = document.getElementById('search');
const more = document.getElementById('more');
const count = document.getElementById('count');
const order = new Intl.Collator(language, { numeric: true });
const lower = (text) => text.toLocaleLowerCase(language).normalize('NFKD').replace(/\p{M}/gu, '');
let contacts = [];
let books = [];
let shown = AT_ONCE;

async function load() {
  const answer = await api.contacts();
  books = answer.books;
  contacts = answer.contacts.sort((a, b) => order.compare(a.label, b.label));
  contacts.forEach((one) => {
    one.words = lower(
      [
        one.label,
        ...one.nicknames,
        ...one.categories,
        ...(one.organizations ?? []).flatMap((organization) => [organization.name, organization.department, organization.title]),
        ...[...one.emails, ...one.phones].map((reach) => reach.value),
        ...one.phones.map((phone) => phone.value.replace(/[^+0-9]/g, '')),
      ].join(' '),
    );
  });
  show();
}

function show() {
  const wanted = lower(search.value).split(/\s+/).filter(Boolean);
  const seen = contacts.filter((one) => wanted.every((word) => one.words.includes(word)));
  const focused = document.activeElement?.dataset?.ref;
  list.replaceChildren(...seen.slice(0, shown).map(row));
  list.setAttribute('aria-busy', 'false');
  more.hidden = seen.length <= shown;
  count.textContent = contacts.length === 0 ? '' : t('contacts.count', { n: seen.length });
  document.querySelector('.empty')?.remove();
  if (seen.length === 0) {
    list.after(h('p', { className: 'empty' }, contacts.length === 0 ? t('contacts.none') : t('contacts.noneFound')));
  }
  if (focused) {
    list.querySelector(`[data-ref="${CSS.escape(focused)}"]`)?.focus();
  }
}

function row(contact) {
  const organization = contact.organizations?.[0];
  const what = [organization?.title, organization?.name, contact.emails[0]?.value].filter(Boolean).join(' · ');
  const button = h(
    'button',
    { type: 'button', onclick: () => edit(contact).then(load) },
    face(contact),
    h('span', { className: 'who' }, contact.label),
    h('span', { className: 'what' }, what),
    contact.phones[0] && h('span', { className: 'phone' }, contact.phones[0].value),
  );
  button.dataset.ref = contact.ref;
  return h('li', {}, button);
}

/** Arrows go from contact to contact, from the search field too. */
function move(e) {
  const rows = [...list.querySelectorAll('button')];
  const at = rows.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? -1 : 0, End: at < 0 ? -1 : rows.length - 1 }[e.key];
  if (to === undefined || (at < 0 && e.key !== 'ArrowDown')) {
    return;
  }
  if (to < 0 && e.key === 'ArrowUp') {
    search.focus();
  } else {
    rows[to]?.focus();
  }
  e.preventDefault();
}

search.addEventListener('input', () => {
  shown = AT_ONCE;
  show();
});
search.addEventListener('keydown', move);
list.addEventListener('keydown', move);
more.addEventListener('click', () => {
  const first = shown;
  shown += AT_ONCE;
  show();
  list.querySelectorAll('button')[first]?.focus();
});
document.getElementById('new-contact').addEventListener('click', () => edit().then(load));
const transfers = { import: () => importDialog(books).then(load), export: () => exportDialog(books) };
startShell();
await load();
for (const [id, act] of Object.entries(transfers)) {
  const button = document.getElementById(id);
  button.addEventListener('click', act);
  button.disabled = false;
}
watch(load);
