"""How things stand with a person: last contact, promises, balance, rhythm, and the one next good step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from recommender import cadence
from recommender.cadence import Contact
from recommender.network import DORMANT_AFTER
from server.practice import exchanges as giving
from server.practice import promises as word
from server.practice.days import plainly, say_day
from server.practice.letters import first_name
from server.store import asks, exchanges, people, promises, rhythms, tags, ties, touches

Row = dict[str, Any]

PAUSED = "9999-12-31"
"""Until the user says otherwise."""
SOON = timedelta(days=7)
"""A promise due within a week is worth a thought today."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the calendar of a relationship is reckoned from."""

    person: int
    mode: str | None
    days: int | None
    """Between contacts; None where the user has chosen neither a mode nor a rhythm."""
    contacts: tuple[Contact, ...]
    known_since: date
    tied_on: date | None
    """When a tie of the user's was last seen; None without one, or without its day."""
    band: str | None
    quiet_until: str | None
    suggestible: bool

    def due(self) -> date | None:
        if self.days is None:
            return None
        return cadence.due_on(self.contacts, self.days, since=self.tied_on or self.known_since)

    def dormancy(self, today: date) -> float:
        if self.band is None:
            return 0.0
        return cadence.dormancy(self.contacts, today, since=self.tied_on, marked=self.band == "dormant")

    def is_quiet(self, today: date) -> bool:
        """The same without the sentence, for when a whole network is looked through."""
        put_off = bool(self.quiet_until and self.quiet_until > today.isoformat())
        return not self.suggestible or put_off or cadence.gone_quiet(self.contacts)

    def quiet(self, name: str, today: date) -> str:
        """Why nothing is suggested now; "" where it may be."""
        if not self.suggestible:
            return f"You asked for no suggestions about {name}."
        if self.quiet_until == PAUSED:
            return f"You paused reminders about {name}."
        if self.quiet_until and self.quiet_until > today.isoformat():
            return f"You put {name} off until {say_day(date.fromisoformat(self.quiet_until), today)}."
        if cadence.gone_quiet(self.contacts):
            return (
                f"You got in touch twice and no answer is recorded. {name} is left in peace until there is a"
                " sign from them."
            )
        return ""


def standing(db: Database, person: int) -> Standing:
    row = people.get(db, person)
    person = row["id"]
    contacts = [contact(one["at_date"], one["how"], one["direction"]) for one in touches.of(db, person)]
    return _standing(
        db, [row], {person: contacts}, {person: tags.of(db, person)}, {person: ties.of(db, person)}
    )[0]


def standings(db: Database, among: Collection[int]) -> list[Standing]:
    """Of some people but the user, by id."""
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for person, day, manner, direction in touches.everyones(db, among):
        contacts[person].append(contact(day, manner, direction))
    me = people.me(db)
    pairs = [(min(me, one), max(me, one)) for one in among] if me is not None else []
    mine = {tie["b"] if tie["a"] == me else tie["a"]: [tie] for tie in ties.between(db, pairs)}
    rows = [row for row in people.everybody(db, among) if not row["is_me"]]
    return _standing(db, rows, contacts, tags.everyones(db, among), mine)


def perhaps_due(db: Database, today: date) -> list[int]:
    """All whose rhythm has come round, and a few whose has not: those with one, but for who was heard of lately."""
    kept = rhythms.kept_with(db)
    people_kept = [person for person, _ in kept]
    own, by_tag = rhythms.of_people(db), rhythms.of_tags(db)
    tagged, latest = tags.everyones(db, people_kept), touches.latest(db, people_kept)
    found = []
    for person, mode in kept:
        days = cadence.rhythm(mode, own.get(person), [by_tag[tag] for tag in tagged[person] if tag in by_tag])
        last = latest.get(person)
        if days is not None and (last is None or last + timedelta(days=days) <= today):
            found.append(person)
    return found


def perhaps_dormant(db: Database, today: date) -> list[int]:
    """All whose tie may be taken up again, the aptest first; some of whom the user may have tried in vain."""
    me = people.me(db)
    if me is None:
        return []
    ranked = []
    for person, band, last, seen in touches.silent(db, me, today - timedelta(days=DORMANT_AFTER)):
        marked = band == "dormant"
        day = last or (None if marked else seen)
        alive = date.fromisoformat(day[:10]) if day else None
        if (apt := cadence.aptness(alive, today, marked=marked)) > 0:
            ranked.append((-apt, person))
    return [person for _, person in sorted(ranked)]


def _standing(
    db: Database,
    rows: list[Row],
    contacts: Mapping[int, list[Contact]],
    tagged: Mapping[int, list[str]],
    tied: Mapping[int, list[Row]],
) -> list[Standing]:
    own, by_tag, me = rhythms.of_people(db), rhythms.of_tags(db), people.me(db)
    found = []
    for row in rows:
        person = row["id"]
        tie = next((one for one in tied.get(person, []) if me in (one["a"], one["b"])), None)
        seen = tie["observed_on"] if tie else None
        found.append(
            Standing(
                person=person,
                mode=row["mode"],
                days=cadence.rhythm(
                    row["mode"],
                    own.get(person),
                    [by_tag[tag] for tag in tagged.get(person, []) if tag in by_tag],
                ),
                contacts=tuple(contacts.get(person, ())),
                known_since=date.fromisoformat(row["created_at"][:10]),
                tied_on=date.fromisoformat(seen[:10]) if seen else None,
                band=tie["band"] if tie else None,
                quiet_until=row["quiet_until"],
                suggestible=bool(row["suggestible"]),
            )
        )
    return found


def contact(day: str, manner: str, direction: cadence.Direction) -> Contact:
    """Having been at the same event is none that starts a rhythm anew."""
    return Contact(date.fromisoformat(day), direction, real=manner != "event")


def at_a_glance(db: Database, person: int, today: date) -> Row:
    """{last_touch, promises, balance, mode, rhythm_days, quiet, next}: what the panel shows beside a page."""
    card = people.card(db, person)
    person, name = card["id"], first_name(card)
    how = standing(db, person)
    theirs = touches.of(db, person)
    passed = exchanges.of(db, person)
    open_ones = [
        row for row in word.first_things_first(promises.of(db, person), today) if row["state"] == "open"
    ]
    quiet = "" if card["is_me"] else how.quiet(name, today)
    return {
        "last_touch": _last(theirs),
        "promises": [
            {
                "id": row["id"],
                "whose": row["whose"],
                "what": row["what"],
                "due": row["due"],
                "overdue": word.overdue(row, today),
                "sentence": word.sentence(row, name, today),
            }
            for row in open_ones
        ],
        "balance": giving.balance(passed, name, how.mode, today),
        "mode": how.mode,
        "rhythm_days": how.days,
        "quiet": quiet,
        "next": "" if card["is_me"] else _next(db, how, name, open_ones, passed, quiet, today),
    }


def _last(rows: list[Row]) -> Row | None:
    if not rows:
        return None
    return {"on": rows[0]["at_date"], "how": rows[0]["how"], "direction": rows[0]["direction"]}


def _next(
    db: Database,
    how: Standing,
    name: str,
    open_ones: list[Row],
    passed: list[Row],
    quiet: str,
    today: date,
) -> str:
    """One good step: my word first, then thanks, then what is awaited, then their word, then the rhythm."""
    now = [row for row in open_ones if not word.put_off(row, today)]
    mine = [row for row in now if row["whose"] == "mine"]
    soon = (today + SOON).isoformat()
    pressing = next((row for row in mine if row["due"] and row["due"] <= soon), None)
    if pressing:
        return word.sentence(pressing, name, today)
    thanks = next((row for row in passed if giving.thanks_due(row)), None)
    if thanks:
        return f"Thank {name} for this: {plainly(thanks['what'])}."
    asked = {row["state"] for row in asks.of(db, how.person)}
    if "yes" in asked:
        return f"{name} said yes to your ask. Thank them once it is done."
    if "sent" in asked:
        return f"Your ask is with {name}. Wait for the answer, and ask for nothing more until then."
    if mine:
        return word.sentence(mine[0], name, today)
    return f"Leave {name} in peace for now." if quiet else _theirs_or_rhythm(how, name, now, today)


def _theirs_or_rhythm(how: Standing, name: str, promised: list[Row], today: date) -> str:
    for row in promised:
        if word.overdue(row, today):
            return f"{word.sentence(row, name, today)} If it still matters, a kind word may help."
    return in_rhythm(how, name, today)


def in_rhythm(how: Standing, name: str, today: date) -> str:
    due = how.due()
    if due is None:
        return f"Say whether you and {name} are building a relationship or exchange things now and then."
    if due > today:
        return f"Nothing is due with {name} before {say_day(due, today)}."
    if how.mode == "exchange":
        return f"It has been a while with {name}: a line when you have something of use, and no small talk."
    return f"It has been a while with {name}: a few words will do, without any agenda."
