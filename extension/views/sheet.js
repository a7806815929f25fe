// @ts-check
/** A draft in a sheet: read it, change it, copy it or take it to the mail program. It is never sent from here. */

import { button, freshId, h, theirs } from '../element.js';
import { service } from '../service.js';
import { asTrouble } from '../trouble.js';
import { say } from '../words.js';

/** @typedef {import('../shapes.js').Letter} Letter */

/** Milliseconds of rest after which a changed text is looked at again. */
const PAUSE = 700;

/** The longest address that mail programs take without cutting it. */
const LONGEST_ADDRESS = 1_900;

/** @param {Letter} letter @param {string} subject @param {string} text */
function mailAddress(letter, subject, text) {
  const to = letter.to.map((one) => one.email).filter(Boolean).map((email) => encodeURIComponent(String(email))).join(',');
  const address = `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return address.length > LONGEST_ADDRESS ? null : address;
}

/** @param {import('../shapes.js').Finding[]} findings */
const found = (findings) =>
  findings.map((one) => h('li', null, h('strong', { dir: 'auto' }, `“${one.quote}”`), ' ', theirs(one.why), one.instead && theirs(one.instead, 'p', 'soft')));

/** Opens the sheet for whatever the letter is for; Escape closes it, and the focus goes back to where it was. @param {any} what */
export function openSheet(what) {
  const title = freshId('sheet');
  const body = h('div', { class: 'sheet-body' }, h('p', { class: 'thinking' }, say('sheet_writing')));
  const close = button(say('close'), () => dialog.close());
  const dialog = h('dialog', { class: 'sheet', 'aria-labelledby': title }, h('h2', { id: title }, say('sheet_title')), body, h('div', { class: 'actions' }, close));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  service.draft(what).then(
    (letter) => body.replaceChildren(...written(letter)),
    (error) => {
      const { message, hint } = asTrouble(error);
      body.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, [message, hint].filter(Boolean).join(' ')));
    },
  );
}

/** @param {Letter} letter */
function written(letter) {
  const subject = h('input', { id: freshId('subject'), value: letter.subject, dir: 'auto', maxlength: 200 });
  const text = h('textarea', { id: freshId('letter'), rows: 14, dir: 'auto', maxlength: 20_000 }, letter.text);
  const list = h('ul', { class: 'findings' }, found(letter.findings));
  const heard = h('p', { class: 'soft', role: 'status' });
  const copied = h('span', { role: 'status', class: 'soft' });
  const mail = h('a', { class: 'button', target: '_blank', rel: 'noreferrer' }, say('sheet_mail'));
  const verdict = (/** @type {number} */ number) => {
    heard.textContent = say(number ? 'sheet_findings' : 'sheet_fine');
  };
  const readdress = () => {
    const address = mailAddress(letter, subject.value, text.value);
    mail.hidden = address === null;
    if (address) mail.href = address;
  };
  let waiting = 0;
  const changed = () => {
    readdress();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!text.value.trim()) return;
      service.check(text.value).then(
        (answer) => {
          list.replaceChildren(...found(answer.findings));
          verdict(answer.findings.length);
        },
        () => {}, // the draft can be used without having been looked at
      );
    }, PAUSE);
  };
  subject.addEventListener('input', readdress);
  text.addEventListener('input', changed);
  readdress();
  verdict(letter.findings.length);
  const copy = async () => {
    await navigator.clipboard.writeText(text.value);
    copied.textContent = say('copied');
  };
  const names = letter.to.map((one) => (one.email ? `${one.name} <${one.email}>` : one.name)).join(', ');
  return [
    h('p', { class: 'soft', dir: 'auto' }, say('sheet_to', names)),
    ...(letter.note ? [h('p', { class: 'notice', dir: 'auto' }, letter.note)] : []),
    h('label', { for: subject.id }, say('sheet_subject')),
    subject,
    h('label', { for: text.id }, say('sheet_text')),
    text,
    heard,
    list,
    h('div', { class: 'acts' }, button(say('copy'), () => void copy(), { class: 'main' }), mail, copied),
    h('p', { class: 'soft' }, say('sheet_promise')),
  ];
}
