// @ts-check
/** Whom to introduce: everybody looked through at a click, with how far it is and a way to stop it; then the cards. */

import { button, freshId, h, theirs } from '../element.js';
import { status } from '../notices.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { clock, count, say } from '../words.js';
import { cardList } from './cards.js';

/** @typedef {import('../shapes.js').Job} Job */

/** Milliseconds between two looks at how far it is. */
const NEXT_LOOK = 500;

const isUnderWay = (/** @type {Job} */ job) => job.state === 'queued' || job.state === 'running';

/** It goes on in the service whatever the panel shows; `last` is how it stood when this page was opened. @param {Job | null} last */
export function everybodyView(last) {
  const heading = h('h2', { id: 'everybody', tabindex: -1 }, say('everybody_title'));
  const body = h('div', { class: 'looking' });
  const place = h('section', { class: 'part introduce everybody', 'aria-labelledby': 'everybody' }, heading, h('p', { class: 'lead' }, say('everybody_lead')), body);

  /** What is in focus may be about to go: then the heading has it. @param {...Node} parts */
  const draw = (...parts) => {
    const within = body.contains(document.activeElement);
    body.replaceChildren(...parts);
    if (within) heading.focus();
  };
  const start = (/** @type {string} */ word, kind = 'small') => h('div', { class: 'acts' }, button(say(word), begin, { class: kind }));
  const begin = () => {
    status(say('everybody_running'));
    void act(service.lookThroughEverybody);
  };

  let turn = 0;
  /** @param {() => Promise<Job>} work what is done, and how the job stands then */
  const act = async (work) => {
    turn += 1;
    try {
      await follow(await work(), turn);
    } catch (error) {
      const { message, hint } = asTrouble(error);
      draw(wrong(message, hint), start('again'));
    }
  };

  /** Until it has ended, or is no longer on screen. @param {Job} job @param {number} mine */
  const follow = async (job, mine) => {
    const bar = progress(() => void act(() => service.cancelJob(job.id)));
    if (isUnderWay(job)) draw(bar.part);
    while (isUnderWay(job)) {
      bar.tell(job);
      await new Promise((resolve) => setTimeout(resolve, NEXT_LOOK));
      if (mine !== turn || !place.isConnected) return;
      if (!document.hidden) job = await service.job(job.id);
    }
    if (mine !== turn) return;
    ended(job);
    const found = job.result?.introductions.length ?? 0;
    status(job.state !== 'done' ? job.sentence : found ? count('everybody_found', found) : say('everybody_none'));
  };

  /** @param {Job} job */
  const ended = ({ state, result, error, ended_at }) => {
    if (state === 'failed') return draw(wrong(error?.message ?? '', error?.hint ?? ''), start('again'));
    if (state !== 'done' || !result) return draw(start('everybody_look', 'main'));
    const { introductions, silence } = result;
    draw(
      ...(silence.length ? silence.map((sentence) => theirs(sentence, 'p')) : cardList(introductions, say('introduce_none'))),
      h('p', { class: 'soft' }, say('everybody_when', clock(Date.parse(ended_at ?? '')))),
      start('everybody_again'),
    );
  };

  if (last && isUnderWay(last)) void act(async () => last);
  else if (last) ended(last);
  else draw(start('everybody_look', 'main'));
  return place;
}

/** @param {() => void} cancel */
function progress(cancel) {
  const bar = h('progress', { id: freshId('share'), max: 1 });
  const sentence = theirs('', 'p', 'soft');
  const stop = button(say('cancel'), cancel, { class: 'small' });
  const part = h('div', { class: 'share' }, h('label', { for: bar.id }, say('everybody_running')), bar, sentence, h('p', { class: 'soft' }, say('everybody_meanwhile')), h('div', { class: 'acts' }, stop));
  /** @param {Job} job */
  const tell = (job) => {
    if (job.share > 0) bar.value = job.share; // until then it moves without saying how far
    sentence.textContent = job.sentence;
  };
  return { part, tell };
}

/** @param {string} message @param {string} hint */
const wrong = (message, hint) => h('p', { class: 'wrong', role: 'alert', dir: 'auto' }, [message, hint].filter(Boolean).join(' '));
