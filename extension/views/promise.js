// @ts-check
/** One promise, the user's or theirs: what was said, and what may become of it. */

import { button, h, theirs } from '../element.js';
import { service } from '../service.js';
import { say } from '../words.js';

/** @typedef {import('../shapes.js').Promised} Promised */

/** @param {Promised} promise @param {(action: string) => void} step */
export const promiseLine = (promise, step) =>
  h(
    'li',
    { class: `promise${promise.overdue ? ' overdue' : ''}` },
    theirs(promise.sentence, 'p'),
    promise.state === 'proposed' && promise.evidence && theirs(`“${promise.evidence}”`, 'p', 'evidence'),
    h(
      'div',
      { class: 'acts' },
      promise.actions.map((action) =>
        button(say(`promise_${action}`), () => step(action), { class: 'small', 'aria-label': `${say(`promise_${action}`)}: ${promise.what}` }),
      ),
    ),
  );

/** One that draws itself anew after each step. @param {Promised} promise @param {import('./facets.js').Reactions} react */
export function promiseItem(promise, react) {
  const place = h('li', { class: 'held' });
  /** @param {Promised} now */
  const draw = (now) => {
    place.replaceChildren(h('ul', null, promiseLine(now, (action) => void step(now, action))));
  };
  /** @param {Promised} now @param {string} action */
  const step = async (now, action) => {
    try {
      const done = await service.stepPromise(now.id, { action });
      draw(done);
      react.changed(say(`promised_${action}`, now.what), async () => {
        await service.undo(done.edit);
        draw(now);
      });
    } catch (error) {
      react.failed(error);
    }
  };
  draw(promise);
  return place;
}
