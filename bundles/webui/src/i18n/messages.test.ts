// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { en } from './en.js';
import { fr } from './fr.js';
import { isThere, languageFor, Messages, messagesIn, type Message } from './messages.js';

const names = (message: Message): string[] =>
  [...new Set((typeof message === 'string' ? message : message.one + message.other).match(/\{\w+\}/g) ?? [])].sort();

describe('the catalogues', () => {
  it('have the same texts in English and French', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it('fill in the same values in both', () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(names(fr[key]), key).toEqual(names(en[key]));
      expect(typeof fr[key], key).toBe(typeof en[key]);
    }
  });

  it('never shout', () => {
    for (const [key, message] of [...Object.entries(en), ...Object.entries(fr)]) {
      expect(JSON.stringify(message), key).not.toMatch(/!|oops|please|veuillez/i);
    }
  });

  it('put a space before double punctuation in French', () => {
    for (const message of Object.values(fr)) {
      expect(JSON.stringify(message)).not.toMatch(/[a-zé][;?]/);
    }
  });
});

describe('a language that is loaded on demand', () => {
  it('is English until its texts are there', async () => {
    expect(isThere('fr-FR')).toBe(false);
    expect(languageFor('fr-FR')).toBe('fr-FR');
    expect(new Messages('fr').t('tab.title')).toBe('Integrations');
    expect((await messagesIn('fr-FR')).t('tab.title')).toBe('Intégrations');
    expect(isThere('fr')).toBe(true);
  });

  it('is English for a language without texts', async () => {
    expect(isThere('de')).toBe(true);
    expect(languageFor('de')).toBe('en');
    expect((await messagesIn('de')).language).toBe('en');
  });
});

describe('messages', () => {
  it('choose the grammatical number of the language', () => {
    expect(new Messages('en').t('chip.calendars', { n: 0 })).toBe('0 calendars');
    expect(new Messages('fr').t('chip.calendars', { n: 0 })).toBe('0 agenda');
  });

  it('write numbers as the language does', () => {
    expect(new Messages('en').t('progress.applying', { done: 412, n: 3080 })).toBe('412 of 3,080 items');
    expect(new Messages('fr').t('progress.applying', { done: 412, n: 3080 })).toMatch(/^412 sur 3.080 éléments$/);
  });

  it('never end a French line before a closing sign', () => {
    expect(new Messages('fr').t('settings.host.new', { name: 'Famille' })).toBe('Nouvel agenda «\u00a0Famille\u00a0»');
    expect(new Messages('en').t('settings.host.new', { name: 'a » b' })).toBe('New calendar “a » b”');
  });

  it('fall back to English for a language they do not have', () => {
    expect(new Messages('de-AT').t('tab.title')).toBe('Integrations');
  });

  it('understand a language with a region', () => {
    expect(new Messages('fr-CA').t('tab.title')).toBe('Intégrations');
  });

  it('leave braces in values alone', () => {
    expect(new Messages('en').t('history.noMatch', { text: '{n}' })).toBe('No item matches “{n}”.');
  });

  it('say how long ago something was', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(new Messages('en').ago('2026-11-22T11:57:00Z', now)).toBe('3 min. ago');
    expect(new Messages('en').ago('2026-11-21T12:00:00Z', now)).toBe('yesterday');
  });

  it('name intervals as a person does', () => {
    expect([15, 60, 120, 1440].map((it) => new Messages('en').every(it))).toEqual(['every 15 minutes', 'every hour', 'every 2 hours', 'every day']);
  });

  it('name sizes as a person does', () => {
    expect([0, 1, 3700].map((it) => new Messages('en').bytes(it))).toEqual(['0 bytes', '1 byte', '3.7 kB']);
    expect(new Messages('fr').bytes(0)).toMatch(/^0\soctet$/);
  });
});
