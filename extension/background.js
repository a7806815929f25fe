// @ts-check
/** The toolbar button: opens the panel and says which tab was meant. Keeps nothing in memory; it may be stopped at any time. */

import { browser, sidebar, sidePanel } from './browser.js';
import { rememberClick } from './click.js';

// Nothing but our own pages may read what we store, the token least of all.
browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(console.warn);

// The panel is opened by our own listener: if the browser opened it by itself, the click would not let us read the page.
sidePanel?.setPanelBehavior({ openPanelOnActionClick: false }).catch(console.warn);

browser.action.onClicked.addListener((tab) => {
  // First and at once: the browser opens a panel only in answer to the click itself.
  const opened = sidePanel ? sidePanel.open({ windowId: tab.windowId }) : sidebar?.open();
  opened?.catch(console.warn);
  if (tab.id !== undefined) rememberClick(tab.windowId, tab.id);
});
