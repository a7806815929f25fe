// @ts-check
/** When something is in the way: what it is, in a sentence, and the next step. */

import { askToReachServer } from '../connection.js';
import { button, emblem, h } from '../element.js';
import { say } from '../words.js';

/** Commands a user may have to type, shown as something to copy. @type {Partial<Record<string, string>>} */
const COMMANDS = { offline: 'comity serve', stranger: 'comity serve --port 8500' };

/**
 * @param {import('../trouble.js').Trouble} trouble
 * @param {() => void} again
 * @param {(() => void) | null} settings opens the options, where the address is set
 */
export function troubled(trouble, again, settings = null) {
  const command = COMMANDS[trouble.kind];
  const allow = async () => {
    if (await askToReachServer()) again();
  };
  return h(
    'section',
    { class: `page trouble ${trouble.kind}`, role: 'alert' },
    emblem('apart'),
    h('h1', { tabindex: -1 }, say(`trouble_${trouble.kind}_title`)),
    h('p', { dir: 'auto' }, trouble.message),
    trouble.hint && h('p', { class: 'soft', dir: 'auto' }, trouble.hint),
    command && h('p', null, h('code', { class: 'command', tabindex: 0 }, command)),
    h(
      'div',
      { class: 'actions' },
      trouble.kind === 'withheld'
        ? button(say('allow'), () => void allow(), { class: 'main' })
        : button(say('again'), again, { class: 'main' }),
      settings && button(say('settings'), settings),
    ),
    trouble.kind === 'offline' && h('p', { class: 'soft' }, say('trouble_offline_waiting')),
  );
}
