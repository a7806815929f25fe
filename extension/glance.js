// @ts-check
/** A glance at the open page: its address, whose name stands on top, and whether the two belong together. Nothing more. */

/**
 * @typedef {{url: string, title: string, name: string, selection: string, description: string, moved: boolean,
 *   print: number}} Glance
 *   `name` is "" where the page may still show somebody else; `moved`: it changed its address without loading anew;
 *   `print` changes when its text does
 */

/**
 * Runs inside the page (serialised by chrome.scripting.executeScript), so it stands alone: no imports, no outer names.
 * @param {number} patience milliseconds to wait for the name to follow the address
 * @returns {Promise<Glance>}
 */
export async function glancePage(patience) {
  const fold = (/** @type {string} */ text) => text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const tidy = (/** @type {string | null | undefined} */ text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const words = (/** @type {string} */ text) => fold(text).match(/\p{L}{3,}/gu) ?? [];
  const COMMON = ['users', 'user', 'people', 'person', 'profile', 'profiles', 'pub', 'team', 'about', 'members', 'author'];

  const heading = () => {
    const all = [...document.querySelectorAll('main h1, [role=main] h1, h1, [componentkey*="Topcard"] h2, main h2')];
    const seen = all.filter((one) => one instanceof HTMLElement && one.offsetParent !== null && tidy(one.textContent));
    return tidy(seen[0]?.textContent).slice(0, 120);
  };
  // "(2) Ada Example | LinkedIn": the number is of unread messages.
  const titled = () => tidy(document.title.replace(/^\(\d+\+?\)\s*/, '').split(/\s[|·–—]\s/)[0]).slice(0, 120);

  const moved = () => {
    const loaded = performance.getEntriesByType('navigation')[0]?.name;
    if (loaded && new URL(loaded).pathname !== location.pathname) return true;
    /** @type {any[]} */ const entries = /** @type {any} */ (globalThis).navigation?.entries?.() ?? [];
    return entries.some((entry) => entry.sameDocument && new URL(entry.url).pathname !== location.pathname);
  };
  const agrees = (/** @type {string} */ name) => {
    let path = location.pathname;
    try {
      path = decodeURIComponent(path);
    } catch {
      // An address that is no proper text is compared as it stands.
    }
    const address = words(path).filter((word) => !COMMON.includes(word));
    const own = words(name);
    // More than half of one's words stand in the other: one first name shared by two people is not enough.
    const most = (/** @type {string[]} */ some, /** @type {string} */ all) =>
      some.filter((word) => all.includes(word)).length > some.length / 2;
    return most(address, own.join('')) || (own.length > 1 && most(own, address.join('')));
  };

  let name = heading() || titled();
  const lagging = () => moved() && !agrees(name);
  for (let waited = 0; waited < patience && (lagging() || document.readyState === 'loading'); waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    name = heading() || titled();
  }

  const text = (document.querySelector('main, [role=main]') ?? document.body)?.textContent ?? '';
  let print = text.length;
  for (let i = 0; i < text.length && i < 100_000; i += 7) print = (print * 31 + text.charCodeAt(i)) | 0;
  const meta = document.querySelector('meta[name=description], meta[property="og:description"]');
  return {
    url: location.href,
    title: tidy(document.title).slice(0, 500),
    name: lagging() ? '' : name,
    selection: String(getSelection() ?? '').trim().slice(0, 5000),
    description: tidy(meta?.getAttribute('content')).slice(0, 1000),
    moved: moved(),
    print,
  };
}
