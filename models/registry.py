"""The models that were made and the one of each kind that serves: never half there, never silently another
one.

    home/versions/ranker/r-20260504-090000/    ranker.json, card.md, manifest.json; never changed once there
    home/current/ranker.json                   which version serves, the digest of its manifest, and which
    served before

What ships with Comity is the version "default" of each kind: it is always there, and serves whenever
nothing else may.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from models.errors import ModelError
from models.files import clear_unfinished, digest, file_digest, make_whole, remove_whole, write_whole

T = TypeVar("T")

SHIPPED = Path(__file__).parent / "default"
DEFAULT = "default"
KINDS = ("ranker", "facets", "matching", "tone", "encoder")
KEPT = 5
"""Versions a kind, the newest; what serves, served before, or is being tried is kept besides."""
TRAIL = 5
"""How many steps back one can roll."""
FORMAT = 1
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the registry."""

    kind: str
    version: str
    made_at: str
    parent: str
    """What it was learnt beside: the version that served then."""
    directory: Path
    serving: bool
    fault: str = ""
    """Why it may not serve; empty where it may."""


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What serves, and a sentence for the user where it is not what should."""

    value: T
    version: str
    note: str = ""


class Registry:
    """Several processes may read and write at once: each change is one rename."""

    def __init__(self, home: Path, *, shipped: Path = SHIPPED) -> None:
        self.home = home
        self.shipped = shipped

    # What there is

    def versions(self, kind: str | None = None) -> tuple[Version, ...]:
        """Newest first within a kind, the default last."""
        kinds = (_kind(kind),) if kind else KINDS
        return tuple(self.show(each, name) for each in kinds for name in (*self._names(each), DEFAULT))

    def show(self, kind: str, version: str) -> Version:
        """Raises ModelError for a version that is not there; one that is damaged says so in ``fault``."""
        directory = self.directory(kind, version)
        serving = self.serving(kind) == version
        if version == DEFAULT:
            return Version(kind, version, "", "", directory, serving)
        try:
            manifest = self._checked(kind, version)
        except ModelError as error:
            return Version(kind, version, "", "", directory, serving, str(error))
        return Version(kind, version, manifest["made_at"], manifest["parent"], directory, serving)

    def card(self, kind: str, version: str) -> str:
        """Its model card, Markdown."""
        path = self.directory(kind, version) / "card.md"
        if version == DEFAULT and not path.exists():
            return f"# {kind} default\n\nShips with Comity; nothing has been learnt from you.\n"
        if not path.exists():
            raise ModelError(f"The {kind} {version} has no card.")
        return path.read_text("utf-8")

    def directory(self, kind: str, version: str) -> Path:
        """Where its files are; raises ModelError where there is no such version."""
        if version == DEFAULT:
            inside = self.shipped / _kind(kind)
            return inside if inside.is_dir() else self.shipped
        path = self._folder(kind) / _name(version)
        if not path.is_dir():
            raise ModelError(f"There is no {kind} {version}. See `comity models list`.")
        return path

    # Making and choosing

    def register(
        self,
        kind: str,
        version: str,
        files: Mapping[str, bytes | Path],
        *,
        made_at: datetime,
        parent: str,
        keep: Collection[str] = (),
    ) -> Version:
        """Adds a version, whole or not at all; it does not serve yet. ``keep`` names versions not to clear
        away."""
        versions = self._folder(kind)
        if version == DEFAULT or (versions / _name(version)).exists():
            raise ModelError(f"There is a {kind} {version} already; a version is never changed.")
        for name in files:
            if not NAME.fullmatch(name.lower()) or name == "manifest.json":
                raise ModelError(f"{name!r} is no name for a model's file.")
        sums = {n: file_digest(data) if isinstance(data, Path) else digest(data) for n, data in files.items()}
        manifest = {
            "format": FORMAT,
            "kind": kind,
            "version": version,
            "made_at": made_at.isoformat(timespec="seconds"),
            "parent": parent,
            "files": sums,
        }
        clear_unfinished(versions)
        make_whole(versions / version, {**files, "manifest.json": _json(manifest)})
        self._clear(kind, {version, *keep})
        return self.show(kind, version)

    def promote(self, kind: str, version: str) -> Version:
        """From now on it serves. Raises ModelError, changing nothing, where it is damaged or not there."""
        before = self.serving(kind)
        if version != before:
            self._serve(kind, version, [before, *self._trail(kind)][:TRAIL])
        return self.show(kind, version)

    def rollback(self, kind: str) -> Version:
        """What served before serves again: the latest that is sound, the default where none is."""
        trail = self._trail(kind)
        while trail:
            version, trail = trail[0], trail[1:]
            try:
                self._serve(kind, version, trail)
            except ModelError:
                continue
            return self.show(kind, version)
        self._serve(kind, DEFAULT, [])
        return self.show(kind, DEFAULT)

    # What serves

    def serving(self, kind: str) -> str:
        """The version chosen to serve, sound or not; "default" where none was chosen or the choice is
        unreadable."""
        return str(self._current(kind).get("version", DEFAULT))

    def load(self, kind: str, parse: Callable[[dict[str, Any]], T]) -> Loaded[T]:
        """Reads what serves (``<kind>.json``); a tampered or mismatched version is refused and the default
        serves.

        ``parse`` raises ValueError with a sentence where the numbers are not for this version of Comity.
        """
        version = self.serving(kind)
        if version != DEFAULT:
            try:
                return Loaded(self.read(kind, version, parse), version)
            except ModelError as error:
                note = f"{error} The default {kind} serves."
                return Loaded(self.read(kind, DEFAULT, parse), DEFAULT, note)
        return Loaded(self.read(kind, DEFAULT, parse), DEFAULT, self._unreadable(kind))

    def read(self, kind: str, version: str, parse: Callable[[dict[str, Any]], T]) -> T:
        """One version, checked. Raises ModelError with a sentence."""
        directory = self.directory(kind, version)
        if version != DEFAULT:
            self._checked(kind, version)
        try:
            return parse(json.loads((directory / f"{kind}.json").read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise ModelError(f"The {kind} {version} cannot be used: {str(error).rstrip('.')}.") from error

    # Below: the files

    def _folder(self, kind: str) -> Path:
        return self.home / "versions" / _kind(kind)

    def _names(self, kind: str) -> tuple[str, ...]:
        """Names hold the time they were made at, or are ordered by it: newest first."""
        folder = self._folder(kind)
        found = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
        named = [path.name for path in found if NAME.fullmatch(path.name)]
        return tuple(sorted(named, key=lambda name: (self._made_at(kind, name), name), reverse=True))

    def _made_at(self, kind: str, version: str) -> str:
        try:
            return str(
                json.loads((self._folder(kind) / version / "manifest.json").read_text("utf-8"))["made_at"]
            )
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _current_file(self, kind: str) -> Path:
        return self.home / "current" / f"{_kind(kind)}.json"

    def _current(self, kind: str) -> dict[str, Any]:
        try:
            found = json.loads(self._current_file(kind).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _unreadable(self, kind: str) -> str:
        if self._current_file(kind).exists() and not self._current(kind):
            return f"Which {kind} is to serve cannot be read. The default {kind} serves."
        return ""

    def _trail(self, kind: str) -> list[str]:
        trail = self._current(kind).get("before", [])
        return [str(version) for version in trail] if isinstance(trail, list) else []

    def _serve(self, kind: str, version: str, before: list[str]) -> None:
        sha256 = ""
        if version != DEFAULT:
            self._checked(kind, version, chosen=False)
            sha256 = file_digest(self.directory(kind, version) / "manifest.json")
        write_whole(
            self._current_file(kind), _json({"version": version, "manifest": sha256, "before": before})
        )

    def _checked(self, kind: str, version: str, *, chosen: bool = True) -> dict[str, Any]:
        """The manifest, after every file was found to be what it says; raises ModelError with a sentence.

        The version that serves must also be the one that was promoted: ``current`` holds its manifest's
        digest.
        """
        directory = self.directory(kind, version)
        damaged = ModelError(f"The {kind} {version} has been changed since it was made and is refused.")
        try:
            raw = (directory / "manifest.json").read_bytes()
            manifest = json.loads(raw)
            named = (manifest["format"], manifest["kind"], manifest["version"])
            sums: dict[str, str] = dict(manifest["files"])
            manifest["made_at"], manifest["parent"]
            present = {path.name for path in directory.iterdir()} - {"manifest.json"}
            if named != (FORMAT, kind, version) or present != set(sums):
                raise damaged
            if any(file_digest(directory / name) != sha256 for name, sha256 in sums.items()):
                raise damaged
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged from error
        current = self._current(kind)
        if chosen and current.get("version") == version and current.get("manifest") != digest(raw):
            raise damaged
        return dict(manifest)

    def _clear(self, kind: str, keep: set[str]) -> None:
        """Removes the oldest beyond KEPT."""
        held = {self.serving(kind), *self._trail(kind)[:1], *keep}
        for version in self._names(kind)[KEPT:]:
            if version not in held:
                remove_whole(self._folder(kind) / version)


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise ModelError(f"There are models of the kinds {', '.join(KINDS)}; {kind!r} is none of them.")
    return kind


def _name(version: str) -> str:
    if not NAME.fullmatch(version):
        raise ModelError(f"{version!r} is no name of a version. See `comity models list`.")
    return version


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()
