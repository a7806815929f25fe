// @ts-check
/** Causes: what for, who might care by a line of their own, asked one by one, thanked, and out in one click. */

import { button, freshId, h, theirs } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';
import { acting } from './acting.js';
import { quote } from './quote.js';
import { openSheet } from './sheet.js';

/** @typedef {import('../shapes.js').Cause} Cause */
/** @typedef {import('./course.js').Told} Told */
/** @typedef {import('./acting.js').Act} Act */

/** @param {Cause[]} causes @param {Told} told */
export function causesView(causes, told) {
  const place = h('details', { class: 'known causes' });
  /** @param {Cause[]} held @param {boolean} open */
  const draw = (held, open) => {
    place.open = open;
    place.replaceChildren(h('summary', null, say('causes_title')), ...held.map((one) => causePart(one, act)), beginning(act));
  };
  const again = async () => draw((await service.causes()).causes, true);
  const act = acting(told, () => again());
  draw(causes, false);
  return place;
}

/** @param {Cause} cause @param {Act} act */
function causePart(cause, act) {
  const found = h('div', { class: 'found', 'aria-live': 'polite' });
  const look = async () => {
    found.replaceChildren(h('p', { class: 'thinking' }, say('thinking')));
    try {
      const { people, silence } = await service.whoCares(cause.id);
      const known = new Set(cause.supporters.map((one) => one.person.id));
      const fresh = people.filter((one) => !known.has(one.person.id));
      found.replaceChildren(...(fresh.length ? fresh.map((one) => care(cause, one, act)) : [h('p', { class: 'soft' }, silence || say('causes_nobody'))]));
    } catch (error) {
      found.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, asTrouble(error).message));
    }
  };
  return h(
    'section',
    { class: 'cause' },
    h('h2', { dir: 'auto' }, cause.name),
    theirs(cause.what_for, 'p', 'soft'),
    h('ul', { class: 'record' }, cause.supporters.map((one) => supporter(cause, one, act))),
    cause.state === 'open' && h('div', { class: 'acts' }, button(say('causes_who'), () => void look(), { class: 'small' })),
    found,
  );
}

/** @param {Cause} cause @param {import('../shapes.js').Care} one @param {Act} act */
const care = (cause, one, act) =>
  h(
    'div',
    { class: 'match' },
    h('strong', { dir: 'auto' }, one.person.name),
    theirs(one.sentence, 'p'),
    quote(one.interest),
    h('p', { class: 'counter' }, h('strong', null, say('counter')), ' ', theirs(one.counter)),
    h(
      'div',
      { class: 'acts' },
      button(say('causes_consider'), () => void act(say('causes_considered', one.person.name), service.considerFor(cause.id, { person: one.person.id, angle: one.angle, interest: one.interest.facet })), {
        class: 'small',
        'aria-label': `${say('causes_consider')}: ${one.person.name}`,
      }),
    ),
  );

/** @param {Cause} cause @param {Cause['supporters'][number]} one @param {Act} act */
function supporter(cause, one, act) {
  const name = one.person.name;
  const write = button(say('write'), () => openSheet({ cause: cause.id, person: one.person.id }), { class: 'small main', 'aria-label': `${say('write')}: ${name}` });
  const steps = one.actions
    .filter((action) => action !== 'leave' && action !== 'lapse')
    .map((action) => button(say(`cause_step_${action}`), () => void act(`${name}: ${say(`cause_step_${action}`)}`, service.causeStep(cause.id, one.person.id, { action })), { class: 'small', 'aria-label': `${say(`cause_step_${action}`)}: ${name}` }));
  const leave = button(say('causes_leave'), () => void act(say('causes_left', name), service.leaveCause(cause.id, one.person.id)), { class: 'small quiet', 'aria-label': `${say('causes_leave')}: ${name}` });
  const due = one.deeds
    .filter((deed) => !deed.thanked_on)
    .map((deed) => h('p', { class: 'acts' }, theirs(deed.what), button(say('thanked'), () => void act(say('thanked_said', name), service.thankDeed(deed.id)), { class: 'small', 'aria-label': `${say('thanked')}: ${deed.what}` })));
  return h(
    'li',
    null,
    theirs(name),
    ' ',
    h('span', { class: 'state' }, one.state_words),
    one.angle && theirs(one.angle.text, 'p', 'soft'),
    due,
    h('div', { class: 'acts' }, one.state === 'idea' && write, steps, one.state === 'supports' && leave),
  );
}

/** @param {Act} act */
function beginning(act) {
  const name = h('input', { id: freshId('cause'), required: true, maxlength: 200, dir: 'auto', autocomplete: 'off' });
  const what = h('input', { id: freshId('for'), required: true, maxlength: 500, dir: 'auto', autocomplete: 'off' });
  const angles = h('textarea', { id: freshId('angles'), rows: 2, maxlength: 2000, dir: 'auto' });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const lines = angles.value.split('\n').map((line) => line.trim()).filter(Boolean);
    void act(say('causes_begun', name.value), service.beginCause({ name: name.value, what_for: what.value, angles: lines }));
  };
  return h(
    'form',
    { class: 'adding', onsubmit: submit },
    h('h2', null, say('causes_begin')),
    h('label', { for: name.id }, say('causes_name')),
    name,
    h('label', { for: what.id }, say('causes_for')),
    what,
    h('label', { for: angles.id }, say('causes_angles')),
    angles,
    h('div', { class: 'acts' }, h('button', { class: 'small' }, say('add'))),
  );
}
