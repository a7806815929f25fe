// @ts-check
/** The shapes that the server answers in, for the type checker; see /api/v1/openapi.json. */

/** @typedef {{id: number, name: string, headline: string, organisation: string, role: string, place: string, is_me: boolean}} Card */
/** @typedef {{id: number, person: number, kind: 'offer' | 'need', text: string, evidence: string, source: string,
 *   observed_on: string | null, confidence: number, state: 'proposed' | 'confirmed' | 'rejected'}} Facet */
/** @typedef {{id: number, field: string, value: string, source: string, observed_on: string | null, set_by: string}} Field */
/** @typedef {{id: number, what: string, sentence: string, state: string, overdue: boolean, evidence: string, actions: string[]}} Promised */
/** @typedef {{last_touch: {on: string, how: string, direction: string} | null, balance: string, quiet: string, next: string}} Keeping */
/** @typedef {Card & {introducible: boolean, suggestible: boolean, mode: string | null, quiet_until: string | null, tags: string[], own_rhythm_days: number | null, keeping: Keeping,
 *   promises: Promised[], exchanges: {id: number, sentence: string, thanks_due: boolean}[],
 *   given: {suggestion: number, title: string, on: string}[], fields: Field[], facets: Facet[],
 *   ties: {id: number, person: Card, band: string, evidence: string}[],
 *   notes: {id: number, text: string, written_at: string}[]}} Person */
/** @typedef {{app: string, version: string, api: number, paired: boolean, has_me: boolean | null, people: number | null,
 *   model: {ranker: string, encoder: string, note: string} | null}} Ping */
/** @typedef {{person: Card | null, ambiguous: Card[], has_me: boolean}} Lookup */
/** @typedef {{id: number, field: string, label: string, value: string, source: string, kept: boolean, known: boolean}} FieldShown */
/** @typedef {{id: number, kind: 'offer' | 'need', text: string, evidence: string, confidence: number, source: string,
 *   kept: boolean}} FacetShown */
/** @typedef {{id: number, kind: 'shows' | 'event', text: string, evidence: string, on: string, sad: boolean, source: string,
 *   kept: boolean}} OccasionShown */
/** @typedef {{id: number, name: string, url: string, evidence: string, kept: boolean}} AcquaintanceShown */
/** @typedef {{kind: 'profile' | 'people' | 'page', url: string, title: string, name: string, note: string, partial: boolean,
 *   fields: FieldShown[], facets: FacetShown[], occasions: OccasionShown[], acquaintances: AcquaintanceShown[],
 *   people: {index: number, name: string, url: string, headline: string}[],
 *   match: {person: Card | null, how: string, ambiguous: Card[]}}} Preview */
/** @typedef {{facet: number, text: string, evidence: string, source: string, on: string | null}} Quote */
/** @typedef {{sentence: string, need: Quote | null, offer: Quote | null}} Reason */
/** @typedef {{id: number, kind: string, person: Card, other: Card | null,
 *   resource: {id: number, title: string, url: string, about: string} | null, title: string,
 *   band: 'strong' | 'fair' | 'faint', minutes: number, reasons: Reason[], counter: string, would_change: string,
 *   decline: string, moment: string, must_not: string, note: string}} Suggestion */
/** @typedef {{person: Card, gives: Suggestion[], introductions: Suggestion[], asks: Suggestion[], silence: string[],
 *   model: string, giving: string, learnt: string[]}} Advice */
/** @typedef {{id: string, kind: string, state: 'queued' | 'running' | 'done' | 'cancelled' | 'failed', share: number, sentence: string, ended_at: string | null,
 *   result: {introductions: Suggestion[], silence: string[]} | null, error: {code: string, message: string, hint: string} | null}} Job */
/** @typedef {{kind: string, quote: string, start: number, why: string, instead: string}} Finding */
/** @typedef {{to: {id: number, name: string, email: string | null}[], subject: string, text: string, findings: Finding[], note: string}} Letter */
/** @typedef {{id: number, a: Card, b: Card, state: string, state_words: string, next: string, write_to: ('a' | 'b' | 'both')[],
 *   actions: string[], history: {action: string, at: string}[]}} Introduction */
/** @typedef {{id: number, person: Card, what: string, state: string, state_words: string, next: string, actions: string[],
 *   advice: string[]}} Ask */
/** @typedef {{items: {kind: string, person: Card, sentence: string, why: string}[], habit: string,
 *   quiet: {person: Card, why: string}[]}} Digest */
/** @typedef {{note: {id: number, text: string, written_at: string}, proposed: Facet[], promises: Promised[],
 *   edit: number}} Noted */
/** @typedef {{person: Card, need: Quote, band: 'strong' | 'fair' | 'faint', sentence: string}} ResourceMatch */
/** @typedef {{steps: {key: string, title: string, text: string, todo: string, state: string}[], next: string | null, done: number, of: number,
 *   minutes: number}} Primer */
/** @typedef {{id: number, name: string, what_for: string, state: string, supporters: {person: Card, angle: {text: string} | null,
 *   state: string, state_words: string, actions: string[], deeds: {id: number, what: string, thanked_on: string | null}[]}[]}} Cause */
/** @typedef {{person: Card, interest: Quote, angle: number | null, sentence: string, counter: string}} Care */

export {};
