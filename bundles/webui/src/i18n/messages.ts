// SPDX-License-Identifier: Apache-2.0
import { en } from './en.js';

/** A text with `{names}` to fill in, or one for each grammatical number, chosen by the value named `n`. */
export type Message = string | { one: string; other: string };
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;

type Catalogue = Record<Key, Message>;

const catalogues: Record<string, Catalogue | undefined> = { en };
const onDemand: Record<string, (() => Promise<Catalogue>) | undefined> = { fr: () => import('./fr.js').then((it) => it.fr) };

/** The texts of a language, loaded if they are not there yet; English where there are none or they cannot be had. */
export async function messagesIn(language: string): Promise<Messages> {
  const known = spoken(language);
  const load = onDemand[known];
  if (!catalogues[known] && load) {
    catalogues[known] = await load().catch(() => undefined);
  }
  return new Messages(language);
}

/** The language of ours for a language that is asked for; none of its texts need to be there yet. */
export function languageFor(language: string): string {
  return catalogues[spoken(language)] || onDemand[spoken(language)] ? language : 'en';
}

/** Whether the texts of a language are there, or will never be. */
export function isThere(language: string): boolean {
  return !onDemand[spoken(language)] || Boolean(catalogues[spoken(language)]);
}

function spoken(language: string): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

/** Texts, numbers and times in one language whose texts are there; see {@link messagesIn}. */
export class Messages {
  /** The language asked for where we have it, else English. */
  readonly language: string;
  private readonly texts: Catalogue;
  private readonly plural: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;
  private readonly relative: Intl.RelativeTimeFormat;

  constructor(language: string) {
    const texts = catalogues[spoken(language)];
    this.language = texts ? language : 'en';
    this.texts = texts ?? en;
    this.plural = new Intl.PluralRules(this.language);
    this.numbers = new Intl.NumberFormat(this.language);
    this.relative = new Intl.RelativeTimeFormat(this.language, { numeric: 'auto', style: 'short' });
  }

  /** The text for a key. */
  t(key: Key, values: Values = {}): string {
    const message = this.texts[key];
    const text = typeof message === 'string' ? message : this.plural.select(Number(values['n'])) === 'one' ? message.one : message.other;
    return unbroken(text).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? this.numbers.format(value) : value;
    });
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** A share of 1: "98%". Only everything is 100%. */
  percent(share: number): string {
    const shown = share < 1 ? Math.min(share, 0.99) : 1;
    return new Intl.NumberFormat(this.language, { style: 'percent', maximumFractionDigits: 0 }).format(shown);
  }

  /** A day without its time. */
  date(iso: string): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium' }).format(new Date(iso));
  }

  /** Names in a row: "a, b and c". */
  list(names: string[]): string {
    return new Intl.ListFormat(this.language, { type: 'conjunction' }).format(names);
  }

  /** A point in time as seen from now: "3 min ago". */
  ago(iso: string, now: number): string {
    const seconds = (Date.parse(iso) - now) / 1000;
    const size = Math.abs(seconds);
    if (size < 45) {
      return this.relative.format(0, 'second');
    }
    if (size < 45 * 60) {
      return this.relative.format(Math.round(seconds / 60), 'minute');
    }
    if (size < 22 * 3600) {
      return this.relative.format(Math.round(seconds / 3600), 'hour');
    }
    return this.relative.format(Math.round(seconds / 86400), 'day');
  }

  /** A day with its time. */
  moment(iso: string): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  }

  /** A whole day, as a heading. */
  day(iso: string): string {
    return new Intl.DateTimeFormat(this.language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
      new Date(iso),
    );
  }

  /** A time of day. */
  time(iso: string): string {
    return new Intl.DateTimeFormat(this.language, { timeStyle: 'short' }).format(new Date(iso));
  }

  /** A length of time, by its largest fitting unit. */
  duration(milliseconds: number): string {
    const unit = (value: number, name: string, digits: number) =>
      new Intl.NumberFormat(this.language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }).format(
        value,
      );
    if (milliseconds < 1_000) {
      return unit(Math.max(0, milliseconds), 'millisecond', 0);
    }
    return milliseconds < 90_000 ? unit(milliseconds / 1_000, 'second', 1) : unit(milliseconds / 60_000, 'minute', 0);
  }

  /** A number of minutes, by its largest whole unit: "2 hours". */
  span(minutes: number): string {
    const [value, unit] = minutes % 1440 === 0 && minutes > 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 && minutes > 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
    return new Intl.NumberFormat(this.language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }

  /** A number of minutes between two syncs: "every 15 minutes". */
  every(minutes: number): string {
    if (minutes % 1440 === 0) {
      return this.t('settings.every.days', { n: minutes / 1440 });
    }
    return minutes % 60 === 0 ? this.t('settings.every.hours', { n: minutes / 60 }) : this.t('settings.every.minutes', { n: minutes });
  }

  /** A number of bytes. */
  bytes(count: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    const power = Math.min(units.length - 1, count < 1000 ? 0 : Math.floor(Math.log10(count) / 3));
    return new Intl.NumberFormat(this.language, {
      style: 'unit',
      unit: units[power] ?? 'byte',
      unitDisplay: power === 0 ? 'long' : 'short',
      maximumFractionDigits: power === 0 ? 0 : 1,
    }).format(count / 1000 ** power);
  }
}

/** French puts a blank before some signs and inside its quotation marks, where no line may end. */
function unbroken(text: string): string {
  return text.replace(/« /g, '«\u00a0').replace(/ ([»:;?!])/g, '\u00a0$1');
}
