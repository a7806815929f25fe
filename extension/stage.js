// @ts-check
/** What the panel shows now, and for which tab; an answer that comes too late is not shown. */

import { waitingView } from './views/idle.js';

/** @typedef {{tabId: number, url: string, title: string, name: string}} Target what is being looked at */

const main = /** @type {HTMLElement} */ (document.getElementById('main'));

let turn = 0;

/** @type {Target | null} The tab and address that what is on screen is about; null where it is about none. */
let target = null;

/** Begins something new. The function it returns tells whether that is still what the user wants. */
export function begin() {
  const mine = (turn += 1);
  return () => mine === turn;
}

/** @param {HTMLElement} view @param {{focus?: boolean, about?: Target | null}} [options] */
export function show(view, { focus = false, about } = {}) {
  if (about !== undefined) target = about;
  main.replaceChildren(view);
  main.scrollIntoView({ block: 'start' });
  if (focus) /** @type {HTMLElement | null} */ (view.querySelector('h1, [tabindex="-1"]'))?.focus();
}

/** Says that something is on its way; it does not take away what stands there, unless it is a page of another. @param {string} text */
export function wait(text) {
  if (!main.querySelector('.page')) show(waitingView(text));
}

export const shown = () => target;
export const place = () => main;
