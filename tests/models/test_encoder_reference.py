"""The original on PyTorch: what the served encoder must agree with, and the way to use another model by its path."""

import numpy as np
import pytest

from benchmarks.snippets import snippets
from models.errors import ModelError
from models.reference import load_sentence_transformer
from models.weights import published_weights
from recommender.encoder import Encoder

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def original():
    return load_sentence_transformer(published_weights())


def test_the_served_encoder_agrees_with_the_original(encoder, original):
    texts = snippets(60, seed=21)
    cosines = np.sum(encoder.encode(texts) * original.encode(texts), axis=1)
    assert cosines.mean() >= 0.997
    assert cosines.min() >= 0.99


def test_another_model_by_path_is_an_encoder_too(original):
    used: Encoder = original
    texts = ["a midwife in Porto", "…", "a midwife in Porto"]
    vectors = used.encode(texts)
    assert vectors.shape == (3, used.dimensions) == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 1], abs=1e-6)
    assert np.array_equal(vectors[:1], used.encode(["a midwife in Porto"]))
    assert used.id.startswith("model-")


def test_a_path_without_a_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match="There is no sentence-transformers model in"):
        load_sentence_transformer(tmp_path)


def test_a_model_without_weights_is_refused(tmp_path):
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelError, match="has no weights"):
        load_sentence_transformer(tmp_path)


def test_weights_that_are_none_are_refused_in_a_sentence(tmp_path):
    (tmp_path / "modules.json").write_text("[]x")
    (tmp_path / "model.safetensors").write_bytes(b"none")
    with pytest.raises(ModelError, match="cannot load the model in"):
        load_sentence_transformer(tmp_path)
