// @ts-check
/** Today: at most five things, the user's own word first, and what is under way. */

import { button, h, theirs } from '../element.js';
import { say } from '../words.js';
import { askCard, introductionCard } from './course.js';

/**
 * @param {{digest: import('../shapes.js').Digest, introductions: import('../shapes.js').Introduction[],
 *   asks: import('../shapes.js').Ask[]}} held
 * @param {{open: (person: import('../shapes.js').Card) => void, told: import('./course.js').Told}} act
 */
export function todayView({ digest, introductions, asks }, { open, told }) {
  const items = digest.items.map((item) =>
    h(
      'li',
      { class: item.kind },
      theirs(item.sentence, 'p'),
      item.why && theirs(item.why, 'p', 'soft'),
      h('div', { class: 'acts' }, button(say('open_person', item.person.name), () => open(item.person), { class: 'small' })),
    ),
  );
  return h(
    'div',
    { class: 'today' },
    digest.habit && h('p', { class: 'notice' }, digest.habit),
    items.length > 0 && h('section', { 'aria-labelledby': 'today' }, h('h2', { id: 'today' }, say('today_title')), h('ol', { class: 'record' }, items)),
    underWay(introductions, asks, told),
    digest.quiet.length > 0 &&
      h('details', { class: 'known' }, h('summary', null, say('quiet_title')), h('ul', { class: 'record' }, digest.quiet.map((one) => h('li', null, theirs(one.why))))),
  );
}

/** What has begun and not ended. @param {import('../shapes.js').Introduction[]} introductions @param {import('../shapes.js').Ask[]} asks @param {import('./course.js').Told} told */
export function underWay(introductions, asks, told) {
  const begun = introductions.filter((one) => one.actions.length);
  const asked = asks.filter((one) => one.actions.length);
  return (
    begun.length + asked.length > 0 &&
    h(
      'section',
      { class: 'part way', 'aria-labelledby': 'under-way' },
      h('h2', { id: 'under-way', tabindex: -1 }, say('under_way_title')),
      begun.map((one) => introductionCard(one, told)),
      asked.map((one) => askCard(one, told)),
    )
  );
}
