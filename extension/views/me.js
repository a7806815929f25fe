// @ts-check
/** The user themselves: without them there are no gives and no asks. */

import { h } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';

/** @param {(me: import('../shapes.js').Person) => void} done */
export function meView(done) {
  const name = h('input', { id: 'me-name', required: true, maxlength: 200, dir: 'auto', autocomplete: 'name' });
  const headline = h('input', { id: 'me-headline', maxlength: 500, dir: 'auto', autocomplete: 'off' });
  const said = h('p', { class: 'wrong', role: 'alert' });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      done(await service.addMe(name.value, headline.value.trim() ? { headline: headline.value } : {}));
    } catch (error) {
      said.textContent = asTrouble(error).message;
    }
  };
  return h(
    'details',
    { class: 'notice me' },
    h('summary', null, say('me_title')),
    h('p', null, say('me_lead')),
    h(
      'form',
      { onsubmit: submit },
      h('label', { for: 'me-name' }, say('me_name')),
      name,
      h('label', { for: 'me-headline' }, say('me_headline')),
      headline,
      said,
      h('div', { class: 'actions' }, h('button', { class: 'main' }, say('save'))),
    ),
  );
}
