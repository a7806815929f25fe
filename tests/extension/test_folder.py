"""What is shipped: few permissions, words for everything, icons as drawn, small modules, the same zip every time."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from browsers.chromium import EXTENSION, ID

REPOSITORY = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
MESSAGES: dict[str, dict[str, str]] = json.loads((EXTENSION / "_locales/en/messages.json").read_text("utf-8"))
SCRIPTS = {
    path.relative_to(EXTENSION).as_posix(): path.read_text("utf-8") for path in EXTENSION.rglob("*.js")
}
PAGES = {path.name: path.read_text("utf-8") for path in EXTENSION.glob("*.html")}
OTHERS = "gather.js"
"""Runs inside pages and has tests of its own."""


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_extension_asks_for_four_permissions_and_this_machine_only() -> None:
    assert MANIFEST["permissions"] == ["activeTab", "scripting", "sidePanel", "storage"]
    assert MANIFEST["host_permissions"] == ["http://127.0.0.1/*"]
    assert MANIFEST["incognito"] == "not_allowed"
    for absent in ("content_scripts", "web_accessible_resources", "externally_connectable", "oauth2"):
        assert absent not in MANIFEST
    assert MANIFEST["browser_specific_settings"]["gecko"]["data_collection_permissions"] == {
        "required": ["none"]
    }


def test_its_pages_may_talk_to_this_machine_and_load_nothing_from_elsewhere() -> None:
    policy = MANIFEST["content_security_policy"]["extension_pages"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "http://127.0.0.1:*"
    assert {rules[name] for name in ("script-src", "style-src", "img-src")} == {"'self'"}
    for name, text in {**SCRIPTS, **PAGES}.items():
        for address in re.findall(r"https?://[\w.:-]+", text):
            assert address.startswith(("http://127.0.0.1", "https://github.com")), f"{name}: {address}"


def test_the_key_fixes_the_id_that_the_tests_use() -> None:
    digest = hashlib.sha256(base64.b64decode(MANIFEST["key"])).hexdigest()[:32]
    assert "".join(chr(ord("a") + int(digit, 16)) for digit in digest) == ID


def test_nothing_is_ever_rendered_as_markup() -> None:
    for name, text in SCRIPTS.items():
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
        ):
            assert way not in text, f"{name} uses {way}"


def test_every_word_on_screen_is_in_the_locale_and_every_word_there_is_used() -> None:
    said = "\n".join([*SCRIPTS.values(), *PAGES.values(), json.dumps(MANIFEST)])
    literal = set(re.findall(r"\bsay\(\s*'(\w+)'", said)) | set(
        re.findall(r"data-(?:say|label)=\"(\w+)\"", said)
    )
    literal |= (
        set(re.findall(r"word: '(\w+)'", said))
        | set(re.findall(r"what: '(\w+)'", said))
        | set(re.findall(r"__MSG_(\w+)__", said))
    )
    missing = {key for key in literal if key not in MESSAGES}
    assert not missing
    built = re.findall(r"\b(?:say|sayOr)\(\s*`([^`]*)`", said) + [
        f"{key}_${{}}" for key in re.findall(r"count\('(\w+)'", said)
    ]
    patterns = [
        re.compile(
            re.sub(
                r"\\\$\\\{.*?\\\}|\$\{[^}]*\}",
                r"\\w+",
                re.escape(one).replace(r"\$\{", "${").replace(r"\}", "}"),
            )
        )
        for one in built
    ]
    quoted = set(re.findall(r"'(\w+)'", said))
    unused = {
        key
        for key in MESSAGES
        if key not in literal | quoted and not any(one.fullmatch(key) for one in patterns)
    }
    assert not unused


def test_every_kind_and_reason_that_the_service_knows_has_its_words() -> None:
    from recommender.types import Kind, Strength
    from server.store.feedback import REASONS

    wanted = (
        {f"kind_{kind}" for kind in Kind}
        | {f"accept_{kind}" for kind in Kind}
        | {f"band_{band}" for band in Strength}
    )
    wanted |= {f"reason_{reason}" for reason in REASONS}
    assert wanted <= MESSAGES.keys()


def test_modules_are_small_say_what_they_are_for_and_are_type_checked() -> None:
    for name, text in SCRIPTS.items():
        first, second = text.splitlines()[:2]
        assert first == "// @ts-check", name
        assert re.fullmatch(r"/\*\* .+ \*/", second), name
        if name != OTHERS:
            assert len(text.splitlines()) <= 300, name


def test_the_worker_keeps_nothing_in_memory() -> None:
    worker = SCRIPTS["background.js"] + SCRIPTS["click.js"]
    assert not re.search(r"^(let|var) ", worker, re.MULTILINE)


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the filtered rows of a PNG: compression may differ from one zlib to the next."""
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return width, height, zlib.decompress(data)


def test_the_icons_are_as_drawn() -> None:
    drawing = loaded(Path(__file__).parent / "draw_icons.py")
    for size in drawing.SIZES:
        kept = (EXTENSION / "icons" / f"{size}.png").read_bytes()
        assert pixels(kept) == pixels(drawing.draw(size))
        assert MANIFEST["icons"][str(size)] == f"icons/{size}.png"


@pytest.mark.parametrize(
    ("store", "left_out", "background"),
    [
        ("chrome", {"key", "sidebar_action", "browser_specific_settings"}, "service_worker"),
        ("firefox", {"key", "side_panel", "minimum_chrome_version"}, "scripts"),
    ],
)
def test_each_stores_zip_is_the_same_every_time_and_loads_what_the_folder_does(
    tmp_path: Path, store: str, left_out: set[str], background: str
) -> None:
    packing = loaded(REPOSITORY / ".ci" / "extension_zip.py")
    first = packing.pack(EXTENSION, tmp_path / "a.zip", store).read_bytes()
    for path in EXTENSION.rglob("*.js"):
        path.touch()
    assert packing.pack(EXTENSION, tmp_path / "b.zip", store).read_bytes() == first
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    assert names == sorted(
        path.relative_to(EXTENSION).as_posix() for path in EXTENSION.rglob("*") if path.is_file()
    )
    assert set(manifest) == set(MANIFEST) - left_out
    assert set(manifest["background"]) == {background, "type"}
    assert ("sidePanel" in manifest["permissions"]) == (store == "chrome")
    same = {
        "name",
        "version",
        "content_security_policy",
        "host_permissions",
        "action",
        "commands",
        "icons",
        "incognito",
    }
    assert {key: manifest[key] for key in same} == {key: MANIFEST[key] for key in same}
