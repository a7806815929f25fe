"""Microdata and RDFa Lite fragments -> the same objects as JSON-LD, so that one reader serves all three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from server.pages.budget import Budget
from server.pages.notebook import Notebook
from server.pages.outline import plain
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.taming import tame
from server.pages.things import PREFIX, Thing, name_of, number_of_people, say_person

ADDRESSES = {"a": "href", "link": "href", "area": "href", "img": "src", "object": "data", "embed": "src"}
MAX_DEPTH = 60
MAX_NODES = 6000


def read(page: Page, today: date, budget: Budget) -> list[Notebook]:
    """At most one notebook for microdata and one for RDFa; `people` if there are several on the page."""
    found: dict[str, list[Thing]] = {"microdata": [], "rdfa": []}
    for html in page.microdata:
        if budget.spent():
            break
        body = LexborHTMLParser(tame(html)).body
        root = body.child if body is not None else None
        while root is not None and not root.is_element_node:
            root = root.next
        if root is None:
            continue
        rdfa = "typeof" in root.attributes
        thing = _thing(root, "property" if rdfa else "itemprop")
        if name_of(thing):
            found["rdfa" if rdfa else "microdata"].append(thing)
    return [_notes(page, source, people) for source, people in found.items() if people]


def _notes(page: Page, source: str, people: list[Thing]) -> Notebook:
    notes = Notebook(source, page.base or page.url)
    if len({name_of(person) for person in people}) == 1:
        for person in people:
            say_person(notes, person, lambda value: value)
        quote_text(notes, notes.value("about"), "about")
    else:
        for person in people:
            number_of_people(notes, person, lambda value: value)
    return notes


def _thing(root: LexborNode, attribute: str) -> Thing:
    """Properties of one item; an item inside a property is an object of its own."""
    scope = "itemscope" if attribute == "itemprop" else "typeof"
    thing: Thing = {"@type": _types(root)}
    stack: list[tuple[LexborNode, Thing, int]] = [(child, thing, 0) for child in _backwards(root)]
    seen = 0
    while stack and seen < MAX_NODES:
        node, owner, depth = stack.pop()
        seen += 1
        inner = _property(node, owner, attribute, scope)
        if depth < MAX_DEPTH:
            stack.extend((child, inner, depth + 1) for child in _backwards(node))
    return thing


def _backwards(node: LexborNode) -> Iterator[LexborNode]:
    child = node.last_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.prev


def _property(node: LexborNode, owner: Thing, attribute: str, scope: str) -> Thing:
    """Notes the node's own properties with their owner, and says who owns what is inside the node."""
    attributes = node.attributes
    names = [PREFIX.sub("", name) for name in (attributes.get(attribute) or "").split()]
    if attribute == "property":
        names += [PREFIX.sub("", rel) for rel in (attributes.get("rel") or "").split() if ":" in rel]
    inner: Thing | None = {"@type": _types(node)} if scope in attributes else None
    value: Any = inner if inner is not None else _value(node)
    for name in names:
        if value:
            owner.setdefault(name, []).append(value)
    return inner if inner is not None else owner


def _types(node: LexborNode) -> list[str]:
    said = node.attributes.get("itemtype") or node.attributes.get("typeof") or ""
    return [PREFIX.sub("", kind) for kind in said.split()]


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    tag = node.tag or ""
    for name in (
        "content",
        ADDRESSES.get(tag, ""),
        "datetime" if tag == "time" else "",
        "value" if tag == "data" else "",
    ):
        if name and attributes.get(name):
            return plain(attributes[name] or "")
    return plain(node.text(deep=True, separator=" "))
