"""Preparing: instant when ready, and nothing but the published weights, whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import prepare, weights
from models.encoder import find_encoder
from models.errors import ModelError
from models.manifest import Manifest
from models.prepare import LEAST_COSINE, MEAN_COSINE, prepare_encoder
from models.registry import Registry
from models.ship import ship_encoder
from models.weights import check_published, read_bert

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def nobody_listens(line: str) -> None:
    raise AssertionError(line)


@pytest.mark.encoder
def test_the_second_time_it_is_ready_at_once(models_home):
    assert prepare_encoder(models_home, nobody_listens) == find_encoder(models_home)


@pytest.mark.encoder
def test_what_was_prepared_is_as_near_the_original_as_was_asked(models_home):
    parity = Manifest.read(find_encoder(models_home)).parity
    assert (MEAN_COSINE, LEAST_COSINE) == (0.997, 0.99)
    assert parity["mean"] >= MEAN_COSINE
    assert parity["least"] >= LEAST_COSINE
    assert parity["sentences"] == 100


def test_exchanged_weights_are_refused_and_nothing_is_left(tmp_path, monkeypatch):
    source, home = tmp_path / "package", tmp_path / "home"
    source.mkdir()
    (source / "model.safetensors").write_bytes(b"not what was published")
    monkeypatch.setattr(prepare, "published_weights", lambda: source)
    told: list[str] = []
    with pytest.raises(ModelError, match=r"not the ones that were published.* are refused. Reinstall them"):
        prepare_encoder(home, told.append, now=NOW)
    assert told == ["Reading the weights of all-MiniLM-L6-v2…"]
    assert not home.exists()


def test_missing_weights_are_refused(tmp_path):
    with pytest.raises(ModelError, match=r"lack model.safetensors. Reinstall them"):
        check_published(tmp_path)


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"Run `pip install 'comity\[train\]'` first"):
        prepare_encoder(tmp_path, nobody_listens)


@pytest.mark.parametrize(
    ("config", "pooling"),
    [
        ('{"model_type": "mpnet", "hidden_act": "gelu"}', '{"pooling_mode_mean_tokens": true}'),
        ('{"model_type": "bert", "hidden_act": "relu"}', '{"pooling_mode_mean_tokens": true}'),
        ('{"model_type": "bert", "hidden_act": "gelu"}', '{"pooling_mode_cls_token": true}'),
        (
            '{"model_type": "bert", "hidden_act": "gelu"}',
            '{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true}',
        ),
        (
            '{"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "relative_key"}',
            '{"pooling_mode": "mean"}',
        ),
    ],
)
def test_another_shape_of_network_is_refused_with_another_way(tmp_path, config, pooling):
    (tmp_path / "config.json").write_text(config)
    (tmp_path / "modules.json").write_text(
        '[{"type": "sentence_transformers.models.Transformer", "path": ""},'
        ' {"type": "sentence_transformers.models.Pooling", "path": "1_Pooling"}]'
    )
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text(pooling)
    with pytest.raises(ModelError, match=r"cannot be made small. It can still be used as it is"):
        read_bert(tmp_path, "a model")


def test_half_a_download_is_refused(tmp_path):
    (tmp_path / "config.json").write_text('{"model_ty')
    with pytest.raises(
        ModelError, match=r"config.json of the encoder's weights is missing or cannot be read"
    ):
        read_bert(tmp_path, "a model")


def test_no_sentence_is_both_learnt_from_and_judged_by():
    learnt, judged = set(prepare._lines(prepare.CALIBRATION)), set(prepare._lines(prepare.PARITY))
    assert len(learnt) > 300
    assert len(judged) == 100
    assert not learnt & judged


@pytest.fixture
def shipped(models_home, tmp_path, monkeypatch) -> Path:
    """A release's own encoder, in a place of the test's."""
    into = tmp_path / "default" / "encoder"
    ship_encoder(models_home, into)
    monkeypatch.setattr(Registry.__init__, "__kwdefaults__", {"shipped": into.parent})
    monkeypatch.setattr(find_encoder, "__defaults__", (into.parent,))
    return into


@pytest.mark.encoder
def test_a_release_carries_an_encoder_that_serves_without_preparing(shipped, tmp_path):
    assert find_encoder(tmp_path / "home") == shipped
    assert prepare_encoder(tmp_path / "home", nobody_listens) == shipped
    assert "Apache" in (shipped / "NOTICE").read_text()


@pytest.mark.encoder
def test_where_ones_own_is_damaged_preparing_brings_back_the_release_s(shipped, tmp_path):
    registry = Registry(tmp_path / "home")
    registry.register(
        "encoder", "e-1", dict.fromkeys(["model.onnx", "encoder.json"], b"x"), made_at=NOW, parent=""
    )
    registry.promote("encoder", "e-1")
    assert find_encoder(tmp_path / "home") != shipped
    assert prepare_encoder(tmp_path / "home", nobody_listens) == shipped
    assert find_encoder(tmp_path / "home") == shipped


@pytest.mark.encoder
def test_an_encoder_fitted_to_its_user_is_neither_shipped_nor_prepared_over(models_home, tmp_path):
    found = find_encoder(models_home)
    files: dict[str, bytes | Path] = {
        path.name: path for path in found.iterdir() if path.name != "manifest.json"
    }
    registry = Registry(tmp_path)
    registry.register("encoder", "e-1", {**files, "adapter.npz": b"learnt"}, made_at=NOW, parent="default")
    registry.promote("encoder", "e-1")
    assert prepare_encoder(tmp_path, nobody_listens) == registry.directory("encoder", "e-1")
    with pytest.raises(ModelError, match="a release carries none of that"):
        ship_encoder(tmp_path, tmp_path / "default" / "encoder")
