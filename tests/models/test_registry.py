"""The registry: immutable, whole or not at all, and the default whenever anything else may not serve."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from models.errors import ModelError
from models.registry import KEPT, Registry

START = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def registry(tmp_path):
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "ranker.json").write_text('{"weight": 0}')
    return Registry(tmp_path / "home", shipped=shipped)


def add(registry, name, weight=1, **more):
    files = {"ranker.json": json.dumps({"weight": weight}).encode(), "card.md": f"# {name}\n".encode()}
    made = START + timedelta(minutes=len(registry.versions("ranker")))
    return registry.register("ranker", name, files, made_at=made, parent="default", **more)


def weight(data):
    if not isinstance(data["weight"], int):
        raise ValueError("a weight is a number")
    return data["weight"]


def names(registry):
    return [version.version for version in registry.versions("ranker")]


def test_at_first_only_the_default_is_there_and_it_serves(registry):
    assert names(registry) == ["default"]
    assert registry.show("ranker", "default").serving
    loaded = registry.load("ranker", weight)
    assert (loaded.value, loaded.version, loaded.note) == (0, "default", "")


def test_a_new_version_is_listed_and_does_not_serve_until_promoted(registry):
    made = add(registry, "r1")
    assert (made.version, made.parent, made.serving, made.fault) == ("r1", "default", False, "")
    assert registry.load("ranker", weight).version == "default"
    assert registry.promote("ranker", "r1").serving
    assert registry.load("ranker", weight).value == 1
    assert registry.card("ranker", "r1") == "# r1\n"


def test_the_newest_is_listed_first_and_the_default_last(registry):
    for name in ("b", "a", "c"):
        add(registry, name)
    assert names(registry) == ["c", "a", "b", "default"]


def test_a_version_is_never_changed(registry):
    add(registry, "r1")
    with pytest.raises(ModelError, match="never changed"):
        add(registry, "r1", weight=2)
    with pytest.raises(ModelError, match="never changed"):
        add(registry, "default")
    assert registry.read("ranker", "r1", weight) == 1


def test_five_are_kept_besides_what_serves_served_before_or_is_tried(registry):
    add(registry, "champion")
    add(registry, "before")
    registry.promote("ranker", "before")
    registry.promote("ranker", "champion")
    add(registry, "tried")
    for i in range(KEPT + 2):
        add(registry, f"r{i}", keep=["tried"])
    assert KEPT == 5
    assert set(names(registry)) == {"default", "champion", "before", "tried", "r2", "r3", "r4", "r5", "r6"}


def test_rolling_back_goes_to_what_served_before_step_by_step(registry):
    add(registry, "r1")
    add(registry, "r2")
    registry.promote("ranker", "r1")
    registry.promote("ranker", "r2")
    registry.promote("ranker", "r2")
    assert registry.rollback("ranker").version == "r1"
    assert registry.rollback("ranker").version == "default"
    assert registry.rollback("ranker").version == "default"


def test_rolling_back_passes_over_what_is_damaged(registry):
    for name in ("r1", "r2"):
        add(registry, name)
        registry.promote("ranker", name)
    (registry.directory("ranker", "r1") / "ranker.json").write_text("{}")
    assert registry.rollback("ranker").version == "default"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda d: (d / "ranker.json").write_text('{"weight": 9}'),
        lambda d: (d / "ranker.json").unlink(),
        lambda d: (d / "more.json").write_text("{}"),
        lambda d: (d / "manifest.json").unlink(),
        lambda d: (d / "manifest.json").write_text("[]"),
        lambda d: (d / "manifest.json").write_text((d / "manifest.json").read_text().replace('"r1"', '"r2"')),
        lambda d: (d / "manifest.json").write_text((d / "manifest.json").read_text() + "\n"),
    ],
)
def test_a_tampered_version_is_refused_and_the_default_serves_and_says_so(registry, tamper):
    add(registry, "r1")
    registry.promote("ranker", "r1")
    tamper(registry.directory("ranker", "r1"))
    loaded = registry.load("ranker", weight)
    assert (loaded.value, loaded.version) == (0, "default")
    assert loaded.note == (
        "The ranker r1 has been changed since it was made and is refused. The default ranker serves."
    )
    assert "refused" in registry.show("ranker", "r1").fault


def test_a_tampered_version_cannot_be_promoted_and_what_served_goes_on(registry):
    add(registry, "r1")
    add(registry, "r2")
    registry.promote("ranker", "r1")
    (registry.directory("ranker", "r2") / "ranker.json").write_text('{"weight": 9}')
    with pytest.raises(ModelError, match="refused"):
        registry.promote("ranker", "r2")
    assert registry.load("ranker", weight).version == "r1"


def test_a_version_whose_numbers_are_not_for_this_comity_is_refused(registry):
    add(registry, "r1", weight="heavy")
    registry.promote("ranker", "r1")
    loaded = registry.load("ranker", weight)
    assert loaded.version == "default"
    assert loaded.note == "The ranker r1 cannot be used: a weight is a number. The default ranker serves."


def test_a_version_that_is_gone_or_a_choice_that_cannot_be_read_leaves_the_default(registry):
    registry.home.joinpath("current").mkdir(parents=True)
    choice = registry.home / "current" / "ranker.json"
    choice.write_text('{"version": "r7", "manifest": "", "before": []}')
    assert "There is no ranker r7" in registry.load("ranker", weight).note
    choice.write_text("not JSON")
    loaded = registry.load("ranker", weight)
    assert (loaded.version, loaded.note[:5]) == ("default", "Which")


@pytest.mark.parametrize("name", ["../up", "", "a/b", ".hidden", "A B"])
def test_a_name_that_could_lead_elsewhere_is_refused(registry, name):
    with pytest.raises(ModelError):
        add(registry, name)
    with pytest.raises(ModelError):
        registry.show("ranker", name)


def test_an_unknown_kind_is_refused(registry):
    with pytest.raises(ModelError, match="none of them"):
        registry.versions("oracle")


def test_a_directory_of_larger_files_can_be_a_version(registry, tmp_path):
    weights = tmp_path / "model.onnx"
    weights.write_bytes(b"x" * 100_000)
    made = registry.register(
        "encoder", "e1", {"model.onnx": weights, "card.md": b"# e1\n"}, made_at=START, parent="default"
    )
    assert (made.directory / "model.onnx").read_bytes() == weights.read_bytes()
    assert made.fault == ""


def test_only_the_owner_can_read_it(registry):
    directory = add(registry, "r1").directory
    registry.promote("ranker", "r1")
    assert directory.stat().st_mode & 0o077 == 0
    for path in [*directory.iterdir(), registry.home / "current" / "ranker.json"]:
        assert path.stat().st_mode & 0o077 == 0
