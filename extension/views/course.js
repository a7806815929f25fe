// @ts-check
/** Something under way, an introduction or an ask: how far it has come, what comes next, and the steps that may follow. */

import { button, freshId, h, theirs } from '../element.js';
import { service } from '../service.js';
import { day, say } from '../words.js';
import { openSheet } from './sheet.js';

/** @typedef {import('../shapes.js').Introduction} Introduction */
/** @typedef {import('../shapes.js').Ask} Ask */
/** @typedef {{done: (said: string, edit: number | null, redraw: () => void) => void, failed: (error: unknown) => void}} Told */

/** With these the one who said yes says what may be passed on of them. */
const YES = ['first_said_yes', 'second_said_yes'];

/** @param {string} title @param {string} state @param {string} next @param {Node[]} acts @param {Node[]} more */
function card(title, state, next, acts, more) {
  const id = freshId('course');
  return h(
    'article',
    { class: 'course', 'aria-labelledby': id, tabindex: -1 },
    h('h3', { id, dir: 'auto' }, title),
    h('p', { class: 'meta' }, state),
    theirs(next, 'p', 'next'),
    h('div', { class: 'acts' }, acts),
    more,
  );
}

/**
 * @template {{state_words: string}} T
 * @param {string} title @param {Told} told @param {(now: T) => void} draw @param {() => Promise<T>} fetched
 */
const stepper = (title, told, draw, fetched) => async (/** @type {Promise<T & {edit: number | null}>} */ work) => {
  try {
    const done = await work;
    draw(done);
    told.done(`${title}: ${done.state_words}`, done.edit, () => void fetched().then(draw, told.failed));
  } catch (error) {
    told.failed(error);
  }
};

/** @param {Introduction} introduction @param {Told} told */
export function introductionCard(introduction, told) {
  const place = h('div', { class: 'under-way' });
  const names = { a: introduction.a.name, b: introduction.b.name };
  const title = say('course_introduction', names.a, names.b);
  /** @param {string} action */
  const sharing = (action) => {
    const share = h('input', { id: freshId('share'), maxlength: 500, dir: 'auto', autocomplete: 'off' });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      void step(service.stepIntroduction(introduction.id, { action, share: share.value }));
    };
    const form = h(
      'form',
      { class: 'sharing', onsubmit: submit },
      h('label', { for: share.id }, say('share_label')),
      share,
      h('p', { class: 'soft' }, say('share_hint')),
      h('div', { class: 'acts' }, h('button', { class: 'small' }, say(`step_${action}`))),
    );
    place.querySelector('.sharing')?.remove();
    place.append(form);
    share.focus();
  };
  /** @param {Introduction} now */
  const draw = (now) => {
    const write = now.write_to.map((to) =>
      button(to === 'both' ? say('write_both') : say('write_to', names[to]), () => openSheet({ introduction: now.id, to }), { class: 'small main' }),
    );
    const steps = now.actions.map((action) => {
      const act = () => (YES.includes(action) ? sharing(action) : void step(service.stepIntroduction(now.id, { action, share: '' })));
      return button(say(`step_${action}`), act, { class: 'small' });
    });
    const past = now.history.map((one) => h('li', { class: 'soft' }, `${day(one.at)} · ${say(`step_${one.action}`)}`));
    const history = past.length ? [h('details', null, h('summary', null, say('course_history')), h('ol', { class: 'record' }, past))] : [];
    place.replaceChildren(card(title, now.state_words, now.next, [...write, ...steps], history));
  };
  const step = stepper(title, told, draw, () => service.introduction(introduction.id));
  draw(introduction);
  return place;
}

/** @param {Ask} ask @param {Told} told */
export function askCard(ask, told) {
  const place = h('div', { class: 'under-way' });
  const title = say('course_ask', ask.person.name, ask.what);
  /** @param {Ask} now */
  const draw = (now) => {
    const write = now.state === 'prepared' ? [button(say('write'), () => openSheet({ ask: now.id }), { class: 'small main' })] : [];
    const steps = now.actions.map((action) =>
      button(say(`ask_step_${action}`), () => void step(service.stepAsk(now.id, { action })), { class: 'small' }),
    );
    const advice = now.advice.length ? [h('ul', { class: 'advice-notes' }, now.advice.map((note) => h('li', { dir: 'auto' }, note)))] : [];
    place.replaceChildren(card(title, now.state_words, now.next, [...write, ...steps], advice));
  };
  const step = stepper(title, told, draw, () => service.ask(ask.id));
  draw(ask);
  return place;
}
