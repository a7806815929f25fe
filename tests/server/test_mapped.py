"""Arrays in a mapped file: there again as they were, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from server import mapped

STATE = {"encoder": "demo", "matching": {"lo": 0.29}}


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    return {
        "offers": np.arange(12, dtype=np.float32).reshape(3, 4),
        "nobody": np.zeros((0, 4), np.float32),
        "people": np.array([1, 5, 9]),
        "terms": np.frombuffer(b"law", np.uint8),
    }


@pytest.fixture
def path(tmp_path: Path, arrays: dict[str, np.ndarray]) -> Path:
    path = tmp_path / "network.vectors"
    mapped.write(path, STATE, arrays)
    return path


def test_what_was_written_is_read_mapped_and_cannot_be_changed(
    path: Path, arrays: dict[str, np.ndarray]
) -> None:
    found = mapped.read(path, STATE)
    assert found is not None
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()
    with pytest.raises(ValueError, match="read-only"):
        found["offers"][0, 0] = 1


def test_it_is_closed_to_others_and_nothing_else_is_left(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_of_another_state_it_is_ignored(path: Path) -> None:
    assert mapped.read(path, {**STATE, "encoder": "another"}) is None
    assert mapped.read(path.with_name("none"), STATE) is None


@pytest.mark.parametrize("at", [0, 3, 9, 60, -256, -128, -64])
def test_damaged_anywhere_it_is_ignored(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert mapped.read(path, STATE) is None


@pytest.mark.parametrize("length", [0, 4, 40, -1, -64])
def test_cut_short_it_is_ignored(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])
    assert mapped.read(path, STATE) is None


def test_who_has_it_mapped_keeps_the_one_they_opened(path: Path, arrays: dict[str, np.ndarray]) -> None:
    found = mapped.read(path, STATE)
    assert found is not None
    mapped.write(path, STATE, {"offers": np.zeros((9, 4), np.float32)})
    assert found["offers"].tolist() == arrays["offers"].tolist()
    assert mapped.read(path, STATE)["offers"].shape == (9, 4)  # type: ignore[index]


def test_what_an_interruption_left_goes_with_the_next_one(path: Path) -> None:
    (path.parent / f"{mapped.UNFINISHED}{path.name}-x").write_bytes(b"half")
    mapped.write(path, STATE, {})
    assert list(path.parent.iterdir()) == [path]
    assert mapped.read(path, STATE) is None or mapped.read(path, STATE) == {}


def test_where_it_cannot_be_written_that_is_an_error_and_the_old_one_stays(path: Path) -> None:
    class Unwritable(dict):
        def __init__(self) -> None:
            super().__init__(a=np.zeros(3))
            self.times = 0

        def values(self):  # type: ignore[override]
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        mapped.write(path, STATE, Unwritable())
    assert list(path.parent.iterdir()) == [path]
    assert mapped.read(path, STATE) is not None
