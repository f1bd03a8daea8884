// SPDX-License-Identifier: Apache-2.0
import * as api from '/host/static/api/api.js';
import { language, t } from '/host/static/i18n/texts.js';
import { note } from '/host/static/shell/dialog.js';

/** What every page does: marks where one is, switches the language, signs out. */
export function startShell() {
  const page = document.body.dataset.page;
  document.querySelector(`.top nav [data-page="${page}"]`)?.setAttribute('aria-current', 'page');
  addEventListener('unhandledrejection', (e) => {
    if (e.reason?.status !== 401) {
      note(e.reason?.message || t('form.failed'));
    }
  });
  const languages = document.getElementById('language');
  languages.value = language;
  languages.addEventListener('change', async () => {
    await api.saveMe({ language: languages.value });
    location.reload();
  });
  document.getElementById('sign-out').addEventListener('click', async () => {
    await api.signOut();
    location.assign('/login');
  });
}

const EVERY = 3000;

/** Calls `changed` when something of this person's changed on the server; asks only while the page is seen. */
export function watch(changed) {
  let known;
  const ask = async () => {
    if (document.visibilityState === 'visible') {
      try {
        const version = await api.version();
        if (known !== undefined && version !== known) {
          await changed();
        }
        known = version;
      } catch {
        // the server is away for a moment; the next question will tell
        known = known ?? 0;
      }
    }
    setTimeout(ask, EVERY);
  };
  ask();
}
