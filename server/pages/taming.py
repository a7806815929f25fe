"""Makes markup safe to parse: HTML5 parsers take time by the square of the depth, so depth is bounded."""

from __future__ import annotations

import codecs
import re
from collections import Counter

MAX_DEPTH = 256
"""Real pages stay below 100. 100,000 nested <div> take lexbor 40 s; 256 deep, 100,000 nodes take 0.2 s."""
MAX_FORMATTING = 24
"""Open formatting tags are repeated in each paragraph that follows."""
MAX_SCOPES = 2000
"""Tables and the like hide open tags from closing ones, so their count never goes down."""

FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
SCOPES = frozenset(["table", "object", "applet", "marquee", "template", "svg", "math", "select"])
UNCOUNTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "tbody", "thead", "tfoot",
    "html", "head", "body", "rp", "rt",
})  # fmt: skip
"""Empty, or closed by their next sibling: they do not nest."""
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:-]+)""", re.IGNORECASE)


def tame(html: str) -> str:
    """The same markup, less the opening tags that would nest deeper than any real page does."""
    if html.count("<") <= MAX_FORMATTING:
        return html
    opened: Counter[str] = Counter()
    depth = formatting = scopes = 0
    drop: list[int] = []
    for match in TAG.finditer(html):
        tag = match[2].lower()
        if tag in UNCOUNTED:
            continue
        if match[1]:
            if opened[tag]:
                opened[tag] -= 1
                depth -= 1
                formatting -= tag in FORMATTING
            continue
        scopes += tag in SCOPES
        too_many = (
            formatting >= MAX_FORMATTING if tag in FORMATTING else tag in SCOPES and scopes > MAX_SCOPES
        )
        if depth >= MAX_DEPTH or too_many:
            drop.append(match.start())
            continue
        opened[tag] += 1
        depth += 1
        formatting += tag in FORMATTING
    return _without(html, drop) if drop else html


def decode(html: bytes) -> str:
    """Text of a saved page: by byte order mark, else what it says, else UTF-8, else what browsers assume."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if html.startswith(mark):
            return html[len(mark) :].decode(name, "replace")
    said = META_CHARSET.search(html[:4096])
    name = said[1].decode("ascii") if said else "utf-8"
    try:
        if codecs.lookup(name).name in {"utf-16", "utf-16-le", "utf-16-be", "utf-7"}:
            name = "utf-8"
        return html.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        pass
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("windows-1252" if html.count(b"\x00") == 0 else "utf-8", "replace")


def whole(text: str) -> str:
    """Text that can be stored: lone surrogates and NUL replaced."""
    if "\x00" in text:
        text = text.replace("\x00", " ")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _without(html: str, starts: list[int]) -> str:
    kept: list[str] = []
    at = 0
    for start in starts:
        kept.append(html[at:start])
        end = html.find(">", start)
        at = len(html) if end < 0 else end + 1
        if end < 0:
            break
    kept.append(html[at:])
    return "".join(kept)
