// @ts-check
/** The primer: six steps to begin with, one at a time, each leaving something real behind; it can be left and taken up again. */

import { button, freshId, h, theirs } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';

/** @typedef {import('../shapes.js').Primer} Primer */

/** Steps in which the user says something of themselves, and what the service calls it. @type {Record<string, 'offers' | 'needs'>} */
const SAID = { offers: 'offers', needs: 'needs' };

/** Nothing once every step is done or skipped. @param {Primer} primer @param {boolean} hasMe @param {import('./course.js').Told} told */
export function primerView(primer, hasMe, told) {
  let known = hasMe;
  const place = h('details', { class: 'notice primer' });
  /** @param {string} said @param {Promise<Primer & {edit: number | null}>} work */
  const act = async (said, work) => {
    try {
      const done = await work;
      known ||= said === say('primer_said');
      draw(done, true);
      told.done(said, done.edit, () => void service.primer().then((now) => draw(now, true), told.failed));
    } catch (error) {
      const wrong = place.querySelector('.wrong');
      if (wrong) wrong.textContent = asTrouble(error).message;
    }
  };
  /** @param {Primer} now @param {boolean} open */
  const draw = (now, open) => {
    place.open = open;
    place.hidden = now.next === null;
    const step = now.steps.find((one) => one.key === now.next);
    place.replaceChildren(
      h('summary', null, say('primer_title', now.minutes)),
      h('progress', { value: now.done, max: now.of, 'aria-label': say('primer_progress', now.done, now.of) }),
      ...(step ? stepParts(step, known, act) : []),
    );
    if (open) /** @type {HTMLElement | null} */ (place.querySelector('h2'))?.focus();
  };
  draw(primer, false);
  return place;
}

/** @param {Primer['steps'][number]} step @param {boolean} hasMe @param {(said: string, work: Promise<any>) => Promise<void>} act */
function stepParts(step, hasMe, act) {
  const kind = SAID[step.key];
  const skip = button(say('primer_skip'), () => void act(say('primer_skipped', step.title), service.primerMark(step.key, 'skipped')), { class: 'small quiet' });
  const done = button(say('primer_read'), () => void act(step.title, service.primerMark(step.key, 'done')), { class: 'small' });
  const parts = [h('h2', { tabindex: -1 }, step.title), theirs(step.text, 'p'), theirs(step.todo, 'p', 'soft')];
  if (kind) {
    const name = h('input', { id: freshId('me'), maxlength: 200, dir: 'auto', required: true, autocomplete: 'name' });
    const said = h('textarea', { id: freshId('said'), rows: 3, dir: 'auto', required: true, maxlength: 1500 });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      const lines = said.value.split('\n').map((line) => line.trim()).filter(Boolean);
      void act(say('primer_said'), service.primerAboutMe({ ...(hasMe ? {} : { name: name.value }), [kind]: lines }));
    };
    parts.push(
      h(
        'form',
        { onsubmit: submit },
        hasMe ? '' : h('label', { for: name.id }, say('me_name')),
        hasMe ? '' : name,
        h('label', { for: said.id }, say(`primer_${kind}`)),
        said,
        h('p', { class: 'wrong', role: 'alert' }),
        h('div', { class: 'acts' }, h('button', { class: 'small' }, say('save')), skip),
      ),
    );
  } else {
    parts.push(h('p', { class: 'wrong', role: 'alert' }), h('div', { class: 'acts' }, step.key === 'difference' ? done : '', skip));
  }
  return parts;
}
