// @ts-check
/** Nothing on screen yet: what the button does, and somebody to look up. */

import { emblem, h } from '../element.js';
import { say } from '../words.js';
import { picker } from './picker.js';

/** @param {(person: import('../shapes.js').Card) => void} open @param {string} notice @param {{first: HTMLElement, today: HTMLElement, everybody: HTMLElement, last: HTMLElement}} parts */
export function idleView(open, notice, { first, today, everybody, last }) {
  return h(
    'section',
    { class: 'page idle' },
    emblem('together'),
    h('h1', { tabindex: -1 }, say('idle_title')),
    notice && h('p', { class: 'notice' }, notice),
    h('p', null, say('idle_lead')),
    h('p', { class: 'soft' }, say('idle_promise')),
    first,
    today,
    everybody,
    picker(say('find_label'), open),
    last,
  );
}

/** While something is on its way. @param {string} text */
export const waitingView = (text) => h('section', { class: 'page waiting', 'aria-busy': 'true' }, h('h1', { class: 'thinking', tabindex: -1 }, text));
