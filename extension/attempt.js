// @ts-check
/** One thing at a time: whatever goes wrong is said with its next step, and tried again when the server is back. */

import { browser } from './browser.js';
import { connection } from './connection.js';
import { bar, hush, status } from './notices.js';
import { ping } from './service.js';
import { begin, show, shown } from './stage.js';
import { asTrouble, Trouble } from './trouble.js';
import { pairing } from './views/pairing.js';
import { troubled } from './views/troubled.js';
import { say } from './words.js';

/** Milliseconds between two tries while the server is not there. */
const RETRY = 2_500;

/** Troubles with the page in front: what the panel shows of another one stays where it is. */
const OF_THE_PAGE = ['unreadable', 'mixed', 'slow'];

/**
 * Runs `work`, unless something else is begun meanwhile; `still` tells.
 * @param {(still: () => boolean) => Promise<void>} work
 * @param {() => void} again
 */
export async function attempt(work, again) {
  const still = begin();
  try {
    await work(still);
  } catch (error) {
    if (still()) await inTheWay(asTrouble(error), again);
  }
}

/** @param {Trouble} trouble @param {() => void} again */
async function inTheWay(trouble, again) {
  status('');
  hush();
  if (trouble.kind === 'unpaired') {
    const { base, token } = await connection();
    show(pairing(base, token ? trouble.message : ''), { focus: true, about: null });
    return;
  }
  if (shown() && OF_THE_PAGE.includes(trouble.kind)) {
    bar(`${trouble.message} ${trouble.hint}`, { label: say('again'), act: again });
    return;
  }
  const still = begin();
  show(troubled(trouble, again, () => void browser.runtime.openOptionsPage()), { about: null });
  while (trouble.kind === 'offline' && still()) {
    await new Promise((resolve) => setTimeout(resolve, RETRY));
    if (still() && !document.hidden && (await isBack())) return again();
  }
}

const isBack = () => ping().then(() => true, (error) => asTrouble(error).kind !== 'offline');

/** That we are paired with a Comity that fits. Says which models serve, and answers whether it knows its user. */
export async function ready() {
  const { token } = await connection();
  const answer = await ping();
  if (!token) throw new Trouble('unpaired');
  const model = document.getElementById('model');
  if (model) model.textContent = answer.model?.note ?? '';
  return { hasMe: answer.has_me ?? true };
}
