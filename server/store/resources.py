"""Resources: pages and things worth sharing."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from server.errors import Problem, not_found
from server.store.journal import Edit, Row


def put(
    edit: Edit, title: str, *, url: str = "", about: str = "", saved_at: datetime | None = None
) -> tuple[int, str]:
    """Keeps a resource, saved now unless ``saved_at`` says when. Answers "new", "updated" or "unchanged"."""
    title = title.strip()
    if not title:
        raise Problem("empty_title", "A resource has a title.", "Give it one.")
    held = edit.db.execute("select id from resources where title = ? and url = ?", [title, url]).fetchone()
    if held:
        changed = edit.update("resources", held[0], {"about": about}) if about else False
        return int(held[0]), "updated" if changed else "unchanged"
    stamp = saved_at.isoformat(timespec="seconds") if saved_at else edit.at
    row = {"title": title, "url": url, "about": about, "saved_at": stamp}
    return edit.insert("resources", row), "new"


def everything(db: Database) -> list[Row]:
    return list(db.query("select * from resources order by id desc"))


def get(db: Database, resource: int) -> Row:
    found = next(iter(db.query("select * from resources where id = ?", [resource])), None)
    if found is None:
        raise not_found("resource")
    return found
