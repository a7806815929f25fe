// @ts-check
/** The browser's own interface, under whichever name this browser gives it. */

const found = /** @type {any} */ (globalThis);

/** @type {typeof chrome} */
export const browser = found.browser ?? found.chrome;

/** Chrome's side panel; absent in Firefox, which has a sidebar instead. */
export const { sidePanel } = /** @type {{sidePanel: typeof chrome.sidePanel | undefined}} */ (browser);

/** Firefox's sidebar; absent in Chrome, which has a side panel instead. @type {{open: () => Promise<void>} | undefined} */
export const sidebar = /** @type {any} */ (browser).sidebarAction;
