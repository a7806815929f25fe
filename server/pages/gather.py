"""Takes from a saved page what gather.js takes from an open one: lines, headings, links, fragments, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from server.pages.fragments import outermost, serialise
from server.pages.gathered import GATHERED
from server.pages.taming import decode, tame, whole
from server.pages.urls import host_of

CAPS: dict[str, int] = GATHERED["caps"]
SPACE = re.compile("[\\t\\n\\f\\r \u00a0\u200b\ufeff]+")
SKIP = frozenset(GATHERED["skip"])
SKIP_ROLES = frozenset(GATHERED["skipRoles"])
SKIP_CLASSES = frozenset(GATHERED["skipClasses"])
SKIP_NAMES = re.compile(GATHERED["skipNames"], re.IGNORECASE)
UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
BLOCKS = frozenset(GATHERED["blocks"])
ITEMS = frozenset(GATHERED["items"])
ITEM_KEYS = re.compile(GATHERED["itemKeys"])
SPAN_TAGS = frozenset(GATHERED["spanTags"])
SPAN_NAMES = re.compile(GATHERED["spanNames"], re.IGNORECASE)
HEADING = re.compile(r"^h[1-6]$")


def plain(text: str) -> str:
    """One line, single spaces, no invisible characters at the ends."""
    return SPACE.sub(" ", text).strip(" ")


@dataclass
class Outline:
    """Text by lines, an empty line before each new item; headings, links and spans name line numbers."""

    lines: list[str] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    truncated: bool = False
    _buffer: list[str] = field(default_factory=list)
    _waiting: list[tuple[str, str]] = field(default_factory=list)
    _gap: bool = False
    _level: int = 0
    _characters: int = 0

    def walk(self, root: LexborNode) -> Outline:
        """Reads the tree without recursion, so that no depth of nesting can exhaust the stack."""
        visited = 0
        stack: list[tuple[LexborNode, int, bool, int]] = [(root, 0, False, -1)]
        while stack:
            node, depth, leaving, span = stack.pop()
            if leaving:
                self._leave(node, span)
                continue
            visited += 1
            if visited > CAPS["nodes"] or self._characters > CAPS["text"]:
                self.truncated = True
                break
            if node.is_text_node:
                self._buffer.append(node.text_content or "")
                continue
            if not node.is_element_node or depth > CAPS["depth"]:
                continue
            if unseen(node):
                if is_twin(node):
                    self._break()
                continue
            stack.append((node, depth, True, self._enter(node)))
            stack.extend((child, depth + 1, False, -1) for child in reversed(list(children(node))))
        self._flush()
        self.spans = [(a, len(self.lines) if b < 0 else b, key) for a, b, key in self.spans]
        return self

    def _enter(self, node: LexborNode) -> int:
        tag, attributes = node.tag or "", node.attributes
        span = -1
        if tag in SPAN_TAGS and len(self.spans) < CAPS["spans"]:
            key = next(
                (v for a in GATHERED["spanAttributes"] if (v := attributes.get(a)) and SPAN_NAMES.search(v)),
                None,
            )
            if key is not None:
                self._break()
                span = len(self.spans)
                self.spans.append((len(self.lines), -1, key[: CAPS["key"]]))
        level = heading_level(tag, attributes)
        if level and not self._level:
            self._flush()
            self._level = level
        elif tag in BLOCKS:
            self._break()
        if (
            tag in ITEMS
            or attributes.get("role") == "listitem"
            or ITEM_KEYS.search(attributes.get("componentkey") or "")
        ):
            self._break()
            self._gap = self._gap or not self._level
        if tag == "a" and (href := attributes.get("href")) and len(href) <= CAPS["href"]:
            self._waiting.append((plain(node.text(deep=True))[: CAPS["label"]], href))
        return span

    def _leave(self, node: LexborNode, span: int) -> None:
        tag = node.tag or ""
        if self._level and heading_level(tag, node.attributes) == self._level:
            self._flush(self._level)
            self._level = 0
        elif tag in BLOCKS:
            self._break()
        if span >= 0:
            self._break()
            start, _, key = self.spans[span]
            self.spans[span] = (start, len(self.lines), key)

    def _break(self) -> None:
        if self._level:
            self._buffer.append(" ")
        else:
            self._flush()

    def _flush(self, level: int = 0) -> None:
        line = plain("".join(self._buffer))[: CAPS["line"]]
        self._buffer.clear()
        if not line:
            return
        if not self.lines or self.lines[-1] != line:
            if self._gap and self.lines:
                self.lines.append("")
            self._gap = False
            self.lines.append(line)
            self._characters += len(line) + 1
        at = len(self.lines) - 1
        if level:
            self.headings.append((at, level))
        self.links.extend(
            (at, label, href) for label, href in self._waiting[: CAPS["links"] - len(self.links)]
        )
        self._waiting.clear()


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def is_twin(node: LexborNode) -> bool:
    """A copy for screen readers of the text before it: on such pages each pair is a line of its own."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before is not None and before.attributes.get("aria-hidden") == "true"


def heading_level(tag: str, attributes: dict[str, str | None]) -> int:
    if HEADING.match(tag):
        return int(tag[1])
    if attributes.get("role") != "heading":
        return 0
    level = attributes.get("aria-level") or "2"
    return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2


def unseen(node: LexborNode) -> bool:
    """What a reader of the page does not see, or what is the site's own furniture."""
    if node.tag in SKIP:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if (
        "hidden" in attributes
        or attributes.get("role") in SKIP_ROLES
        or UNSEEN.search(attributes.get("style") or "")
    ):
        return True
    classes = attributes.get("class") or ""
    return bool(
        SKIP_CLASSES.intersection(classes.split())
        or SKIP_NAMES.search(f"{attributes.get('id') or ''} {classes}")
    )


def gather(html: bytes | str, url: str) -> dict[str, Any]:
    """The payload for a saved page, as gather.js makes it for an open one (`read_at` and `selection` apart)."""
    return gather_tree(parse(html), url)


def parse(html: bytes | str) -> LexborHTMLParser:
    """The page's tree; markup that no parser should be given is tamed first."""
    return LexborHTMLParser(tame(whole(decode(html) if isinstance(html, bytes) else html)))


def gather_tree(tree: LexborHTMLParser, url: str) -> dict[str, Any]:
    host = host_of(url)
    root, body = tree.css_first("main, [role=main]"), tree.body
    outline = Outline().walk(root) if root is not None else Outline()
    if sum(map(len, outline.lines)) < CAPS["thin"] and body is not None:
        outline = Outline().walk(body)
    jsonld, cut = _jsonld(tree)
    hcards, cut_cards = _fragments(tree, GATHERED["hcards"])
    microdata, cut_items = _fragments(tree, GATHERED["microdata"])
    canonical = tree.css_first("link[rel='canonical'][href]")
    base = tree.css_first("base[href]")
    html = tree.css_first("html")
    title = tree.css_first("title")
    return {
        "url": url,
        "title": plain(title.text())[: CAPS["title"]] if title else "",
        "lang": (html.attributes.get("lang") or "")[:20] if html else "",
        "canonical": (canonical.attributes.get("href") or "")[: CAPS["href"]] if canonical else "",
        "base": (base.attributes.get("href") or "")[: CAPS["href"]] if base else "",
        "jsonld": jsonld,
        "meta": _meta(tree),
        "relme": [
            h
            for n in matching(tree, "a[rel~=me][href], link[rel~=me][href]")
            if len(h := n.attributes.get("href") or "") <= CAPS["href"]
        ][: CAPS["relme"]],
        "elsewhere": _elsewhere(tree, host),
        "hcards": hcards,
        "microdata": microdata,
        "h1": [plain(node.text(deep=True))[: CAPS["title"]] for node in tree.css("h1")[: CAPS["h1"]]],
        "text": "\n".join(outline.lines),
        "headings": [list(h) for h in outline.headings],
        "links": [list(link) for link in outline.links],
        "spans": [list(s) for s in outline.spans],
        "marks": _marks(tree, host),
        "truncated": outline.truncated or cut or cut_cards or cut_items,
    }


def matching(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """In document order, each once: lexbor gives a node again for each selector of a list that it matches."""
    return list({node.mem_id: node for node in tree.css(selector)}.values())


def _jsonld(tree: LexborHTMLParser) -> tuple[list[str], bool]:
    found: list[str] = []
    room = CAPS["jsonld"]
    scripts = tree.css("script[type='application/ld+json' i]")
    for node in scripts[: CAPS["scripts"]]:
        text = (node.text(deep=True) or "").strip()
        if text and len(text) <= room:
            found.append(text)
            room -= len(text)
        elif text:
            return found, True
    return found, len(scripts) > CAPS["scripts"]


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in matching(tree, "meta[property], meta[name]"):
        key = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        value = node.attributes.get("content") or ""
        wanted = key in GATHERED["meta"] or key.startswith(tuple(GATHERED["metaPrefixes"]))
        if wanted and value and key not in found and len(found) < CAPS["meta"]:
            found[key] = value[: CAPS["value"]]
    return found


def _elsewhere(tree: LexborHTMLParser, host: str) -> list[str]:
    if re.search(GATHERED["elsewhereNot"], host):
        return []
    wanted = re.compile(GATHERED["elsewhere"], re.IGNORECASE)
    hrefs = (node.attributes.get("href") or "" for node in matching(tree, GATHERED["elsewhereIn"]))
    return list(dict.fromkeys(h for h in hrefs if len(h) <= CAPS["href"] and wanted.search(h)))[
        : CAPS["elsewhere"]
    ]


def _fragments(tree: LexborHTMLParser, selector: str) -> tuple[list[str], bool]:
    found: list[str] = []
    room = CAPS["fragments"]
    roots = outermost(matching(tree, selector))
    for node in roots[: CAPS["roots"]]:
        html = serialise(node, room)
        room -= len(html)
        found.append(html)
        if room <= 0:
            return found, True
    return found, len(roots) > CAPS["roots"]


def _marks(tree: LexborHTMLParser, host: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for site, wanted in GATHERED["marks"].items():
        if not re.search(wanted["host"], host):
            continue
        for name, selector in wanted["take"].items():
            nodes = matching(tree, selector)[: CAPS["marks"]]
            if nodes:
                found[f"{site}.{name}"] = [
                    [
                        "\n".join(line for line in Outline().walk(node).lines if line)[: CAPS["mark"]],
                        (node.attributes.get("href") or "")[: CAPS["href"]],
                    ]
                    for node in nodes
                ]
    return found
