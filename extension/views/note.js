// @ts-check
/** A note about somebody: kept as written, and what it says they offer or need is put up for confirmation. */

import { button, h } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';
import { personCard } from './card.js';
import { facetItem } from './facets.js';
import { promiseItem } from './promise.js';
import { picker } from './picker.js';

/** @typedef {import('../shapes.js').Card} Card */

/**
 * @param {{person: Card | null, text: string, back: (person: Card | null) => void,
 *   react: import('./facets.js').Reactions, kept: (noted: import('../shapes.js').Noted, person: Card) => void}} options
 */
export function noteView({ person, text, back, react, kept }) {
  const view = h('section', { class: 'page note' });
  const area = h('textarea', { id: 'note', rows: 5, maxlength: 20_000, required: true, dir: 'auto', 'aria-describedby': 'note-hint' }, text);
  const said = h('p', { class: 'wrong', role: 'alert' });

  /** @param {Card} about */
  const write = (about) => {
    const save = h('button', { class: 'main' }, say('note_save'));
    const submit = async (/** @type {Event} */ event) => {
      event.preventDefault();
      save.disabled = true;
      said.textContent = '';
      try {
        const noted = await service.note(about, area.value);
        kept(noted, about);
        confirm(about, noted);
      } catch (error) {
        save.disabled = false;
        said.textContent = asTrouble(error).message;
      }
    };
    view.replaceChildren(
      h('h1', { tabindex: -1 }, say('note_title')),
      personCard(about),
      h(
        'form',
        { onsubmit: submit },
        h('label', { for: 'note' }, say('note_label')),
        area,
        h('p', { id: 'note-hint', class: 'soft' }, say('note_hint')),
        said,
        h('div', { class: 'actions' }, save, button(say('cancel'), () => back(person))),
      ),
    );
    area.focus();
  };
  /** @param {Card} about @param {import('../shapes.js').Noted} noted */
  const confirm = (about, noted) => {
    const told = noted.proposed.length + noted.promises.length;
    view.replaceChildren(
      h('h1', { tabindex: -1 }, say(told ? 'note_read' : 'note_kept')),
      h('p', null, say(told ? 'note_read_lead' : 'note_nothing')),
      h('ul', { class: 'facets' }, noted.proposed.map((facet) => facetItem(facet, react))),
      h('ul', { class: 'promises' }, noted.promises.map((one) => promiseItem(one, react))),
      h('div', { class: 'actions' }, button(say('open_person', about.name), () => back(about), { class: 'main' })),
    );
    /** @type {HTMLElement | null} */ (view.querySelector('h1'))?.focus();
  };
  if (person) write(person);
  else {
    view.append(
      h('h1', { tabindex: -1 }, say('note_whose')),
      h('blockquote', { class: 'selection', dir: 'auto' }, text),
      picker(say('find_label'), write),
      h('div', { class: 'actions' }, button(say('cancel'), () => back(null))),
    );
  }
  return view;
}
