"""The labelled messages: whole scenarios on one side of the split, enough of them, and half of them good."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from recommender.tone import Kind

RECORDS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "messages.jsonl").read_text("utf-8").splitlines()
]


def test_no_scenario_stands_on_two_sides_of_the_split() -> None:
    splits: dict[str, set[str]] = {}
    for one in RECORDS:
        splits.setdefault(one["scenario"], set()).add(one["split"])
    assert [name for name, held in splits.items() if len(held) > 1] == []
    assert {split for held in splits.values() for split in held} == {"train", "test"}


def test_who_wrote_what_is_kept_apart_wrote_nothing_to_train_on() -> None:
    authors = {
        split: {one["author"] for one in RECORDS if one["split"] == split} for split in ("train", "test")
    }
    assert authors == {"train": {1, 2, 4, 5, 6, 8, 9}, "test": {3, 7}}


def test_no_message_is_there_twice() -> None:
    assert max(Counter(" ".join(one["text"].split()).casefold() for one in RECORDS).values()) == 1
    assert max(Counter(one["id"] for one in RECORDS).values()) == 1


def test_there_are_enough_and_half_are_good() -> None:
    assert len(RECORDS) >= 300
    for split in ("train", "test"):
        held = [one for one in RECORDS if one["split"] == split]
        assert 0.4 <= sum(not one["kinds"] for one in held) / len(held) <= 0.65


def test_what_is_marked_stands_in_the_text_and_is_a_kind() -> None:
    known = {str(kind) for kind in Kind}
    for one in RECORDS:
        assert set(one["kinds"]) <= known
        for span in one["spans"]:
            assert span["quote"] in one["text"]
            assert span["kind"] in one["kinds"]


def test_every_kind_is_in_training_and_in_what_is_kept_apart() -> None:
    for split in ("train", "test"):
        found = {kind for one in RECORDS if one["split"] == split for kind in one["kinds"]}
        assert {str(kind) for kind in Kind} <= found
