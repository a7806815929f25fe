// @ts-check
/** What the panel says beside its content: one quiet status line, a bar when the page has changed, a toast with Undo. */

import { button, h } from './element.js';
import { say } from './words.js';

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Said to screen readers too, politely. @param {string} text */
export function status(text) {
  at('status').textContent = text;
}

/** Something the user should know about the page they are on. Null takes it away. */
export function bar(/** @type {string | null} */ text, /** @type {{label: string, act: () => void} | null} */ action = null) {
  const place = at('bar');
  place.hidden = text === null;
  place.replaceChildren(...(text === null ? [] : [h('p', null, text), ...(action ? [button(action.label, action.act)] : [])]));
}

/** @type {(() => Promise<void>) | null} */
let undoLast = null;

/**
 * Says what was done. It stays until the next one or until it is closed: nobody has to hurry.
 * @param {string} text
 * @param {(() => Promise<void>) | null} undo
 */
export function toast(text, undo = null) {
  undoLast = undo;
  const place = at('toast');
  const undoing = () => void takeBack();
  place.replaceChildren(
    h('p', { dir: 'auto' }, text),
    ...(undo ? [button(say('undo'), undoing, { class: 'undo', 'aria-keyshortcuts': 'Control+Z' })] : []),
    button('×', hush, { class: 'close', 'aria-label': say('close') }),
  );
  place.hidden = false;
}

export function hush() {
  undoLast = null;
  at('toast').hidden = true;
  at('toast').replaceChildren();
}

/** Undoes what the toast is about, once. */
export async function takeBack() {
  const undo = undoLast;
  if (!undo) return;
  hush();
  status(say('undoing'));
  await undo();
}
