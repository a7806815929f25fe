// @ts-check
/** Somebody in the network: who they are, what is known of them, and what would help them. */

import { button, h } from '../element.js';
import { say } from '../words.js';
import { inNetwork, personCard } from './card.js';
import { facetsView } from './facets.js';

/**
 * @param {import('../shapes.js').Person} person
 * @param {{about: string, acts: {word: string, act: () => void}[], react: import('./facets.js').Reactions, openFacets?: boolean}} options
 *   `about`: from where and when this is
 */
export function personView(person, { about, acts, react, openFacets = false }) {
  const notes = person.notes ?? [];
  return h(
    'section',
    { class: 'page person', 'data-person': person.id },
    personCard(person, { level: 'h1', badge: inNetwork(person) }),
    h('p', { class: 'about soft', dir: 'auto' }, about),
    !person.suggestible ? h('p', { class: 'notice' }, say('not_suggestible')) : !person.introducible ? h('p', { class: 'notice' }, say('not_introducible')) : '',
    h('div', { class: 'acts' }, acts.map(({ word, act }) => button(say(word), act, { class: 'small' }))),
    facetsView(person, react, { open: openFacets }),
    notes.length > 0 &&
      h(
        'details',
        { class: 'known' },
        h('summary', null, say('notes_title'), ' ', h('span', { class: 'soft' }, String(notes.length))),
        h('ul', { class: 'notes' }, notes.map((note) => h('li', { dir: 'auto' }, note.text))),
      ),
    h('div', { id: 'advice', 'aria-busy': 'true' }, h('p', { class: 'thinking' }, say('thinking'))),
  );
}
