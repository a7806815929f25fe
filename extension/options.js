// @ts-check
/** The options page: where the server is, pairing and unpairing, the sites switched on, and what was sent lately. */

import { browser } from './browser.js';
import { addressOf, connection, keepConnection, onConnectionChange } from './connection.js';
import { clear, entries } from './diary.js';
import { button, h, theirs } from './element.js';
import { ping, unpair } from './service.js';
import { onSwitch, siteOf, switchedOn, switchOff } from './sites.js';
import { asTrouble } from './trouble.js';
import { pairing } from './views/pairing.js';
import { count, day, say, translate } from './words.js';

translate(document);

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const address = /** @type {HTMLInputElement} */ (at('address'));

async function drawServer() {
  const { base, token } = await connection();
  address.value = base;
  const forget = async () => {
    await unpair();
    at('status').textContent = say('options_unpaired');
  };
  at('pairing').replaceChildren(
    token ? h('div', { class: 'actions' }, button(say('options_unpair'), () => void forget())) : pairing(base, ''),
  );
  try {
    const answer = await ping();
    at('state').textContent = token
      ? say('options_paired', answer.version, count('people', answer.people ?? 0))
      : say('options_there', answer.version);
  } catch (error) {
    const { message, hint } = asTrouble(error);
    at('state').textContent = `${message} ${hint}`;
  }
}

async function drawSites() {
  const patterns = await switchedOn();
  const rows = patterns.map((pattern) => {
    const off = button(say('options_site_off'), () => void switchOff(pattern), { 'aria-label': `${say('options_site_off')}: ${siteOf(pattern)}` });
    return h('li', null, theirs(siteOf(pattern)), off);
  });
  at('sites').replaceChildren(...(rows.length ? rows : [h('li', { class: 'soft' }, say('options_sites_none'))]));
}

async function drawSent() {
  const sent = await entries();
  const rows = sent.map((entry) => {
    const when = new Date(entry.at);
    return h(
      'li',
      null,
      h('time', { datetime: when.toISOString(), class: 'soft' }, `${day(when.toISOString())} ${when.toLocaleTimeString()}`),
      h('span', null, say(entry.what)),
      theirs(entry.about, 'span', 'address'),
      h('span', { class: 'soft' }, count('characters', entry.bytes)),
    );
  });
  at('sent').replaceChildren(...(rows.length ? rows : [h('li', { class: 'soft' }, say('options_sent_none'))]));
  at('clear').hidden = rows.length === 0;
}

at('server').addEventListener('submit', async (event) => {
  event.preventDefault();
  const base = addressOf(address.value);
  at('wrong').textContent = base ? '' : say('pair_address_wrong');
  if (!base) return;
  await keepConnection({ base });
  at('status').textContent = say('options_saved');
  await drawServer();
});
at('clear').addEventListener('click', () => void clear());
onConnectionChange(() => void drawServer());
onSwitch(() => void drawSites());
browser.storage.local.onChanged.addListener((changes) => {
  if ('diary' in changes) void drawSent();
});

await Promise.all([drawServer(), drawSites(), drawSent()]);
