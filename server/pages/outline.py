"""A page's visible text by lines: what a reader sees, in order, with headings, links and regions by line number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from server.pages.gathered import GATHERED

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
