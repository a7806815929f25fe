// @ts-check
/** Several people to choose from: on a page, or of one name. */

import { button, h } from '../element.js';
import { say } from '../words.js';
import { choices } from './card.js';

/** @param {{title: string, lead: string, where: string, people: any[], pick: (person: any) => void, none?: () => void}} options */
export function chooser({ title, lead, where, people, pick, none }) {
  return h(
    'section',
    { class: 'page chooser' },
    h('h1', { tabindex: -1 }, title),
    h('p', { class: 'soft', dir: 'auto' }, where),
    h('p', null, lead),
    choices(people, pick),
    none && h('div', { class: 'actions' }, button(say('chooser_none'), none)),
  );
}
