"""Promises are read where they are given, with whose they are and by when; plans, needs and news are none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.reading.due import due_in
from recommender.reading.promises import LONGEST, MOST, find_promises

MONDAY = date(2026, 5, 4)
WORDS = [
    "by", "in", "end", "of", "the", "next", "March", "May", "31", "30th", "2026", "2025", "Friday", "week", "month", "year",
    "a", "two", "12", "I'll", "send", "her", "she", "will", "me", "promised", "to", "and", ",", ".", "mid", "on", "0", "99",
    "weekend", "EOW",
]  # fmt: skip

DAYS = {
    "by Friday": "2026-05-08",
    "on Monday": "2026-05-11",
    "this Wednesday": "2026-05-06",
    "next Friday": "2026-05-15",
    "by Fri": "2026-05-08",
    "today": "2026-05-04",
    "tomorrow": "2026-05-05",
    "the day after tomorrow": "2026-05-06",
    "next week": "2026-05-15",
    "early next week": "2026-05-15",
    "this week": "2026-05-08",
    "by the end of the week": "2026-05-08",
    "by the end of next week": "2026-05-15",
    "this month": "2026-05-31",
    "by the end of the month": "2026-05-31",
    "next month": "2026-06-30",
    "before the end of the quarter": "2026-06-30",
    "by the end of the year": "2026-12-31",
    "end of March": "2027-03-31",
    "end of May": "2026-05-31",
    "in June": "2026-06-30",
    "by June": "2026-06-01",
    "before the end of June": "2026-06-30",
    "mid-June": "2026-06-15",
    "in early June": "2026-06-10",
    "in March 2027": "2027-03-31",
    "by 12 May": "2026-05-12",
    "on the 3rd of May": "2027-05-03",
    "May 12th": "2026-05-12",
    "by Dec 5, 2026": "2026-12-05",
    "by the 15th": "2026-05-15",
    "by the 3rd": "2026-06-03",
    "in two weeks": "2026-05-18",
    "in a couple of weeks": "2026-05-18",
    "within 10 days": "2026-05-14",
    "in about 10 days": "2026-05-14",
    "in a fortnight": "2026-05-18",
    "in a month": "2026-06-04",
    "by 2026-06-01": "2026-06-01",
    "before the weekend": "2026-05-08",
    "over the weekend": "2026-05-10",
    "by EOW": "2026-05-08",
    "by EOD": "2026-05-04",
    "by EOM": "2026-05-31",
    "tomorrow morning": "2026-05-05",
    "on Thursday afternoon": "2026-05-07",
}


@pytest.mark.parametrize(("words", "day"), DAYS.items(), ids=DAYS)
def test_a_day_is_reckoned_from_when_the_note_was_written(words: str, day: str) -> None:
    found = due_in(f"send it {words}, please", MONDAY)
    assert found is not None
    assert found.on.isoformat() == day
    assert f"send it {words}, please"[found.start : found.end].endswith(words[-4:])


@pytest.mark.parametrize(
    "words",
    ["soon", "as soon as she can", "she may call", "he sat down", "the march", "in the sun", "for two weeks", "the 3rd floor",
     "Monday's meeting", "the Thursday appointment", "on 2026-04-01", "by 31 February"],
)  # fmt: skip
def test_what_names_no_day_to_come_is_none(words: str) -> None:
    assert due_in(f"send it {words}", MONDAY) is None


def test_a_weekend_is_no_reason_to_be_late() -> None:
    saturday = date(2026, 5, 9)
    assert due_in("this week", saturday).on == date(2026, 5, 10)  # type: ignore[union-attr]
    assert due_in("in a month", date(2026, 1, 31)).on == date(2026, 2, 28)  # type: ignore[union-attr]
    assert due_in("by the end of next month", date(2026, 12, 3)).on == date(2027, 1, 31)  # type: ignore[union-attr]


PROMISES = [
    ("I'll send her the deck by Friday.", "mine", "send her the deck", "2026-05-08"),
    ("I will introduce him to Bo next week", "mine", "introduce him to Bo", "2026-05-15"),
    ("I’m going to call her on Monday.", "mine", "call her", "2026-05-11"),
    ("By Friday I'll send the deck.", "mine", "send the deck", "2026-05-08"),
    ("Will send her the paper.", "mine", "send her the paper", None),
    ("TODO: send him the slides tomorrow", "mine", "send him the slides", "2026-05-05"),
    ("Need to get back to her by the 15th.", "mine", "get back to her", "2026-05-15"),
    ("Promised to review her grant by end of March.", "mine", "review her grant", "2027-03-31"),
    ("I promised her the slides.", "mine", "the slides", None),
    ("I promised Ana that I would look at her draft", "mine", "look at her draft", None),
    ("Told him I'd put in a word with Cy.", "mine", "put in a word with Cy", None),
    ("I offered to read her chapter in two weeks.", "mine", "read her chapter", "2026-05-18"),
    ("I still owe her an answer.", "mine", "an answer", None),
    ("I'll check if there is room for her workshop.", "mine", "check if there is room for her workshop", None),
    ("I'll send her the deck by Friday, which she asked for.", "mine", "send her the deck", "2026-05-08"),
    ("I had promised her a call.", "mine", "a call", None),
    ("Need to send Ana the contact of the translator.", "mine", "send Ana the contact of the translator", None),
    ("Remember to send the photos to her.", "mine", "send the photos to her", None),
    ("I told Ana I would introduce her to Lena (hiring) by mid-June", "mine", "introduce her to Lena (hiring)", "2026-06-15"),
    ("I will make sure to send her the report tomorrow morning.", "mine", "send her the report", "2026-05-05"),
    ("Said she will send me her book in September.", "theirs", "send me her book", "2026-09-30"),
    ("She will introduce me to Bo.", "theirs", "introduce me to Bo", None),
    ("He'll send us the numbers by 12 May", "theirs", "send us the numbers", "2026-05-12"),
    ("Ana will get back to me next month.", "theirs", "get back to me", "2026-06-30"),
    ("She promised to share the recipe.", "theirs", "share the recipe", None),
    ("They promised me a slot at the fair", "theirs", "a slot at the fair", None),
    ("She said she'd forward my CV to Di this week.", "theirs", "forward my CV to Di", "2026-05-08"),
    ("He offered to lend me his press.", "theirs", "lend me his press", None),
    ("She owes me an answer", "theirs", "an answer", None),
    ("They will reply by Friday.", "theirs", "reply", "2026-05-08"),
]  # fmt: skip


def _todo(words: str) -> bool:
    return words.startswith("TODO")


@pytest.mark.parametrize(("note", "whose", "what", "due"), PROMISES, ids=[one[0] for one in PROMISES])
def test_a_promise_is_read_with_whose_it_is_and_by_when(
    note: str, whose: str, what: str, due: str | None
) -> None:
    (found,) = find_promises(f"Met at the fair. {note}", MONDAY, name="Ana Mill")
    assert (found.whose, found.what, found.due and found.due.isoformat()) == (whose, what, due)
    assert found.evidence in note


NONE = [
    "She is looking for a CTO by the end of May.",
    "She will be in Berlin in May.",
    "She will need a baker next month.",
    "He'll start at Nestwise in June.",
    "She will send the samples to the lab.",
    "Bo will send me the deck.",
    "I will be away next week.",
    "I'll need a place to stay in June.",
    "I need to find a co-founder.",
    "I won't send her the deck.",
    "I'll send it if she asks.",
    "Maybe I'll send her the deck.",
    "I promised to send her the deck and did.",
    "I already promised him nothing.",
    "Will she send me the deck?",
    "She never promised me anything.",
    "I owe her a favour.",
    "She owes me one.",
    "He sent me the deck on Friday.",
    "Offers to mentor founders.",
    "Wants to introduce her students to farmers.",
    "She would like me to call back.",
    "They agreed to a merger.",
    "Will Baker, miller in Leeds.",
]


@pytest.mark.parametrize("note", NONE, ids=NONE)
def test_needs_news_hopes_and_other_peoples_words_are_none(note: str) -> None:
    assert find_promises(f"Met at the fair. {note}", MONDAY, name="Ana Mill") == ()


def test_what_people_write_of_themselves_on_pages_holds_hardly_a_promise(shared_data: Path) -> None:
    """Real bios and project descriptions, none of which promises the reader of a note anything."""
    texts = []
    for file in ("bios.jsonl", "project_needs.jsonl"):
        rows = [json.loads(line) for line in (shared_data / file).read_text().splitlines()]
        texts += [max((value for value in row.values() if isinstance(value, str)), key=len) for row in rows]
    found = [one for text in texts for one in find_promises(text, MONDAY)]
    assert len(texts) > 1600
    assert len(found) <= 2, found


def test_two_promises_of_one_sentence_are_parted() -> None:
    note = "I'll send her the deck by Friday and she will introduce me to Bo next month."
    mine, theirs = find_promises(note, MONDAY)
    assert (mine.whose, mine.what, str(mine.due)) == ("mine", "send her the deck", "2026-05-08")
    assert (theirs.whose, theirs.what, str(theirs.due)) == ("theirs", "introduce me to Bo", "2026-06-30")


def test_the_same_promise_twice_is_one_and_a_plan_is_cut() -> None:
    assert len(find_promises("I'll call her. I'll call her.", MONDAY)) == 1
    many = " ".join(f"I'll send her part {n}." for n in range(MOST + 5))
    assert len(find_promises(many, MONDAY)) == MOST
    assert find_promises(f"I'll send her {'very ' * LONGEST}long things.", MONDAY) == ()


@given(st.text(max_size=200), st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.text(max_size=30))
def test_any_text_is_read_without_harm(note: str, today: date, name: str) -> None:
    for found in find_promises(note, today, name=name):
        assert found.evidence in note
        assert found.what
        assert found.due is None or found.due >= today


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_words_of_days_in_any_order_are_read_without_harm(words: list[str], today: date) -> None:
    found = due_in(" ".join(words), today)
    assert found is None or found.on >= today
    find_promises(" ".join(words), today)
