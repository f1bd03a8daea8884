// SPDX-License-Identifier: Apache-2.0
import { language, t } from '/host/static/i18n/texts.js';
import { h } from '/host/static/shell/dom.js';

const MODULE = '/integrations/ui/passerelle-integrations.js';

/** The tab of the plugin: its own element, loaded from its own module. */
export async function integrations(panel) {
  try {
    await import(MODULE);
    panel.replaceChildren(h('passerelle-integrations', { lang: language, base: '/integrations/api' }));
  } catch {
    panel.replaceChildren(h('p', { className: 'empty' }, t('preferences.integrationsAway')));
  }
}
