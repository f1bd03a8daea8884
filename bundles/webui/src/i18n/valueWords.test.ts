// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Messages, messagesIn } from './messages.js';
import { valueWords } from './valueWords.js';

const en = new Messages('en');
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ');

describe('values', () => {
  it('show times as they were entered, with their zone', () => {
    expect(plain(valueWords('when', '2026-03-02T09:00[Europe/Paris]/2026-03-02T10:00[Europe/Paris]', en))).toBe(
      'Mar 2, 2026, 9:00 – 10:00 AM (Europe/Paris)',
    );
    expect(plain(valueWords('when', '2026-03-02T09:00/2026-03-02T10:00', en))).toBe('Mar 2, 2026, 9:00 – 10:00 AM');
  });

  it('end an all-day event on its last day', () => {
    expect(valueWords('when', '2026-03-02/2026-03-03', en)).toBe('Mar 2, 2026, all day');
    expect(plain(valueWords('when', '2026-03-02/2026-03-05', en))).toBe('Mar 2 – 4, 2026, all day');
  });

  it('leave out what only classifies a value', () => {
    expect(valueWords('phones', 'label=Mobile\ntypes=cell\nvalue=+33 1 23', en)).toBe('+33 1 23');
    expect(valueWords('organizations', 'name=ACME\ntitle=Engineer', en)).toBe('ACME, Engineer');
    expect(valueWords('emails', 'ada@example.org', en)).toBe('ada@example.org');
  });

  it('know birthdays without a year', () => {
    expect(valueWords('birthday', '--05-17', en)).toBe('May 17');
    expect(valueWords('birthday', '1980-05-17', en)).toBe('May 17, 1980');
  });

  it('say in words what has words', async () => {
    expect(valueWords('visibility', 'PRIVATE', await messagesIn('fr'))).toBe('privé');
    expect(valueWords('alarms', 'DISPLAY-PT15M', en)).toBe('15 minutes before');
    expect(valueWords('photo', 'sha-256:00', en)).toBe('a picture');
  });

  it('leave alone what they do not know', () => {
    expect(valueWords('title', 'a=b', en)).toBe('a=b');
    expect(valueWords('note', 'two\nlines', en)).toBe('two\nlines');
    expect(valueWords('when', 'odd', en)).toBe('odd');
  });
});
