"""Two entries that are one person: all of it moves over, nothing is lost for good, it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlite_utils import Database

from server.errors import Problem
from server.identity import Candidate, Match, match, merge
from server.store import (
    exchanges,
    facets,
    feedback,
    fields,
    introductions,
    journal,
    notes,
    people,
    promises,
    rhythms,
    suggestions,
    tags,
    ties,
    touches,
)
from server.store.journal import Edit

Add = Callable[..., int]
TABLES = [
    "people",
    "fields",
    "notes",
    "facets",
    "ties",
    "introductions",
    "suggestions",
    "feedback",
    "captures",
    "steps",
    "asks",
    "tags",
    "rhythms",
    "touches",
    "exchanges",
    "promises",
    "occasions",
    "supporters",
    "deeds",
]


def contents(db: Database) -> dict[str, list[dict[str, object]]]:
    return {table: list(db.query(f"select * from {table} order by id")) for table in TABLES}


@pytest.fixture
def write(db: Database, now: datetime) -> Callable[[Callable[[Edit], object]], object]:
    def run(change: Callable[[Edit], object]) -> object:
        with journal.edit(db, what="test", who="you", at=now) as edit:
            return change(edit)

    return run


def shown(db: Database, now: datetime, person: int, other: int | None) -> int:
    return suggestions.log(
        db,
        shown_at=now,
        surface="panel",
        batch="b",
        position=0,
        kind="introduce" if other else "share",
        person=person,
        other=other,
        resource=None,
        band="fair",
        score=0.5,
        features={},
        body={},
        model="prior",
    )


@pytest.fixture
def entangled(db: Database, now: datetime, person: Add, write: Callable[..., object]) -> tuple[int, int, int]:
    """Ann twice, and a third person tied to, introduced to and suggested for both of her."""
    ann = person("Ann Lee", organisation="Mill", offers=("weaving",), me=False)
    twin = person("Ann Lee", email="ann@example.org", offers=("weaving", "dyeing"), needs=("wool",))
    third = person("Bo Third")

    def bind(edit: Edit) -> None:
        ties.put(edit, ann, twin, "known", evidence="", source="page")
        ties.put(edit, ann, third, "distant", evidence="a", source="page")
        ties.put(edit, twin, third, "close", evidence="b", source="page")
        introductions.begin(edit, twin, third, suggestion=None)
        notes.add(edit, ann, "Met at the fair.")
        notes.add(edit, twin, "Met at the fair.")
        notes.add(edit, twin, "Has a loom.")
        feedback.add(edit, shown(db, now, twin, third), "dismissed", reason="bad_timing")
        shown(db, now, ann, twin)
        shown(db, now, third, twin)

    write(bind)
    return ann, twin, third


def test_all_that_is_known_of_either_is_known_of_the_one(
    db: Database, now: datetime, entangled: tuple[int, int, int]
) -> None:
    ann, twin, third = entangled
    merge(db, ann, twin, now=now)
    assert {(row["field"], row["value"]) for row in fields.of(db, ann)} == {
        ("name", "Ann Lee"),
        ("organisation", "Mill"),
        ("email", "ann@example.org"),
    }
    assert sorted(row["text"] for row in facets.of(db, ann)) == ["dyeing", "weaving", "wool"]
    assert sorted(row["text"] for row in notes.of(db, ann)) == ["Has a loom.", "Met at the fair."]
    [tie] = ties.of(db, ann)
    assert (tie["a"], tie["b"], tie["band"]) == (ann, third, "close")
    [introduction] = introductions.everyones(db)
    assert (introduction["a"], introduction["b"]) == (ann, third)
    assert {(row["person"], row["other"]) for row in feedback.settled(db, now)} == {(ann, third)}
    assert people.count(db) == 2


def test_old_links_lead_to_the_entry_that_stayed(
    db: Database, now: datetime, entangled: tuple[int, int, int]
) -> None:
    ann, twin, _ = entangled
    merge(db, ann, twin, now=now)
    assert people.get(db, twin)["id"] == ann
    assert match(db, Candidate("Ann Lee", emails=("ann@example.org",))) == Match(ann, "email")


def test_taking_a_merge_back_restores_every_row(
    db: Database, now: datetime, entangled: tuple[int, int, int]
) -> None:
    ann, twin, _ = entangled
    before = contents(db)
    edit = merge(db, ann, twin, now=now)
    assert contents(db) != before
    journal.undo(db, edit, at=now)
    assert contents(db) == before


def test_the_user_stays_the_user_whichever_is_named_first(db: Database, now: datetime, person: Add) -> None:
    other, me = person("Robin", organisation="Mill"), person("Robin", me=True)
    merge(db, other, me, now=now)
    assert people.me(db) == me
    assert people.card(db, other)["id"] == me
    assert people.card(db, me)["organisation"] == "Mill"


def test_an_introduction_keeps_its_texts_and_its_steps_on_the_right_sides(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    """The third stands between the two entries, so moving turns the pair around."""
    ann, third, twin = person("Ann Lee"), person("Bo Third"), person("Ann Lee")

    def bind(edit: Edit) -> None:
        begun = introductions.begin(edit, third, twin, suggestion=None)
        texts = {"share_a": "of Bo", "share_b": "of Ann", "asked_first": twin}
        edit.update("introductions", begun, texts)
        step = {"introduction": begun, "action": "ask", "state": "asked_b", "note": "", "at": edit.at}
        edit.insert("steps", step)
        older = introductions.begin(edit, ann, third, suggestion=None)
        edit.update("introductions", older, {"changed_at": "2020-01-01T00:00:00+00:00"})
        edit.insert("steps", step | {"introduction": older})

    write(bind)
    before = contents(db)
    edit = merge(db, ann, twin, now=now)
    [row] = db.query("select * from introductions")
    assert (row["a"], row["b"], row["asked_first"]) == (ann, third, ann)
    assert (row["share_a"], row["share_b"]) == ("of Ann", "of Bo")
    assert [step["introduction"] for step in db.query("select * from steps")] == [row["id"]]
    journal.undo(db, edit, at=now)
    assert contents(db) == before


def test_whatever_points_to_a_person_is_known_to_the_merge(db: Database) -> None:
    """A new table with people in it must be re-pointed in store/merges.py, then named here."""
    pointing = {
        (table, key["from"])
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall()
        for key in db.query(f"pragma foreign_key_list({table})")
        if key["table"] == "people"
    }
    followed_when_read = {("people", "merged_into"), ("imported_rows", "person")}
    assert pointing - followed_when_read == {
        ("fields", "person"),
        ("notes", "person"),
        ("facets", "person"),
        ("ties", "a"),
        ("ties", "b"),
        ("introductions", "a"),
        ("introductions", "b"),
        ("introductions", "asked_first"),
        ("suggestions", "person"),
        ("suggestions", "other"),
        ("captures", "person"),
        ("asks", "person"),
        ("tags", "person"),
        ("rhythms", "person"),
        ("touches", "person"),
        ("exchanges", "person"),
        ("promises", "person"),
        ("occasions", "person"),
        ("supporters", "person"),
    }


def test_of_two_values_from_one_source_the_one_seen_last_is_kept(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    ann, twin = person("Ann Lee"), person("Ann Lee")

    def read(edit: Edit) -> None:
        for who, house, day in ((ann, "Mill", 1), (twin, "Forge", 9)):
            fields.put(
                edit,
                who,
                "organisation",
                house,
                source="page",
                set_by="import",
                observed_on=date(2026, 1, day),
            )

    write(read)
    merge(db, ann, twin, now=now)
    assert [row["value"] for row in fields.of(db, ann) if row["field"] == "organisation"] == ["Forge"]


def test_what_the_user_said_of_an_offer_stands_whichever_entry_it_was_said_of(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    ann, twin = person("Ann Lee"), person("Ann Lee")

    def read(edit: Edit) -> None:
        for who, state in ((ann, "proposed"), (twin, "rejected")):
            facets.put(edit, who, "offer", "sailing", source="page", set_by="capture", state=state)

    write(read)
    merge(db, ann, twin, now=now)
    assert facets.of(db, ann) == []


def test_do_not_introduce_said_of_either_holds_for_the_one(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    ann, twin = person("Ann Lee"), person("Ann Lee")
    write(lambda edit: people.set_flags(edit, twin, introducible=0, capacity=1))
    merge(db, ann, twin, now=now)
    assert people.get(db, ann)["introducible"] == 0
    assert people.get(db, ann)["capacity"] == 1


def test_a_tie_in_the_users_own_words_is_kept_before_a_nearer_one_from_a_file(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    ann, twin, third = person("Ann Lee"), person("Ann Lee"), person("Bo Third")

    def bind(edit: Edit) -> None:
        ties.put(edit, ann, third, "close", evidence="", source="page")
        ties.put(edit, twin, third, "dormant", evidence="", source="you")

    write(bind)
    merge(db, ann, twin, now=now)
    [tie] = ties.of(db, ann)
    assert tie["band"] == "dormant"


def test_one_entry_is_not_merged_with_itself(db: Database, now: datetime, person: Add) -> None:
    ann, twin = person("Ann Lee"), person("Ann Lee")
    merge(db, ann, twin, now=now)
    with pytest.raises(Problem) as refused:
        merge(db, ann, twin, now=now)
    assert refused.value.code == "same_person"
    with pytest.raises(Problem) as missing:
        merge(db, ann, 99, now=now)
    assert missing.value.code == "not_found"


def test_what_passed_and_was_promised_moves_over_once_and_back_again(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    ann, twin, bo = person("Ann Lee"), person("Ann Lee"), person("Bo Third")
    day, deck = now.date(), {"due": date(2026, 5, 8), "evidence": "send her the deck", "made_on": now.date()}

    def live(edit: Edit) -> None:
        noted = [notes.add(edit, who, "I will send her the deck.") for who in (ann, twin)]
        for who, note, state in ((ann, noted[0], "proposed"), (twin, noted[1], "open")):
            promises.add(edit, who, "mine", "send her the deck", note=note, state=state, **deck)
            touches.add(edit, who, on=day, how="met", direction="both", source="you", note="")
        promises.add(edit, twin, "theirs", "call", due=None, state="open", note=noted[1], made_on=day)
        touches.add(edit, twin, on=day, how="call", direction="mine", source="you", note="")
        helped = exchanges.add(edit, twin, "to_me", "read my draft", on=day)
        exchanges.add(edit, bo, "onward", "read his", on=day, passes_on=helped)
        tags.put(edit, ann, ["board"])
        tags.put(edit, twin, ["board", "weavers"])
        rhythms.put(edit, 60, person=twin)
        people.set_flags(edit, twin, quiet_until="2026-06-01")

    write(live)
    before = contents(db)
    edit = merge(db, ann, twin, now=now)
    assert [(row["whose"], row["state"]) for row in promises.of(db, ann)] == [
        ("mine", "open"),
        ("theirs", "open"),
    ]
    assert {row["note"] for row in promises.of(db, ann)} == {notes.of(db, ann)[0]["id"]}
    assert sorted(row["how"] for row in touches.of(db, ann)) == ["call", "met"]
    assert [(row["what"], row["passed_on"]) for row in exchanges.of(db, ann)] == [("read my draft", 1)]
    assert tags.of(db, ann) == ["board", "weavers"]
    assert rhythms.of_people(db) == {ann: 60}
    assert people.get(db, ann)["quiet_until"] == "2026-06-01"
    journal.undo(db, edit, at=now)
    assert contents(db) == before


def test_of_two_answers_to_one_cause_the_later_holds_and_no_deed_is_lost(
    db: Database, now: datetime, person: Add, write: Callable[..., object]
) -> None:
    ann, twin = person("Ann Lee"), person("Ann Lee")

    def support(edit: Edit) -> None:
        cause = edit.insert(
            "causes", {"name": "Seeds", "what_for": "seeds for all", "state": "open", "set_at": edit.at}
        )
        for who, state, day in ((ann, "supports", "2026-01-01"), (twin, "left", "2026-02-01")):
            row = {"cause": cause, "person": who, "state": state, "changed_at": day}
            supporter = edit.insert("supporters", row)
            edit.insert("deeds", {"supporter": supporter, "what": f"as {state}", "at_date": day})

    write(support)
    before = contents(db)
    edit = merge(db, ann, twin, now=now)
    [supporter] = db.query("select * from supporters")
    assert (supporter["person"], supporter["state"]) == (ann, "left")
    assert {row["supporter"] for row in db.query("select * from deeds")} == {supporter["id"]}
    journal.undo(db, edit, at=now)
    assert contents(db) == before
