"""Letters fit what they are for, say only what their reader may know, and ask for nothing in return for a gift."""

from __future__ import annotations

from datetime import datetime

import pytest
from letter_world import World
from sqlite_utils import Database

from recommender.types import Kind
from server.errors import Problem
from server.practice import asks, causes, drafts, voice
from server.practice.giving_letters import LETTERS
from server.practice.letters import Letter
from server.store import facets, people, resources
from server.store.journal import edit

ADA = "https://ada.example/"


@pytest.fixture
def world(db: Database, now: datetime) -> World:
    """Robin (the user), Ada with a page of her own, Bo of whom only notes tell."""
    made = World(db, now)
    made.person("Robin Hedge", me=True)
    made.person("Ada Mill", headline="Miller of heritage wheat", url=ADA)
    made.person("Bo Loaf", headline="Baker", email="bo@loaf.example")
    return made


@pytest.fixture
def shared(db: Database, now: datetime) -> int:
    with edit(db, what="Saved", who="you", at=now) as opened:
        return resources.put(opened, "How to light an oven", url="https://oven.example/")[0]


def write(world: World, kind: str, who: str, **how: object) -> Letter:
    return drafts.for_suggestion(world.db, world.suggestion(kind, world.ids[who], **how))  # type: ignore[arg-type]


def test_every_kind_of_suggestion_has_its_letter() -> None:
    assert set(LETTERS) == set(Kind)


def test_a_shared_page_comes_with_the_need_it_meets_and_no_request(world: World, shared: int) -> None:
    flour = world.from_note(world.ids["Bo"], "need", "a miller of old wheat")
    letter = write(world, "share", "Bo", reasons=((flour, None),), resource=shared)
    assert letter.to == (world.ids["Bo"],)
    assert letter.subject == "How to light an oven"
    assert letter.text == (
        "Hello Bo,\n\nI came across something that may be of use to you:\n\nHow to light an oven\nhttps://oven.example/\n\n"
        "I thought of what you are looking for: a miller of old wheat. If it does not fit, never mind.\n\nWarm wishes\nRobin\n"
    )


def test_what_is_theirs_is_said_to_them_as_theirs(world: World) -> None:
    review = world.on_page(world.ids["Ada"], "need", "feedback on my website", ADA)
    assert (
        "looking for: feedback on your website."
        in write(world, "feedback", "Ada", reasons=((review, None),)).text
    )


@pytest.mark.parametrize(
    ("need", "subject"),
    [("learning to bake", "If a conversation would help"), ("a trailer", "A hand, if you want one")],
)
def test_who_learns_is_offered_a_conversation_and_who_lacks_something_a_hand(
    world: World, need: str, subject: str
) -> None:
    wanted = world.on_page(world.ids["Ada"], "need", need, ADA)
    offered = world.from_note(world.ids["Robin"], "offer", "much of it")
    letter = write(world, "mentor", "Ada", reasons=((wanted, offered),))
    assert letter.subject == subject
    assert need in letter.text
    assert "much of it" in letter.text


def test_somebody_is_told_of_only_by_what_their_own_page_says(world: World) -> None:
    need = world.from_note(world.ids["Bo"], "need", "a miller")
    page = world.on_page(world.ids["Ada"], "offer", "heritage wheat flour", ADA)
    letter = write(world, "refer", "Ada", other=world.ids["Bo"], reasons=((need, page),))
    assert letter.to == (world.ids["Bo"],)
    assert "heritage wheat flour" in letter.text
    assert "just say so" in letter.text


def test_else_they_are_asked_first_and_not_told_who_is_looking(world: World) -> None:
    need = world.on_page(world.ids["Ada"], "need", "a baker who experiments", ADA)
    heard = world.from_note(world.ids["Bo"], "offer", "bread of any grain")
    letter = write(world, "refer", "Bo", other=world.ids["Ada"], reasons=((need, heard),))
    assert letter.to == (world.ids["Bo"],)
    assert "bread of any grain" in letter.text
    assert "Ada" not in letter.text
    assert "experiments" not in letter.text
    assert "not from a page of their own" in letter.note


@pytest.mark.parametrize(
    "page",
    ["https://news.example/bakers", "https://mail.example/inbox", "https://www.linkedin.com/feed/"],
)
def test_a_page_that_is_not_theirs_is_not_their_word(world: World, page: str) -> None:
    people_with = world.person("Cy Oven", url="https://www.linkedin.com/in/cy-oven")
    need = world.from_note(world.ids["Bo"], "need", "an oven")
    read = world.on_page(people_with, "offer", "ovens on loan", page)
    letter = write(world, "refer", "Cy", other=world.ids["Bo"], reasons=((need, read),))
    assert letter.to == (people_with,), "asked first, since nothing of theirs says it"


def test_what_the_user_put_otherwise_is_no_longer_the_pages_word(world: World, now: datetime) -> None:
    need = world.from_note(world.ids["Bo"], "need", "a miller")
    page = world.on_page(world.ids["Ada"], "offer", "heritage wheat flour", ADA)
    with edit(world.db, what="Corrected", who="you", at=now) as opened:
        facets.change(opened, page, text="flour, while she is still in business")
    letter = write(world, "refer", "Ada", other=world.ids["Bo"], reasons=((need, page),))
    assert letter.to == (world.ids["Ada"],)


@pytest.mark.parametrize(
    "note",
    [
        "Told me in confidence that he needs a buyer for the mill",
        "Ana says he needs a buyer for the mill",
        "Apparently needs a buyer for the mill",
        "needs a buyer for the mill, not public yet",
        "needs a buyer for the mill. Don't tell anybody",
        "needs a buyer for the mill, I heard from his brother",
    ],
)
def test_what_was_told_in_confidence_or_by_others_is_not_even_said_to_themselves(
    world: World, shared: int, note: str
) -> None:
    heard = world.from_note(world.ids["Bo"], "need", "a buyer for the mill", note)
    letter = write(world, "share", "Bo", reasons=((heard, None),), resource=shared)
    assert "buyer" not in letter.text
    assert "left out" in letter.note


@pytest.mark.parametrize(
    "note", ["He said he needs a van", "Bo says he needs a van", "I know he needs a van"]
)
def test_what_they_said_themselves_may_be_said_to_them(world: World, shared: int, note: str) -> None:
    need = world.from_note(world.ids["Bo"], "need", "a van", note)
    assert "a van" in write(world, "share", "Bo", reasons=((need, None),), resource=shared).text


def test_a_need_that_names_somebody_else_is_left_out(world: World, shared: int) -> None:
    need = world.from_note(world.ids["Bo"], "need", "a word with Ada Mill")
    assert "Ada" not in write(world, "share", "Bo", reasons=((need, None),), resource=shared).text


@pytest.mark.parametrize(
    ("name", "need", "left_out"),
    [
        ("J. R. Stone", "a word with J. R. Stone", True),
        ("Zoë O’Neil", "a lift to zoe o’neil", True),
        ("王小明", "和王小明见面", True),
        ("Will", "a will for the farm", False),
        ("Ana Lima", "a flat in Lima", False),
    ],
)
def test_names_are_known_however_they_are_written(
    world: World, shared: int, name: str, need: str, left_out: bool
) -> None:
    world.person(name)
    wanted = world.from_note(world.ids["Bo"], "need", need)
    text = write(world, "share", "Bo", reasons=((wanted, None),), resource=shared).text
    assert (need not in text) == left_out


def test_an_introduction_is_drafted_to_the_one_asked_first(world: World) -> None:
    need = world.on_page(world.ids["Ada"], "need", "a baker", ADA)
    letter = write(world, "introduce", "Ada", other=world.ids["Bo"], reasons=((need, None),))
    assert letter.to == (world.ids["Ada"],)
    assert "Bo Loaf, Baker" in letter.text
    assert "asked first, alone" in letter.note


def test_thanks_and_public_words_name_what_was_done(world: World) -> None:
    loan = world.helped(world.ids["Ada"], "the loan of her stand")
    assert "Thank you for the loan of your stand." in write(world, "thank", "Ada", occasion=loan).text
    vouch = write(world, "endorse", "Ada", occasion=loan)
    assert "what you did for me: the loan of your stand." in vouch.text
    assert "just say so" in vouch.text


def test_nobody_is_thanked_for_what_another_did(world: World) -> None:
    loan = world.helped(world.ids["Bo"], "the loan of his oven")
    with pytest.raises(Problem, match="not known any more"):
        write(world, "thank", "Ada", occasion=loan)


def test_glad_news_is_named_and_sad_news_is_not(world: World) -> None:
    prize = world.happened(world.ids["Ada"], "event", "winning the county prize", source="ada.example")
    glad = write(world, "congratulate", "Ada", occasion=prize)
    assert "Congratulations on winning the county prize. I am glad for you." in glad.text
    loss = world.happened(world.ids["Ada"], "event", "the loss of her father", source="you", sad=True)
    sad = write(world, "congratulate", "Ada", occasion=loss)
    assert "father" not in sad.text
    assert "I am sorry" in sad.text
    assert "make sure you may know it" in sad.note


def test_news_told_in_confidence_is_not_congratulated_on(world: World) -> None:
    news = world.happened(world.ids["Ada"], "event", "the new post that is not public yet", source="you")
    with pytest.raises(Problem, match="in confidence"):
        write(world, "congratulate", "Ada", occasion=news)


def test_work_they_show_is_passed_on_with_their_leave(world: World) -> None:
    talk = world.happened(world.ids["Ada"], "shows", "the talk on old wheat", source="ada.example")
    letter = write(world, "amplify", "Ada", occasion=talk)
    assert "I came across your talk on old wheat" in letter.text
    assert "If you would rather I did not, just say so." in letter.text


def test_an_old_acquaintance_is_written_to_with_a_reason_of_theirs(world: World) -> None:
    need = world.on_page(world.ids["Ada"], "need", "a baker", ADA)
    assert (
        "still looking for this: a baker?" in write(world, "reconnect", "Ada", reasons=((need, None),)).text
    )
    world.happened(world.ids["Ada"], "event", "opening a new mill", source="ada.example")
    assert "Congratulations on opening a new mill." in write(world, "reconnect", "Ada").text


def test_who_wants_to_be_left_in_peace_is_not_written_to(world: World, now: datetime) -> None:
    ada = world.ids["Ada"]
    ask = asks.prepare(world.db, ada, "could you help", why_them="you can", minutes=5, now=now)
    cause = causes.begin(world.db, "Seeds", "seeds for all", (), now=now)["id"]
    causes.consider(world.db, cause, ada, now=now)
    learn = world.suggestion("learn", ada)
    with edit(world.db, what="In peace", who="you", at=now) as opened:
        people.set_flags(opened, ada, suggestible=0)
    for write_it in (
        lambda: drafts.for_suggestion(world.db, learn),
        lambda: drafts.for_ask(world.db, ask),
        lambda: drafts.for_cause(world.db, cause, ada),
    ):
        with pytest.raises(Problem, match="Ada is to be left in peace"):
            write_it()


def test_who_does_not_want_to_be_introduced_is_not_asked_about_it(world: World, now: datetime) -> None:
    shown = world.suggestion("introduce", world.ids["Ada"], other=world.ids["Bo"])
    with edit(world.db, what="Not introduced", who="you", at=now) as opened:
        people.set_flags(opened, world.ids["Bo"], introducible=0)
    with pytest.raises(Problem, match="does not want to be introduced"):
        drafts.for_suggestion(world.db, shown)


class TestVoice:
    def test_letters_are_written_in_the_users_own_words(self, world: World) -> None:
        voice.put(world.db, {"greeting": "Dear", "sign_off": "All the best, Robin", "decline": "No is fine."})
        text = write(world, "learn", "Ada").text
        assert text.startswith("Dear Ada,\n")
        assert "No is fine." in text
        assert text.endswith("\nAll the best, Robin\n"), "the name is there, so it is not put there again"

    def test_an_empty_phrase_goes_back_to_the_usual_one(self, db: Database) -> None:
        voice.put(db, {"greeting": "Ahoy"})
        assert voice.shown(db)["own"] == ["greeting"]
        assert voice.put(db, {"greeting": ""}) == voice.shown(db)
        assert voice.shown(db)["greeting"] == "Hello"

    def test_a_phrase_is_words_and_never_a_template(self, world: World) -> None:
        voice.put(world.db, {"greeting": "{{ 7 * 7 }}"})
        assert write(world, "learn", "Ada").text.startswith("{{ 7 * 7 }} Ada,")
