"""Packs extension/ into dist/comity-extension-VERSION.zip, byte for byte the same every time. Both stores take it."""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
FOLDER = REPOSITORY / "extension"
SUFFIXES = frozenset((".js", ".json", ".html", ".css", ".png"))
DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day a zip can tell: when a file was last touched is no part of what is shipped."""


def parts(folder: Path) -> list[Path]:
    """The files that are shipped, in one order on every machine."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    odd = [path for path in found if path.suffix not in SUFFIXES or path.name.startswith(".")]
    if odd:
        raise SystemExit(f"This does not belong into the extension: {odd[0].relative_to(folder)}")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def without_key(manifest: bytes) -> bytes:
    """The key fixes the id of an unpacked extension; a store gives its own and refuses ours."""
    content = json.loads(manifest)
    content.pop("key", None)
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def pack(folder: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in parts(folder):
            name = path.relative_to(folder).as_posix()
            content = path.read_bytes()
            info = zipfile.ZipInfo(name, DAY)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, without_key(content) if name == "manifest.json" else content)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=REPOSITORY / "dist")
    chosen = parser.parse_args()
    version = json.loads((FOLDER / "manifest.json").read_bytes())["version"]
    print(pack(FOLDER, chosen.to / f"comity-extension-{version}.zip"))


if __name__ == "__main__":
    main()
