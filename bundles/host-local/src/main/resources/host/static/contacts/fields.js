// SPDX-License-Identifier: Apache-2.0
import { has, language, t } from '/host/static/i18n/texts.js';
import { field, h, select } from '/host/static/shell/dom.js';

const TYPES = {
  emails: ['home', 'work', 'other'],
  phones: ['mobile', 'home', 'work', 'main', 'fax work', 'fax home', 'other'],
  urls: ['home', 'work', 'blog', 'profile', 'other'],
  addresses: ['home', 'work', 'other'],
};

const key = (value) => [...value.types].sort().join(' ');
const name = (types) => `contacts.type.${types.replace(/ ./, (space) => space[1].toUpperCase())}`;

/** What a value is for. A label that is not among the usual ones stays as long as no other is chosen. */
function purpose(kind, value, label) {
  const usual = [['', t('contacts.type.none')], ...TYPES[kind].map((types) => [types, t(name(types))])];
  const present = value.label ? 'own' : key(value);
  if (!usual.some(([types]) => types === present)) {
    const words = value.label || value.types.map((type) => (has(name(type)) ? t(name(type)) : type)).join(', ');
    usual.push([present, words]);
  }
  const chooser = select('', usual, present);
  chooser.setAttribute('aria-label', t('contacts.typeOf', { what: label }));
  const read = () =>
    chooser.value === present
      ? { types: value.types, label: value.label, preference: value.preference }
      : { types: chooser.value.split(' ').filter(Boolean), label: '', preference: value.preference };
  return { chooser, read };
}

/** Any number of values; `make` gives the elements of one and how to read it. */
function repeated(title, values, blank, make) {
  const rows = h('div', { className: 'several' });
  const add = h('button', { type: 'button', className: 'quiet', onclick: () => append(blank()).focus() }, `+ ${t('contacts.add', { what: title })}`);
  const readers = new Map();
  const append = (value) => {
    const made = make(value);
    const remove = h('button', { type: 'button', className: 'quiet remove', 'aria-label': t('contacts.remove', { what: title }) }, '×');
    const row = h('div', { className: 'one' }, made.elements, remove);
    remove.addEventListener('click', () => {
      readers.delete(row);
      row.remove();
      add.focus();
    });
    readers.set(row, made.read);
    rows.append(row);
    return row.querySelector('input, textarea');
  };
  values.forEach(append);
  return {
    element: h('fieldset', {}, h('legend', {}, title), rows, add),
    read: () => [...readers.values()].map((read) => read()).filter(Boolean),
  };
}

const blank = () => ({ types: [], label: '', preference: 0 });

/** E-mail addresses, telephone numbers, pages. */
export function values(kind, present, type) {
  const title = t(`contacts.${kind}`);
  return repeated(title, present ?? [], blank, (value) => {
    const input = h('input', { type, value: value.value ?? '', maxLength: 2000, 'aria-label': title });
    const what = purpose(kind, value, title);
    return { elements: [what.chooser, input], read: () => input.value.trim() && { value: input.value, ...what.read() } };
  });
}

const PARTS = ['street', 'postalCode', 'city', 'region', 'country'];

/** Postal addresses. */
export function addresses(present) {
  const title = t('contacts.addresses');
  return repeated(title, present ?? [], blank, (value) => {
    const what = purpose('addresses', value, title);
    const inputs = PARTS.map((part) => [part, h(part === 'street' ? 'textarea' : 'input', { value: value[part] ?? '', rows: 2, maxLength: 255 })]);
    const read = () => {
      const changed = inputs.some(([part, input]) => input.value !== (value[part] ?? ''));
      const made = { ...value, ...Object.fromEntries(inputs.map(([part, input]) => [part, input.value])), ...what.read() };
      // the text of the whole would contradict what was changed in its parts
      const whole = changed ? { formatted: '', countryCode: made.country === value.country ? made.countryCode : '' } : {};
      const empty = inputs.every(([, input]) => !input.value.trim()) && (changed || !value.formatted);
      return empty ? undefined : { ...made, ...whole };
    };
    return { elements: [what.chooser, h('div', { className: 'row' }, inputs.map(([part, input]) => field(t(`contacts.${part}`), input)))], read };
  });
}

/** A day of which the year may be left out. */
export function birthday(text) {
  const found = /^(?:(\d{4})|-)?-?(\d{2})?(?:-(\d{2}))?$/.exec(text ?? '') ?? [];
  const months = [...Array(12).keys()].map((month) => new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month, 1)));
  const day = h('input', { name: 'birthday', inputMode: 'numeric', pattern: '[0-9]{1,2}', maxLength: 2, value: found[3] ? Number(found[3]) : '', size: 3 });
  const month = select('', [['', '–'], ...months.map((word, at) => [String(at + 1).padStart(2, '0'), word])], found[2] ?? '');
  const year = h('input', { inputMode: 'numeric', pattern: '[0-9]{4}', maxLength: 4, value: found[1] ?? '', size: 5 });
  const element = h(
    'fieldset',
    { className: 'birthday' },
    h('legend', {}, t('contacts.birthday')),
    h('div', { className: 'row' }, field(t('contacts.day'), day), field(t('contacts.month'), month), field(t('contacts.year'), year)),
  );
  const read = () => {
    const of = day.value && day.value.padStart(2, '0');
    if (!of && !month.value) {
      return year.value;
    }
    return [year.value || '-', month.value, of].filter(Boolean).join('-');
  };
  return { element, read };
}
