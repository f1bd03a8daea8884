// SPDX-License-Identifier: Apache-2.0
/** The language of the texts. */
export const language = document.documentElement.lang === 'fr' ? 'fr' : 'en';

/** The same with the person's own country, for dates and numbers. */
export const locale = navigator.languages.find((one) => one.startsWith(language)) ?? language;

const texts = await fetch(`/host/static/i18n/${language}.json`).then((response) => response.json());
const plural = new Intl.PluralRules(language);

/** A text with its {places} filled; with a `n`, the form for that number. */
export function t(key, values = {}) {
  let text = texts[key];
  if (values.n !== undefined) {
    text = texts[`${key}.${plural.select(values.n)}`] ?? texts[`${key}.other`] ?? text;
  }
  if (text === undefined) {
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name];
    return typeof value === 'number' ? value.toLocaleString(locale) : (value ?? place);
  });
}

/** Whether there is a text of this name. */
export const has = (key) => key in texts;
