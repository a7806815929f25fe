// @ts-check
/** The record of a person: every value with its source and day, the people they know, and the user's notes. */

import { h, link, theirs } from '../element.js';
import { day, say, sayOr } from '../words.js';
import { origin } from './quote.js';

/** @typedef {import('../shapes.js').Person} Person */

/** @param {string} title @param {HTMLLIElement[]} rows */
const fold = (title, rows) =>
  rows.length > 0 &&
  h(
    'details',
    { class: 'known' },
    h('summary', null, say(title), ' ', h('span', { class: 'soft' }, String(rows.length))),
    h('ul', { class: 'record' }, rows),
  );

/** @param {Person} person */
export function recordView(person) {
  const fields = person.fields.map((one) =>
    h(
      'li',
      null,
      h('span', { class: 'label' }, sayOr(`field_${one.field}`, one.field)),
      one.field === 'url' ? link(one.value, one.value.replace(/^https?:\/\/(www\.)?/, '')) : theirs(one.value),
      h('p', { class: 'soft', dir: 'auto' }, origin(one.source, one.observed_on)),
    ),
  );
  const ties = person.ties.map((tie) =>
    h(
      'li',
      null,
      theirs(tie.person.name),
      ' ',
      h('span', { class: 'state' }, sayOr(`tie_${tie.band}`, tie.band)),
      tie.evidence && theirs(tie.evidence, 'p', 'soft'),
    ),
  );
  const notes = person.notes.map((note) =>
    h('li', null, theirs(note.text, 'p', 'noted'), h('p', { class: 'soft' }, day(note.written_at))),
  );
  return [fold('notes_title', notes), fold('ties_title', ties), fold('record_title', fields)].filter((part) => part !== false);
}
