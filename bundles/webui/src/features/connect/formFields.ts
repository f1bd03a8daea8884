// SPDX-License-Identifier: Apache-2.0
import { css } from 'lit';
import type { Answers, FormField, Problem } from '../../api/types.js';
import type { Messages } from '../../i18n/messages.js';

/** What is wrong with the answer to a field: a sentence, and what to do about it. */
export interface FieldError {
  what: string;
  remedy: string;
}

/** What a browser may fill in by itself. */
export function autocomplete({ kind }: FormField): 'url' | 'username' | 'current-password' | 'off' {
  switch (kind) {
    case 'ADDRESS':
      return 'url';
    case 'USER_NAME':
      return 'username';
    case 'SECRET':
      return 'current-password';
    case 'TEXT':
      return 'off';
  }
}

/** What the server would refuse anyway, by field, before it is asked. */
export function errorsIn(fields: FormField[], answers: Answers, messages: Messages): Map<string, FieldError> {
  const errors = new Map<string, FieldError>();
  for (const field of fields) {
    const answer = field.kind === 'SECRET' ? (answers[field.id] ?? '') : (answers[field.id] ?? '').trim();
    if (answer === '') {
      if (field.required) {
        errors.set(field.id, { what: messages.t('form.required'), remedy: '' });
      }
    } else if (field.pattern && !new RegExp(`^(?:${field.pattern})$`, 'v').test(answer)) {
      errors.set(field.id, { what: field.mismatch || messages.t('form.mismatch'), remedy: '' });
    }
  }
  return errors;
}

/** The server's refusal, where it is about one of the fields. */
export function errorAt(fields: FormField[], problem: Problem): [string, FieldError] | undefined {
  const field = fields.find((it) => it.id === problem.field);
  return field && [field.id, { what: problem.title, remedy: [problem.detail, problem.remedy].filter(Boolean).join(' ') }];
}

/** Only https leads away from here. */
export function linksOf(field: FormField): FormField['links'] {
  return field.links.filter(({ address }) => /^https:\/\//.test(address));
}

/** The look of the fields. */
export const formStyle = css`
  form {
    display: grid;
    gap: var(--gap);
  }
  .field {
    display: grid;
    gap: var(--gap-tiny);
  }
  .field label {
    font-size: var(--size-small);
    font-weight: 600;
  }
  .field input {
    width: 100%;
    box-sizing: border-box;
  }
  .field input[readonly] {
    background: var(--sunken);
  }
  .field input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  .wrong {
    display: flex;
    gap: var(--gap-small);
    padding: var(--gap-small) var(--gap);
    border-radius: var(--radius-small);
    background: var(--bad-surface);
  }
  .wrong .icon {
    flex: none;
    margin-top: 0.15em;
    color: var(--bad);
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-tiny) var(--gap);
  }
  .use {
    margin-top: var(--gap);
  }
`;
