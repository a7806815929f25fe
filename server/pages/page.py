"""A page as it was gathered, from the extension or a saved file, checked and cut to size at the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.errors import Problem
from server.pages.fragments import clean
from server.pages.gather import gather_tree, parse
from server.pages.gathered import GATHERED
from server.pages.outline import plain
from server.pages.taming import decode, whole
from server.pages.urls import MAX_URL, canonical_url, host_of

MAX_PAYLOAD = 1_000_000
"""Characters of one payload. A real one has 4,000 to 33,000."""
MAX_SAVED = 8_000_000
"""Bytes of a saved page; a logged-in LinkedIn page has 1 to 2 million."""
CAPS: dict[str, int] = GATHERED["caps"]
HINT = "Click the toolbar button again to read the page anew."


@dataclass(frozen=True, slots=True)
class Page:
    url: str
    """As the browser showed it."""
    title: str = ""
    lang: str = ""
    canonical: str = ""
    base: str = ""
    """What relative addresses on the page start from."""
    jsonld: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    relme: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    """Profile addresses in the page's header and footer."""
    hcards: tuple[str, ...] = ()
    microdata: tuple[str, ...] = ()
    h1: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """The visible text; an empty line stands before each new list item."""
    headings: tuple[tuple[int, int], ...] = ()
    """(line, level 1 to 6)."""
    links: tuple[tuple[int, str, str], ...] = ()
    """(line, label, href as written)."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """(first line, line after the last, name): regions that the page itself names."""
    marks: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """ "github.bio" -> (text, href) of the places known to hold it."""
    selection: str = ""
    moved: bool = False
    """The page changed its address without loading anew, so its text may still be the previous one's."""
    stale: bool = False
    """The browser waited for text and address to agree, and they did not."""
    truncated: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def host(self) -> str:
        return host_of(self.url)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Page:
        """Checks what gather.js sent. Raises Problem: page_not_understood (400), page_too_large (413)."""
        if not isinstance(payload, Mapping):
            raise _not_understood("it is not an object")
        if _size(payload, MAX_PAYLOAD) > MAX_PAYLOAD:
            raise Problem(
                "page_too_large",
                "This page holds more text than Comity reads at once.",
                "Select the part that matters and click the toolbar button again.",
                413,
            )
        url = _text(payload, "url", MAX_URL)
        if not canonical_url(url):
            raise Problem(
                "page_not_readable",
                "Comity reads web pages only, and this address is none.",
                "Open a page whose address begins with https:// and try again.",
            )
        text = _text(payload, "text", CAPS["text"] + CAPS["line"] * 2)
        lines = tuple(plain(line) for line in text.split("\n")) if text else ()
        return cls(
            url=url,
            title=_text(payload, "title", CAPS["title"]),
            lang=_text(payload, "lang", 20),
            canonical=_text(payload, "canonical", MAX_URL),
            base=_text(payload, "base", MAX_URL),
            jsonld=_texts(payload, "jsonld", CAPS["scripts"], CAPS["jsonld"]),
            meta=_meta(payload.get("meta")),
            relme=_texts(payload, "relme", CAPS["relme"], CAPS["href"]),
            elsewhere=_texts(payload, "elsewhere", CAPS["elsewhere"], CAPS["href"]),
            hcards=_fragments(payload, "hcards"),
            microdata=_fragments(payload, "microdata"),
            h1=tuple(plain(h) for h in _texts(payload, "h1", CAPS["h1"], CAPS["title"])),
            lines=lines,
            headings=tuple(
                (row[0], min(6, max(1, row[1])))
                for row in _rows(payload, "headings", (int, int))
                if 0 <= row[0] < len(lines)
            ),
            links=tuple(
                (row[0], plain(row[1][: CAPS["label"]]), row[2])
                for row in _rows(payload, "links", (int, str, str))[: CAPS["links"]]
                if 0 <= row[0] < max(1, len(lines)) and len(row[2]) <= CAPS["href"]
            ),
            spans=tuple(
                (row[0], min(row[1], len(lines)), row[2][: CAPS["key"]])
                for row in _rows(payload, "spans", (int, int, str))[: CAPS["spans"]]
                if 0 <= row[0] <= row[1]
            ),
            marks=_marks(payload.get("marks")),
            selection=_text(payload, "selection", CAPS["selection"]),
            moved=payload.get("moved") is True,
            stale=payload.get("stale") is True,
            truncated=payload.get("truncated") is True,
        )

    @classmethod
    def from_html(cls, html: bytes | str, url: str = "") -> Page:
        """Reads a saved page; without `url` its own canonical address counts. Problem if it has none.

        A file without any markup is text that somebody selected.
        """
        too_long = len(html) > MAX_SAVED
        if url and b"<" not in (html.encode("utf-8", "replace") if isinstance(html, str) else html):
            return cls.from_selection(whole(decode(html) if isinstance(html, bytes) else html), url)
        tree = parse(html[:MAX_SAVED])
        if not url:
            nodes = tree.css("link[rel='canonical'][href], meta[property='og:url'][content]")
            said = (node.attributes.get("href") or node.attributes.get("content") or "" for node in nodes)
            url = next((address for address in said if canonical_url(address)), "")
            if not url:
                raise Problem(
                    "page_without_address",
                    "This saved page does not say which address it came from.",
                    "Name it: comity page FILE.html --url https://…",
                )
        payload = gather_tree(tree, url)
        payload["truncated"] = payload["truncated"] or too_long
        return cls.from_payload(payload)

    @classmethod
    def from_selection(cls, text: str, url: str, title: str = "") -> Page:
        """Words somebody selected or pasted, and nothing else of the page."""
        return cls.from_payload({"url": url, "title": title, "selection": text[: CAPS["selection"]]})


def _not_understood(what: str) -> Problem:
    return Problem(
        "page_not_understood", f"What the browser sent of this page could not be read: {what}.", HINT
    )


def _size(value: object, limit: int) -> int:
    """Characters in all strings of a JSON value, counted without recursion, no further than past `limit`."""
    total, stack = 0, [value]
    while stack and total <= limit:
        item = stack.pop()
        total += 4
        if isinstance(item, str):
            total += len(item)
        elif isinstance(item, Mapping):
            stack.extend(item.keys())
            stack.extend(item.values())
        elif isinstance(item, list | tuple):
            stack.extend(item)
    return total


def _text(payload: Mapping[str, Any], key: str, cap: int) -> str:
    value = payload.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _not_understood(f"“{key}” is not text")
    return whole(value[:cap])


def _list(payload: Mapping[str, Any], key: str) -> list[Any]:
    value = payload.get(key)
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise _not_understood(f"“{key}” is not a list")
    return list(value)


def _texts(payload: Mapping[str, Any], key: str, count: int, cap: int) -> tuple[str, ...]:
    values = _list(payload, key)
    if not all(isinstance(value, str) for value in values):
        raise _not_understood(f"“{key}” holds something other than text")
    return tuple(whole(value) for value in values[:count] if len(value) <= cap)


def _rows(payload: Mapping[str, Any], key: str, kinds: tuple[type, ...]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for row in _list(payload, key):
        if not isinstance(row, list | tuple) or len(row) != len(kinds):
            raise _not_understood(f"“{key}” has a row of another shape")
        if not all(type(part) is kind for part, kind in zip(row, kinds, strict=True)):
            raise _not_understood(f"“{key}” has a row of another kind")
        rows.append(tuple(whole(part) if isinstance(part, str) else part for part in row))
    return rows


def _fragments(payload: Mapping[str, Any], key: str) -> tuple[str, ...]:
    room = CAPS["fragments"] + 2000
    found: list[str] = []
    for html in _texts(payload, key, CAPS["roots"], room):
        found.append(clean(html, room))
        room -= len(found[-1])
        if room <= 0:
            break
    return tuple(html for html in found if html)


def _meta(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise _not_understood("“meta” does not hold names and texts")
    rows = list(value.items())[: CAPS["meta"]]
    return {whole(str(k))[: CAPS["label"]]: plain(whole(v[: CAPS["value"]])) for k, v in rows}


def _marks(value: object) -> dict[str, tuple[tuple[str, str], ...]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _not_understood("“marks” is not an object")
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name in list(value)[:200]:
        rows = _rows(value, name, (str, str))[: CAPS["marks"]]
        found[str(name)] = tuple((text[: CAPS["mark"]], href[: CAPS["href"]]) for text, href in rows)
    return found
