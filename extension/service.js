// @ts-check
/** Talks to the local server: one request at a time, each with a deadline, a token and a line in the diary. */

import { connection, forgetToken, keepConnection, mayReachServer } from './connection.js';
import { note } from './diary.js';
import { Trouble } from './trouble.js';

/** The API that this extension speaks. */
const API = 1;

/** Milliseconds: for an answer from memory, and for one that has to be thought about. */
const SOON = 8_000;
const PATIENT = 45_000;

/**
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {unknown} [body]
 * @param {{patience?: number, what?: string, about?: string, token?: string, base?: string}} [options]
 *   `what` and `about`: for the diary
 * @returns {Promise<any>}
 */
async function request(method, path, body, options = {}) {
  const kept = await connection();
  const token = options.token ?? kept.token;
  const text = body === undefined ? undefined : JSON.stringify(body);
  if (options.what) void note({ at: Date.now(), what: options.what, about: options.about ?? '', bytes: (text ?? '').length });
  let response;
  let answer;
  try {
    response = await fetch(`${options.base ?? kept.base}/api/v1${path}`, {
      method,
      body: text,
      headers: { ...(text && { 'Content-Type': 'application/json' }), ...(token && { Authorization: `Bearer ${token}` }) },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(options.patience ?? SOON),
    });
    answer = await response.text();
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'TimeoutError') throw new Trouble('slow');
    throw new Trouble((await mayReachServer()) ? 'offline' : 'withheld');
  }
  return understood(response, answer);
}

/** @param {Response} response @param {string} text */
function understood(response, text) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Trouble('stranger');
  }
  if (response.ok) return answer;
  const said = answer?.error;
  if (typeof said?.message !== 'string') throw new Trouble('stranger');
  if (response.status === 412) throw new Trouble('version', said);
  throw new Trouble(response.status === 401 ? 'unpaired' : 'refused', said);
}

/** That it is Comity, of the right version, and that we are paired. @returns {Promise<import('./shapes.js').Ping>} */
export async function ping(/** @type {{base?: string, patience?: number}} */ options = {}) {
  const { token } = await connection();
  const answer = await request('GET', '/ping', undefined, { patience: 4_000, ...options });
  if (answer?.app !== 'comity') throw new Trouble('stranger');
  if (answer.api !== API) throw new Trouble('version');
  if (token && !options.base && !answer.paired) throw new Trouble('unpaired');
  return answer;
}

/** Trades the code on the server's screen for a token. @param {string} base @param {string} code */
export async function pair(base, code) {
  const answer = await request('POST', '/pair', { code, name: 'Side panel' }, { base, token: '' });
  await keepConnection({ base, token: answer.token, client: answer.client?.id ?? null });
}

/** Forgets the token here, and asks the server to forget it too. */
export async function unpair() {
  const { client } = await connection();
  if (client !== null) await request('DELETE', `/clients/${client}`).catch(() => null);
  await forgetToken();
}

const encoded = encodeURIComponent;

/** The longest address the server takes; a longer one is told without its query. */
const LONGEST = 2_000;
const shortened = (/** @type {string} */ url) => (url.length > LONGEST ? url.split(/[?#]/)[0].slice(0, LONGEST) : url);

/** Everything else, by the server's own nouns. `about` ends up in the diary. */
export const service = {
  /** @param {string} url @param {string} name @returns {Promise<import('./shapes.js').Lookup>} */
  lookUp: (url, name) => request('POST', '/lookups', { url: shortened(url), name }, { what: 'sent_lookup', about: url }),
  /** @param {any} page @param {number | null} choose @returns {Promise<import('./shapes.js').Preview>} */
  preview: (page, choose) =>
    request('POST', '/captures/preview', { page, choose }, { patience: PATIENT, what: 'sent_preview', about: page.url }),
  /** @param {any} kept @returns {Promise<{person: import('./shapes.js').Person, edit: number, counts: Record<string, number>}>} */
  save: (kept) => request('POST', '/captures', kept, { what: 'sent_capture', about: kept.url }),
  /** @param {string} words @returns {Promise<{people: import('./shapes.js').Card[]}>} */
  find: (words) => request('GET', `/people?limit=8&q=${encoded(words)}`),
  /** @param {number} id @returns {Promise<import('./shapes.js').Person>} */
  person: (id) => request('GET', `/people/${id}`),
  /** @param {string} name @param {Record<string, string>} fields @returns {Promise<import('./shapes.js').Person>} */
  addMe: (name, fields) => request('POST', '/people', { name, fields, is_me: true }, { what: 'sent_me', about: name }),
  /** @param {number} id @param {any} change @returns {Promise<import('./shapes.js').Person>} */
  changePerson: (id, change) => request('PATCH', `/people/${id}`, change),
  /** @param {import('./shapes.js').Card} person @param {string} text @returns {Promise<import('./shapes.js').Noted>} */
  note: (person, text) =>
    request('POST', `/people/${person.id}/notes`, { text }, { patience: PATIENT, what: 'sent_note', about: person.name }),
  /** @param {number} person @param {any} facet @returns {Promise<import('./shapes.js').Facet>} */
  addFacet: (person, facet) => request('POST', `/people/${person}/facets`, facet, { what: 'sent_facet', about: facet.text }),
  /** @param {number} id @param {any} change @returns {Promise<import('./shapes.js').Facet>} */
  changeFacet: (id, change) => request('PATCH', `/facets/${id}`, change),
  /** @param {number} person @returns {Promise<import('./shapes.js').Advice>} */
  suggestions: (person) => request('POST', '/suggestions', { person, surface: 'panel' }, { patience: PATIENT }),
  /** The latest look through the whole network, begun by this panel. @returns {Promise<import('./shapes.js').Job | null>} */
  lastLook: async () => {
    /** @type {{jobs: import('./shapes.js').Job[]}} */
    const { jobs } = await request('GET', '/jobs');
    const last = jobs.find((one) => one.kind === 'introductions');
    return last ? request('GET', `/jobs/${last.id}`) : null;
  },
  /** @returns {Promise<import('./shapes.js').Job>} */
  lookThroughEverybody: () => request('POST', '/jobs/introductions', { surface: 'panel' }),
  /** @param {string} id @returns {Promise<import('./shapes.js').Job>} */
  job: (id) => request('GET', `/jobs/${id}`),
  /** @param {string} id @returns {Promise<import('./shapes.js').Job>} */
  cancelJob: (id) => request('DELETE', `/jobs/${id}`),
  /** @param {any} feedback @returns {Promise<{feedback: number, edit: number, introduction: number | null}>} */
  feedback: (feedback) => request('POST', '/feedback', feedback),
  /** @param {any} page @returns {Promise<{matches: import('./shapes.js').ResourceMatch[]}>} */
  whoNeeds: (page) => request('POST', '/resources/matches', { ...page, url: shortened(page.url) }, { patience: PATIENT, what: 'sent_matches', about: page.url }),
  /** @param {any} resource @returns {Promise<{resource: any, edit: number | null}>} */
  saveResource: (resource) => request('POST', '/resources', { ...resource, url: shortened(resource.url) }, { what: 'sent_resource', about: resource.url }),
  /** @param {any} what @returns {Promise<import('./shapes.js').Letter>} */
  draft: (what) => request('POST', '/drafts', what, { patience: PATIENT }),
  /** @param {string} text @returns {Promise<{findings: import('./shapes.js').Finding[]}>} */
  check: (text) => request('POST', '/drafts/check', { text }, { patience: PATIENT }),
  /** @returns {Promise<import('./shapes.js').Digest>} */
  digest: () => request('GET', '/digest', undefined, { patience: PATIENT }),
  /** The word on the user's own habit was shown, so that it rests for a month. */
  habitTold: () => request('POST', '/digest/seen', {}),
  /** @returns {Promise<{introductions: import('./shapes.js').Introduction[]}>} */
  introductions: () => request('GET', '/introductions'),
  /** @param {number} id @returns {Promise<import('./shapes.js').Introduction>} */
  introduction: (id) => request('GET', `/introductions/${id}`),
  /** @param {number} id @param {any} step @returns {Promise<import('./shapes.js').Introduction & {edit: number | null}>} */
  stepIntroduction: (id, step) => request('POST', `/introductions/${id}/steps`, step),
  /** @returns {Promise<{asks: import('./shapes.js').Ask[]}>} */
  asks: () => request('GET', '/asks'),
  /** @param {number} id @returns {Promise<import('./shapes.js').Ask>} */
  ask: (id) => request('GET', `/asks/${id}`),
  /** @param {any} ask @returns {Promise<import('./shapes.js').Ask & {edit: number | null, encouragement: string}>} */
  prepareAsk: (ask) => request('POST', '/asks', ask, { what: 'sent_ask', about: ask.what }),
  /** @param {number} id @param {any} step @returns {Promise<import('./shapes.js').Ask & {edit: number | null}>} */
  stepAsk: (id, step) => request('POST', `/asks/${id}/steps`, step),
  /** @param {number} person @param {any} touch */
  touch: (person, touch) => request('POST', `/people/${person}/touches`, touch),
  /** @param {number} person @param {any} exchange */
  exchange: (person, exchange) => request('POST', `/people/${person}/exchanges`, exchange, { what: 'sent_exchange', about: exchange.what }),
  /** @param {number} exchange */
  thank: (exchange) => request('POST', `/exchanges/${exchange}/thanks`, {}),
  /** @param {number} person @param {any} promise */
  promise: (person, promise) => request('POST', `/people/${person}/promises`, promise, { what: 'sent_promise', about: promise.what }),
  /** @param {number} person @param {any} occasion */
  occasion: (person, occasion) => request('POST', `/people/${person}/occasions`, occasion, { what: 'sent_news', about: occasion.text }),
  /** @param {number} id @param {any} step */
  stepPromise: (id, step) => request('POST', `/promises/${id}/steps`, step),
  /** @param {number} person @param {any} rest */
  rest: (person, rest) => request('PUT', `/people/${person}/rest`, rest),
  /** @param {number} person @param {number | null} days */
  rhythm: (person, days) => request('PUT', `/people/${person}/rhythm`, { days }),
  /** @param {number} person @param {string[]} tags */
  tag: (person, tags) => request('PUT', `/people/${person}/tags`, { tags }),
  /** @returns {Promise<{tags: {tag: string, rhythm_days: number | null}[]}>} */
  tags: () => request('GET', '/tags'),
  /** @param {string} tag @param {number | null} days */
  rhythmOfTag: (tag, days) => request('PUT', '/tags/rhythm', { tag, days }),
  /** @returns {Promise<import('./shapes.js').Primer>} */
  primer: () => request('GET', '/primer'),
  /** @param {string} step @param {string} state */
  primerMark: (step, state) => request('POST', '/primer/marks', { step, state }),
  /** @param {any} said */
  primerAboutMe: (said) => request('POST', '/primer/about-me', said, { what: 'sent_me' }),
  /** @returns {Promise<{causes: import('./shapes.js').Cause[]}>} */
  causes: () => request('GET', '/causes'),
  /** @param {any} cause */
  beginCause: (cause) => request('POST', '/causes', cause, { what: 'sent_cause', about: cause.name }),
  /** @param {number} cause @returns {Promise<{people: import('./shapes.js').Care[], silence: string}>} */
  whoCares: (cause) => request('POST', `/causes/${cause}/people`, {}, { patience: PATIENT }),
  /** @param {number} cause @param {any} who */
  considerFor: (cause, who) => request('POST', `/causes/${cause}/supporters`, who),
  /** @param {number} cause @param {number} person @param {any} step */
  causeStep: (cause, person, step) => request('POST', `/causes/${cause}/supporters/${person}/steps`, step),
  /** @param {number} cause @param {number} person */
  leaveCause: (cause, person) => request('DELETE', `/causes/${cause}/supporters/${person}`),
  /** @param {number} deed */
  thankDeed: (deed) => request('POST', `/deeds/${deed}/thanks`, {}),
  /** @param {number} edit */
  undo: (edit) => request('POST', `/edits/${edit}/undo`, {}),
};
