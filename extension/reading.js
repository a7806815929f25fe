// @ts-check
/** Reads the tab the user meant, and never takes one person's text for another's page. */

import { browser } from './browser.js';
import { gatherPage } from './gather.js';
import { glancePage } from './glance.js';
import { Trouble } from './trouble.js';

/** @typedef {import('./glance.js').Glance} Glance */

/** How often a page that is still changing is read again, and how long it must have been still, in milliseconds. */
const TRIES = 3;
const STILL = 600;

/** How long a glance waits for the name on a page to follow its address, in milliseconds. */
const PATIENCE = 1_500;

/** @template T @param {number} tabId @param {(...args: any[]) => T | Promise<T>} func @param {...any} args @returns {Promise<T>} */
async function run(tabId, func, ...args) {
  let result;
  try {
    [{ result }] = await browser.scripting.executeScript({ target: { tabId }, func: /** @type {any} */ (func), args });
  } catch {
    throw new Trouble('unreadable');
  }
  if (!/^https?:/.test(result?.url)) throw new Trouble('unreadable');
  return /** @type {T} */ (result);
}

/** Address, name and title only. @param {number} tabId @param {number} [patience] @returns {Promise<Glance>} */
export const glanceAt = (tabId, patience = PATIENCE) => run(tabId, glancePage, patience);

/**
 * The page's payload for a preview. A page that moved by itself must have been still for a while, before and after;
 * one whose address and text go on disagreeing is not read at all.
 * @param {number} tabId
 * @returns {Promise<any>}
 */
export async function readAt(tabId) {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await glanceAt(tabId, 0);
    if (before.moved) await new Promise((resolve) => setTimeout(resolve, STILL));
    const page = /** @type {any} */ (await run(tabId, gatherPage));
    const after = await glanceAt(tabId, 0);
    const sameHead = before.url === page.url && page.url === after.url && before.name === after.name;
    const still = !before.moved || before.print === after.print || attempt === TRIES;
    if (!page.stale && sameHead && still) return page;
  }
  throw new Trouble('mixed');
}

/** Whether the tab still shows that address; false where we may no longer know. @param {number} tabId @param {string} url */
export async function isStillAt(tabId, url) {
  try {
    return (await browser.tabs.get(tabId)).url === url;
  } catch {
    return false;
  }
}
