// @ts-check
/** What a page says, before anything is kept: a tick for each value, and whose entry they will join. */

import { button, freshId, h, theirs } from '../element.js';
import { count, day, say, sayOr } from '../words.js';
import { personCard } from './card.js';
import { picker } from './picker.js';

/** @typedef {import('../shapes.js').Preview} Preview */
/** @typedef {import('../shapes.js').Card} Card */
/** @typedef {{url: string, title: string, person: number | 'new', fields: any[], facets: any[], occasions: any[], acquaintances: any[]}} Kept */

/** What is ticked from the start where the user has to choose each value by themselves. */
const LEAST = ['name', 'url'];

/**
 * One line with a tick; `value` is what is sent if it is kept.
 * @param {{value: any, kept: boolean, label: string, text: string, note: string, quoted?: string}} row
 */
function tick({ value, kept, label, text, note, quoted = '' }) {
  const id = freshId('keep');
  const box = h('input', { type: 'checkbox', id, checked: kept, 'aria-describedby': `${id}-note` });
  const line = h(
    'li',
    { class: 'tick' },
    box,
    h('label', { for: id }, label && h('span', { class: 'label' }, label), ' ', theirs(text)),
    h('div', { id: `${id}-note`, class: 'soft' }, quoted && theirs(`“${quoted}”`, 'p', 'evidence'), h('span', { dir: 'auto' }, note)),
  );
  return { box, line, value };
}

/** @param {Preview} preview @param {boolean} chooseEach */
function rows(preview, chooseEach) {
  const from = (/** @type {string} */ source) => sayOr(`reader_${source.replace(/\W/g, '_')}`, source);
  const fields = preview.fields.map((one) =>
    tick({
      value: { field: one.field, value: one.value, source: one.source },
      kept: one.kept && !one.known && (!chooseEach || LEAST.includes(one.field)),
      label: one.label,
      text: one.value,
      note: [one.known ? say('preview_known') : '', from(one.source)].filter(Boolean).join(' · '),
    }),
  );
  const facets = preview.facets.map((one) =>
    tick({
      value: { kind: one.kind, text: one.text, evidence: one.evidence, confidence: one.confidence, source: one.source },
      kept: one.kept && !chooseEach,
      label: say(`facet_kind_${one.kind}`),
      text: one.text,
      note: from(one.source),
      quoted: one.evidence === one.text ? '' : one.evidence,
    }),
  );
  const occasions = preview.occasions.map((one) =>
    tick({
      value: { kind: one.kind, text: one.text, evidence: one.evidence, on: one.on, sad: one.sad },
      kept: one.kept && !chooseEach,
      label: say(`occasion_${one.kind}`),
      text: one.text,
      note: [day(one.on), from(one.source)].join(' · '),
      quoted: one.evidence,
    }),
  );
  const acquaintances = preview.acquaintances.map((one) =>
    tick({
      value: { name: one.name, url: one.url, evidence: one.evidence },
      kept: one.kept && !chooseEach,
      label: '',
      text: one.name,
      note: one.evidence,
    }),
  );
  return { fields, facets, occasions, acquaintances };
}

/** Whose entry it will be. Null until the user has said so. @param {Preview} preview */
function saveAs(preview) {
  const name = freshId('as');
  /** @type {number | 'new' | null} */
  let chosen = preview.match.person?.id ?? (preview.match.ambiguous.length ? null : 'new');
  const list = h('div', { class: 'as' });
  /** @param {number | 'new'} value @param {Node | string} shown */
  const option = (value, shown) =>
    h(
      'label',
      { class: 'pick' },
      h('input', { type: 'radio', name, checked: chosen === value, onchange: () => (chosen = value) }),
      typeof shown === 'string' ? h('span', null, shown) : shown,
    );
  /** @param {Card} card */
  const held = (card) => option(card.id, h('div', null, personCard(card)));
  const somebodyElse = (/** @type {Card} */ card) => {
    chosen = card.id;
    list.append(held(card));
    other.open = false;
  };
  const other = h('details', null, h('summary', null, say('preview_as_other')), picker(say('find_label'), somebodyElse));
  if (preview.match.person) list.append(held(preview.match.person));
  for (const card of preview.match.ambiguous) list.append(held(card));
  list.append(option('new', say('preview_as_new')));
  const how = { url: 'how_url', email: 'how_email', 'name and organisation': 'how_organisation' }[preview.match.how];
  const fieldset = h(
    'fieldset',
    null,
    h('legend', null, say('preview_as')),
    preview.match.ambiguous.length > 0 && h('p', null, say('preview_as_ask')),
    how && h('p', { class: 'soft' }, say(how)),
    list,
    other,
  );
  return { fieldset, chosen: () => chosen };
}

/**
 * @param {Preview} preview
 * @param {{chooseEach: boolean, save: (kept: Kept) => Promise<void>, cancel: () => void, where: string}} options
 *   `chooseEach`: nothing but name and address is ticked beforehand
 */
export function previewView(preview, { chooseEach, save, cancel, where }) {
  const groups = rows(preview, chooseEach);
  const all = Object.values(groups).flat();
  const as = saveAs(preview);
  const said = h('p', { class: 'wrong', role: 'alert' });
  const kept = (/** @type {ReturnType<typeof tick>[]} */ group) => group.filter((one) => one.box.checked).map((one) => one.value);
  const recount = () => {
    const ticked = all.filter((one) => one.box.checked).length;
    send.textContent = ticked ? count('preview_save', ticked) : say('preview_save_none');
    send.disabled = ticked === 0;
  };
  const setAll = (/** @type {boolean} */ value) => {
    for (const one of all) one.box.checked = value;
    recount();
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const person = as.chosen();
    said.textContent = person === null ? say('preview_as_ask') : '';
    if (person === null) {
      as.fieldset.querySelector('input')?.focus();
      return;
    }
    send.disabled = true;
    try {
      const { fields, facets, occasions, acquaintances } = groups;
      await save({
        url: preview.url,
        title: preview.title.slice(0, 500),
        person,
        fields: kept(fields),
        facets: kept(facets),
        occasions: kept(occasions),
        acquaintances: kept(acquaintances),
      });
    } catch (error) {
      const { message, hint = '' } = /** @type {import('../trouble.js').Trouble} */ (error);
      said.textContent = `${message} ${hint}`.trim();
      send.disabled = false;
    }
  };
  const send = h('button', { class: 'main' });
  /** @param {string} title @param {ReturnType<typeof tick>[]} group @param {string} [lead] */
  const section = (title, group, lead = '') =>
    group.length > 0 &&
    h('fieldset', null, h('legend', null, say(title)), lead && h('p', { class: 'soft' }, say(lead)), h('ul', { class: 'ticks' }, group.map((one) => one.line)));
  recount();
  return h(
    'form',
    { class: 'page preview', onsubmit: submit, onchange: recount },
    h('h1', { tabindex: -1, dir: 'auto' }, say('preview_title', preview.name || preview.title)),
    h('p', { class: 'soft', dir: 'auto' }, where),
    preview.note && h('p', { class: 'notice', dir: 'auto' }, preview.note),
    chooseEach && h('p', { class: 'notice' }, say('preview_choose_each')),
    !chooseEach && h('p', null, say('preview_lead')),
    h('div', { class: 'acts' }, button(say('tick_all'), () => setAll(true), { class: 'small' }), button(say('tick_none'), () => setAll(false), { class: 'small' })),
    section('preview_fields', groups.fields),
    section('preview_facets', groups.facets, 'preview_facets_lead'),
    section('preview_occasions', groups.occasions, 'preview_occasions_lead'),
    section('preview_acquaintances', groups.acquaintances, 'preview_acquaintances_lead'),
    as.fieldset,
    said,
    h('div', { class: 'actions stuck' }, send, button(say('cancel'), cancel)),
  );
}
