// @ts-check
/** One suggestion: what, how sure, how long it takes, why with quotes, what speaks against it, and the three answers. */

import { button, freshId, h, link, theirs } from '../element.js';
import { count, say } from '../words.js';
import { bandMark, quote } from './quote.js';
import { openSheet } from './sheet.js';

/** @typedef {import('../shapes.js').Suggestion} Suggestion */
/** @typedef {{verdict: 'accepted'} | {verdict: 'dismissed', reason: string} | {verdict: 'snoozed', until: string}} Answer */

export const REASONS = ['not_relevant', 'know_each_other', 'bad_timing', 'wrong_facts', 'too_much', 'other'];
const SNOOZES = /** @type {const} */ (['tomorrow', 'week', 'month']);

/** The day to come back on, as the user's own calendar has it. @param {'tomorrow' | 'week' | 'month'} when @param {Date} today */
export function dayOf(when, today) {
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  if (when === 'month') {
    const date = day.getDate();
    day.setMonth(day.getMonth() + 1);
    if (day.getDate() !== date) day.setDate(0); // the 31st of a shorter month is its last day
  } else day.setDate(day.getDate() + (when === 'week' ? 7 : 1));
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** @param {import('../shapes.js').Reason} reason */
function why(reason) {
  const same = reason.need && reason.offer && reason.need.evidence === reason.offer.evidence;
  return h(
    'li',
    null,
    theirs(reason.sentence, 'p'),
    reason.need && quote(reason.need, say('quote_need')),
    reason.offer && !same && quote(reason.offer, say('quote_offer')),
  );
}

/** @param {string} text */
function declining(text) {
  const copied = h('span', { role: 'status', class: 'soft' });
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.textContent = say('copied');
  };
  return h(
    'details',
    { class: 'decline' },
    h('summary', null, say('decline_title')),
    theirs(text, 'p', 'evidence'),
    h('div', { class: 'acts' }, button(say('copy'), () => void copy(), { class: 'small' }), copied),
  );
}

/** When it is done best, and what it must not turn into. @param {Suggestion} suggestion */
const manner = ({ moment, must_not }) =>
  h('details', { class: 'decline' }, h('summary', null, say('manner_title')), theirs(moment, 'p', 'soft'), theirs(must_not, 'p', 'soft'));

/** A button that opens a row of further buttons beneath. @param {string} word @param {Node[]} inside */
function opener(word, inside) {
  const id = freshId('more');
  const more = h('div', { id, class: 'more', role: 'group', 'aria-label': say(`${word}_label`), hidden: true }, inside);
  const toggle = button(say(word), () => show(Boolean(more.hidden)), { 'aria-expanded': 'false', 'aria-controls': id, class: word });
  const show = (/** @type {boolean} */ open) => {
    more.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    if (open) more.querySelector('button')?.focus();
  };
  more.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    show(false);
    toggle.focus();
  });
  return { toggle, more, show };
}

/** @param {Suggestion} suggestion @param {(suggestion: Suggestion, answer: Answer) => void} answer */
export function suggestionCard(suggestion, answer) {
  const id = freshId('suggestion');
  const give = (/** @type {Answer} */ given) => {
    no.show(false); // should it be put back, it comes back as it was
    later.show(false);
    answer(suggestion, given);
  };
  const no = opener(
    'not_this',
    REASONS.filter((reason) => suggestion.other || reason !== 'know_each_other').map((reason) =>
      button(say(`reason_${reason}`), () => give({ verdict: 'dismissed', reason }), { class: 'small' }),
    ),
  );
  const later = opener(
    'later',
    SNOOZES.map((when) =>
      button(say(`later_${when}`), () => give({ verdict: 'snoozed', until: dayOf(when, new Date()) }), { class: 'small' }),
    ),
  );
  // One of the two at a time.
  no.toggle.addEventListener('click', () => no.more.hidden || later.show(false));
  later.toggle.addEventListener('click', () => later.more.hidden || no.show(false));
  const accept = button(say(`accept_${suggestion.kind}`), () => give({ verdict: 'accepted' }), { class: 'main accept' });
  const write = suggestion.kind !== 'ask' && button(say('write'), () => openSheet({ suggestion: suggestion.id }), { class: 'write' });
  return h(
    'article',
    { class: `suggestion ${suggestion.kind}`, id, 'aria-labelledby': `${id}-title`, 'data-suggestion': suggestion.id, tabindex: -1 },
    h(
      'p',
      { class: 'meta' },
      h('span', { class: 'kind' }, say(`kind_${suggestion.kind}`)),
      bandMark(suggestion.band),
      h('span', null, count('minutes', suggestion.minutes)),
    ),
    h('h3', { id: `${id}-title`, dir: 'auto' }, suggestion.title),
    suggestion.note && theirs(suggestion.note, 'p', 'soft'),
    suggestion.resource?.url && h('p', { class: 'soft' }, link(suggestion.resource.url, suggestion.resource.title)),
    h('ul', { class: 'reasons' }, suggestion.reasons.map((reason) => why(reason))),
    h('p', { class: 'counter' }, h('strong', null, say('counter')), ' ', theirs(suggestion.counter)),
    suggestion.would_change && h('p', { class: 'soft change' }, h('span', null, say('would_change')), ' ', theirs(suggestion.would_change)),
    suggestion.decline && declining(suggestion.decline),
    (suggestion.moment || suggestion.must_not) && manner(suggestion),
    h('div', { class: 'actions' }, accept, write, no.toggle, later.toggle),
    no.more,
    later.more,
  );
}
