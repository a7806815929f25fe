// @ts-check
/** A person at a glance: initials, name, what they do and where. */

import { h, theirs } from '../element.js';
import { say } from '../words.js';

/** @typedef {import('../shapes.js').Card} Card */

/** At most two letters, by whole characters of any script. @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.map((word) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '');
  return (letters.length > 1 ? letters[0] + letters[letters.length - 1] : (letters[0] ?? '')).toLocaleUpperCase();
}

/** One of a few quiet colours, the same for the same name. @param {string} name */
const hue = (name) => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 5;

/** @param {string} name */
export const monogram = (name) => h('span', { class: `monogram hue${hue(name)}`, 'aria-hidden': 'true' }, initials(name));

/** "Weaver, The Mill · Tallinn", without what the headline says already. @param {Partial<Card>} card */
export function subtitle(card) {
  const said = (card.headline ?? '').toLocaleLowerCase();
  const work = [card.role, card.organisation].filter((part) => part && !said.includes(part.toLocaleLowerCase())).join(', ');
  return [work, card.place].filter(Boolean).join(' · ');
}

/** @param {Partial<Card> & {name: string}} card @param {{level?: 'h1' | 'strong', badge?: string}} [options] */
export function personCard(card, { level = 'strong', badge = '' } = {}) {
  return h(
    'div',
    { class: 'who' },
    monogram(card.name),
    h(
      'div',
      null,
      h(level, { dir: 'auto', tabindex: level === 'h1' ? -1 : null }, card.name),
      badge && h('span', { class: 'badge' }, badge),
      card.headline && theirs(card.headline, 'p', 'headline'),
      subtitle(card) && theirs(subtitle(card), 'p', 'soft'),
    ),
  );
}

/** People to choose from, as a list of buttons. @template {Partial<Card> & {name: string}} T @param {T[]} people @param {(person: T) => void} pick */
export function choices(people, pick) {
  return h(
    'ul',
    { class: 'choices' },
    people.map((person) => h('li', null, h('button', { type: 'button', class: 'choice', onclick: () => pick(person) }, personCard(person)))),
  );
}

export const inNetwork = (/** @type {Card} */ card) => say(card.is_me ? 'badge_me' : 'badge_saved');
