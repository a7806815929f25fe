// @ts-check
/** Finds somebody in the network by a few words. */

import { freshId, h } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { count } from '../words.js';
import { choices } from './card.js';

/** Milliseconds of quiet before what is typed is looked for. */
const PAUSE = 250;

/** @param {string} label @param {(person: import('../shapes.js').Card) => void} pick */
export function picker(label, pick) {
  const id = freshId('find');
  const found = h('div', { class: 'found' });
  const said = h('p', { class: 'soft', role: 'status' });
  let waiting = 0;
  let asked = 0;

  const look = async () => {
    const words = input.value.trim();
    const turn = (asked += 1);
    try {
      const people = words ? (await service.find(words)).people : [];
      if (turn !== asked) return;
      found.replaceChildren(...(people.length ? [choices(people, pick)] : []));
      said.textContent = words ? count('found', people.length) : '';
    } catch (error) {
      said.textContent = asTrouble(error).message;
    }
  };
  const input = h('input', {
    id,
    type: 'search',
    dir: 'auto',
    autocomplete: 'off',
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    },
  });
  return h('div', { class: 'picker' }, h('label', { for: id }, label), input, said, found);
}
