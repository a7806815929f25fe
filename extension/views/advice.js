// @ts-check
/** Everything suggested for one person, in Comity's order: give, introduce, and last, closed, ask. */

import { h } from '../element.js';
import { say } from '../words.js';
import { cardList } from './cards.js';

/** @typedef {import('../shapes.js').Suggestion} Suggestion */

/** @param {'give' | 'introduce' | 'ask'} name @param {Suggestion[]} suggestions @param {(suggestion: Suggestion) => void} ask @param {string} [note] */
function part(name, suggestions, ask, note = '') {
  const taken = (/** @type {Suggestion} */ one) => {
    if (one.kind === 'ask') ask(one);
  };
  const cards = cardList(suggestions, say(`${name}_none`), taken);
  const id = `part-${name}`;
  const heading = h('h2', { id, tabindex: -1 }, say(`${name}_title`));
  const lead = h('p', { class: 'lead' }, say(`${name}_lead`));
  if (name !== 'ask') return h('section', { class: `part ${name}`, 'aria-labelledby': id }, heading, lead, note && h('p', { class: 'soft' }, note), cards);
  return h(
    'section',
    { class: `part ${name}`, 'aria-labelledby': id },
    h('details', null, h('summary', null, heading, h('span', { class: 'soft' }, String(suggestions.length))), lead, cards),
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
    { class: 'advice' },
    !any && silence.length ? silent(silence) : '',
    gives.length > 0 && part('give', gives, ask, advice.giving),
    introductions.length > 0 && part('introduce', introductions, ask),
    any > 0 && silence.length ? silent(silence) : '',
    asks.length > 0 && part('ask', asks, ask),
    advice.learnt.length > 0 && learnt(advice.learnt),
    !any && !silence.length ? silent([say('silence_plain')]) : '',
  );
}
