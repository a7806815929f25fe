"""The sample network: loaded once, honest about its quotes, and never mixed with the user's own people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from server.db import open_store
from server.errors import Problem
from server.folding import fold
from server.sample import expected, load_sample, sample_people
from server.store import facets, fields, journal, notes, people, resources, ties

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_store(tmp_path / "comity.db")


def person(db: Database, key: str) -> int:
    [url] = [one["urls"][0] for one in sample_people() if one["key"] == key]
    [found] = fields.people_with(db, "url", fold("url", url))
    return found


def everything(db: Database) -> list[str]:
    return list(db.conn.iterdump())


def test_loading_the_sample_gives_about_sixty_people_and_one_of_them_is_me(db: Database) -> None:
    assert load_sample(db, NOW) == 61
    assert people.count(db) == 61
    me = people.me(db)
    assert me is not None
    assert people.card(db, me)["name"] == "Robin Hedgelight-Amadi"
    assert len(resources.everything(db)) == 12


def test_loading_it_a_second_time_changes_nothing_even_on_another_day(db: Database) -> None:
    load_sample(db, NOW)
    before = everything(db)
    assert load_sample(db, NOW + timedelta(days=40)) == 0
    assert everything(db) == before


def test_loading_it_is_one_edit_that_can_be_undone_and_then_loaded_again(db: Database) -> None:
    load_sample(db, NOW)
    [edit] = journal.history(db)
    journal.undo(db, edit["id"], at=NOW)
    assert people.count(db) == 0
    assert load_sample(db, NOW) == 61


def test_invented_people_are_never_mixed_with_the_users_own(db: Database) -> None:
    with journal.edit(db, what="Added somebody", who="you", at=NOW) as edit:
        one = people.add(edit)
        fields.put(edit, one, "name", "A Person of Mine", source="you", set_by="you")
    with pytest.raises(Problem) as refused:
        load_sample(db, NOW)
    assert refused.value.code == "not_empty"
    assert people.count(db) == 1


def test_dates_count_back_from_the_day_of_loading(db: Database) -> None:
    load_sample(db, NOW)
    idris = person(db, "idris")
    [note] = notes.of(db, idris)
    assert note["written_at"] == "2026-04-22T09:30:00+00:00"
    assert {row["observed_on"] for row in facets.of(db, idris)} == {"2026-03-05", "2026-04-22"}


def test_what_asked_to_be_left_out_is_marked_so(db: Database) -> None:
    load_sample(db, NOW)
    assert people.get(db, person(db, "ludmila"))["introducible"] == 0
    assert people.get(db, person(db, "quentin"))["suggestible"] == 0


def test_a_rejected_need_does_not_stand(db: Database) -> None:
    load_sample(db, NOW)
    assert [row["kind"] for row in facets.of(db, person(db, "emeka"))] == ["offer"]


def test_every_quote_stands_word_for_word_in_the_page_or_the_note_it_names() -> None:
    for one in sample_people():
        page = f"{one['headline']}\n{one['about']}"
        heard = "\n".join(note["text"] for note in one.get("notes", ()))
        for facet in one.get("offers", []) + one.get("needs", []):
            where = heard if facet["source"] == "note" else page
            assert facet.get("evidence", "") in where, (one["key"], facet["evidence"])


def test_addresses_are_of_domains_kept_for_examples() -> None:
    for one in sample_people():
        for url in one["urls"]:
            assert ".example." in url or "//www.linkedin.com/in/" in url
            assert url.startswith("https://www.linkedin.com/in/") <= url.endswith("-example")
        assert all(".example." in address for address in one.get("emails", ()))


def test_the_right_introductions_join_people_whom_i_know_and_who_do_not_know_each_other(db: Database) -> None:
    load_sample(db, NOW)
    me = people.me(db)
    joined = {(row["a"], row["b"]) for row in ties.everyones(db)}
    for pair in expected()["right"]:
        a, b = sorted((person(db, pair["a"]), person(db, pair["b"])))
        assert (a, b) not in joined
        assert all(tuple(sorted((me, one))) in joined for one in (a, b))  # type: ignore[type-var]


def test_some_people_offer_much_and_have_needs_that_nobody_knows(db: Database) -> None:
    load_sample(db, NOW)
    standing = facets.all_standing(db)
    offering = {row["person"] for row in standing if row["kind"] == "offer"}
    needing = {row["person"] for row in standing if row["kind"] == "need"}
    assert len(offering - needing) >= 8
