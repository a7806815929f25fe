// @ts-check
/** What Comity does about the page in front: look it up, show who it is, read it when asked, keep what was chosen. */

import { attempt, ready } from './attempt.js';
import { bar, hush, status, toast } from './notices.js';
import { glanceAt, isStillAt, readAt } from './reading.js';
import { service } from './service.js';
import { isLinkedInProfile, isLookUpOnly, siteOf } from './sites.js';
import { begin, show, shown, wait } from './stage.js';
import { asTrouble } from './trouble.js';
import { chooser } from './views/chooser.js';
import { causesView } from './views/causes.js';
import { everybodyView } from './views/everybody.js';
import { idleView } from './views/idle.js';
import { primerView } from './views/primer.js';
import { previewView } from './views/preview.js';
import { resourceView } from './views/resource.js';
import { strangerView } from './views/stranger.js';
import { todayView } from './views/today.js';
import { failed, siteActs, told, undoing, visit } from './visit.js';
import { clock, say } from './words.js';

/** @typedef {import('./shapes.js').Card} Card */
/** @typedef {import('./visit.js').From} From */

/** Characters of a page's text that stand for it where it describes itself in no other way. */
const GIST = 1_500;

/** The tab that was last looked at, so that it can be looked at again after pairing or a restart. @type {number | null} */
let wanted = null;

const openPerson = (/** @type {Card} */ card) => void visit(card.id, null);

/** No page is looked at: what is due, and somebody to find. @param {string} [notice] why it is not @param {boolean} [focus] */
export const idle = (notice = '', focus = false) =>
  attempt(async (still) => {
    const { hasMe } = await ready();
    const [digest, { introductions }, { asks }, primer, { causes }, last] = await Promise.all([
      service.digest(),
      service.introductions(),
      service.asks(),
      service.primer(),
      service.causes(),
      service.lastLook(),
    ]);
    const today = todayView({ digest, introductions, asks }, { open: openPerson, told });
    if (!still()) return;
    const parts = { first: primerView(primer, hasMe, told), today, everybody: everybodyView(last), last: causesView(causes, told) };
    show(idleView(openPerson, notice, parts), { about: null, focus });
    if (digest.habit) await service.habitTold().catch(() => {}); // else it is said once more, which does no harm
  }, () => void open());

/** Back to the first page, whatever stands here. */
export const home = () => {
  bar(null);
  status('');
  return idle('', true);
};

/** From the beginning, for the tab that was last asked about. */
export const open = () => (wanted === null ? idle() : look(wanted));

/** @param {number} tabId @param {{url: string, title: string, name?: string, selection?: string}} page @returns {From} */
const from = (tabId, page) => ({
  target: { tabId, url: page.url, title: page.title, name: page.name ?? '' },
  selection: page.selection ?? '',
  read: () => void preview(tabId, null),
});

/** "linkedin.com, looked at 12:03". @param {From} met @param {string} [key] */
const where = (met, key = 'where_looked') => say(key, siteOf(met.target.url), clock(Date.now()));

/** An answer about a page is shown only while that page is still in its tab. @param {number} tabId @param {string} url */
async function isGone(tabId, url) {
  if (await isStillAt(tabId, url)) return false;
  status('');
  bar(say('bar_moved'), { label: say('bar_act'), act: () => void look(tabId) });
  return true;
}

/** One glance at the tab, and who it is among those held; on a site that is not look-up only, what the page says. @param {number} tabId */
export async function look(tabId) {
  wanted = tabId;
  status(say('looking'));
  bar(null);
  wait(say('looking'));
  await attempt(async (still) => {
    await ready();
    const glance = await glanceAt(tabId).catch(leaveIt);
    if (!glance) return;
    const found = await service.lookUp(glance.url, glance.name);
    if (!still() || (await isGone(tabId, glance.url))) return;
    hush();
    const met = from(tabId, glance);
    const meet = async () => {
      if (!isLookUpOnly(glance.url)) await preview(tabId, null);
      else if (isLinkedInProfile(glance.url)) await showStranger(met);
      else await share(met, glance.selection || glance.description);
    };
    if (found.person) await visit(found.person.id, met);
    else if (found.ambiguous.length) askWho(met, found.ambiguous, () => void meet());
    else await meet();
  }, () => void look(tabId));
}

/** On a page of the browser's own there is nobody to look up, and all else can be done still. @param {unknown} error */
async function leaveIt(error) {
  const trouble = asTrouble(error);
  if (trouble.kind !== 'unreadable' || shown()) throw error;
  status('');
  await idle(trouble.message);
}

/** The page that was last looked up without being asked for, so that it is looked up once. */
let unasked = '';

/**
 * On a site that is switched on: shows who it is if they are held. For anybody else nothing is read and nothing moves.
 * @param {chrome.tabs.Tab} tab
 */
export async function lookQuietly(tab) {
  const { id = -1, url = '' } = tab;
  const page = `${id} ${url}`;
  if (page === unasked) return;
  unasked = page;
  const still = begin();
  try {
    await ready();
    const glance = await glanceAt(id);
    const found = await service.lookUp(glance.url, glance.name);
    if (!still()) return;
    if (found.person && (await isStillAt(id, glance.url))) {
      wanted = id;
      bar(null);
      await visit(found.person.id, from(id, glance));
    } else refreshBar(tab);
  } catch {
    if (still()) refreshBar(tab);
  }
}

/** Whatever comes next is new. */
export function forgetQuiet() {
  unasked = '';
}

/** Somebody not held yet, on a site that is looked up only. @param {From} met */
async function showStranger(met) {
  const more = await siteActs(met);
  status('');
  show(strangerView({ name: met.target.name, where: where(met), read: met.read, more }), { about: met.target });
}

/** @param {From} met @param {Card[]} people @param {() => void} none */
function askWho(met, people, none) {
  status('');
  const view = chooser({
    title: say('chooser_same_title', met.target.name),
    lead: say('chooser_same_lead'),
    where: where(met),
    people,
    pick: (card) => void visit(card.id, met),
    none,
  });
  show(view, { about: met.target, focus: true });
}

/** Reads the page and shows what it says; nothing is kept before the user says so. @param {number} tabId @param {number | null} choose which of several people */
async function preview(tabId, choose) {
  status(say('reading'));
  await attempt(async (still) => {
    const page = await readAt(tabId);
    const found = await service.preview(page, choose);
    if (!still() || (await isGone(tabId, page.url))) return;
    status('');
    const met = from(tabId, { ...page, name: found.name });
    const gist = page.selection || page.meta?.description || page.meta?.['og:description'] || String(page.text ?? '').slice(0, GIST);
    if (found.kind === 'page') await share(met, gist, found.note);
    else if (found.kind === 'people' && choose === null) askWhich(met, found, () => void share(met, gist));
    else {
      const view = previewView(found, {
        chooseEach: isLookUpOnly(page.url),
        where: where(met, 'where_read'),
        save: (kept) => save(met, kept),
        cancel: () => void look(tabId),
      });
      show(view, { about: met.target, focus: true });
    }
  }, () => void look(tabId));
}

/** A page of several people. @param {From} met @param {import('./shapes.js').Preview} found @param {() => void} none */
function askWhich(met, found, none) {
  const view = chooser({
    title: say('chooser_page_title'),
    lead: say('chooser_page_lead'),
    where: where(met, 'where_read'),
    people: found.people,
    pick: (one) => void preview(met.target.tabId, one.index),
    none,
  });
  show(view, { about: met.target, focus: true });
}

/** @param {From} met @param {import('./views/preview.js').Kept} kept */
async function save(met, kept) {
  const { person, edit, counts } = await service.save(kept);
  await visit(person.id, met);
  toast(say('saved', person.name, counts.new + counts.updated), undoing(() => service.undo(edit), () => void look(met.target.tabId)));
}

/** Nobody's profile: worth sharing, perhaps. @param {From} met @param {string} text @param {string} [note] */
async function share(met, text, note = '') {
  const more = await siteActs(met);
  status('');
  const { url, title, name } = met.target;
  const view = resourceView(
    { url, title: title || name, text },
    {
      where: where(met),
      note,
      more,
      open: openPerson,
      saved: (edit, title) => toast(say('resource_saved', title), edit === null ? null : undoing(() => service.undo(edit), () => void share(met, text, note))),
      failed,
    },
  );
  show(view, { about: met.target, focus: true });
}

/** What stands here is about another page than the one in front: it stays, and says so. @param {chrome.tabs.Tab | null} tab */
export function refreshBar(tab) {
  const held = shown();
  const id = tab?.id;
  if (id === undefined || !held) return bar(null);
  const whose = held.name || held.title || siteOf(held.url);
  if (!tab?.url) return bar(say('bar_click', whose));
  return bar(say('bar_look', whose), { label: say('bar_act'), act: () => void look(id) });
}
