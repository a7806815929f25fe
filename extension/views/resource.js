// @ts-check
/** A page that is nobody's profile: save it for someone, and see whose need it meets. */

import { button, h, theirs } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';
import { personCard } from './card.js';
import { bandMark, quote } from './quote.js';

/** @typedef {{url: string, title: string, text: string}} Shared */

/**
 * @param {Shared} shared
 * @param {{where: string, note?: string, more: {word: string, act: () => void}[], open: (person: import('../shapes.js').Card) => void,
 *   saved: (edit: number | null, title: string) => void, failed: (error: unknown) => void}} options
 */
export function resourceView(shared, { where, note = '', more, open, saved, failed }) {
  const who = h('div', { 'aria-busy': 'true' }, h('p', { class: 'thinking' }, say('thinking')));
  const title = h('input', { id: 'resource-title', value: shared.title, maxlength: 500, dir: 'auto' });

  const find = async () => {
    try {
      const { matches } = await service.whoNeeds({ title: shared.title.slice(0, 500), url: shared.url, text: shared.text });
      who.replaceChildren(
        ...(matches.length
          ? [h('ul', { class: 'matches' }, matches.map((match) => matchItem(match)))]
          : [h('p', { class: 'soft' }, say('resource_nobody'))]),
      );
    } catch (error) {
      who.replaceChildren(h('p', { class: 'wrong', dir: 'auto' }, asTrouble(error).message));
    }
    who.removeAttribute('aria-busy');
  };
  /** @param {import('../shapes.js').ResourceMatch} match */
  const matchItem = (match) =>
    h(
      'li',
      { class: 'match' },
      personCard(match.person),
      h('p', { class: 'meta' }, bandMark(match.band)),
      theirs(match.sentence, 'p'),
      quote(match.need, say('quote_need')),
      h('div', { class: 'acts' }, button(say('open_person', match.person.name), () => open(match.person), { class: 'small' })),
    );
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    keep.disabled = true;
    try {
      const done = await service.saveResource({ title: title.value.trim() || shared.url, url: shared.url, about: shared.text });
      keep.textContent = say('resource_kept');
      saved(done.edit, title.value);
    } catch (error) {
      keep.disabled = false;
      failed(error);
    }
  };
  const keep = h('button', { class: 'main' }, say('resource_save'));
  void find();
  return h(
    'section',
    { class: 'page resource' },
    h('h1', { tabindex: -1 }, say('resource_title')),
    h('p', { class: 'soft', dir: 'auto' }, where),
    note && h('p', { class: 'notice', dir: 'auto' }, note),
    h('p', null, say('resource_lead')),
    h('form', { onsubmit: save }, h('label', { for: 'resource-title' }, say('resource_name')), title, h('div', { class: 'actions' }, keep)),
    h('h2', null, say('resource_who')),
    who,
    more.length > 0 && h('div', { class: 'aside' }, more.map(({ word, act }) => button(say(word), act, { class: 'small quiet' }))),
  );
}
