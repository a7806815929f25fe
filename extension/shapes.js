// @ts-check
/** The shapes that the server answers in, for the type checker; see /api/v1/openapi.json. */

/** @typedef {{id: number, name: string, headline: string, organisation: string, role: string, place: string, is_me: boolean}} Card */
/** @typedef {{id: number, person: number, kind: 'offer' | 'need', text: string, evidence: string, source: string,
 *   observed_on: string | null, confidence: number, state: 'proposed' | 'confirmed' | 'rejected'}} Facet */
/** @typedef {{id: number, field: string, value: string, source: string, observed_on: string | null, set_by: string}} Field */
/** @typedef {Card & {introducible: boolean, suggestible: boolean, fields: Field[], facets: Facet[],
 *   ties: {id: number, person: Card, band: string, evidence: string}[],
 *   notes: {id: number, text: string, written_at: string}[]}} Person */
/** @typedef {{app: string, version: string, api: number, paired: boolean, has_me: boolean | null, people: number | null,
 *   model: {ranker: string, encoder: string, note: string} | null}} Ping */
/** @typedef {{person: Card | null, ambiguous: Card[], has_me: boolean}} Lookup */
/** @typedef {{id: number, field: string, label: string, value: string, source: string, kept: boolean, known: boolean}} FieldShown */
/** @typedef {{id: number, kind: 'offer' | 'need', text: string, evidence: string, confidence: number, source: string,
 *   kept: boolean}} FacetShown */
/** @typedef {{id: number, name: string, url: string, evidence: string, kept: boolean}} AcquaintanceShown */
/** @typedef {{kind: 'profile' | 'people' | 'page', url: string, title: string, name: string, note: string, partial: boolean,
 *   fields: FieldShown[], facets: FacetShown[], acquaintances: AcquaintanceShown[],
 *   people: {index: number, name: string, url: string, headline: string}[],
 *   match: {person: Card | null, how: string, ambiguous: Card[]}}} Preview */
/** @typedef {{text: string, evidence: string, source: string, on: string | null}} Quote */
/** @typedef {{sentence: string, need: Quote | null, offer: Quote | null}} Reason */
/** @typedef {{id: number, kind: string, person: Card, other: Card | null,
 *   resource: {id: number, title: string, url: string, about: string} | null, title: string,
 *   band: 'strong' | 'fair' | 'faint', minutes: number, reasons: Reason[], counter: string, would_change: string,
 *   decline: string}} Suggestion */
/** @typedef {{person: Card, gives: Suggestion[], introductions: Suggestion[], asks: Suggestion[], silence: string[],
 *   model: string}} Advice */
/** @typedef {{note: {id: number, text: string, written_at: string}, proposed: Facet[], edit: number}} Noted */
/** @typedef {{person: Card, need: Quote, band: 'strong' | 'fair' | 'faint', sentence: string}} ResourceMatch */

export {};
