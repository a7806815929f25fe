// @ts-check
/** Somebody not held yet, on a site that is looked up only: nothing has been read, and what reading would mean. */

import { button, h } from '../element.js';
import { say } from '../words.js';
import { personCard } from './card.js';

/** @param {{name: string, where: string, read: () => void, more: {word: string, act: () => void}[]}} options */
export function strangerView({ name, where, read, more }) {
  return h(
    'section',
    { class: 'page stranger' },
    personCard({ name: name || say('somebody') }, { level: 'h1', badge: say('badge_new') }),
    h('p', { class: 'soft', dir: 'auto' }, where),
    h('p', null, say('stranger_lead')),
    h('div', { class: 'notice' }, h('h2', null, say('stranger_notice_title')), h('p', null, say('stranger_notice'))),
    h('div', { class: 'actions' }, button(say('stranger_read'), read, { class: 'main' })),
    more.length > 0 && h('div', { class: 'aside' }, more.map(({ word, act }) => button(say(word), act, { class: 'small quiet' }))),
  );
}
