// @ts-check
/** The panel's own words, all from _locales, and how days and times are written. */

import { browser } from './browser.js';

/** @param {string} key @param {...(string | number)} values */
export function say(key, ...values) {
  return browser.i18n.getMessage(key, values.map(String)) || key;
}

/** The same, or words of one's own where _locales has none. @param {string} key @param {string} otherwise */
export const sayOr = (key, otherwise) => browser.i18n.getMessage(key) || otherwise;

const language = browser.i18n.getUILanguage();
const plural = new Intl.PluralRules(language);

/** Words that go with a number: `count('minutes', 5)` takes "minutes_other". @param {string} key @param {number} number */
export function count(key, number) {
  return browser.i18n.getMessage(`${key}_${plural.select(number)}`, [String(number)]) || say(`${key}_other`, number);
}

/** "4 May 2026", from a date or a time; what is no date is shown as it is. @param {string | null | undefined} iso */
export function day(iso) {
  if (!iso) return '';
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString(language, { dateStyle: 'medium' });
}

/** "12:03". @param {number} at Milliseconds. */
export function clock(at) {
  return new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
}

/** Fills the elements that name their words in the page's markup, and sets language and direction. */
export function translate(/** @type {Document} */ page) {
  page.documentElement.lang = language;
  page.documentElement.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
  for (const element of page.querySelectorAll('[data-say]')) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.say ?? '');
  }
  for (const element of page.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', say(/** @type {HTMLElement} */ (element).dataset.label ?? ''));
  }
}
