"""The matching numbers: written, read, refused; and what their bands say."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from recommender.matching import Matching, weaker
from recommender.types import Strength

SHIPPED = Path(__file__).parents[2] / "models" / "default" / "matching.json"


def test_what_is_written_is_read_again():
    matching = Matching(lo=0.1, hi=0.9, sources={"lo": "a guess"})
    assert Matching.from_json(json.loads(json.dumps(matching.to_json()))) == matching


def test_the_shipped_numbers_are_the_defaults_and_say_where_each_comes_from():
    shipped = Matching.from_json(json.loads(SHIPPED.read_text("utf-8")))
    numbers = {
        "lo",
        "hi",
        "cap",
        "lexical",
        "lexical_dimensions",
        "rank_lexical",
        "rank_pieces",
        "fair",
        "strong",
    }
    assert all(asdict(shipped)[name] == asdict(Matching())[name] for name in numbers)
    told = " ".join(shipped.sources)
    assert all(name in told for name in numbers - {"fair", "strong"})
    assert "strong: plainly met" in shipped.sources["bands"]
    assert shipped.encoder.startswith("all-MiniLM-L6-v2-int8")


@pytest.mark.parametrize(
    "wrong",
    [
        {"lo": 0.8, "hi": 0.4},
        {"cap": 0.0},
        {"lexical": -1.0},
        {"lexical_dimensions": 0},
        {"fair": 0.9, "strong": 0.8},
        {"rank_pieces": 2.0},
    ],
)
def test_numbers_that_cannot_compare_are_refused_with_a_sentence(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        Matching.from_json(Matching().to_json() | wrong)


def test_a_file_of_another_format_or_with_something_missing_is_refused():
    data = Matching().to_json()
    with pytest.raises(ValueError, match="format"):
        Matching.from_json(data | {"format": 99})
    with pytest.raises(ValueError, match="lacks some"):
        Matching.from_json({name: value for name, value in data.items() if name != "hi"})
    with pytest.raises(ValueError, match="not a number"):
        Matching.from_json(data | {"hi": "high"})


def test_bands_begin_where_they_are_said_to():
    matching = Matching(fair=0.5, strong=0.8)
    assert [matching.band(met) for met in (0.0, 0.49, 0.5, 0.79, 0.8, 1.0)] == [
        Strength.FAINT,
        Strength.FAINT,
        Strength.FAIR,
        Strength.FAIR,
        Strength.STRONG,
        Strength.STRONG,
    ]


def test_a_suggestion_is_no_better_than_the_weaker_of_two_bands():
    assert weaker(Strength.STRONG, Strength.FAINT) is Strength.FAINT
    assert weaker(Strength.FAIR, Strength.STRONG) is Strength.FAIR
