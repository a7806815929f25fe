"""Packs extension/ into a zip for each store, dist/comity-chrome-VERSION.zip and -firefox-, the same bytes every time."""

from __future__ import annotations

import argparse
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def for_chrome(manifest: dict[str, Any]) -> dict[str, Any]:
    """The key fixes the id of an unpacked extension; a store gives its own and refuses ours."""
    others = {"key", "sidebar_action", "browser_specific_settings"}
    kept = {name: value for name, value in manifest.items() if name not in others}
    worker = {name: value for name, value in manifest["background"].items() if name != "scripts"}
    return kept | {"background": worker}


def for_firefox(manifest: dict[str, Any]) -> dict[str, Any]:
    """Firefox has a sidebar and background scripts; what only Chrome knows, its linter warns of."""
    others = {"key", "side_panel", "minimum_chrome_version"}
    kept = {name: value for name, value in manifest.items() if name not in others}
    scripts = {name: value for name, value in manifest["background"].items() if name != "service_worker"}
    permissions = [one for one in manifest["permissions"] if one != "sidePanel"]
    return kept | {"background": scripts, "permissions": permissions}


STORES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"chrome": for_chrome, "firefox": for_firefox}
"""One folder is loaded by both while developing; each store gets the part of the manifest that is its own."""


def pack(folder: Path, target: Path, store: str) -> Path:
    """Raises KeyError for a store that is not known."""
    manifest = STORES[store](json.loads((folder / "manifest.json").read_bytes()))
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in parts(folder):
            name = path.relative_to(folder).as_posix()
            content = path.read_bytes()
            info = zipfile.ZipInfo(name, DAY)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            if name == "manifest.json":
                content = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
            archive.writestr(info, content)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=REPOSITORY / "dist")
    chosen = parser.parse_args()
    version = json.loads((FOLDER / "manifest.json").read_bytes())["version"]
    for store in STORES:
        print(pack(FOLDER, chosen.to / f"comity-{store}-{version}.zip", store))


if __name__ == "__main__":
    main()
