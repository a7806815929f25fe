"""schema.org's Person, as JSON-LD, microdata and RDFa spell it: who it is, what they offer and seek, whom they know."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from server.pages.names import clean_name
from server.pages.notebook import Notebook
from server.pages.profile import PageKind, Profile

Thing = dict[str, Any]
Resolve = Callable[[Any], Any]

PREFIX = re.compile(
    r"^(?:https?://(?:www\.)?(?:schema\.org|data-vocabulary\.org|xmlns\.com/foaf/0\.1)/|schema:|foaf:|s:)"
)
COUNTRY_CODE = re.compile(r"[A-Z]{2}")
TAGLINE_WORDS = 12
TAGLINE_LENGTH = 100
MAX_VALUES = 60
KNOWN = ("knows", "colleague", "colleagues", "follows")


def kinds(thing: Thing) -> set[str]:
    """The types of an object, without the vocabulary's address."""
    said = thing.get("@type", thing.get("type"))
    return {
        PREFIX.sub("", kind) for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str)
    }


def things(value: Any) -> list[Any]:
    """A property's values, one or many."""
    if value is None:
        return []
    return value[:MAX_VALUES] if isinstance(value, list) else [value]


def first(value: Any) -> Any:
    return next(iter(things(value)), None)


def text_of(value: Any) -> str:
    """A text, or the name of an object; the first of several; "" for anything else."""
    value = first(value)
    if isinstance(value, dict):
        value = first(value.get("name", value.get("@value", value.get("title"))))
        if isinstance(value, dict):
            value = value.get("@value")
    return " ".join(value.split()) if isinstance(value, str) else ""


def name_of(person: Thing) -> str:
    name = text_of(person.get("name"))
    if not name:
        parts = (text_of(person.get("givenName")), text_of(person.get("familyName")))
        name = " ".join(part for part in parts if part)
    return clean_name(name)


def say_person(notes: Notebook, person: Thing, resolve: Resolve) -> None:
    """Every property of schema.org's Person that says who somebody is, what they give and what they look for."""
    _who(notes, person, resolve)
    _addresses(notes, person, resolve)
    _skills(notes, person, resolve)
    for offer in _each(person, "makesOffer", resolve):
        notes.quote(_offered(offer, resolve), "offers", "offer")
    for demand in _each(person, "seeks", resolve):
        notes.quote(_offered(demand, resolve), "seeks", "need")
    for key in KNOWN:
        for other in _each(person, key, resolve):
            if isinstance(other, dict) and name_of(other):
                url = first(other.get("url"))
                notes.knows(name_of(other), url if isinstance(url, str) else "", f"{key}: {name_of(other)}")
    for key, section in (("alumniOf", "education"), ("award", "awards")):
        for value in _each(person, key, resolve):
            notes.quote(_unless_address(text_of(value)), section)


def _who(notes: Notebook, person: Thing, resolve: Resolve) -> None:
    notes.say("name", name_of(person))
    for title in things(person.get("jobTitle") or person.get("title") or person.get("role")):
        notes.say("role", text_of(title))
    notes.say("role", text_of(_each(person, "hasOccupation", resolve)))
    for key in ("worksFor", "affiliation", "memberOf"):
        for organisation in _each(person, key, resolve):
            notes.say("organisation", _unless_address(text_of(organisation)))
    notes.say("place", _place(person, resolve))
    description = text_of(person.get("description") or person.get("disambiguatingDescription"))
    notes.say("headline" if _is_tagline(description) else "about", description)


def _addresses(notes: Notebook, person: Thing, resolve: Resolve) -> None:
    for key in ("url", "sameAs", "homepage", "account"):
        for url in things(person.get(key)):
            notes.say("url", url.get("@id", url.get("url")) if isinstance(url, dict) else url)
    points = [point for point in _each(person, "contactPoint", resolve) if isinstance(point, dict)]
    for owner in (person, *points):
        for mail in things(owner.get("email")) + things(owner.get("mbox")):
            notes.say("email", text_of(mail))
        for number in things(owner.get("telephone")):
            notes.say("phone", text_of(number))


def number_of_people(notes: Notebook, person: Thing, resolve: Resolve) -> None:
    """Adds one of several people to the notes, as a profile of its own."""
    own = Notebook(notes.source, notes.base)
    say_person(own, person, resolve)
    name, url = own.value("name"), own.value("url")
    if (
        name
        and not any(name == other.value("name") for other in notes.people)
        and len(notes.people) < MAX_VALUES
    ):
        notes.people.append(
            Profile(
                PageKind.PROFILE,
                url,
                name,
                tuple(own.readings),
                tuple(own.passages),
                tuple(own.acquaintances),
            )
        )


def _each(person: Thing, key: str, resolve: Resolve) -> list[Any]:
    return [resolve(value) for value in things(person.get(key))]


def _unless_address(text: str) -> str:
    return "" if re.match(r"(?i)https?://|www\.|#|_:", text) else text


def _is_tagline(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= TAGLINE_LENGTH
        and len(text.split()) <= TAGLINE_WORDS
        and text[-1] not in ".!?。"
    )


def _place(person: Thing, resolve: Resolve) -> str:
    for key in ("address", "homeLocation", "workLocation", "location"):
        for value in _each(person, key, resolve):
            if isinstance(value, str):
                return _unless_address(" ".join(value.split()))
            if not isinstance(value, dict):
                continue
            inner = resolve(first(value.get("address"))) if value.get("address") else value
            if isinstance(inner, str):
                return inner
            if isinstance(inner, dict):
                parts = [
                    text_of(inner.get(part))
                    for part in ("addressLocality", "addressRegion", "addressCountry")
                ]
                named = _joined(parts) or text_of(value.get("name"))
                if named:
                    return named
    return ""


def _joined(parts: list[str]) -> str:
    """Locality, region and country; a country code after a locality that names the country already is left out."""
    kept: list[str] = []
    for part in parts:
        code = bool(COUNTRY_CODE.fullmatch(part))
        if (
            part
            and not any(part in other for other in kept)
            and not (code and any("," in k or " " in k for k in kept))
        ):
            kept.append(part)
    return ", ".join(kept)


def _skills(notes: Notebook, person: Thing, resolve: Resolve) -> None:
    values = _each(person, "knowsAbout", resolve) + _each(person, "skills", resolve)
    for occupation in _each(person, "hasOccupation", resolve):
        if isinstance(occupation, dict):
            values += _each(occupation, "skills", resolve)
    for value in values:
        whole = _unless_address(text_of(value))
        for skill in whole.split(",") if isinstance(value, str) and whole.count(",") else [whole]:
            notes.say("skill", skill.strip())


def _offered(offer: Any, resolve: Resolve) -> str:
    """What an Offer or Demand is of: its item's name, with the description."""
    if isinstance(offer, str):
        return _unless_address(offer)
    if not isinstance(offer, dict):
        return ""
    item = resolve(first(offer.get("itemOffered")))
    inner = item if isinstance(item, dict) else {}
    name = text_of(offer.get("name")) or (text_of(item) if item is not None else "")
    description = text_of(offer.get("description")) or text_of(inner.get("description"))
    return f"{name}: {description}" if name and description else name or description
