// @ts-check
/** The words something was read from, with where they stood and when. */

import { h } from '../element.js';
import { day, say } from '../words.js';

/** "your note", "you", or the site or file by its own name. @param {string} source */
export const sourceName = (source) =>
  source === 'you' ? say('source_you') : source === 'note' ? say('source_note') : source;

/** @param {string} source @param {string | null} on */
export const origin = (source, on) => [sourceName(source), day(on)].filter(Boolean).join(' · ');

/** @param {{text: string, evidence: string, source: string, on: string | null}} quoted @param {string} [whose] */
export function quote(quoted, whose = '') {
  const words = quoted.evidence || quoted.text;
  return h(
    'figure',
    { class: 'quote' },
    h('blockquote', { dir: 'auto' }, words),
    h('figcaption', null, whose && h('span', { class: 'whose' }, whose), ' ', h('span', { dir: 'auto' }, origin(quoted.source, quoted.on))),
  );
}

/** How sure Comity is, as a word and a shape, never as a colour alone. @param {'strong' | 'fair' | 'faint'} band */
export function bandMark(band) {
  const shape = { strong: '●●●', fair: '●●○', faint: '●○○' }[band] ?? '○○○';
  return h('span', { class: `band ${band}` }, h('span', { 'aria-hidden': 'true', class: 'shape' }, shape), say(`band_${band}`));
}
