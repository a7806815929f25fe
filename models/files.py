"""Files and directories that appear whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

UNFINISHED = ".new-"
"""What begins so was being written or removed when something stopped; it is never read, and cleared away."""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """In blocks: an encoder is larger than one wants to hold."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Replaces the file at once; a reader sees the old one or the new one."""
    fresh = path.parent / f"{UNFINISHED}{path.name}"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(fresh, data)
    os.replace(fresh, path)  # noqa: PTH105
    settle(path.parent)


def make_whole(directory: Path, files: Mapping[str, bytes | Path]) -> None:
    """A directory that was not there is there with all its files. A Path is copied; names are plain file
    names.

    Raises FileExistsError where the directory exists: what was made is never changed.
    """
    if directory.exists():
        raise FileExistsError(directory)
    fresh = directory.parent / f"{UNFINISHED}{directory.name}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    for name, content in files.items():
        if isinstance(content, Path):
            shutil.copyfile(content, fresh / name)
            _sync_file(fresh / name)
        else:
            _write(fresh / name, content)
    settle(fresh)
    os.rename(fresh, directory)  # noqa: PTH104
    settle(directory.parent)


def remove_whole(directory: Path) -> None:
    """Gone at once for every reader; what is left of it is cleared away after."""
    gone = directory.parent / f"{UNFINISHED}removed-{directory.name}"
    shutil.rmtree(gone, ignore_errors=True)
    os.rename(directory, gone)  # noqa: PTH104
    shutil.rmtree(gone, ignore_errors=True)


def clear_unfinished(parent: Path) -> None:
    """Removes what an earlier interruption left."""
    for path in parent.glob(f"{UNFINISHED}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def settle(directory: Path) -> None:
    """Makes names last through a power cut; where directories cannot be synced (Windows) the system does it
    itself."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_file(path: Path) -> None:
    path.chmod(0o600)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
