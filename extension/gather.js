// @ts-check
/** Takes from the open page the little that Comity reads: text by lines, headings, links, and the marks of a profile. */

/**
 * Runs inside the page (serialised by chrome.scripting.executeScript), so it stands alone: no imports, no outer names.
 * Never the whole HTML, nothing from forms, nothing of the site's own furniture. Answers at once, except where a
 * single-page site is still showing the last person under the next one's address: then it waits up to a second.
 * @returns {Promise<Record<string, unknown>>} the payload of POST /captures/preview; `stale` if the wait was in vain
 */
export async function gatherPage() {
  // The same list as server/pages/gathered.json; a test compares the two.
  const LIST = {
    "caps": {
      "nodes": 60000,
      "depth": 200,
      "thin": 80,
      "text": 20000,
      "line": 2000,
      "title": 500,
      "h1": 5,
      "links": 300,
      "href": 500,
      "label": 120,
      "spans": 200,
      "key": 160,
      "jsonld": 200000,
      "scripts": 20,
      "meta": 60,
      "value": 2000,
      "relme": 40,
      "elsewhere": 30,
      "roots": 60,
      "fragments": 60000,
      "marks": 60,
      "mark": 4000,
      "selection": 5000
    },
    "skip": [
      "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
      "audio", "video", "nav", "footer", "aside", "dialog", "button", "select", "textarea", "input",
      "datalist", "head"
    ],
    "skipRoles": [
      "navigation", "dialog", "alertdialog", "contentinfo", "complementary", "search", "menu", "menubar",
      "toolbar", "tooltip", "status"
    ],
    "skipClasses": [
      "visually-hidden", "sr-only", "screen-reader-text", "screenreader-text", "a11y-text", "hidden",
      "gl-sr-only"
    ],
    "skipNames": "cookie|consent|gdpr|onetrust",
    "blocks": [
      "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
      "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
      "hgroup", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
      "tfoot", "th", "thead", "tr", "ul"
    ],
    "items": ["li", "article", "tr"],
    "itemKeys": "entity-collection-item|profile\\.skill\\(",
    "spanAttributes": ["componentkey", "data-section", "id", "aria-label"],
    "spanTags": ["section", "div", "article"],
    "spanNames": "about|bio|experience|education|skill|feature|service|topcard|top-card|interest|project|now|uses|opento|open-to|hiring|team|people|speaker|publication|work|talk|language|course|volunteer|summary|employment",
    "meta": ["author", "description", "generator", "application-name", "keywords", "title"],
    "metaPrefixes": [
      "og:", "profile:", "article:author", "twitter:title", "twitter:description", "twitter:creator"
    ],
    "hcards": ".h-card, .h-resume, .vcard, .hresume",
    "microdata": "[itemtype*='schema.org/Person'], [itemtype*='data-vocabulary.org/Person'], [typeof~='Person'], [typeof~='schema:Person'], [typeof~='foaf:Person'], [typeof~='s:Person']",
    "fragmentSkip": [
      "script", "style", "noscript", "template", "svg", "math", "iframe", "select", "textarea", "input",
      "button", "datalist", "output"
    ],
    "void": [
      "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"
    ],
    "attributes": [
      "about", "alt", "class", "content", "data", "datetime", "href", "itemid", "itemprop", "itemscope",
      "itemtype", "property", "rel", "resource", "src", "title", "typeof", "value", "vocab"
    ],
    "classes": "^(?:(?:h|p|u|dt|e)-[a-z0-9-]+|vcard|hresume|fn|n|org|title|role|adr|locality|region|country-name|street-address|extended-address|postal-code|post-office-box|url|email|tel|photo|logo|note|given-name|family-name|additional-name|honorific-prefix|honorific-suffix|nickname|organization-name|organization-unit|category|label|value|value-title|type|geo|latitude|longitude|uid|key|bday|rev|tz|summary|skill|experience|education|contact|affiliation|vevent|dtstart|dtend|publication|hcard)$",
    "elsewhereIn": "header a[href], footer a[href], nav a[href], aside a[href], address a[href]",
    "elsewhereNot": "(^|\\.)(linkedin|facebook|xing|github|gitlab|orcid|researchgate|stackoverflow)\\.",
    "elsewhere": "^(?:mailto:|https?://(?:[a-z]+\\.)?(?:linkedin\\.com/(?:in|pub)/|github\\.com/[^/?#]+/?$|gitlab\\.com/[^/?#]+/?$|orcid\\.org/\\d|twitter\\.com/[^/?#]+/?$|x\\.com/[^/?#]+/?$|scholar\\.google\\.[a-z.]+/citations|stackoverflow\\.com/users/|(?:www\\.)?researchgate\\.net/profile/|[^/]+/@[^/?#]+/?$|bsky\\.app/profile/))",
    "profilePath": "^/in/([^/]+)/(?:overlay|details|recent-activity|edit|opportunities)",
    "commonWords": [
      "in", "pub", "user", "users", "profile", "profiles", "people", "person", "team", "about", "details",
      "overlay", "experience", "skills", "recent", "activity", "education", "contact", "info", "all",
      "index", "html", "citations"
    ],
    "marks": {
      "linkedin": {
        "host": "(^|\\.)linkedin\\.com$",
        "take": {
          "top": "[componentkey*='Topcard' i], [data-view-name='profile-top-card'], .pv-top-card, .top-card-layout",
          "name": ".pv-top-card h1, .top-card-layout__title, [componentkey*='Topcard' i] h1, [componentkey*='Topcard' i] h2",
          "headline": ".pv-top-card .text-body-medium, .pv-text-details__left-panel .text-body-medium, .top-card-layout__headline",
          "place": ".pv-text-details__left-panel .text-body-small.inline, .pv-top-card .text-body-small.inline, .profile-info-subheader > div:first-child > span:first-child, .top-card__subline-item",
          "about": ".pv-shared-text-with-see-more, [componentkey$='About' i] [data-testid='expandable-text-box']",
          "opento": ".pv-open-to-carousel-card, [componentkey*='OpenTo' i], [componentkey*='Hiring' i], [componentkey*='ProvidingServices' i]"
        }
      },
      "github": {
        "host": "^github\\.com$",
        "take": {
          "name": ".vcard-fullname, .vcard-names .p-name, h1 [itemprop='name'], [itemtype*='Person'] [itemprop='name']",
          "login": ".vcard-username, .vcard-names .p-nickname, [itemprop='additionalName']",
          "bio": ".user-profile-bio, .h-card .p-note",
          "org": "[itemprop='worksFor'], .vcard-details .p-org",
          "place": "[itemprop='homeLocation'], .vcard-details .p-label",
          "website": "[itemprop='url'] a, [data-test-selector='profile-website-url'] a",
          "social": "[itemprop='social'] a",
          "email": "[itemprop='email'] a",
          "status": ".user-status-message-wrapper",
          "orgs": "a.avatar-group-item[data-hovercard-type='organization']",
          "pinned": ".pinned-item-list-item",
          "readme": ".profile-readme .markdown-body, article.markdown-body",
          "hireable": "[aria-label='Available for hire'], .hireable",
          "language": ".pinned-item-list-item [itemprop='programmingLanguage']",
          "member": "a[data-hovercard-type='user'][id^='member']",
          "repo": ".pinned-item-list-item .repo"
        }
      },
      "gitlab": {
        "host": "(^|\\.)gitlab\\.",
        "take": {
          "name": ".cover-title[itemprop='name'], .user-profile-header h1, .profile-header [itemprop='name']",
          "login": ".middle-dot-divider-sm.username, .user-profile-username, .profile-header .username",
          "bio": ".profile-user-bio",
          "role": "[itemprop='jobTitle']",
          "org": "[itemprop='worksFor']",
          "place": "[itemprop='addressLocality'], [itemprop='homeLocation']",
          "website": "a[itemprop='url']",
          "social": ".profile-link-holder a, .profile-header a[rel~='me']",
          "readme": ".profile-readme .md, .user-profile-readme .md"
        }
      },
      "orcid": {
        "host": "(^|\\.)orcid\\.org$",
        "take": {
          "name": "#names h1, app-names h1",
          "bio": "#biography-content, #biography .biography",
          "keywords": "#keywords-panel",
          "countries": "#countries-panel",
          "websites": "#websites-panel a",
          "emails": "#emails-panel",
          "employment": "#cy-affiliation-employment app-affiliation-stack",
          "work": "app-work-stack"
        }
      },
      "mastodon": {
        "host": ".",
        "take": {
          "name": ".account__header__tabs__name h1, .public-account-header__tabs__name h1",
          "handle": ".account__header__tabs__name h1 small, .public-account-header__tabs__name h1 small",
          "bio": ".account__header__content",
          "field": ".account__header__fields dl",
          "website": ".account__header__fields dd a"
        }
      },
      "scholar": {
        "host": "^scholar\\.google\\.",
        "take": {
          "name": "#gsc_prf_in",
          "line": "#gsc_prf_i .gsc_prf_il",
          "org": ".gsc_prf_il a[href*='view_org']",
          "interest": "#gsc_prf_int a",
          "homepage": "#gsc_prf_ivh a",
          "coauthor": "#gsc_rsb_co .gsc_rsb_a_desc a"
        }
      },
      "researchgate": {
        "host": "(^|\\.)researchgate\\.net$",
        "take": {
          "name": ".profile-header h1, .nova-legacy-e-text--size-xxl",
          "line": ".profile-header-details-meta-items li",
          "intro": ".profile-introduction",
          "skill": ".profile-skills .nova-legacy-e-badge",
          "coauthor": ".profile-coauthors .nova-legacy-v-person-list-item__title a"
        }
      },
      "stackoverflow": {
        "host": "(^|\\.)(stackoverflow|stackexchange|superuser|serverfault|askubuntu)\\.com$",
        "take": {
          "name": "#mainbar-full .fs-headline2, .user-card-name, .profile-user--name",
          "headline": "#mainbar-full .fs-title.lh-xs",
          "bio": ".js-about-me-content",
          "place": ".wmx2[title]",
          "website": "#mainbar-full a[rel~='me']",
          "tag": "#top-tags .s-tag"
        }
      },
      "academia": {
        "host": "(^|\\.)academia\\.edu$",
        "take": {
          "name": ".profile-header h1",
          "affiliation": ".affiliations-container > div",
          "bio": ".profile-bio",
          "interest": ".research-interest, .ri-tags-container a",
          "coauthor": ".co-authors a"
        }
      }
    }
  }; // end of the list

  /** @type {Record<string, number>} */
  const CAPS = LIST.caps;
  const SKIP = new Set(LIST.skip);
  const SKIP_ROLES = new Set(LIST.skipRoles);
  const SKIP_NAMES = new RegExp(LIST.skipNames, "i");
  const BLOCKS = new Set(LIST.blocks);
  const ITEMS = new Set(LIST.items);
  const ITEM_KEYS = new RegExp(LIST.itemKeys);
  const SPAN_TAGS = new Set(LIST.spanTags);
  const SPAN_NAMES = new RegExp(LIST.spanNames, "i");
  const CLASSES = new RegExp(LIST.classes);
  const FRAGMENT_SKIP = new Set(LIST.fragmentSkip);
  const VOID = new Set(LIST.void);

  /** @param {string | null} text */
  const plain = (text) => (text ?? "").replace(/[\t\n\f\r \u00a0\u200b\ufeff]+/g, " ").replace(/^ | $/g, "");
  /** @param {Element} node @param {string} name */
  const attr = (node, name) => node.getAttribute(name) ?? "";
  /** @param {string} text Lower case without accents, as the server folds it. */
  const fold = (text) => text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  /** @param {Element} node */
  const unseen = (node) => {
    if (SKIP.has(node.localName)) return true;
    if (!node.hasAttributes()) return false;
    if (node.hasAttribute("hidden") || SKIP_ROLES.has(attr(node, "role"))) return true;
    if (/display\s*:\s*none/i.test(attr(node, "style"))) return true;
    const classes = attr(node, "class");
    if (LIST.skipClasses.some((name) => classes.includes(name) && node.classList.contains(name))) return true;
    return SKIP_NAMES.test(`${attr(node, "id")} ${classes}`);
  };

  /** @param {Element} node */
  const headingLevel = (node) => {
    if (/^h[1-6]$/.test(node.localName)) return Number(node.localName[1]);
    if (attr(node, "role") !== "heading") return 0;
    const level = attr(node, "aria-level") || "2";
    return /^[1-6]$/.test(level) ? Number(level) : 2;
  };

  /** Text by lines; an empty line before each new item; headings, links and spans point to line numbers.
   * @param {Element} root */
  const outline = (root) => {
    /** @type {string[]} */ const lines = [];
    /** @type {[number, number][]} */ const headings = [];
    /** @type {[number, string, string][]} */ const links = [];
    /** @type {[number, number, string][]} */ const spans = [];
    /** @type {string[]} */ let buffer = [];
    /** @type {[string, string][]} */ let waiting = [];
    let gap = false, level = 0, characters = 0, visited = 0, full = false;

    const flush = (heading = 0) => {
      const line = plain(buffer.join("")).slice(0, CAPS.line);
      buffer = [];
      if (!line) return;
      if (!lines.length || lines[lines.length - 1] !== line) {
        if (gap && lines.length) lines.push("");
        gap = false;
        lines.push(line);
        characters += line.length + 1;
      }
      const at = lines.length - 1;
      if (heading) headings.push([at, heading]);
      for (const [label, href] of waiting) if (links.length < CAPS.links) links.push([at, label, href]);
      waiting = [];
    };
    const breakLine = () => {
      if (level) buffer.push(" ");
      else flush();
    };

    /** @param {Node} node @param {number} depth */
    const visit = (node, depth) => {
      if (full) return;
      visited += 1;
      if (visited > CAPS.nodes || characters > CAPS.text) {
        full = true;
        return;
      }
      if (node.nodeType === 3) {
        buffer.push(node.nodeValue ?? "");
        return;
      }
      if (!(node instanceof Element) || depth > CAPS.depth) return;
      if (unseen(node)) {
        // A copy for screen readers of the text before it: on such pages each pair is a line of its own.
        if (node.previousElementSibling && attr(node.previousElementSibling, "aria-hidden") === "true") breakLine();
        return;
      }
      const tag = node.localName;
      let span = -1;
      if (SPAN_TAGS.has(tag) && spans.length < CAPS.spans) {
        const key = LIST.spanAttributes.map((name) => attr(node, name)).find((value) => value && SPAN_NAMES.test(value));
        if (key) {
          breakLine();
          span = spans.push([lines.length, -1, key.slice(0, CAPS.key)]) - 1;
        }
      }
      const own = headingLevel(node);
      if (own && !level) {
        flush();
        level = own;
      } else if (BLOCKS.has(tag)) breakLine();
      if (ITEMS.has(tag) || attr(node, "role") === "listitem" || ITEM_KEYS.test(attr(node, "componentkey"))) {
        breakLine();
        gap = gap || !level;
      }
      const href = tag === "a" ? attr(node, "href") : "";
      if (href && href.length <= CAPS.href) waiting.push([plain(node.textContent).slice(0, CAPS.label), href]);

      for (let child = node.firstChild; child && !full; child = child.nextSibling) visit(child, depth + 1);
      if (full) return;

      if (level && own === level) {
        flush(level);
        level = 0;
      } else if (BLOCKS.has(tag)) breakLine();
      if (span >= 0) {
        breakLine();
        spans[span][1] = lines.length;
      }
    };
    visit(root, 0);
    flush();
    for (const row of spans) if (row[1] < 0) row[1] = lines.length;
    return { lines, headings, links, spans, full };
  };

  /** @param {string} text */
  const escape = (text) =>
    text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

  /** @param {Element} node */
  const openTag = (node) => {
    let piece = `<${node.localName}`;
    for (const name of LIST.attributes) {
      if (!node.hasAttribute(name)) continue;
      let value = attr(node, name);
      if (name === "class") {
        value = value.split(/\s+/).filter((token) => CLASSES.test(token)).join(" ");
        if (!value) continue;
      }
      piece += ` ${name}="${escape(value.slice(0, CAPS.href))}"`;
    }
    return `${piece}>`;
  };

  /** Markup cut down to meaningful tags and attributes, that stops within `room` characters.
   * @param {Element} root @param {number} room */
  const serialise = (root, room) => {
    /** @type {string[]} */ const out = [];
    let size = 0, full = false;
    /** @param {Node} node @param {number} depth */
    const visit = (node, depth) => {
      if (full) return;
      let piece = "";
      if (node.nodeType === 3) piece = escape((node.nodeValue ?? "").replace(/[\t\n\f\r ]+/g, " "));
      else if (!(node instanceof Element) || FRAGMENT_SKIP.has(node.localName) || depth > CAPS.depth) return;
      else piece = openTag(node);
      size += piece.length;
      if (size > room) {
        full = true;
        return;
      }
      out.push(piece);
      if (!(node instanceof Element) || VOID.has(node.localName)) return;
      for (let child = node.firstChild; child && !full; child = child.nextSibling) visit(child, depth + 1);
      out.push(`</${node.localName}>`);
    };
    visit(root, 0);
    return out.join("");
  };

  let truncated = false;

  /** @param {string} selector */
  const fragments = (selector) => {
    /** @type {string[]} */ const found = [];
    /** @type {Element | null} */ let last = null;
    let room = CAPS.fragments;
    for (const node of document.querySelectorAll(selector)) {
      if (last?.contains(node)) continue;
      last = node;
      if (found.length >= CAPS.roots || room <= 0) {
        truncated = true;
        break;
      }
      const html = serialise(node, room);
      room -= html.length;
      found.push(html);
    }
    return found;
  };

  const jsonld = () => {
    /** @type {string[]} */ const found = [];
    let room = CAPS.jsonld;
    for (const node of document.querySelectorAll("script[type='application/ld+json' i]")) {
      const text = (node.textContent ?? "").trim();
      if (text.length > room || found.length >= CAPS.scripts) {
        truncated = true;
        break;
      }
      if (text) found.push(text);
      room -= text.length;
    }
    return found;
  };

  const meta = () => {
    /** @type {Record<string, string>} */ const found = {};
    for (const node of document.querySelectorAll("meta[property], meta[name]")) {
      const key = (attr(node, "property") || attr(node, "name")).toLowerCase();
      const value = attr(node, "content");
      const wanted = LIST.meta.includes(key) || LIST.metaPrefixes.some((prefix) => key.startsWith(prefix));
      if (wanted && value && !(key in found) && Object.keys(found).length < CAPS.meta) {
        found[key] = value.slice(0, CAPS.value);
      }
    }
    return found;
  };

  /** @param {string} selector @param {number} most */
  const hrefs = (selector, most, wanted = /^/) => {
    const all = [...document.querySelectorAll(selector)].map((node) => attr(node, "href"));
    return all.filter((href) => href.length <= CAPS.href && wanted.test(href)).slice(0, most);
  };

  const marks = () => {
    /** @type {Record<string, [string, string][]>} */ const found = {};
    for (const [site, wanted] of Object.entries(LIST.marks)) {
      if (!new RegExp(wanted.host).test(location.hostname)) continue;
      for (const [name, selector] of Object.entries(wanted.take)) {
        const nodes = [...document.querySelectorAll(selector)].slice(0, CAPS.marks);
        if (!nodes.length) continue;
        found[`${site}.${name}`] = nodes.map((node) => [
          outline(node).lines.filter(Boolean).join("\n").slice(0, CAPS.mark),
          attr(node, "href").slice(0, CAPS.href),
        ]);
      }
    }
    return found;
  };

  const read = () => {
    const root = document.querySelector("main, [role=main]");
    let whole = root ? outline(root) : null;
    if (!whole || whole.lines.join("").length < CAPS.thin) whole = outline(document.body ?? document.documentElement);
    const h1 = [...document.querySelectorAll("h1")].slice(0, CAPS.h1);
    return { ...whole, h1: h1.map((node) => plain(node.textContent).slice(0, CAPS.title)) };
  };

  // Has this document shown another address before? Then its text may lag behind the address.
  const moved = () => {
    const loaded = performance.getEntriesByType("navigation")[0]?.name;
    if (loaded && new URL(loaded).pathname !== location.pathname) return true;
    /** @type {any} */ const history = /** @type {any} */ (globalThis).navigation;
    /** @type {any[]} */ const entries = history?.entries?.() ?? [];
    return entries.some((entry) => entry.sameDocument && new URL(entry.url).pathname !== location.pathname);
  };

  /** As server/pages/freshness.py decides it. @param {ReturnType<typeof read>} seen */
  const isStale = (seen) => {
    const decode = (/** @type {string} */ part) => {
      try {
        return fold(decodeURIComponent(part));
      } catch {
        return fold(part);
      }
    };
    const parts = location.pathname.split("/").filter(Boolean).map(decode);
    if (/(^|\.)linkedin\.com$/.test(location.hostname)) {
      const paths = seen.links.map(([, , href]) => new RegExp(LIST.profilePath).exec(href.replace(/^https?:\/\/[^/]+/, "")));
      const own = paths.flatMap((match) => (match ? [decode(match[1])] : []));
      if (own.length) return !own.includes(parts[1] ?? "");
    }
    if (!moved() || !parts.length) return false;
    const first = seen.lines.filter(Boolean).slice(0, 6);
    const joined = fold([...seen.h1, ...first].join(" ")).replace(/[^\p{L}\p{N}_]/gu, "");
    const words = (/** @type {string} */ text) => text.match(/\p{L}{3,}/gu) ?? [];
    const tokens = parts.flatMap(words).filter((word) => !LIST.commonWords.includes(word));
    const last = parts[parts.length - 1];
    if (!tokens.length) {
      return !(fold(seen.lines.join("\n")).includes(last) || seen.links.some(([, , href]) => fold(href).includes(last)));
    }
    if (tokens.every((token) => joined.includes(token))) return false;
    const name = words(fold(seen.h1[0] ?? first[0] ?? ""));
    return !(name.length > 1 && name.every((word) => tokens.join("").includes(word)));
  };

  let seen = read();
  let stale = isStale(seen);
  for (let wait = 0; stale && wait < 10; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen = read();
    stale = isStale(seen);
  }

  const elsewhere = new RegExp(LIST.elsewhereNot).test(location.hostname)
    ? []
    : [...new Set(hrefs(LIST.elsewhereIn, 3000, new RegExp(LIST.elsewhere, "i")))].slice(0, CAPS.elsewhere);
  const payload = {
    url: location.href,
    title: plain(document.title).slice(0, CAPS.title),
    lang: document.documentElement.lang.slice(0, 20),
    canonical: hrefs("link[rel='canonical'][href]", 1)[0] ?? "",
    base: hrefs("base[href]", 1)[0] ?? "",
    jsonld: jsonld(),
    meta: meta(),
    relme: hrefs("a[rel~=me][href], link[rel~=me][href]", CAPS.relme),
    elsewhere,
    hcards: fragments(LIST.hcards),
    microdata: fragments(LIST.microdata),
    h1: seen.h1,
    text: seen.lines.join("\n"),
    headings: seen.headings,
    links: seen.links,
    spans: seen.spans,
    marks: marks(),
    selection: String(getSelection() ?? "").slice(0, CAPS.selection),
    moved: moved(),
    stale,
    read_at: new Date().toISOString(),
  };
  return { ...payload, truncated: truncated || seen.full };
}
