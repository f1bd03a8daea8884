// SPDX-License-Identifier: Apache-2.0
/** The module a host loads to have `<passerelle-integrations>`. */
export { IntegrationsPreferences } from '../features/integrations/IntegrationsPreferences.js';
