"""Takes from a saved page what gather.js takes from an open one: lines, headings, links, fragments, marks."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from server.pages.fragments import outermost, serialise
from server.pages.gathered import GATHERED
from server.pages.outline import Outline, plain
from server.pages.taming import decode, tame, whole
from server.pages.urls import host_of

CAPS: dict[str, int] = GATHERED["caps"]


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
