// @ts-check
/** What was sent to the server lately, for the user to read; kept in this browser only, the newest first. */

import { browser } from './browser.js';

/** @typedef {{at: number, what: string, about: string, bytes: number}} Entry `what` names its words in _locales */

const MOST = 100;

/** One write after the other, so that none is lost. @type {Promise<unknown>} */
let writing = Promise.resolve();

/** @param {Entry} entry */
export function note(entry) {
  writing = writing.then(async () => {
    await browser.storage.local.set({ diary: [entry, ...(await entries())].slice(0, MOST) });
  }).catch(console.warn);
  return writing;
}

/** @returns {Promise<Entry[]>} */
export async function entries() {
  const { diary } = await browser.storage.local.get('diary');
  return Array.isArray(diary) ? diary : [];
}

export const clear = () => browser.storage.local.remove('diary');
