// SPDX-License-Identifier: Apache-2.0
import { t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';

/**
 * A form in a dialog. `save` may throw a Problem: it is shown and the dialog stays open. Resolves when it is closed.
 */
export function openDialog({ title, fields, save, saveText, extra = [] }) {
  const error = h('p', { className: 'error', role: 'alert' });
  const submit = h('button', { className: 'main', type: 'submit' }, saveText ?? t('form.save'));
  const close = () => dialog.close();
  const form = h(
    'form',
    { method: 'dialog', noValidate: false },
    h('header', {}, h('h2', { id: 'dialog-title' }, title)),
    h('div', { className: 'fields' }, fields, error),
    h(
      'footer',
      {},
      extra.map((one) => h('button', { type: 'button', className: `danger ${one.className ?? ''}`, onclick: () => attempt(one.act) }, one.text)),
      h('button', { type: 'button', onclick: close }, t('form.cancel')),
      save && submit,
    ),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);

  async function attempt(act) {
    error.textContent = '';
    form.querySelectorAll('.wrong').forEach((input) => input.classList.remove('wrong'));
    submit.disabled = true;
    try {
      await act(new FormData(form));
      close();
    } catch (problem) {
      show(problem);
    } finally {
      submit.disabled = false;
    }
  }

  function show(problem) {
    const name = (problem.field ?? '').split('.').pop();
    const input = name && form.elements.namedItem(name);
    if (input?.classList) {
      input.classList.add('wrong');
      input.focus();
    }
    const label = input?.closest?.('label')?.querySelector('span')?.textContent;
    error.textContent = problem.code === 'INVALID_INPUT' && label ? t('form.wrong', { field: label }) : problem.message || t('form.failed');
  }

  form.addEventListener('submit', (e) => {
    e.preventDefault();
    if (save) {
      attempt(save);
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve();
    });
  });
}

/** A short word at the foot of the page. */
export function note(text) {
  const element = h('div', { className: 'note', role: 'status' }, text);
  document.body.append(element);
  setTimeout(() => element.remove(), 4000);
}
