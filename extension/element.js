// @ts-check
/** Builds the panel's elements. Text only: nothing that a page or a person wrote is ever read as HTML. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/**
 * `h('button', {class: 'quiet', onclick: save}, 'Save')`. An attribute that is null, undefined or false is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

/** @param {Child} child @returns {child is Node | string} */
function isThere(child) {
  return child !== null && child !== undefined && child !== false && child !== '';
}

/** What somebody else wrote: shown in the direction of its own script. */
export const theirs = (/** @type {string} */ text, tag = /** @type {'span' | 'p'} */ ('span'), kind = '') =>
  h(tag, { dir: 'auto', class: kind || null }, text);

/** A link out, to the web or to a mail program; any other address is shown as text. */
export function link(/** @type {string} */ address, /** @type {string} */ text) {
  const safe = /^(https?|mailto):/i.test(address);
  return safe ? h('a', { href: address, target: '_blank', rel: 'noreferrer', dir: 'auto' }, text) : theirs(text);
}

/** @param {string} text @param {(event: MouseEvent) => void} onclick @param {Attributes} [attributes] */
export function button(text, onclick, attributes = {}) {
  return h('button', { type: 'button', onclick, ...attributes }, text);
}

/** Two circles that say without words how things stand. @param {'apart' | 'near' | 'together'} state */
export const emblem = (state) => h('div', { class: `emblem ${state}`, 'aria-hidden': 'true' }, h('span'), h('span'));

let last = 0;

/** A name for an element that another one refers to. */
export const freshId = (prefix = 'e') => `${prefix}-${(last += 1)}`;
