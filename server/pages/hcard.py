"""Microformats: h-card and h-resume, and their old forms hCard and hResume, read by mf2py from small fragments."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from server.pages.budget import Budget
from server.pages.hcard_legacy import modernise
from server.pages.names import looks_like_a_name, share_a_word
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.personal import is_own_page
from server.pages.profile import PageKind, Profile
from server.pages.prose import quote_text
from server.pages.taming import tame
from server.pages.urls import canonical_url

Item = dict[str, Any]
AUTHOR = re.compile(r'<[^>]*class="[^"]*\bp-(?:author|comment|like-of|repost-of|invitee)\b')
"""The card of whoever wrote a post or a comment; on other pages than their own it is not whom the page is about."""
MAX_ROOT = 20_000
"""Characters of one fragment: mf2py takes about a millisecond per thousand."""
FEW_LINES = 15
"""A page shorter than that with one card on it is about that card."""
LONGEST_PLACE = 80
MAX_DEPTH = 12
MIN_PEOPLE = 2


def read(page: Page, today: date, budget: Budget) -> Notebook | None:
    """The card that stands for the page, or several people, or nothing (the cards are of guests and commenters)."""
    wanted = [html for html in page.hcards if is_own_page(page) or not AUTHOR.match(html)]
    items = [item for html in wanted if not budget.spent() for item in parse(html, page.base or page.url)]
    resume = next((item for item in items if "h-resume" in item["type"]), None)
    if resume is not None:
        return _resume(page, resume)
    cards = [item for item in items if "h-card" in item["type"] and _name(item)]
    people = [card for card in cards if not is_organisation(card)]
    own = representative(people, page)
    notes = Notebook("h-card", page.base or page.url)
    if own is not None:
        say_card(notes, own)
        quote_text(notes, notes.value("about"), "about")
        return notes
    for card in people:
        one = Notebook("h-card", notes.base)
        say_card(one, card)
        if looks_like_a_name(one.value("name")) and not any(
            p.title == one.value("name") for p in notes.people
        ):
            readings, passages = tuple(one.readings), tuple(one.passages)
            notes.people.append(
                Profile(PageKind.PROFILE, one.value("url"), one.value("name"), readings, passages)
            )
    return notes if len(notes.people) >= MIN_PEOPLE else None


def parse(html: str, url: str) -> list[Item]:
    """Items of one fragment in microformats' canonical JSON; none if the fragment cannot be read."""
    import mf2py  # brings BeautifulSoup with it, which the command line does without

    try:
        found = mf2py.parse(doc=modernise(tame(html[:MAX_ROOT])), url=url, html_parser="lxml")
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError, IndexError):
        return []
    return [item for item in found["items"] if isinstance(item, dict)]


def representative(cards: list[Item], page: Page) -> Item | None:
    """microformats.org's representative h-card: uid and url are the page's; else url is a rel=me; else the only one."""
    here = {canonical_url(page.url), canonical_url(page.canonical)} - {""}
    root = canonical_url(f"https://{urlsplit(page.url).netloc}/")
    for card in cards:
        urls = {canonical_url(url) for url in _texts(card, "url")}
        if here & urls and (here & {canonical_url(uid) for uid in _texts(card, "uid")} or len(cards) == 1):
            return card
    mine = {canonical_url(url) for url in page.relme} - {""}
    for wanted in (mine, here, {root}):
        for card in cards:
            if wanted & {canonical_url(url) for url in _texts(card, "url")}:
                return card
    if len(cards) == 1 and (not page.h1 or _about_the_page(cards[0], page)):
        return cards[0]
    return None


def _about_the_page(card: Item, page: Page) -> bool:
    name = _name(card)
    return (
        any(share_a_word(name, text) for text in (*page.h1, page.title) if text)
        or len(page.lines) < FEW_LINES
    )


def is_organisation(card: Item) -> bool:
    """An h-card whose name is its organisation's stands for the organisation."""
    name = _name(card)
    return any(_plain(org) == name for org in card["properties"].get("org", []))


def say_card(notes: Notebook, card: Item) -> None:
    """All that an h-card says of a person."""
    get = card["properties"].get
    notes.say("name", _name(card))
    for url in _texts(card, "uid") + _texts(card, "url"):
        notes.say("url", url)
    notes.say("role", next(iter(_texts(card, "job-title") + _texts(card, "role")), ""))
    for org in [*_texts(card, "organization-name"), *map(_plain, get("org", []))]:
        notes.say("organisation", org)
    notes.say("place", _place(card))
    notes.say("about", next(iter(_texts(card, "note")), ""))
    for mail in _texts(card, "email"):
        notes.say("email", mail)
    for tel in _texts(card, "tel"):
        notes.say("phone", tel)
    for skill in _texts(card, "category") + _texts(card, "skill"):
        notes.say("skill", skill)


def _resume(page: Page, item: Item) -> Notebook | None:
    notes = Notebook("h-resume", page.base or page.url)
    get = item["properties"].get
    for contact in get("contact", []):
        if isinstance(contact, dict):
            say_card(notes, contact)
    notes.say("name", _name(item))
    notes.say("about", next(iter(_texts(item, "summary")), ""))
    quote_text(notes, notes.value("about"), "about")
    for skill in _texts(item, "skill"):
        notes.say("skill", skill)
    for event in get("experience", []):
        if not isinstance(event, dict):
            continue
        notes.quote(_plain(event), "experience")
        if event["properties"].get("end"):
            continue
        for place in [*event["properties"].get("location", []), event]:
            if isinstance(place, dict) and "h-card" in place.get("type", []):
                notes.say(
                    "organisation", _plain(next(iter(place["properties"].get("org", [])), "")) or _name(place)
                )
                notes.say("role", next(iter(_texts(place, "job-title")), ""))
    for event in get("education", []):
        notes.quote(_plain(event), "education")
    return notes if notes.value("name") else None


def _name(item: Item) -> str:
    name = next(iter(_texts(item, "name")), "")
    if not name:
        parts = _texts(item, "given-name")[:1] + _texts(item, "family-name")[:1]
        name = " ".join(parts)
    return " ".join(name.split())


def _place(card: Item) -> str:
    for owner in [card, *(adr for adr in card["properties"].get("adr", []) if isinstance(adr, dict))]:
        parts = [next(iter(_texts(owner, part)), "") for part in ("locality", "region", "country-name")]
        if any(parts):
            return ", ".join(part for part in parts if part)
    return next(iter(_texts(card, "label") + [t for t in _texts(card, "adr") if len(t) <= LONGEST_PLACE]), "")


def _texts(item: Item, name: str) -> list[str]:
    return [text for value in item.get("properties", {}).get(name, []) if (text := _plain(value))]


def _plain(value: Any) -> str:
    """A property's text: as it is, an embedded item's name, or marked-up content without its markup."""
    for _ in range(MAX_DEPTH):
        if isinstance(value, str):
            return " ".join(value.split())
        if not isinstance(value, dict):
            return ""
        names = value.get("properties", {}).get("name") if isinstance(value.get("properties"), dict) else None
        value = names[0] if names else value.get("value")
    return ""
