// SPDX-License-Identifier: Apache-2.0
import { messagesIn } from '../i18n/messages.js';
import { pageLanguage } from '../i18n/pageLanguage.js';

await messagesIn(pageLanguage(location.search, navigator.languages));
await import('../features/admin/AdminClients.js');
