// SPDX-License-Identifier: Apache-2.0
import { en } from './en.js';
import type { Key, Messages } from './messages.js';

/** What a person calls a field of an event or a contact. */
export function fieldName(field: string, messages: Messages): string {
  const key = `field.${field === 'fileAs' || /[a-z]Name$/.test(field) ? 'name' : field}`;
  return messages.t(key in en ? (key as Key) : 'field.other');
}
