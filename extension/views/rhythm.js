// @ts-check
/** How often: a rhythm for one person, the groups they are in, and a rhythm for everybody of a group. */

import { freshId, h } from '../element.js';
import { service } from '../service.js';
import { say } from '../words.js';

/** @typedef {import('../shapes.js').Person} Person */
/** @typedef {import('./acting.js').Act} Act */

const LONGEST = 3650;

/**
 * Folded; what the groups have as a rhythm is asked for when it is first opened, and then left alone: a later
 * answer would write over what is being typed.
 *
 * @param {Person} person @param {Act} act
 */
export function rhythmPart(person, act) {
  const groups = h('div', null);
  const own = days('rhythm_days', person.own_rhythm_days, (every) => act(say('rhythm_said', person.name), service.rhythm(person.id, every)));
  const part = h('details', { class: 'known' }, h('summary', null, say('rhythm_title')), own, tagging(person, act), groups);
  const fill = async () => {
    const held = new Map((await service.tags()).tags.map((one) => [one.tag, one.rhythm_days]));
    groups.replaceChildren(
      ...person.tags.map((tag) => days('rhythm_group', held.get(tag) ?? null, (every) => act(say('rhythm_group_said', tag), service.rhythmOfTag(tag, every)), tag)),
    );
  };
  if (person.tags.length) part.addEventListener('toggle', fill, { once: true });
  return part;
}

/** A number of days, or none. @param {string} word @param {number | null} now @param {(every: number | null) => Promise<void>} set @param {string} [about] */
function days(word, now, set, about = '') {
  const input = h('input', { id: freshId('days'), type: 'number', min: 1, max: LONGEST, value: now ?? '' });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void set(input.value ? Number(input.value) : null);
  };
  return h(
    'form',
    { class: 'adding', onsubmit: submit },
    h('label', { for: input.id }, say(word, about)),
    h('div', { class: 'inline' }, input, h('button', null, say('save'))),
  );
}

/** @param {Person} person @param {Act} act */
function tagging(person, act) {
  const input = h('input', { id: freshId('groups'), maxlength: 500, dir: 'auto', autocomplete: 'off', value: person.tags.join(', ') });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const tags = input.value.split(',').map((tag) => tag.trim()).filter(Boolean);
    void act(say('groups_said', person.name), service.tag(person.id, tags));
  };
  return h(
    'form',
    { class: 'adding', onsubmit: submit },
    h('label', { for: input.id }, say('groups_title')),
    h('div', { class: 'inline' }, input, h('button', null, say('save'))),
  );
}
