// @ts-check
/** Suggestions one below the other: answered at once, put back by Undo, gone through with the keyboard. */

import { h } from '../element.js';
import { hush, status, toast } from '../notices.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';
import { suggestionCard } from './suggestion.js';

/** @typedef {import('../shapes.js').Suggestion} Suggestion */
/** @typedef {import('./suggestion.js').Answer} Answer */

/** Keys that work while the focus is in a suggestion, and which of its buttons they press. @type {Record<string, string>} */
const KEYS = { a: '.accept', n: '.not_this', l: '.later', w: '.write' };

/**
 * At once on screen, then on the server; put back where it stood if the server refuses or the user undoes it.
 * @param {HTMLElement} card @param {Suggestion} suggestion @param {Answer} answer
 */
async function settle(card, suggestion, answer) {
  const list = /** @type {HTMLElement} */ (card.parentElement);
  const next = card.nextElementSibling ?? card.previousElementSibling ?? list.previousElementSibling;
  const place = document.createComment('');
  card.replaceWith(place);
  if (next instanceof HTMLElement) next.focus({ preventScroll: false });
  list.dispatchEvent(new Event('settled'));
  const putBack = () => {
    place.replaceWith(card);
    list.dispatchEvent(new Event('settled'));
    card.focus();
  };
  try {
    const done = await service.feedback({ suggestion: suggestion.id, ...answer });
    toast(say(`said_${answer.verdict}`, suggestion.title), async () => {
      try {
        await service.undo(done.edit);
        putBack();
        status(say('undone'));
      } catch (error) {
        toast(asTrouble(error).message);
      }
    });
  } catch (error) {
    hush();
    putBack();
    const trouble = asTrouble(error);
    toast([trouble.message, trouble.hint].filter(Boolean).join(' '));
    return false;
  }
  return true;
}

/** Arrow keys go from suggestion to suggestion; A, N, L and W answer the one in focus. @param {KeyboardEvent} event */
function keys(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const card = /** @type {HTMLElement | null} */ (target.closest('article'));
  if (!card || event.ctrlKey || event.metaKey || event.altKey || target.matches('input, textarea, select')) return;
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('article.suggestion')]).filter((one) => one.offsetParent);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    all[all.indexOf(card) + step]?.focus();
  } else if (KEYS[event.key.toLowerCase()]) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (card.querySelector(KEYS[event.key.toLowerCase()]))?.click();
  }
}

/** @param {Suggestion[]} suggestions @param {string} none what is said once all are answered @param {(suggestion: Suggestion) => void} [taken] what follows when one is taken up */
export function cardList(suggestions, none, taken = () => {}) {
  const list = h('div', { class: 'suggestions', onkeydown: keys });
  for (const suggestion of suggestions) {
    const card = suggestionCard(suggestion, (one, answer) => void settle(card, one, answer).then((done) => {
      if (done && answer.verdict === 'accepted') taken(one);
    }));
    list.append(card);
  }
  const said = h('p', { class: 'soft none' }, none);
  const check = () => {
    said.hidden = list.childElementCount > 0;
  };
  list.addEventListener('settled', check);
  check();
  return [list, said];
}
