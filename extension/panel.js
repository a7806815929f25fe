// @ts-check
/** The side panel: what happens when the button is clicked, the tab changes, or the server comes and goes. */

import { browser } from './browser.js';
import { lastClick, onClick } from './click.js';
import { onConnectionChange } from './connection.js';
import { forgetQuiet, home, idle, look, lookQuietly, open, refreshBar } from './desk.js';
import { takeBack } from './notices.js';
import { isSwitchedOn, onSwitch } from './sites.js';
import { shown } from './stage.js';
import { translate } from './words.js';

translate(document);

const { id: windowId = browser.windows.WINDOW_ID_CURRENT } = await browser.windows.getCurrent();

/** The tab in front in this panel's own window. */
async function front() {
  const [tab] = await browser.tabs.query({ active: true, windowId });
  return tab;
}

/** Another tab, or another page in this one: looked up by itself only where the user switched that on. */
async function changed() {
  const tab = await front();
  if (!tab?.id) return;
  const about = shown();
  if (about && about.tabId === tab.id && about.url === tab.url) refreshBar(null);
  else if (tab.url && tab.status === 'complete' && (await isSwitchedOn(tab.url))) void lookQuietly(tab);
  else refreshBar(tab);
}

onClick(windowId, (click) => void look(click.tabId));

browser.tabs.onActivated.addListener((info) => {
  if (info.windowId !== windowId) return;
  forgetQuiet();
  void changed();
});
browser.tabs.onUpdated.addListener((_tabId, info, tab) => {
  if (tab.windowId === windowId && tab.active && (info.url || info.status === 'complete')) void changed();
});
onSwitch(() => void changed());
onConnectionChange(() => void open());

document.getElementById('home')?.addEventListener('click', () => void home());
document.getElementById('options')?.addEventListener('click', () => void browser.runtime.openOptionsPage());
document.addEventListener('keydown', (event) => {
  const typing = /** @type {HTMLElement} */ (event.target).matches('input:not([type=checkbox], [type=radio]), textarea');
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey && !typing) {
    event.preventDefault();
    void takeBack();
  }
});

// The click that opened this panel came before the panel was there to hear it.
const click = await lastClick(windowId);
if (click) void look(click.tabId);
else {
  await idle();
  await changed();
}
