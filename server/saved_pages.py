"""Saved pages: a profile kept as a file is brought in as the panel would, and is an import like any other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from server import captures, saving
from server.errors import Problem
from server.importers import ImportReport
from server.importers.rows import Refused
from server.pages.page import Page
from server.pages.urls import host_of
from server.store import imports
from server.store.journal import edit

if TYPE_CHECKING:
    from server.advice import Advisor

Row = dict[str, Any]

BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
LOOKED_AT = 4096
"""Bytes in which a page says that it is one."""
NAME_AND_ADDRESS = ("name", "url")
WRITTEN_FOR_MEMBERS = ("linkedin.com",)
"""What stands there was written for the members of the site: more than this is chosen value by value, in the panel."""
SPARED = "Only the name and the address were kept of this site's page; choose more of it in the panel."


def is_page(content: bytes) -> bool:
    return bool(BEGINS.match(content[:LOOKED_AT]))


def bring(
    db: Database,
    advisor: Advisor,
    filename: str,
    content: bytes,
    *,
    url: str = "",
    now: datetime,
    dry_run: bool = False,
) -> ImportReport:
    """Everybody the page tells of, with what the panel would have ticked, as one edit.

    ``url``: where the page was; without it the page's own word counts. Raises a Problem for a page that is nobody's
    profile, or that does not say where it was.
    """
    page = Page.from_html(content, url)
    digest = hashlib.sha256(content).hexdigest()
    seen = captures.preview(db, advisor, page, now=now)
    if seen["kind"] == "page":
        raise Problem(
            "no_profile", "That page is nobody's profile.", "Save it for somebody in the panel instead."
        )
    chosen = [seen]
    if seen["kind"] == "people":
        chosen = [captures.preview(db, advisor, page, now=now, choose=one["index"]) for one in seen["people"]]
    counts = {"new": 0, "updated": 0, "unchanged": 0, "refused": 0}
    said = tuple(f"{one['name'] or 'Somebody without a name'}: {_becomes(one)}" for one in chosen)
    if imports.is_there(db, digest):
        return _report(counts | {"unchanged": len(chosen)}, (), said, page.url)
    if dry_run:
        for one in chosen:
            counts[_becomes(one)] += 1
        return _report(counts, (), said, page.url)
    refused: list[Refused] = []
    with edit(db, what=f"Imported {filename}", who="import", at=now) as opened:
        for number, one in enumerate(chosen, 1):
            try:
                _, values = saving.keep_within(opened, _kept(one), now=now)
            except Problem as problem:
                refused.append(Refused(number, problem.message))
                counts["refused"] += 1
                continue
            counts[
                "new"
                if one["match"]["person"] is None
                else "updated"
                if values["new"] + values["updated"]
                else "unchanged"
            ] += 1
        kept = imports.log(
            opened,
            filename=filename,
            format="page",
            sha256=digest,
            counts=counts,
            refused=[{"line": row.line, "reason": row.reason} for row in refused],
        )
    return _report(counts, tuple(refused), said, page.url, kept, opened.id if opened.seq else None)


def _becomes(seen: Row) -> str:
    if seen["match"]["ambiguous"]:
        return "refused"
    return "new" if seen["match"]["person"] is None else "updated"


def _kept(seen: Row) -> saving.Kept:
    """What the panel ticks by itself."""
    spare = _for_members(seen["url"])

    def ticked(rows: Sequence[Row], *names: str) -> list[Row]:
        return [{name: one[name] for name in names} for one in rows if one["kept"]]

    fields = ticked(seen["fields"], "field", "value", "source")
    if spare:
        return saving.Kept(
            seen["url"], seen["title"], None, [one for one in fields if one["field"] in NAME_AND_ADDRESS]
        )
    return saving.Kept(
        url=seen["url"],
        title=seen["title"],
        person=None,
        fields=fields,
        facets=ticked(seen["facets"], "kind", "text", "evidence", "confidence", "source"),
        occasions=ticked(seen["occasions"], "kind", "text", "evidence", "on", "sad"),
        acquaintances=ticked(seen["acquaintances"], "name", "url", "evidence"),
    )


def _for_members(url: str) -> bool:
    host = host_of(url)
    return any(host == site or host.endswith(f".{site}") for site in WRITTEN_FOR_MEMBERS)


def _report(
    counts: dict[str, int],
    refused: tuple[Refused, ...],
    preview: tuple[str, ...],
    url: str,
    import_id: int | None = None,
    edit_id: int | None = None,
) -> ImportReport:
    remarks = (Refused(0, SPARED),) if _for_members(url) else ()
    return ImportReport("page", counts, refused, remarks, preview, import_id, edit_id)
