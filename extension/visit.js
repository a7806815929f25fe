// @ts-check
/** With one person of the network: what is known of them, what would help them, and notes about them. */

import { attempt, ready } from './attempt.js';
import { button, h } from './element.js';
import { status, toast } from './notices.js';
import { service } from './service.js';
import { isSwitchedOn, patternOf, siteOf, switchOn } from './sites.js';
import { place, show } from './stage.js';
import { asTrouble } from './trouble.js';
import { adviceView } from './views/advice.js';
import { askingView } from './views/asking.js';
import { keepingParts } from './views/keeping.js';
import { meView } from './views/me.js';
import { noteView } from './views/note.js';
import { personView } from './views/person.js';
import { underWay } from './views/today.js';
import { clock, say } from './words.js';

/** @typedef {import('./shapes.js').Card} Card */
/** @typedef {{target: import('./stage.js').Target, selection: string, read: () => void}} From the page somebody was met on */

/** @param {unknown} error */
export function failed(error) {
  const { message, hint } = asTrouble(error);
  toast([message, hint].filter(Boolean).join(' '));
}

/** Undo for a toast: `back` takes it back, `then` shows how things stand. @param {() => Promise<unknown>} back @param {() => void} then */
export const undoing = (back, then) => async () => {
  try {
    await back();
    status(say('undone'));
    then();
  } catch (error) {
    failed(error);
  }
};

/** @param {() => void} then @returns {import('./views/facets.js').Reactions} */
const reactions = (then) => ({
  changed: (said, undo) => {
    toast(said, undoing(undo, then));
    then();
  },
  failed,
});

/** What is told of a step that was taken, with its undo. @type {import('./views/course.js').Told} */
export const told = {
  done: (said, edit, redraw) => toast(said, edit === null ? null : undoing(() => service.undo(edit), redraw)),
  failed,
};

/** What else can be done on a page: note what is selected, look this site up always. @param {From} from */
export async function siteActs(from) {
  const { url } = from.target;
  const acts = from.selection ? [{ word: 'note_selection', act: () => writeNote(null, from.selection) }] : [];
  if (!patternOf(url) || (await isSwitchedOn(url))) return acts;
  const always = async () => {
    if (await switchOn(url)) toast(say('site_on', siteOf(url)));
  };
  return [...acts, { word: 'site_always', act: () => void always() }];
}

/** @param {number} id @param {From | null} from @returns {Promise<void>} */
export async function visit(id, from) {
  const again = () => void visit(id, from);
  await attempt(async (still) => {
    const [person, { hasMe }] = await Promise.all([service.person(id), ready()]);
    const onPage = from ? await siteActs(from) : [];
    if (!still()) return;
    const acts = [
      { word: 'note_write', act: () => writeNote(person, from?.selection ?? '') },
      ...(person.is_me ? [] : [{ word: 'ask_prepare', act: () => prepareAsk(person, null, '') }]),
      ...(from ? [{ word: 'person_read', act: from.read }] : []),
    ];
    const about = from ? say('about_page', person.name, siteOf(from.target.url), clock(Date.now())) : say('about_held', person.name);
    const advise = async () => {
      const part = view.querySelector('#advice');
      part?.setAttribute('aria-busy', 'true');
      try {
        const advice = await service.suggestions(person.id);
        part?.replaceChildren(...(hasMe ? [] : [meView(again)]), adviceView(advice, (suggestion) => prepareAsk(person, suggestion.id, suggestion.title)));
      } catch (error) {
        const { message, hint } = asTrouble(error);
        part?.replaceChildren(asking([message, hint].join(' '), 'again', () => void advise()));
      }
      part?.removeAttribute('aria-busy');
    };
    const way = async () => {
      const [{ introductions }, { asks }] = await Promise.all([service.introductions(), service.asks()]);
      const theirs = introductions.filter((one) => one.a.id === person.id || one.b.id === person.id);
      const part = underWay(theirs, asks.filter((one) => one.person.id === person.id), told);
      if (part) view.querySelector('#way')?.replaceChildren(part);
    };
    const aside = onPage.filter((act) => act.word !== 'note_selection');
    const view = personView(person, { about, acts, aside, keeping: keepingParts(person, told), react: reactions(() => offerRenewal(view, advise)) });
    status(say('showing', person.name));
    show(view, { about: from ? { ...from.target, name: person.name } : null, focus: true });
    await Promise.all([advise(), way()]);
  }, again);
}

/** A sentence and one thing to do about it. @param {string} sentence @param {string} word @param {() => void} act */
const asking = (sentence, word, act) =>
  h('div', { class: `notice ${word}` }, h('p', { dir: 'auto' }, sentence), button(say(word), act, { class: 'small' }));

/** Suggestions are not moved about under the user's hands: they are thought over anew when the user says so. @param {HTMLElement} view @param {() => Promise<void>} advise */
function offerRenewal(view, advise) {
  if (view.querySelector('.renew')) return;
  const renew = asking(say('renew_lead'), 'renew', () => {
    renew.remove();
    void advise();
  });
  view.querySelector('#advice')?.before(renew);
}

/** @param {Card} person @param {number | null} suggestion @param {string} what */
function prepareAsk(person, suggestion, what) {
  const back = () => void visit(person.id, null);
  show(askingView({ person, suggestion, what, back, told }), { focus: true });
}

/** @param {Card | null} person @param {string} text */
export function writeNote(person, text) {
  const before = [...place().children];
  /** @param {Card | null} about */
  const back = (about) => (about ? void visit(about.id, null) : place().replaceChildren(...before));
  /** @param {import('./shapes.js').Noted} noted @param {Card} about */
  const kept = (noted, about) =>
    toast(say('note_kept_about', about.name), undoing(() => service.undo(noted.edit), () => void visit(about.id, null)));
  show(noteView({ person, text, back, react: reactions(() => {}), kept }), { focus: true });
}
