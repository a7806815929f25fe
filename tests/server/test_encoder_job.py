"""Fitting the encoder: only on enough matches, judged on texts it never saw, swapped in whole, and back
again."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from models import encoder as encoders
from models.adapter import ADAPTER, AdaptedEncoder, Adapter
from models.registry import Registry
from server import encoder_job
from server.encoder_job import FEWEST, HELD_BACK, retrain_encoder, split
from server.store import feedback, learning, suggestions
from server.store.journal import edit
from server.store.learning import Match

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
WIDTH = 24


class Styled:
    """Text "need 7" and "offer 7" mean the same, but a strong direction of style drowns it; other texts are
    noise."""

    id = "styled"
    dimensions = WIDTH

    def encode(self, texts):
        rows = [self._row(text) for text in texts]
        return np.array(rows, np.float32).reshape(-1, WIDTH)

    def _row(self, text):
        if not text:
            return np.zeros(WIDTH)
        kind, _, number = text.partition(" ")
        own = np.random.default_rng(int(hashlib.sha256(text.encode()).hexdigest()[:8], 16))
        if kind not in ("need", "offer") or not number.isdecimal():
            row = own.standard_normal(WIDTH)
        else:
            row = np.random.default_rng(int(number)).standard_normal(WIDTH) + 0.3 * own.standard_normal(WIDTH)
            row[:3] += 4 * own.standard_normal()
        return row / np.linalg.norm(row)


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """A registry whose encoder is the styled one, with the map behind it where a version has one."""
    registry = Registry(tmp_path / "models")
    registry.register("encoder", "e0", {"model.onnx": b"weights"}, made_at=START, parent="default")
    registry.promote("encoder", "e0")

    def load(directory, threads=1):
        file = directory / ADAPTER
        return AdaptedEncoder(Styled(), Adapter.from_bytes(file.read_bytes())) if file.exists() else Styled()

    monkeypatch.setattr(encoders, "load_directory", load)
    return registry


@pytest.fixture
def judge(db, person):
    """Judges one match: ``judge(7)`` accepts "need 7" with "offer 7"."""
    somebody = person("Somebody Else", offers=("offer 3",), needs=("need 5",))

    def one(number, verdict="accepted", *, need=None, offer=None, reason=""):
        at = START + timedelta(hours=number)
        reasons = [
            {"need": {"text": need or f"need {number}"}, "offer": {"text": offer or f"offer {number}"}}
        ]
        shown = suggestions.log(
            db,
            shown_at=at,
            surface="panel",
            batch=str(number),
            position=0,
            kind="refer",
            person=somebody,
            other=None,
            resource=None,
            band="fair",
            score=0.3,
            features={},
            body={"title": "Something", "reasons": reasons},
            model="default",
        )
        with edit(db, what="Told", who="you", at=at) as opened:
            feedback.add(opened, shown, verdict, reason=reason)

    return one


def test_a_few_matches_are_too_few_and_it_says_how_many_it_takes(db, registry, judge):
    judge(1)
    report = retrain_encoder(db, registry, now=START)
    assert FEWEST == 100
    assert report.sentence == "1 matches were confirmed so far; fitting the encoder takes 100."
    assert registry.serving("encoder") == "e0"


def test_matches_come_from_what_was_accepted_and_from_what_was_not_relevant(db, judge):
    judge(1)
    judge(2, "dismissed", reason="not_relevant")
    judge(3, "dismissed", reason="bad_timing")
    judge(4, "snoozed")
    found = [(match.need, match.confirmed) for match in learning.matches(db)]
    assert found == [("need 1", True), ("need 2", False)]


def test_no_text_that_is_held_back_is_learnt_from():
    at = [f"2026-05-{day:02}" for day in range(1, 21)]
    matches = [Match(f"n{i}", f"o{i % 15}", True, at[i]) for i in range(20)]
    matches.append(Match("n1", "o19", False, at[0]))
    matches.append(Match("n19", "o8", False, at[0]))
    learnt_from, held, dismissed = split(matches)
    assert HELD_BACK == 0.3
    assert [match.need for match in held] == [f"n{i}" for i in range(14, 20)]
    texts = {text for match in held for text in (match.need, match.offer)}
    assert not texts & {text for match in learnt_from for text in (match.need, match.offer)}
    assert len(learnt_from) == 9
    assert dismissed == {"n1": "o19"}


def test_a_map_that_ranks_better_serves_with_all_vectors_ready_and_one_can_go_back(db, registry, judge):
    for number in range(240):
        judge(number)
    told = []
    report = retrain_encoder(db, registry, now=START + timedelta(days=30), on_progress=told.append)
    assert report.version == "e-20260603-090000"
    assert report.sentence.startswith(
        f"From now on {report.version} compares texts. It ranks better on your own"
    )
    assert registry.serving("encoder") == report.version
    assert told == sorted(told)
    assert told[-1] == 1.0
    adapted = encoders.load_directory(registry.directory("encoder", report.version))
    kept = db.execute("select count(*) from vectors where encoder = ?", [adapted.id]).fetchone()[0]
    assert kept >= len(learning.facet_texts(db)) == 2
    card = registry.card("encoder", report.version)
    assert "- confirmed matches: " in card
    assert "your own matches: +" in card
    assert "Somebody" not in card
    assert registry.rollback("encoder").version == "e0"


def test_matches_that_teach_nothing_change_nothing(db, registry, judge):
    for number in range(120):
        judge(number, need=f"noise {number}", offer=f"sound {number}")
    report = retrain_encoder(db, registry, now=START + timedelta(days=30))
    assert report.sentence == "The encoder stays as it is. No gain beyond noise; the one that serves stays."
    assert [version.version for version in registry.versions("encoder")] == ["e0", "default"]


@pytest.fixture
def let_in(monkeypatch):
    """Whatever was learnt is let in: these tests are about what happens afterwards."""
    monkeypatch.setattr("models.adapter.STEPS", 2)
    monkeypatch.setattr("models.admission.admitted", lambda found: (True, "It ranks better."))


@pytest.mark.usefixtures("let_in")
def test_stopping_while_the_vectors_are_made_swaps_nothing(db, registry, judge):
    for number in range(FEWEST):
        judge(number)
    report = retrain_encoder(db, registry, now=START + timedelta(days=30), cancelled=lambda: True)
    assert report.failed
    assert "it was stopped" in report.sentence
    assert registry.serving("encoder") == "e0"


@pytest.mark.usefixtures("let_in")
def test_what_fails_on_the_way_leaves_the_encoder_that_serves(db, registry, judge, monkeypatch):
    for number in range(FEWEST):
        judge(number)

    def broken(*args, **more):
        raise OSError("No space left on device")

    monkeypatch.setattr(encoder_job, "warm", broken)
    report = retrain_encoder(db, registry, now=START + timedelta(days=30))
    assert report.sentence == "The encoder stays as it is: No space left on device."
    assert registry.serving("encoder") == "e0"
    assert json.loads((registry.home / "current" / "encoder.json").read_text())["version"] == "e0"
