// @vitest-environment happy-dom
// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../api/ApiError.js';
import type { Answers, Capability, Flow, FormField, Integration, Provider } from '../../api/types.js';
import '../../components/Dialog.js';
import '../../components/ProblemNote.js';
import { Messages, messagesIn } from '../../i18n/messages.js';
import './FormConnector.js';
import type { FormConnector } from './FormConnector.js';

await messagesIn('fr');

const field = (id: string, kind: FormField['kind'], part: Partial<FormField> = {}): FormField => ({
  id, kind, required: true, identity: kind !== 'SECRET', label: id, hint: '', mismatch: '', links: [], ...part,
});

const provider: Provider = {
  id: 'dav',
  name: 'DAV',
  summary: '',
  iconUrl: '',
  connectable: true,
  capabilities: [
    { capability: 'CALENDAR_READ', text: 'Sees calendars', scopes: [] },
    { capability: 'CALENDAR_WRITE', text: 'Changes calendars', scopes: [] },
  ],
  form: {
    introduction: 'An app password is best.',
    farewell: 'Delete the app password there.',
    fields: [
      field('server', 'ADDRESS', { pattern: '[^ ]+', mismatch: 'An address has no blanks.' }),
      field('user', 'USER_NAME'),
      field('password', 'SECRET', {
        links: [
          { text: 'Make one', address: 'https://help.example/' },
          { text: 'Evil', address: 'javascript:alert(1)' },
        ],
      }),
    ],
  },
};

class FakeApi {
  asked: { capabilities: Capability[]; answers: Answers; reconnect?: string }[] = [];
  refusal?: ApiError;
  fixed: Answers = {};

  async fillIn(_: string, capabilities: Capability[], answers: Answers, reconnect?: string): Promise<Flow> {
    this.asked.push({ capabilities, answers, reconnect });
    if (this.refusal) {
      throw this.refusal;
    }
    return { id: 'f', provider: 'dav', status: 'CONNECTED', integration: 'i1', granted: capabilities, missing: [], expiresAt: '' };
  }

  async identity(): Promise<Answers> {
    return this.fixed;
  }
}

describe('a form', () => {
  let api: FakeApi;
  let element: FormConnector;

  async function show(language = 'en', reconnect?: Partial<Integration>): Promise<void> {
    element = document.createElement('passerelle-form-connector') as FormConnector;
    element.messages = new Messages(language);
    element.api = api;
    element.provider = provider;
    element.reconnect = reconnect as Integration;
    document.body.append(element);
    await settle();
  }

  async function settle(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await Promise.resolve();
      await element.updateComplete;
    }
  }

  const all = <T extends Element>(selector: string): T[] => [...element.shadowRoot!.querySelectorAll<T>(selector)];
  const input = (id: string): HTMLInputElement => all<HTMLInputElement>(`#${id}`)[0]!;

  async function fillIn(answers: Answers): Promise<void> {
    Object.entries(answers).forEach(([id, answer]) => (input(id).value = answer));
    all<HTMLFormElement>('form')[0]!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
  }

  const right = { server: 'dav.example', user: 'ann', password: ' s3cret ' };

  beforeEach(() => {
    api = new FakeApi();
  });

  afterEach(() => element.remove());

  it('is drawn from the schema, and tells the browser what it may fill in', async () => {
    await show();
    expect(all<HTMLInputElement>('.field input').map((it) => `${it.name} ${it.type} ${it.getAttribute('autocomplete')}`)).toEqual([
      'server text url',
      'user text username',
      'password password current-password',
    ]);
    expect(all<HTMLLabelElement>('.field label').map((it) => it.getAttribute('for'))).toEqual(['server', 'user', 'password']);
    expect(element.shadowRoot!.textContent).toContain('An app password is best.');
    expect(element.shadowRoot!.textContent).toContain('Delete the app password there.');
  });

  it('links to https pages only, in another window', async () => {
    await show();
    expect(all<HTMLAnchorElement>('.links a').map((it) => `${it.getAttribute('href')} ${it.rel}`)).toEqual([
      'https://help.example/ noopener noreferrer',
    ]);
  });

  it('says at the field what is missing or wrong, without asking the server', async () => {
    await show('fr');
    await fillIn({ server: 'a b', user: '', password: 'x' });
    expect(api.asked).toEqual([]);
    expect(all('.wrong').map((it) => `${it.id} ${it.textContent?.trim()}`)).toEqual([
      'server-error An address has no blanks.',
      'user-error Ce champ est à remplir.',
    ]);
    expect(input('server').getAttribute('aria-invalid')).toBe('true');
    expect(input('server').getAttribute('aria-describedby')).toBe('server-error');
    expect(element.shadowRoot!.activeElement).toBe(input('server'));
  });

  it('connects, and tells what was granted', async () => {
    await show();
    await fillIn(right);
    expect(api.asked).toEqual([{ capabilities: ['CALENDAR_READ', 'CALENDAR_WRITE'], answers: right, reconnect: undefined }]);
    expect(all('.granted li').map((it) => it.textContent?.trim())).toEqual(['Sees calendars', 'Changes calendars']);
    expect(all('input').length).toBe(0);
  });

  it('shows a refusal at the field that the server names, keeps what was typed, and lets the person try again', async () => {
    api.refusal = new ApiError({ code: 'PASSWORD_REFUSED', title: 'Not accepted.', remedy: 'Make an app password.', field: 'password' });
    await show();
    await fillIn(right);
    expect(all('.wrong').map((it) => it.id)).toEqual(['password-error']);
    expect(all('.wrong')[0]!.textContent).toContain('Make an app password.');
    expect(input('server').value).toBe('dav.example');
    expect(element.shadowRoot!.activeElement).toBe(input('password'));
    api.refusal = undefined;
    await fillIn(right);
    expect(all('.granted').length).toBe(1);
  });

  it('shows a refusal that is about no field above the form', async () => {
    api.refusal = new ApiError({ code: 'TOO_MANY_FLOWS', title: 'Too often.' });
    await show();
    await fillIn(right);
    expect(all('passerelle-problem').length).toBe(1);
    expect(all('.wrong').length).toBe(0);
  });

  it('asks once, however often it is sent', async () => {
    let answer: (flow: Flow) => void = () => undefined;
    api.fillIn = (_, capabilities, answers) => {
      api.asked.push({ capabilities, answers });
      return new Promise((resolve) => (answer = resolve));
    };
    await show();
    await fillIn(right);
    await fillIn(right);
    expect(api.asked.length).toBe(1);
    expect(all('form')[0]!.getAttribute('aria-busy')).toBe('true');
    expect(all<HTMLButtonElement>('button.primary')[0]!.disabled).toBe(true);
    answer({ id: 'f', provider: 'dav', status: 'CONNECTED', granted: [], missing: [], expiresAt: '' });
    await settle();
    expect(all('.result').length).toBe(1);
  });

  it('keeps the account of a reconnection fixed, and asks for the secret only', async () => {
    api.fixed = { server: 'dav.example', user: 'ann' };
    await show('en', { id: 'i1', account: 'ann@example', status: 'NEEDS_REAUTH', capabilities: ['CALENDAR_READ'] });
    expect(all<HTMLInputElement>('.field input').map((it) => `${it.value} ${it.readOnly}`)).toEqual([
      'dav.example true',
      'ann true',
      ' false',
    ]);
    await fillIn({ password: 'new' });
    expect(api.asked).toEqual([
      { capabilities: ['CALENDAR_READ'], answers: { server: 'dav.example', user: 'ann', password: 'new' }, reconnect: 'i1' },
    ]);
  });
});
