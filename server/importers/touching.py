"""Touching: contacts from calendars and mail become touches with people who are known already; nobody is added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlite_utils import Database

from server.errors import Problem
from server.folding import fold
from server.identity import HOUSE_BOXES
from server.importers.contacts import FEW, Contact, Found, Letter, Meeting, days
from server.importers.keeping import ME, PREVIEWED, STEP, Kept, Progress
from server.importers.rows import Refused, email_address
from server.practice import touches
from server.practice.touches import Direction, How
from server.store import fields, people
from server.store.journal import Edit

Touch = tuple[int, date, How, Direction]


def keep(
    edit: Edit, found: Sequence[Found], source: touches.Source, *, mine: Sequence[str], on_progress: Progress
) -> Kept:
    """Counts contacts with people who are held. ``mine``: further addresses of the user's, kept in their entry."""
    _own(edit, mine)
    today = date.fromisoformat(edit.at[:10])
    whose, own = _known(edit.db)
    if source == "mail" and not own:
        raise Problem(
            "whose_mail",
            "Comity does not know which of the addresses in this mail box is yours.",
            "Say it: `comity import FILE --mine you@example.org`, or add it to your own entry.",
        )
    kept, strangers = Kept(), 0
    for done, one in enumerate(found):
        if done % STEP == 0:
            on_progress(done, len(found))
        if isinstance(one, Refused):
            kept.counts["refused"] += 1
            kept.refused.append(one)
            continue
        met = list(_touches(one, whose, own, today))
        strangers += not met
        for touch in dict.fromkeys(met):
            _keep(edit, touch, source, kept)
    on_progress(len(found), len(found))
    if strangers:
        what = "Messages" if source == "mail" else "Meetings"
        why = "not with anybody you hold by e-mail address, or still to come"
        kept.remarks.append(Refused(0, f"{what} passed over, {why}: {strangers}."))
    return kept


def _keep(edit: Edit, touch: Touch, source: touches.Source, kept: Kept) -> None:
    person, on, how, direction = touch
    before = edit.seq
    touches.record(edit, person, on=on, how=how, direction=direction, source=source)
    change = "new" if edit.seq > before else "unchanged"
    kept.counts[change] += 1
    if len(kept.preview) < PREVIEWED:
        name = people.card(edit.db, person)["name"]
        kept.preview.append(f"{name} · {touches.HOW[how]} on {on.isoformat()} ({change})")


def _touches(one: Contact, whose: dict[str, int], own: frozenset[str], today: date) -> Iterator[Touch]:
    return _letter(one, whose, own, today) if isinstance(one, Letter) else _meeting(one, whose, own, today)


def _letter(one: Letter, whose: dict[str, int], own: frozenset[str], today: date) -> Iterator[Touch]:
    if one.on > today:
        return
    if one.sender in own:
        for address in sorted(one.to & whose.keys()):
            yield whose[address], one.on, "message", "mine"
    elif one.sender in whose and one.to & own:
        yield whose[one.sender], one.on, "message", "theirs"


def _meeting(one: Meeting, whose: dict[str, int], own: frozenset[str], today: date) -> Iterator[Touch]:
    """The owner of the calendar was there, unless they declined, or it is somebody else's meeting."""
    if one.declined & own or (own and not one.with_ & own):
        return
    how: How = one.how if len(one.with_) <= FEW else "event"
    known = sorted(one.with_ & whose.keys())
    for day in days(one, today) if known else ():
        for address in known:
            yield whose[address], day, how, "both"


def _known(db: Database) -> tuple[dict[str, int], frozenset[str]]:
    """({address: person}, the user's own). What is a house's, or two people's, tells nobody apart."""
    me = people.me(db)
    found: dict[str, set[int]] = {}
    for person, folded in fields.everyones(db, "email"):
        found.setdefault(folded, set()).add(person)
    whose = {
        address: next(iter(held))
        for address, held in found.items()
        if len(held) == 1 and me not in held and address.partition("@")[0] not in HOUSE_BOXES
    }
    return whose, frozenset(address for address, held in found.items() if me in held)


def _own(edit: Edit, mine: Sequence[str]) -> None:
    for value in mine:
        address = email_address(value)
        if not address:
            raise Problem(
                "no_address", f"“{value[:80]}” is no e-mail address.", "Write it as you@example.org."
            )
        me = people.me(edit.db)
        if me is None:
            me = people.add(edit, is_me=True)
            fields.put(edit, me, "name", ME, source="you", set_by="you")
        held = {row["fold"] for row in fields.of(edit.db, me) if row["field"] == "email"}
        if fold("email", address) not in held:
            fields.put(edit, me, "email", address, source="you", set_by="you")
