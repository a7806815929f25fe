// @ts-check
/** Preparing an ask: what, why them, how long, and whether a no would cost them; the coach answers before anything is written. */

import { button, h } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';
import { personCard } from './card.js';
import { askCard } from './course.js';

const POWERS = ['', 'their manager', 'their client', 'hiring them', 'their mentor', 'grading them', 'funding them'];

/**
 * @param {{person: import('../shapes.js').Card, suggestion: number | null, what: string, back: () => void,
 *   told: import('./course.js').Told}} options
 */
export function askingView({ person, suggestion, what, back, told }) {
  const view = h('section', { class: 'page asking' });
  const wanted = h('input', { id: 'ask-what', required: true, maxlength: 500, dir: 'auto', value: what, autocomplete: 'off' });
  const why = h('textarea', { id: 'ask-why', rows: 2, maxlength: 1000, dir: 'auto', 'aria-describedby': 'ask-why-hint' });
  const minutes = h('input', { id: 'ask-minutes', type: 'number', min: 1, max: 480, value: 15, required: true });
  const power = h('select', { id: 'ask-power' }, POWERS.map((one) => h('option', { value: one }, say(`power_${one.replace(/ /g, '_') || 'none'}`))));
  const said = h('p', { class: 'wrong', role: 'alert' });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const body = { person: person.id, what: wanted.value, why_them: why.value, minutes: Number(minutes.value), power: power.value, suggestion };
    try {
      const ask = await service.prepareAsk(body);
      view.replaceChildren(
        h('h1', { tabindex: -1 }, say('asking_ready')),
        ...(ask.encouragement ? [h('p', { class: 'notice' }, ask.encouragement)] : []),
        askCard(ask, told),
        h('div', { class: 'actions' }, button(say('open_person', person.name), back)),
      );
      /** @type {HTMLElement | null} */ (view.querySelector('h1'))?.focus();
      told.done(say('asking_kept', person.name), ask.edit, back);
    } catch (error) {
      said.textContent = asTrouble(error).message;
    }
  };
  view.append(
    h('h1', { tabindex: -1 }, say('asking_title')),
    personCard(person),
    h(
      'form',
      { onsubmit: submit },
      h('label', { for: 'ask-what' }, say('asking_what')),
      wanted,
      h('label', { for: 'ask-why' }, say('asking_why')),
      why,
      h('p', { id: 'ask-why-hint', class: 'soft' }, say('asking_why_hint')),
      h('label', { for: 'ask-minutes' }, say('asking_minutes')),
      minutes,
      h('label', { for: 'ask-power' }, say('asking_power')),
      power,
      said,
      h('div', { class: 'actions' }, h('button', { class: 'main' }, say('asking_do')), button(say('cancel'), back)),
    ),
  );
  return view;
}
