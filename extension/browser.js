// @ts-check
/** The browser's own interface, under whichever name this browser gives it. */

const found = /** @type {any} */ (globalThis);

/** @type {typeof chrome} */
export const browser = found.browser ?? found.chrome;

/** Firefox's sidebar; absent in Chrome, which has a side panel instead. @type {{open: () => Promise<void>} | undefined} */
export const sidebar = /** @type {any} */ (browser).sidebarAction;
