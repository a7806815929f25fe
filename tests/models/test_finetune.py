"""Fine-tuning: learns the pairs it is given, whole or not at all."""

import numpy as np
import pytest

from models.errors import ModelError
from models.finetune import fine_tune
from models.reference import load_sentence_transformer

PAIRS = [
    ("wants a blue parrot", "collects old railway timetables"),
    ("looking for a cook", "sails on cargo ships"),
    ("needs wool", "tunes church organs"),
    ("seeks a tax adviser", "breeds alpine goats"),
]


@pytest.mark.encoder
def test_confirmed_matches_move_together_and_the_model_loads_by_path(tmp_path, encoder):
    told = []
    made = fine_tune(PAIRS, into=tmp_path / "tuned", epochs=4, on_progress=told.append)
    tuned = load_sentence_transformer(made)
    needs, offers = zip(*PAIRS, strict=True)

    def likeness(one):
        return np.mean(np.sum(one.encode(list(needs)) * one.encode(list(offers)), axis=1))

    assert told == [0.25, 0.5, 0.75, 1.0]
    assert likeness(tuned) > likeness(encoder)
    assert [path.name for path in tmp_path.iterdir()] == ["tuned"]


@pytest.mark.encoder
def test_stopped_it_leaves_nothing(tmp_path):
    with pytest.raises(ModelError, match="was stopped; nothing has changed"):
        fine_tune(PAIRS, into=tmp_path / "tuned", cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_one_match_is_too_few(tmp_path):
    with pytest.raises(ModelError, match="too few matches"):
        fine_tune(PAIRS[:1], into=tmp_path / "tuned")
