// @ts-check
/** Somebody in the network: who they are, what is known of them, and what would help them. */

import { button, h } from '../element.js';
import { say } from '../words.js';
import { inNetwork, personCard } from './card.js';
import { facetsView } from './facets.js';
import { recordView } from './record.js';

/** @typedef {{word: string, act: () => void}} Act */

/**
 * @param {import('../shapes.js').Person} person
 * @param {{about: string, acts: Act[], aside: Act[], keeping: {strip: HTMLElement, section: HTMLElement}, react: import('./facets.js').Reactions}} options
 *   `keeping`: how things stand, to be drawn anew after each click; `about`: from where and when this is; `aside`: what else can be done, at the end
 */
export function personView(person, { about, acts, aside, keeping, react }) {
  return h(
    'section',
    { class: 'page person', 'data-person': person.id },
    personCard(person, { level: 'h1', badge: inNetwork(person) }),
    h('p', { class: 'about soft', dir: 'auto' }, about),
    !person.suggestible ? h('p', { class: 'notice' }, say('not_suggestible')) : !person.introducible ? h('p', { class: 'notice' }, say('not_introducible')) : '',
    !person.is_me && keeping.strip,
    h('div', { class: 'acts' }, acts.map(({ word, act }) => button(say(word), act, { class: 'small' }))),
    facetsView(person, react),
    recordView(person),
    h('div', { id: 'advice', 'aria-busy': 'true' }, h('p', { class: 'thinking' }, say('thinking'))),
    h('div', { id: 'way' }),
    !person.is_me && keeping.section,
    aside.length > 0 && h('div', { class: 'aside' }, aside.map(({ word, act }) => button(say(word), act, { class: 'small quiet' }))),
  );
}
