// SPDX-License-Identifier: Apache-2.0
/**
 * The module a host loads to have `<passerelle-integrations>`, under whatever address: what it consists of is found beside it.
 * French texts are asked for together with the rest when the page is in French.
 */
if (/^fr\b/i.test(document.documentElement.lang)) {
  void import('../i18n/fr.js').catch(() => undefined);
}
export const { IntegrationsPreferences } = await import('../features/integrations/IntegrationsPreferences.js');
