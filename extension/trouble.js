// @ts-check
/** What can go wrong, each with its own sentence and its own next step. */

import { say } from './words.js';

/**
 * `offline`: nothing answers. `withheld`: the browser keeps us from this machine. `stranger`: another program answers.
 * `version`: server and extension do not fit. `unpaired`: the token is unknown or revoked. `slow`: no answer in time.
 * `refused`: the server said why. `unreadable`: we may not read this page. `mixed`: its text and address disagree.
 * @typedef {'offline' | 'withheld' | 'stranger' | 'version' | 'unpaired' | 'slow' | 'refused' | 'unreadable' | 'mixed'} Kind
 */

export class Trouble extends Error {
  /** @param {Kind} kind @param {{message?: string, hint?: string, code?: string}} [said] the server's own sentence, where it gave one */
  constructor(kind, said = {}) {
    super(said.message || say(`trouble_${kind}`));
    this.kind = kind;
    this.hint = said.hint ?? (said.message ? '' : say(`trouble_${kind}_hint`));
    this.code = said.code ?? kind;
  }
}

/** Anything caught, as a Trouble; a fault of ours is said plainly. @param {unknown} error */
export function asTrouble(error) {
  if (error instanceof Trouble) return error;
  console.error(error);
  return new Trouble('refused', { message: say('trouble_ours'), hint: String(error) });
}
