"""Pieces of a page's markup, cut down to what carries meaning, never longer than agreed."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from server.pages.gathered import GATHERED
from server.pages.taming import tame

SKIP = frozenset(GATHERED["fragmentSkip"])
VOID = frozenset(GATHERED["void"])
CLASSES = re.compile(GATHERED["classes"])
SPACE = re.compile("[\\t\\n\\f\\r ]+")
DEPTH: int = GATHERED["caps"]["depth"]
VALUE: int = GATHERED["caps"]["href"]
MAX_ROOTS = 2000


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those not inside another of them; `nodes` stand in document order."""
    kept: list[LexborNode] = []
    inside: set[int] = set()
    for node in nodes[:MAX_ROOTS]:
        parent, seen = node.parent, 0
        while parent is not None and parent.mem_id not in inside and seen < 2 * DEPTH:
            parent, seen = parent.parent, seen + 1
        if parent is None or parent.mem_id not in inside:
            inside.add(node.mem_id)
            kept.append(node)
    return kept


def serialise(root: LexborNode, room: int) -> str:
    """Markup of `root` that stops within `room` characters (and then closes what it opened)."""
    out: list[str] = []
    size = 0
    stack: list[tuple[LexborNode, int, bool]] = [(root, 0, False)]
    while stack:
        node, depth, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            out.append(f"</{tag}>")
            continue
        if node.is_text_node:
            piece = escape(SPACE.sub(" ", node.text_content or ""))
        elif not node.is_element_node or tag in SKIP or depth > DEPTH:
            continue
        else:
            piece = _open_tag(node, tag)
        size += len(piece)
        if size > room:
            out.extend(f"</{opened.tag}>" for opened, _, closing in reversed(stack) if closing)
            break
        out.append(piece)
        if node.is_text_node or tag in VOID:
            continue
        stack.append((node, depth, True))
        child = node.last_child
        while child is not None:
            stack.append((child, depth + 1, False))
            child = child.prev
    return "".join(out)


def clean(html: str, room: int) -> str:
    """The same cut made again on markup that came over the wire: nothing but the agreed tags gets past."""
    body = LexborHTMLParser(tame(html[: room * 2])).body
    first = body.child if body is not None else None
    while first is not None and not first.is_element_node:
        first = first.next
    return serialise(first, room) if first is not None else ""


def _open_tag(node: LexborNode, tag: str) -> str:
    attributes = node.attributes
    piece = f"<{tag}"
    for name in GATHERED["attributes"]:
        if name not in attributes:
            continue
        value = attributes[name] or ""
        if name == "class":
            value = " ".join(token for token in value.split() if CLASSES.match(token))
            if not value:
                continue
        piece += f' {name}="{escape(value[:VALUE])}"'
    return piece + ">"


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
