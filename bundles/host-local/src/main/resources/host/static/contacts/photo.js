// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { language, t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';

const SIDE = 512;

/** The picture of a contact, or its initials. */
export function face(contact) {
  if (contact.photo) {
    return h('img', { className: 'face', src: api.photoAddress(contact), alt: '', loading: 'lazy', width: 40, height: 40 });
  }
  const initials = contact.label.split(/\s+/).map((word) => [...word][0]).filter(Boolean).slice(0, 2).join('').toLocaleUpperCase(language);
  return h('span', { className: 'face initials', 'aria-hidden': 'true' }, initials);
}

/** Makes a picture as small as it is shown: what comes from a camera is a hundred times too large. */
async function small(file) {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(t('contacts.photoWrong'));
  });
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = h('canvas', { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
}

/** A field for the picture; `save` brings what was chosen to a contact. */
export function photoField(contact) {
  const file = h('input', { type: 'file', name: 'photo', accept: 'image/*' });
  const remove = h('input', { type: 'checkbox', name: 'removePhoto' });
  file.addEventListener('change', () => {
    remove.checked = false;
  });
  const element = h(
    'div',
    { className: 'photo-field' },
    contact && face(contact),
    h('label', { className: 'field' }, h('span', {}, t('contacts.photo')), file),
    contact?.photo && h('label', { className: 'check' }, remove, t('contacts.photoRemove')),
  );
  const save = async (at) => {
    if (file.files[0]) {
      return api.savePhoto(at, await small(file.files[0]));
    }
    return remove.checked ? api.deletePhoto(at) : at;
  };
  return { element, save };
}
