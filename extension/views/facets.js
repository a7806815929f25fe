// @ts-check
/** A person's offers and needs: confirm, correct, reject or add one; every one shows where it was read. */

import { button, freshId, h, theirs } from '../element.js';
import { service } from '../service.js';
import { count, say } from '../words.js';
import { origin } from './quote.js';

/** @typedef {import('../shapes.js').Facet} Facet */
/** @typedef {{changed: (said: string, undo: () => Promise<unknown>) => void, failed: (error: unknown) => void}} Reactions */

const KINDS = /** @type {const} */ (['offer', 'need']);

/** @param {Facet} facet @param {Reactions} react */
export function facetItem(facet, react) {
  const item = h('li', { class: `facet ${facet.state}` });
  /** @param {{state?: string, text?: string}} change @param {string} said */
  const change = async (change, said) => {
    const before = { state: facet.state, text: facet.text };
    try {
      Object.assign(facet, await service.changeFacet(facet.id, change));
      draw();
      react.changed(say(said, facet.text), async () => {
        Object.assign(facet, await service.changeFacet(facet.id, before));
        draw();
      });
    } catch (error) {
      react.failed(error);
    }
  };
  const correct = () => {
    const input = h('input', { value: facet.text, 'aria-label': say('facet_correct_label'), maxlength: 500, dir: 'auto' });
    const save = (/** @type {Event} */ event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text && text !== facet.text) void change({ text, state: 'confirmed' }, 'facet_corrected');
      else draw();
    };
    item.replaceChildren(
      h('form', { class: 'inline', onsubmit: save }, input, h('button', null, say('save')), button(say('cancel'), draw, { class: 'quiet' })),
    );
    input.focus();
    input.select();
  };
  /** @param {string} word @param {() => void} act */
  const act = (word, act) => button(say(word), act, { class: 'small', 'aria-label': `${say(word)}: ${facet.text}` });
  const draw = () => {
    const rejected = facet.state === 'rejected';
    item.className = `facet ${facet.state}`;
    item.replaceChildren(
      h('p', { class: 'facet-text' }, theirs(facet.text), ' ', h('span', { class: 'state' }, say(`facet_${facet.state}`))),
      facet.evidence && facet.evidence !== facet.text ? theirs(`“${facet.evidence}”`, 'p', 'evidence') : '',
      h('p', { class: 'soft', dir: 'auto' }, origin(facet.source, facet.observed_on)),
      h(
        'div',
        { class: 'acts' },
        facet.state !== 'confirmed' && act('facet_confirm', () => void change({ state: 'confirmed' }, 'facet_confirmed_said')),
        !rejected && act('facet_correct', correct),
        !rejected && act('facet_reject', () => void change({ state: 'rejected' }, 'facet_rejected_said')),
      ),
    );
  };
  draw();
  return item;
}

/** @param {number} person @param {Reactions} react @param {(facet: Facet) => void} added */
function adding(person, react, added) {
  const name = freshId('kind');
  const id = freshId('facet');
  const text = h('input', { id, maxlength: 500, required: true, dir: 'auto', autocomplete: 'off' });
  const kinds = KINDS.map((kind, i) => h('input', { type: 'radio', name, value: kind, checked: i === 1 }));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const kind = kinds.find((one) => one.checked)?.value;
    try {
      const facet = await service.addFacet(person, { kind, text: text.value });
      text.value = '';
      added(facet);
      react.changed(say('facet_added', facet.text), () => service.changeFacet(facet.id, { state: 'rejected' }));
    } catch (error) {
      react.failed(error);
    }
  };
  return h(
    'form',
    { class: 'adding', onsubmit: submit },
    h(
      'fieldset',
      null,
      h('legend', null, say('facet_add')),
      h('div', { class: 'row' }, kinds.map((kind, i) => h('label', { class: 'pick' }, kind, say(`facet_add_${KINDS[i]}`)))),
      h('label', { for: id, class: 'unseen' }, say('facet_add_text')),
      h('div', { class: 'inline' }, text, h('button', null, say('add'))),
    ),
  );
}

/** @param {import('../shapes.js').Person} person @param {Reactions} react */
export function facetsView(person, react) {
  const held = person.facets.filter((facet) => facet.state !== 'rejected');
  const lists = Object.fromEntries(KINDS.map((kind) => [kind, h('ul', { class: 'facets' })]));
  for (const facet of held) lists[facet.kind].append(facetItem(facet, react));
  const of = (/** @type {'offer' | 'need'} */ kind) => held.filter((facet) => facet.kind === kind).length;
  const empty = (/** @type {'offer' | 'need'} */ kind) =>
    of(kind) ? '' : h('p', { class: 'soft' }, say(`facets_no_${kind}s`));
  return h(
    'details',
    { class: 'known' },
    h('summary', null, say('known_title'), ' ', h('span', { class: 'soft' }, `${count('offers', of('offer'))}, ${count('needs', of('need'))}`)),
    h('h2', null, say('offers_title')),
    empty('offer'),
    lists.offer,
    h('h2', null, say('needs_title')),
    empty('need'),
    lists.need,
    adding(person.id, react, (facet) => lists[facet.kind].append(facetItem(facet, react))),
  );
}
