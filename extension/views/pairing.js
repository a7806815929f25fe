// @ts-check
/** Pairing: the code that the server shows is typed here, once. */

import { addressOf } from '../connection.js';
import { emblem, h } from '../element.js';
import { pair } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';

/**
 * Paired, the panel goes on by itself: it hears that there is a token now.
 * @param {string} base
 * @param {string} because why we have to pair again, if so
 */
export function pairing(base, because) {
  const code = h('input', {
    id: 'code',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    maxlength: 20,
    required: true,
    class: 'code',
    'aria-describedby': 'code-hint pair-said',
  });
  const address = h('input', { id: 'address', value: base, inputmode: 'url', autocomplete: 'off', spellcheck: 'false' });
  const said = h('p', { id: 'pair-said', class: 'wrong', role: 'alert' });

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    said.textContent = '';
    const where = addressOf(address.value);
    if (!where) {
      said.textContent = say('pair_address_wrong');
      address.focus();
      return;
    }
    send.disabled = true;
    try {
      await pair(where, code.value);
    } catch (error) {
      const trouble = asTrouble(error);
      said.textContent = [trouble.message, trouble.hint].filter(Boolean).join(' ');
      send.disabled = false;
      code.select();
      code.focus();
    }
  };
  const send = h('button', { class: 'main' }, say('pair_do'));
  return h(
    'section',
    { class: 'page pairing' },
    emblem('near'),
    h('h1', { tabindex: -1 }, say('pair_title')),
    h('p', null, because || say('pair_intro')),
    h('ol', { class: 'steps' }, h('li', null, say('pair_step_1')), h('li', null, say('pair_step_2'))),
    h(
      'form',
      { onsubmit: submit },
      h('label', { for: 'code' }, say('pair_code')),
      code,
      h('p', { id: 'code-hint', class: 'soft' }, say('pair_code_hint')),
      said,
      h('details', null, h('summary', null, say('pair_elsewhere')), h('label', { for: 'address' }, say('pair_address')), address),
      send,
    ),
    h('p', { class: 'soft' }, say('pair_privacy')),
  );
}
