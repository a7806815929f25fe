// @ts-check
/** Which sites the user has switched on, and which are looked up only. */

import { browser } from './browser.js';

/** This machine: the one address we always may reach, and no site. */
const OURS = 'http://127.0.0.1/*';

/** "https://github.com/*", for the page's own host and no other; "" for what is no web page. @param {string} url */
export function patternOf(url) {
  try {
    const { protocol, host } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${host}/*` : '';
  } catch {
    return '';
  }
}

/** "github.com". @param {string} url */
export function siteOf(url) {
  try {
    return new URL(url.replace(/\*$/, '')).host.replace(/^www\./, '');
  } catch {
    return url;
  }
}

/** Whether the user lets us look up this site's pages by ourselves. @param {string} url */
export async function isSwitchedOn(url) {
  const pattern = patternOf(url);
  return pattern !== '' && pattern !== OURS && browser.permissions.contains({ origins: [pattern] });
}

/** Asks the browser, which asks the user; to be called from a click. @param {string} url */
export const switchOn = (url) => browser.permissions.request({ origins: [patternOf(url)] });

/** @param {string} pattern */
export const switchOff = (pattern) => browser.permissions.remove({ origins: [pattern] });

/** The patterns of the sites that are switched on. */
export async function switchedOn() {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => origin !== OURS).sort();
}

/** Calls back when a site was switched on or off, here or in the browser's own settings. @param {() => void} react */
export function onSwitch(react) {
  browser.permissions.onAdded.addListener(react);
  browser.permissions.onRemoved.addListener(react);
}

/** LinkedIn: only address and name are looked up, until the user asks for more. @param {string} url */
export const isLookUpOnly = (url) => /(^|\.)linkedin\.com$/.test(siteOf(url).replace(/:\d+$/, ''));

/** A person's own page there, as far as its address tells. @param {string} url */
export const isLinkedInProfile = (url) => isLookUpOnly(url) && /^\/(mwlite\/)?(in|pub)\/[^/]+/.test(new URL(url).pathname);
