// SPDX-License-Identifier: Apache-2.0
import { messagesIn } from '../i18n/messages.js';
import { pageLanguage } from '../i18n/pageLanguage.js';

await messagesIn(pageLanguage('', navigator.languages));
await import('../features/connect/ReturnPage.js');
