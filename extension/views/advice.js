// @ts-check
/** Everything suggested for one person, in Comity's order: give, introduce, and last, closed, ask. */

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

/** @param {'give' | 'introduce' | 'ask'} name @param {Suggestion[]} suggestions @param {(suggestion: Suggestion) => void} ask @param {string} [note] */
function part(name, suggestions, ask, note = '') {
  const list = h('div', { class: 'suggestions' });
  for (const suggestion of suggestions) {
    const card = suggestionCard(suggestion, (one, answer) => void settle(card, one, answer).then((done) => {
      if (done && one.kind === 'ask' && answer.verdict === 'accepted') ask(one);
    }));
    list.append(card);
  }
  const none = h('p', { class: 'soft none' }, say(`${name}_none`));
  const check = () => {
    none.hidden = list.childElementCount > 0;
  };
  list.addEventListener('settled', check);
  check();
  const id = `part-${name}`;
  const heading = h('h2', { id, tabindex: -1 }, say(`${name}_title`));
  const lead = h('p', { class: 'lead' }, say(`${name}_lead`));
  if (name !== 'ask') return h('section', { class: `part ${name}`, 'aria-labelledby': id }, heading, lead, note && h('p', { class: 'soft' }, note), list, none);
  return h(
    'section',
    { class: `part ${name}`, 'aria-labelledby': id },
    h('details', null, h('summary', null, heading, h('span', { class: 'soft' }, String(suggestions.length))), lead, list, none),
  );
}

/** What is known to be missing, and what would help. @param {string[]} sentences */
function silent(sentences) {
  return h(
    'section',
    { class: 'silence', 'aria-labelledby': 'silence' },
    h('h2', { id: 'silence', tabindex: -1 }, say('silence_title')),
    sentences.map((sentence) => h('p', { dir: 'auto' }, sentence)),
  );
}

/** Why the order is as it is: what was learnt from the user's own answers. @param {string[]} sentences */
const learnt = (sentences) =>
  h('details', { class: 'learnt known' }, h('summary', null, say('learnt_title')), h('ul', { class: 'record' }, sentences.map((one) => h('li', { dir: 'auto' }, one))));

/** @param {import('../shapes.js').Advice} advice @param {(suggestion: Suggestion) => void} ask what follows when an ask is taken up */
export function adviceView(advice, ask) {
  const { gives, introductions, asks, silence } = advice;
  const any = gives.length + introductions.length + asks.length;
  return h(
    'div',
    { class: 'advice', onkeydown: keys },
    !any && silence.length ? silent(silence) : '',
    gives.length > 0 && part('give', gives, ask, advice.giving),
    introductions.length > 0 && part('introduce', introductions, ask),
    any > 0 && silence.length ? silent(silence) : '',
    asks.length > 0 && part('ask', asks, ask),
    advice.learnt.length > 0 && learnt(advice.learnt),
    !any && !silence.length ? silent([say('silence_plain')]) : '',
  );
}
