// @ts-check
/** Where the local server is and the token it gave us; kept in this browser only. */

import { browser } from './browser.js';

/** @typedef {{base: string, token: string, client: number | null}} Connection */

export const USUAL = 'http://127.0.0.1:8417';

/** @returns {Promise<Connection>} */
export async function connection() {
  const { base = USUAL, token = '', client = null } = await browser.storage.local.get(['base', 'token', 'client']);
  return { base: String(base), token: String(token), client: typeof client === 'number' ? client : null };
}

/** @param {Partial<Connection>} changes */
export const keepConnection = (changes) => browser.storage.local.set(changes);

export const forgetToken = () => browser.storage.local.remove(['token', 'client']);

/** Calls back when somebody else, such as the options page, paired or unpaired. @param {() => void} react */
export function onConnectionChange(react) {
  browser.storage.local.onChanged.addListener((changes) => {
    if ('token' in changes || 'base' in changes) react();
  });
}

/**
 * The address as typed, made whole: "8500", "localhost:8500" and "http://127.0.0.1:8500/" are one.
 * Null where it is not this machine: we talk to nothing else.
 * @param {string} typed
 */
export function addressOf(typed) {
  const match = /^(?:http:\/\/)?(?:(?:127\.0\.0\.1|localhost):)?(\d{1,5})\/?$/i.exec(typed.trim());
  const port = match ? Number(match[1]) : 0;
  return port >= 1 && port <= 65535 ? `http://127.0.0.1:${port}` : null;
}

/** False while the user has set the extension's access to "on click": then this machine is withheld too. */
export const mayReachServer = () => browser.permissions.contains({ origins: ['http://127.0.0.1/*'] });

/** Asks for it; to be called from a click. */
export const askToReachServer = () => browser.permissions.request({ origins: ['http://127.0.0.1/*'] });
