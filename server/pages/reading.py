"""Reads a page with every reader that knows it, within its time, and puts one profile together."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from server.pages import (
    github,
    gitlab,
    hcard,
    jsonld,
    linkedin,
    markup,
    mastodon,
    opengraph,
    orcid,
    personal,
    researchgate,
    scholar,
    selection,
    stackoverflow,
    team,
)
from server.pages.budget import HARD_LIMIT, Budget
from server.pages.freshness import is_stale
from server.pages.merge import merge
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.profile import PageKind, Profile
from server.pages.urls import canonical_url

SITES = (linkedin, github, gitlab, orcid, mastodon, scholar, researchgate, stackoverflow)
"""Readers of one site each: where one of them finds a person, it knows better than the generic ones."""
ALSO = {"linkedin": frozenset({"json-ld"})}
"""Generic sources that add to a site's own: LinkedIn's public pages carry good JSON-LD."""

STALE = "The page still showed someone else when it was read. Reload it and click the toolbar button again."
NO_PROFILE = "This page is not a profile. You can save it for someone."
MANY = "This page is about several people. Choose whom you mean."
TOO_LONG = "The page was too large to read in full."
TOO_SLOW = "Reading took too long, so this is only a part of the page."


def read_page(
    page: Page, today: date, *, clock: Callable[[], float] = time.monotonic, limit: float = HARD_LIMIT
) -> Profile:
    """What the page says of a person; `people` where it is about several; kind PAGE where it is no profile.

    Takes at most about `limit` seconds by `clock`: what is found until then is returned, marked partial.
    """
    budget = Budget.of(clock, limit)
    url = canonical_url(page.url)
    nothing = Profile(PageKind.PAGE, url, page.title, note=NO_PROFILE, partial=page.truncated)
    if is_stale(page):
        stale = read_quietly(page, today, budget)
        return replace(nothing, note=STALE, partial=True) if stale.kind is not PageKind.PAGE else nothing
    return read_quietly(page, today, budget)


def read_quietly(page: Page, today: date, budget: Budget) -> Profile:
    """As `read_page`, without asking whether the text belongs to the address."""
    found, people = _gather(page, today, budget)
    late = budget.spent()
    note = TOO_SLOW if late else TOO_LONG if page.truncated else ""
    base = Profile(PageKind.PAGE, canonical_url(page.url), page.title, partial=late or page.truncated)
    if any(notes.value("name") for notes in found):
        readings, passages, acquaintances = merge(found)
        return replace(
            base,
            kind=PageKind.PROFILE,
            readings=readings,
            passages=passages,
            acquaintances=acquaintances,
            note=note,
        )
    if people is not None:
        return replace(base, kind=PageKind.PEOPLE, people=tuple(people.people), note=note or MANY)
    quoted = tuple(
        passage for notes in found if notes.source == selection.SOURCE for passage in notes.passages
    )
    return replace(base, passages=quoted, note=note or NO_PROFILE)


def _gather(page: Page, today: date, budget: Budget) -> tuple[list[Notebook], Notebook | None]:
    """Notes about one person, and, if there are none, notes on several people."""
    found: list[Notebook] = []
    people: Notebook | None = None
    site = next((notes for reader in SITES if (notes := reader.read(page, today)) is not None), None)
    if site is not None:
        if site.people:
            return [], site
        found.append(site)
    for notes in _generic(page, today, budget, frozenset(ALSO.get(site.source, ())) if site else None):
        if notes.people:
            people = people or notes
        else:
            found.append(notes)
    if found and site is None and all(notes.source != personal.SOURCE for notes in found):
        _own_site(found, page, today)
    chosen = selection.read(page, today)
    if chosen is not None:
        found.append(chosen)
    return found, people


def _generic(page: Page, today: date, budget: Budget, only: frozenset[str] | None) -> list[Notebook]:
    """What the readers for any site find, as long as there is time; `only` those of the sources named, if any are."""
    found: list[Notebook] = []
    steps: tuple[Callable[[], list[Notebook | None]], ...] = (
        lambda: [jsonld.read(page, today, budget)],
        lambda: list(markup.read(page, today, budget)),
        lambda: [hcard.read(page, today, budget)],
        lambda: [opengraph.read(page, today)],
        lambda: [team.read(page, today)],
        lambda: [personal.read(page, today)],
    )
    for step in steps[: 1 if only is not None else None]:
        if budget.spent():
            break
        found.extend(notes for notes in step() if notes is not None)
    return [notes for notes in found if only is None or notes.source in only]


def _own_site(found: list[Notebook], page: Page, today: date) -> None:
    """A person known from markup, on their own site: the links and statements of the page are theirs too."""
    notes = Notebook(personal.SOURCE, page.base or page.url)
    notes.say("url", page.url)
    if personal.is_own_page(page):
        personal.say_links(notes, page)
        personal.quote_page(notes, page, today)
        if not personal.speaks_for_one(page):
            notes.passages = [passage for passage in notes.passages if passage.signal]
    found.append(notes)
