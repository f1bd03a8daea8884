// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { addresses, birthday, values } from '/host/static/contacts/fields.js';
import { photoField } from '/host/static/contacts/photo.js';
import { t } from '/host/static/i18n/texts.js';
import { field, h } from '/host/static/shell/dom.js';
import { openDialog } from '/host/static/shell/dialog.js';

const NAMES = ['displayName', 'prefix', 'givenName', 'middleName', 'familyName', 'suffix'];
const WORK = ['name', 'department', 'title'];
const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** A contact in a dialog: a new one, or one that is there. Resolves when it is closed. */
export function edit(contact) {
  const inputs = new Map();
  const text = (name, value, attributes = {}) => {
    const input = h(attributes.rows ? 'textarea' : 'input', { name, value: value ?? '', maxLength: attributes.rows ? 60000 : 255, ...attributes });
    inputs.set(name, input);
    return field(t(`contacts.${name}`), input);
  };
  const work = contact?.organizations?.[0];
  const photo = photoField(contact);
  const emails = values('emails', contact?.emails, 'email');
  const phones = values('phones', contact?.phones, 'tel');
  const urls = values('urls', contact?.urls, 'text');
  const places = addresses(contact?.addresses);
  const born = birthday(contact?.birthday);
  const more = ['prefix', 'middleName', 'suffix'].some((name) => contact?.[name]) || contact?.nicknames?.length > 0;

  const read = () => ({
    ...Object.fromEntries(NAMES.map((name) => [name, inputs.get(name).value])),
    nicknames: lines(inputs.get('nicknames').value),
    categories: lines(inputs.get('categories').value),
    note: inputs.get('note').value,
    birthday: born.read(),
    emails: emails.read(),
    phones: phones.read(),
    urls: urls.read(),
    addresses: places.read(),
    organizations: [{ ...work, ...Object.fromEntries(WORK.map((name) => [name, inputs.get(`work.${name}`).value])) }, ...(contact?.organizations ?? []).slice(1)],
  });

  return openDialog({
    title: contact ? contact.label : t('contacts.new'),
    fields: [
      photo.element,
      text('displayName', contact?.displayName, { autofocus: true }),
      h('div', { className: 'row' }, text('givenName', contact?.givenName), text('familyName', contact?.familyName)),
      h(
        'details',
        { open: more },
        h('summary', {}, t('contacts.moreName')),
        h('div', { className: 'row' }, text('prefix', contact?.prefix), text('middleName', contact?.middleName), text('suffix', contact?.suffix)),
        text('nicknames', contact?.nicknames.join('\n'), { rows: 2 }),
      ),
      h('div', { className: 'row' }, WORK.map((name) => text(`work.${name}`, work?.[name]))),
      emails.element,
      phones.element,
      places.element,
      urls.element,
      born.element,
      text('categories', contact?.categories.join('\n'), { rows: 2 }),
      text('note', contact?.note, { rows: 4 }),
    ],
    save: async () => {
      const saved = contact ? await api.saveContact(contact, read()) : await api.addContact(read());
      // should the picture be refused, the next attempt changes this contact and adds no second one
      contact = saved;
      contact = await photo.save(saved);
    },
    extra: contact ? [{ text: t('contacts.delete'), className: 'far', act: () => api.deleteContact(contact) }] : [],
  });
}
