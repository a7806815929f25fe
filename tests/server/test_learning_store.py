"""How introductions were answered, as the recommender reads it."""

from datetime import UTC, datetime

import pytest

from server.store import introductions, learning
from server.store.journal import edit

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def went(db, person):
    """Takes an introduction of two people through steps, the second of the two asked first."""
    a, b = person("Ann Example"), person("Ben Example")

    def through(*steps):
        with edit(db, what="Introduced", who="you", at=AT) as opened:
            number = introductions.begin(opened, a, b, suggestion=None)
            for action, state in steps:
                also = {"asked_first": b} if action == "ask_first" else {}
                introductions.move(opened, number, action, state, **also)
        return a, b

    return through


ASKED, YES = ("ask_first", "asked_first"), ("first_said_yes", "first_agreed")
ASKED_SECOND = ("ask_second", "asked_second")


def test_nobody_was_asked(db, went):
    went(("withdraw", "withdrawn"))
    assert learning.answers(db) == []


def test_both_said_yes(db, went):
    a, b = went(ASKED, YES, ASKED_SECOND, ("second_said_yes", "both_yes"), ("make", "made"))
    assert learning.answers(db) == [(b, a, True), (a, b, True)]


def test_the_first_declined(db, went):
    a, b = went(ASKED, ("declined", "declined"))
    assert learning.answers(db) == [(b, a, False)]


def test_the_second_did_not_answer_which_is_a_no(db, went):
    a, b = went(ASKED, YES, ASKED_SECOND, ("lapse", "lapsed"))
    assert learning.answers(db) == [(b, a, True), (a, b, False)]
