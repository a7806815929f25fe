"""Giving letters: for every kind of suggestion the one that fits it. A gift asks for nothing back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from recommender.gives.help import LEARNING
from recommender.types import Kind
from server.errors import Problem
from server.messages import written
from server.practice import grounds
from server.practice.introductions import first_to_ask
from server.practice.letters import Letter, name_of, to_one
from server.practice.news_letters import FROM_OTHERS, amplify, congratulate, endorse, nothing_known, thank
from server.practice.peace import may_be_introduced, may_be_written_to
from server.practice.voice import voice
from server.practice.wording import described, first_name, said, to_you
from server.store import introductions, occasions, people, resources

Row = dict[str, Any]

NOT_SAID = "Why you thought of them is left out: it was told to you in confidence, or by somebody else."


def letter_for(db: Database, suggestion: Row) -> Letter:
    """The letter for a suggestion as it was shown. Refused for who wants to be left in peace."""
    everyone = [one for one in (suggestion["person"], suggestion["other"]) if one is not None]
    may_be_written_to(db, *everyone)
    return LETTERS[Kind(suggestion["kind"])](db, suggestion)


def _their_need(db: Database, suggestion: Row, person: int) -> str | None:
    for reason in suggestion["body"]["reasons"]:
        found = grounds.find(db, reason["need"])
        if found and found["person"] == person:
            return grounds.to_themselves(db, found)
    return None


def _offer(db: Database, suggestion: Row, person: int, may: Callable[..., str | None]) -> str | None:
    for reason in suggestion["body"]["reasons"]:
        found = grounds.find(db, reason["offer"])
        if found and found["person"] == person:
            return may(db, found)
    return None


def _share(db: Database, suggestion: Row) -> Letter:
    if suggestion["resource"] is None:
        raise Problem("no_resource", "What was to be shared is in your library no more.", "", 409)
    page = resources.get(db, suggestion["resource"])
    person = suggestion["person"]
    need = _their_need(db, suggestion, person)
    done = written(
        "share",
        voice(db),
        first_name=name_of(db, person),
        title=said(page["title"]),
        url=page["url"] or None,
        need=need,
    )
    return Letter.of(done, person, note="" if need else NOT_SAID)


def _feedback(db: Database, suggestion: Row) -> Letter:
    person = suggestion["person"]
    need = _their_need(db, suggestion, person)
    minutes = suggestion["body"]["minutes"]
    done = written("feedback", voice(db), first_name=name_of(db, person), need=need, minutes=minutes)
    return Letter.of(done, person, note="" if need or suggestion["body"].get("occasion") else NOT_SAID)


def _mentor(db: Database, suggestion: Row) -> Letter:
    """A conversation where there is something to learn, a hand where there is something to do."""
    person = suggestion["person"]
    need = _their_need(db, suggestion, person)
    offer = _my_offer(db, suggestion)
    template = "mentor_talk" if LEARNING.search(_matched_words(suggestion)) else "mentor_help"
    done = written(
        template,
        voice(db),
        first_name=name_of(db, person),
        need=need,
        offer=offer,
        minutes=suggestion["body"]["minutes"],
    )
    return Letter.of(done, person, note="" if need else NOT_SAID)


def _my_offer(db: Database, suggestion: Row) -> str | None:
    me = people.me(db)
    return None if me is None else _offer(db, suggestion, me, grounds.of_mine)


def _matched_words(suggestion: Row) -> str:
    """What decided which of the two it is when it was proposed; for choosing a template, never for a letter."""
    reason = suggestion["body"]["reasons"][0] if suggestion["body"]["reasons"] else {}
    return " ".join(reason[side]["text"] for side in ("need", "offer") if reason.get(side))


def _refer(db: Database, suggestion: Row) -> Letter:
    """To the one who is looking, where the other's own page says what they offer; else the other is asked first."""
    person, client = suggestion["person"], suggestion["other"]
    if client is None:
        raise nothing_known()
    may_be_introduced(db, person, client)
    cards = people.cards(db, [person, client])
    their_offer = _offer(db, suggestion, person, grounds.to_others)
    if their_offer is None:
        done = written(
            "refer_permission",
            voice(db),
            first_name=first_name(cards[person]),
            offer=_offer(db, suggestion, person, grounds.to_themselves),
        )
        note = (
            f"What {first_name(cards[person])} offers is not from a page of their own, so ask before you tell"
            f" {first_name(cards[client])}."
        )
        return Letter.of(done, person, note=note)
    done = written(
        "refer",
        voice(db),
        first_name=first_name(cards[client]),
        need=_their_need(db, suggestion, client),
        other_is=described(cards[person]),
        other_first_name=first_name(cards[person]),
        their_offer=their_offer,
    )
    return Letter.of(done, client)


def _learn(db: Database, suggestion: Row) -> Letter:
    person = suggestion["person"]
    return Letter.of(written("learn_needs", voice(db), first_name=name_of(db, person)), person)


def _reconnect(db: Database, suggestion: Row) -> Letter:
    """With what they are looking for, or the latest glad news of their own page."""
    person = suggestion["person"]
    need = _their_need(db, suggestion, person)
    latest = next(
        (
            row
            for row in occasions.of(db, person)
            if row["kind"] == "event" and row["source"] not in FROM_OTHERS
        ),
        None,
    )
    news = to_you(latest["text"]) if latest and not latest["sad"] and not need else None
    done = written("reconnect", voice(db), first_name=name_of(db, person), need=need, news=news)
    return Letter.of(done, person, note="" if need or news else NOT_SAID)


def _introduce(db: Database, suggestion: Row) -> Letter:
    """To the one who is asked first, as if it were begun; a begun one is written about as far as it has come."""
    if suggestion["other"] is None:
        raise nothing_known()
    a, b = sorted((suggestion["person"], suggestion["other"]))
    begun = [row for row in introductions.everyones(db) if (row["a"], row["b"]) == (a, b)]
    idea = {"id": None, "a": a, "b": b, "state": "idea", "asked_first": None, "suggestion": suggestion["id"]}
    row = begun[0] if begun else idea
    first, _ = first_to_ask(db, row)
    return to_one(db, row, first if row["state"] in ("idea", "asked_first") else a + b - first)


def _ask(db: Database, suggestion: Row) -> Letter:
    """The words for asking about something of theirs; a prepared ask has the user's own."""
    person, me = suggestion["person"], people.me(db)
    mine = next(
        (
            found
            for reason in suggestion["body"]["reasons"]
            if (found := grounds.find(db, reason["need"])) and found["person"] == me
        ),
        None,
    )
    what = grounds.of_mine(db, mine)
    if what is None:
        raise Problem(
            "unfinished_draft", "What you need is not said yet.", "Prepare the ask in your words.", 409
        )
    done = written(
        "ask_about",
        voice(db),
        first_name=name_of(db, person),
        what=what,
        offer=_offer(db, suggestion, person, grounds.to_themselves),
        minutes=suggestion["body"]["minutes"],
    )
    return Letter.of(done, person)


LETTERS: dict[Kind, Callable[[Database, Row], Letter]] = {
    Kind.INTRODUCE: _introduce,
    Kind.SHARE: _share,
    Kind.FEEDBACK: _feedback,
    Kind.MENTOR: _mentor,
    Kind.REFER: _refer,
    Kind.LEARN: _learn,
    Kind.ENDORSE: endorse,
    Kind.AMPLIFY: amplify,
    Kind.CONGRATULATE: congratulate,
    Kind.THANK: thank,
    Kind.RECONNECT: _reconnect,
    Kind.ASK: _ask,
}
"""A new kind of suggestion needs its letter here."""
