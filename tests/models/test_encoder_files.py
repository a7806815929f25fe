"""An encoder that is missing, damaged, exchanged or out of place is refused with the way out, never used."""

import json
from pathlib import Path

import numpy as np
import pytest

from models.encoder import OnnxEncoder, find_encoder, load_encoder
from models.errors import ModelError
from models.files import file_digest
from models.manifest import Manifest

pytestmark = pytest.mark.encoder


@pytest.fixture
def directory(models_home, tmp_path):
    """A prepared encoder whose files a test may replace; links, so that nothing is copied."""
    made = tmp_path / "encoder"
    made.mkdir()
    for file in find_encoder(models_home).iterdir():
        (made / file.name).symlink_to(file)
    return made


def replace(file: Path, data: bytes) -> None:
    file.unlink()
    file.write_bytes(data)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(directory, name):
    (directory / name).unlink()
    with pytest.raises(ModelError, match=rf"lacks its file {name}. Run `comity models prepare`"):
        OnnxEncoder(directory)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_cut_short_is_refused(directory, name):
    whole = (directory / name).read_bytes()
    replace(directory / name, whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=rf"{name} is damaged or was changed. Run `comity models prepare`"):
        OnnxEncoder(directory)


def test_one_changed_byte_is_refused(directory):
    whole = bytearray((directory / "model.onnx").read_bytes())
    whole[len(whole) // 2] ^= 1
    replace(directory / "model.onnx", bytes(whole))
    with pytest.raises(ModelError, match="damaged or was changed"):
        OnnxEncoder(directory)


@pytest.mark.parametrize(
    "said",
    [b"", b'{"id": "all-MiniLM', b"[]", b"{}", b'{"id": 1, "files": {}}', b"\xff\xfe"],
    ids=["empty", "half", "list", "blank", "other", "binary"],
)
def test_a_description_half_written_is_refused(directory, said):
    replace(directory / "encoder.json", said)
    with pytest.raises(
        ModelError, match=r"description of the sentence encoder cannot be read. Run `comity models"
    ):
        OnnxEncoder(directory)


def test_without_a_description_there_is_no_encoder(tmp_path):
    with pytest.raises(ModelError, match="There is no sentence encoder in"):
        OnnxEncoder(tmp_path)


def test_files_that_are_whole_but_no_model_are_refused(directory):
    replace(directory / "model.onnx", b"no model")
    record = json.loads((directory / "encoder.json").read_bytes())
    record["files"]["model.onnx"] = file_digest(directory / "model.onnx")
    replace(directory / "encoder.json", json.dumps(record).encode())
    with pytest.raises(ModelError, match="ONNX Runtime cannot load"):
        OnnxEncoder(directory)


def test_a_processor_that_computes_otherwise_is_noticed(directory):
    manifest = Manifest.read(directory)
    text, vector = next(iter(manifest.witnesses.items()))
    other = np.roll(vector, 1).tolist()
    record = {**json.loads(manifest.as_json()), "witnesses": {text: other}}
    replace(directory / "encoder.json", json.dumps(record).encode())
    with pytest.raises(ModelError, match="On this processor"):
        OnnxEncoder(directory)


def test_the_stored_vectors_are_several_and_are_met(directory, encoder):
    witnesses = Manifest.read(directory).witnesses
    assert len(witnesses) >= 3
    assert encoder.encode(list(witnesses)) == pytest.approx(np.array(list(witnesses.values())), abs=1e-3)


def test_nothing_prepared_says_what_to_run(tmp_path):
    with pytest.raises(ModelError, match=r"not prepared yet. Run `comity models prepare` once"):
        find_encoder(tmp_path, shipped=tmp_path / "default")


def test_what_a_release_ships_serves_until_there_is_a_users_own(tmp_path, models_home):
    shipped = tmp_path / "default"
    (shipped / "encoder").mkdir(parents=True)
    assert find_encoder(tmp_path / "home", shipped=shipped) == shipped / "encoder"
    assert find_encoder(models_home, shipped=shipped) != shipped / "encoder"


def test_a_choice_that_is_gone_is_said(tmp_path):
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "encoder.json").write_text('{"version": "e-20260101-000000"}')
    with pytest.raises(ModelError, match=r"is gone. Run `comity models prepare`"):
        load_encoder(tmp_path)
