// @ts-check
/** The last click on the toolbar button of each window: how the panel learns which tab it may read. */

import { browser } from './browser.js';

/** @typedef {{tabId: number, at: number}} Click */

/** Milliseconds a panel may take to open after the click that opened it. */
const FRESH = 15_000;

const keyOf = (/** @type {number} */ windowId) => `click:${windowId}`;

/** @param {number} windowId @param {number} tabId */
export function rememberClick(windowId, tabId) {
  return browser.storage.session.set({ [keyOf(windowId)]: { tabId, at: Date.now() } });
}

/** The click that opened this window's panel, if it was just now. @param {number} windowId @returns {Promise<Click | null>} */
export async function lastClick(windowId) {
  const key = keyOf(windowId);
  const click = /** @type {Click | undefined} */ ((await browser.storage.session.get(key))[key]);
  return click && Date.now() - click.at < FRESH ? click : null;
}

/** Calls back for clicks in this window only: with two windows open, each panel answers its own. */
export function onClick(/** @type {number} */ windowId, /** @type {(click: Click) => void} */ react) {
  browser.storage.session.onChanged.addListener((changes) => {
    const click = changes[keyOf(windowId)]?.newValue;
    if (click) react(/** @type {Click} */ (click));
  });
}
