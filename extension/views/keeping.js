// @ts-check
/** Keeping in touch: how things stand with somebody, what was promised, and a click for every contact that took place. */

import { button, freshId, h, theirs } from '../element.js';
import { service } from '../service.js';
import { day, say } from '../words.js';
import { acting } from './acting.js';
import { promiseLine } from './promise.js';
import { rhythmPart } from './rhythm.js';

/** @typedef {import('../shapes.js').Person} Person */
/** @typedef {import('./course.js').Told} Told */
/** @typedef {import('./acting.js').Act} Act */

const HOWS = ['met', 'call', 'message', 'letter', 'event'];
const MODES = ['building', 'exchange'];

/** About a month from today; a day that every month has. @param {Date} today */
function monthOn(today) {
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, Math.min(today.getDate(), 28))).toISOString().slice(0, 10);
}

/** The strip under the name, and the section at the end; both are drawn anew after each click. @param {Person} person @param {Told} told */
export function keepingParts(person, told) {
  const strip = h('section', { class: 'standing', tabindex: -1, 'aria-label': say('standing_label') });
  const section = h('section', { class: 'part keep', 'aria-labelledby': 'part-keep' });
  const act = acting(told, () => again());
  const again = async () => draw(await service.person(person.id));
  /** @param {Person} now */
  const draw = (now) => {
    const [above, below] = [strip, section].map((part) => part.contains(document.activeElement));
    strip.replaceChildren(...stripOf(now, act));
    section.replaceChildren(...sectionOf(now, act));
    // What was pressed is gone: the focus stays in its part, and does not fall to the top of the page.
    if (above) strip.focus({ preventScroll: true });
    if (below) section.querySelector('h2')?.focus({ preventScroll: true });
  };
  draw(person);
  return { strip, section };
}

/** The next good step, the last contact, and every promise that is open. @param {Person} person @param {Act} act */
function stripOf(person, act) {
  const { keeping } = person;
  const last = keeping.last_touch;
  const live = person.promises.filter((one) => one.state === 'open' || one.state === 'proposed');
  const promises = live.map((one) =>
    promiseLine(one, (action) => void act(say(`promised_${action}`, one.what), service.stepPromise(one.id, { action }))),
  );
  return [
    keeping.next && live.every((one) => one.sentence !== keeping.next) ? theirs(keeping.next, 'p', 'next') : '',
    h('p', { class: 'soft' }, last ? say('standing_last', day(last.on), say(`how_${last.how}`)) : say('standing_never')),
    promises.length ? h('ul', { class: 'promises', 'aria-label': say('promises_label') }, promises) : '',
  ];
}

/** @param {Person} person @param {Act} act */
function sectionOf(person, act) {
  const { keeping } = person;
  const touch = (/** @type {string} */ word, /** @type {any} */ body) =>
    button(say(word), () => void act(say('touched', person.name), service.touch(person.id, body)), { class: 'small' });
  const touched = HOWS.map((how) => touch(`touch_${how}`, { how, direction: 'both' }));
  const wrote = touch('touch_mine', { how: 'message', direction: 'mine' });
  const thanks = person.exchanges
    .filter((one) => one.thanks_due)
    .map((one) =>
      h(
        'li',
        null,
        theirs(one.sentence, 'p'),
        h('div', { class: 'acts' }, button(say('thanked'), () => void act(say('thanked_said', person.name), service.thank(one.id)), { class: 'small' })),
      ),
    );
  const cameOf = (/** @type {string} */ word, /** @type {number} */ suggestion, /** @type {string} */ reason, /** @type {string} */ title) =>
    button(say(word), () => void act(say(`${word}_said`), service.feedback({ suggestion, verdict: 'outcome', reason })), { class: 'small', 'aria-label': `${say(word)}: ${title}` });
  const given = person.given.map(({ suggestion, title, on }) =>
    h(
      'li',
      null,
      theirs(title, 'p'),
      h('p', { class: 'soft' }, say('given_on', day(on))),
      h('div', { class: 'acts' }, cameOf('given_helped', suggestion, 'helped', title), cameOf('given_nothing', suggestion, 'nothing', title)),
    ),
  );
  return [
    h('h2', { id: 'part-keep', tabindex: -1 }, say('keep_title')),
    h('p', { class: 'lead' }, keeping.quiet || say('keep_lead')),
    keeping.balance ? theirs(keeping.balance, 'p', 'balance') : '',
    thanks.length ? h('ul', { class: 'record' }, thanks) : '',
    given.length ? h('ul', { class: 'record', 'aria-label': say('given_label') }, given) : '',
    h('div', { class: 'acts', role: 'group', 'aria-label': say('touch_label') }, touched, wrote),
    modes(person, act),
    passed(person, act),
    promising(person, act),
    happened(person, act),
    rhythmPart(person, act),
    resting(person, act),
  ];
}

/** Two kinds of relationship, chosen by the user alone. @param {Person} person @param {Act} act */
function modes(person, act) {
  const name = freshId('mode');
  const choose = (/** @type {string} */ mode) => void act(say(`mode_${mode}_said`, person.name), service.changePerson(person.id, { mode }));
  return h(
    'fieldset',
    { class: 'modes' },
    h('legend', null, say('mode_title')),
    MODES.map((mode) =>
      h(
        'label',
        { class: 'pick' },
        h('input', { type: 'radio', name, checked: person.mode === mode, onchange: () => choose(mode) }),
        h('span', null, h('strong', null, say(`mode_${mode}`)), ' ', say(`mode_${mode}_is`)),
      ),
    ),
  );
}

/** @param {string} title @param {() => void} submit @param {Node[]} inside */
const folded = (title, submit, inside) =>
  h(
    'details',
    { class: 'known' },
    h('summary', null, say(title)),
    h('form', { class: 'adding', onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), submit()) }, inside),
  );

/** @param {string} legend @param {string[]} words @param {string} prefix */
function oneOf(legend, words, prefix) {
  const name = freshId('pick');
  const boxes = words.map((word, i) => h('input', { type: 'radio', name, value: word, checked: i === 0 }));
  const set = h(
    'fieldset',
    { class: 'row' },
    h('legend', { class: 'unseen' }, say(legend)),
    boxes.map((box, i) => h('label', { class: 'pick' }, box, say(`${prefix}_${words[i]}`))),
  );
  return { set, chosen: () => boxes.find((box) => box.checked)?.value ?? words[0] };
}

/** What passed between the two, told and never counted. @param {Person} person @param {Act} act */
function passed(person, act) {
  const way = oneOf('passed_label', ['to_me', 'from_me', 'onward'], 'passed');
  const what = h('input', { id: freshId('what'), required: true, maxlength: 500, dir: 'auto', autocomplete: 'off' });
  const submit = () => void act(say('passed_said'), service.exchange(person.id, { way: way.chosen(), what: what.value }));
  return folded('passed_title', submit, [
    way.set,
    h('label', { for: what.id }, say('passed_what')),
    h('div', { class: 'inline' }, what, h('button', null, say('add'))),
  ]);
}

/** @param {Person} person @param {Act} act */
function promising(person, act) {
  const whose = oneOf('promise_label', ['mine', 'theirs'], 'promise_whose');
  const what = h('input', { id: freshId('promise'), required: true, maxlength: 500, dir: 'auto', autocomplete: 'off' });
  const due = h('input', { id: freshId('due'), type: 'date' });
  const submit = () => void act(say('promise_said'), service.promise(person.id, { whose: whose.chosen(), what: what.value, due: due.value || null }));
  return folded('promise_title', submit, [
    whose.set,
    h('label', { for: what.id }, say('promise_what')),
    what,
    h('label', { for: due.id }, say('promise_due')),
    h('div', { class: 'inline' }, due, h('button', null, say('add'))),
  ]);
}

/** News of theirs or work they show: a ground for a kind word. @param {Person} person @param {Act} act */
function happened(person, act) {
  const kind = oneOf('news_label', ['event', 'shows', 'sad'], 'news');
  const what = h('input', { id: freshId('news'), required: true, maxlength: 500, dir: 'auto', autocomplete: 'off' });
  const on = h('input', { id: freshId('on'), type: 'date', required: true, value: new Date().toLocaleDateString('sv') });
  const submit = () => {
    const sad = kind.chosen() === 'sad';
    void act(say('news_said'), service.occasion(person.id, { kind: sad ? 'event' : kind.chosen(), text: what.value, on: on.value, sad }));
  };
  return folded('news_title', submit, [
    kind.set,
    h('label', { for: what.id }, say('news_what')),
    what,
    h('label', { for: on.id }, say('news_on')),
    h('div', { class: 'inline' }, on, h('button', null, say('add'))),
  ]);
}

/** @param {Person} person @param {Act} act */
function resting(person, act) {
  const rest = (/** @type {string} */ word, /** @type {string | null} */ until) =>
    button(say(word), () => void act(say(`${word}_said`, person.name), service.rest(person.id, { until })), { class: 'small quiet' });
  const asleep = [rest('rest_wake', null)];
  const awake = [rest('rest_month', monthOn(new Date())), rest('rest_pause', 'paused')];
  return h('div', { class: 'acts', role: 'group', 'aria-label': say('rest_label') }, person.quiet_until ? asleep : awake);
}
