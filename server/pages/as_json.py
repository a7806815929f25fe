"""A profile as plain JSON, for the command line and for scripts: values as they are, their sources beside them."""

from __future__ import annotations

from typing import Any

from server.pages.profile import FieldName, PageKind, Profile

NAMES: dict[str, FieldName] = {
    "name": "name",
    "headline": "headline",
    "organisation": "organisation",
    "role": "role",
    "location": "place",
    "about": "about",
}
LISTS: dict[str, FieldName] = {"urls": "url", "emails": "email", "phones": "phone", "skills": "skill"}


def profile_as_json(profile: Profile) -> dict[str, Any]:
    """{kind, url, title, name, …, urls, skills, people_known, passages, people, sources, partial, note}.

    `sources` has the reader of each single field, and of each value of a list. `offers` and `needs` hold what the
    page itself marks as one; who extracts more from the passages replaces them.
    """
    shape: dict[str, Any] = {"kind": profile.kind.value, "url": profile.url, "title": profile.title}
    sources: dict[str, Any] = {}
    for key, field in NAMES.items():
        shape[key] = profile.value(field)
        if shape[key]:
            sources[key] = next(r.source for r in profile.readings if r.field == field)
    for key, field in LISTS.items():
        shape[key] = list(profile.values(field))
        if shape[key]:
            sources[key] = {r.value: r.source for r in profile.readings if r.field == field}
    for key in ("offer", "need"):
        shape[f"{key}s"] = [p.text for p in profile.passages if p.signal == key]
    shape["people_known"] = [
        {"name": known.name, "url": known.url, "evidence": known.evidence, "source": known.source}
        for known in profile.acquaintances
    ]
    shape["passages"] = [
        {
            "text": passage.text,
            "section": passage.section,
            "signal": passage.signal,
            "on": passage.on.isoformat() if passage.on else None,
            "source": passage.source,
        }
        for passage in profile.passages
    ]
    if profile.kind is PageKind.PEOPLE:
        shape["people"] = [profile_as_json(person) for person in profile.people]
    return shape | {"sources": sources, "partial": profile.partial, "note": profile.note}
