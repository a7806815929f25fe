"""JSON-LD: the Person a page is about, with what they know, offer and seek; authors of articles are passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from server.pages.budget import Budget
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.things import Thing, first, kinds, name_of, number_of_people, say_person, things
from server.pages.urls import profile_key

SOURCE = "json-ld"
WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)\s*|\s*(?://\s*)?(?:-->|\]\]>)\s*$")
MAX_NODES = 4000
MAX_DEPTH = 30
PAGE_TYPES = frozenset({"ProfilePage", "AboutPage", "ContactPage", "WebPage", "CollectionPage"})
SUBJECT = ("mainEntity", "about", "mainEntityOfPage")
STAFF = (
    "employee",
    "employees",
    "member",
    "members",
    "founder",
    "founders",
    "performer",
    "performers",
    "speaker",
    "actor",
)
REFERENCE = 2
"""An object with no more properties than that is a mere reference to another: {"@type", "@id"}."""
MIN_PEOPLE = 2


def read(page: Page, today: date, budget: Budget) -> Notebook | None:
    """One person with what is said of them, or several in `people`; nothing if the page is about something else."""
    graph = load(page, budget)
    if not graph:
        return None
    notes = Notebook(SOURCE, page.base or page.url)
    by_id = {
        str(thing["@id"]): thing for thing in graph if isinstance(thing.get("@id"), str) and len(thing) > 1
    }
    subject = _subject(page, graph, by_id)
    if subject is not None:
        notes.on = _modified(graph, today)
        say_person(notes, subject, lambda thing: resolve(thing, by_id))
        _quote_description(notes)
        return notes if notes.value("name") else None
    for person in _staff(graph, _tops(page, graph), by_id):
        number_of_people(notes, person, lambda thing: resolve(thing, by_id))
    return notes if len(notes.people) >= MIN_PEOPLE else None


def load(page: Page, budget: Budget) -> list[Thing]:
    """All objects of all readable scripts, outermost first; a broken script costs only itself."""
    found: list[Thing] = []
    for script in page.jsonld:
        if budget.spent():
            break
        try:
            data = json.loads(WRAPPING.sub("", WRAPPING.sub("", script)), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_walk(data, MAX_NODES - len(found)))
    return found


def _walk(data: Any, limit: int) -> Iterator[Thing]:
    queue: list[tuple[Any, int]] = [(data, 0)]
    at = 0
    while at < len(queue) and limit > 0 and at < MAX_NODES:
        value, depth = queue[at]
        at += 1
        if isinstance(value, dict):
            limit -= 1
            yield value
        if depth < MAX_DEPTH and isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            queue.extend((item, depth + 1) for item in inner if isinstance(item, dict | list))


def resolve(thing: Any, by_id: dict[str, Thing]) -> Any:
    """The whole object behind a mere {"@id": …}."""
    if isinstance(thing, dict) and len(thing) <= REFERENCE and isinstance(thing.get("@id"), str):
        return by_id.get(thing["@id"], thing)
    return thing


def _subject(page: Page, graph: list[Thing], by_id: dict[str, Thing]) -> Thing | None:
    for thing in graph:
        if PAGE_TYPES & kinds(thing):
            for key in SUBJECT:
                for value in things(thing.get(key)):
                    person = resolve(value, by_id)
                    if isinstance(person, dict) and "Person" in kinds(person) and name_of(person):
                        return person
    tops = [thing for thing in _tops(page, graph) if "Person" in kinds(thing) and name_of(thing)]
    keys = {profile_key(page.url), profile_key(page.canonical)} - {""}
    for person in tops:
        if keys & {
            profile_key(str(url)) for url in (person.get("url"), person.get("@id")) if isinstance(url, str)
        }:
            return person
    others = {kind for thing in _tops(page, graph) for kind in kinds(thing)}
    about_else = others & {
        "NewsArticle",
        "Article",
        "BlogPosting",
        "Product",
        "Event",
        "Recipe",
        "JobPosting",
    }
    if len(tops) == 1 and (not about_else or "linkedin.com" in page.host):
        return tops[0]
    return None


def _tops(page: Page, graph: list[Thing]) -> list[Thing]:
    """Objects that stand by themselves: top level, in an array, or in a @graph; not those inside another."""
    inside: set[int] = set()
    for thing in graph:
        for key, value in thing.items():
            if key != "@graph":
                inside.update(id(inner) for inner in things(value))
    return [thing for thing in graph if id(thing) not in inside]


def _staff(graph: list[Thing], tops: list[Thing], by_id: dict[str, Thing]) -> list[Thing]:
    """People an organisation or event names as its own, else those who stand side by side by themselves."""
    people: list[Thing] = []
    for thing in graph:
        for key in STAFF:
            people.extend(
                person
                for value in things(thing.get(key))
                if isinstance(person := resolve(value, by_id), dict)
                and "Person" in kinds(person)
                and name_of(person)
            )
        if "ItemList" in kinds(thing):
            for element in things(thing.get("itemListElement")):
                item = resolve(first(element.get("item")) if isinstance(element, dict) else None, by_id)
                for person in (item, element):
                    if isinstance(person, dict) and "Person" in kinds(person) and name_of(person):
                        people.append(person)
    return people or [thing for thing in tops if "Person" in kinds(thing) and name_of(thing)]


def _modified(graph: list[Thing], today: date) -> date | None:
    for thing in graph:
        if "ProfilePage" in kinds(thing) and isinstance(thing.get("dateModified"), str):
            try:
                day = date.fromisoformat(thing["dateModified"][:10])
            except ValueError:
                return None
            return day if day <= today else None
    return None


def _quote_description(notes: Notebook) -> None:
    """Quoted for its needs and offers, whichever field it became."""
    quote_text(notes, notes.value("about"), "about")
    quote_text(notes, notes.value("headline"), "headline")
