"""Who is the same person: known by what is theirs alone; where only a name fits, the user is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from server.folding import fold, fold_text
from server.store import journal, keys, merges

How = Literal["url", "email", "name and phone", "name and organisation"]
CERTAIN: tuple[How, ...] = ("url", "email", "name and phone", "name and organisation")
"""What settles who somebody is, the surest first."""

PERSONAL = re.compile(
    r"^((?:linkedin\.com/(?:in|pub)|xing\.com/profile|bsky\.app/profile|(?:github|gitlab|x)\.com|orcid\.org)"
    r"/|[^/]+/@)[^/?]+$"
)
"""Addresses that are one person's; the group is the site. Any other may be a firm's, and all its people's."""
HOUSE_BOXES = frozenset({
    "admin", "contact", "hello", "help", "hi", "hr", "info", "jobs", "kontakt", "mail", "office", "press",
    "sales", "service", "support", "team", "welcome",
})  # fmt: skip
"""Mailboxes of a house: they tell people apart only together with the name."""
LEGAL_FORMS = frozenset({
    "ab", "ag", "as", "aps", "bv", "co", "company", "corp", "corporation", "eg", "ev", "gmbh", "inc",
    "incorporated", "kg", "limited", "llc", "llp", "ltd", "mbh", "nv", "oy", "oyj", "plc", "pty", "sa",
    "sarl", "sas", "spa", "srl", "the", "ug",
})  # fmt: skip
SAME_HOUSE = 90
"""token_sort_ratio of two organisations, legal form aside, from which they are one: "Nestwise Lab" and
"Nestwise Labs" have 96, "University of Leeds" and "of Leiden" 87, "Nestwise" and "Nestwise Labs" 76."""
NEAR_NAME = 85
"""The same for two names at one organisation: "Jon Smith" and "John Smith" have 95, "Ann Lee" and "Anna
Lee" 93, "Jane Smith" and "John Smith" 80. Those so near are asked about, never merged unasked."""
FAR_NAME = 60
"""Names less alike than this are not compared closely: "Maria Silva" and "Maria José Silva" have 81."""
MOST = 200
"""A name, address or organisation that more people share tells nobody apart, and is not looked through."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a page, a row or a card says of somebody, as far as it tells people apart."""

    name: str = ""
    organisation: str = ""
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """``person`` and ``how`` where there is no doubt; else the people it may be, the likeliest first.

    With ``how`` and no person, several entries answer to the sign: one person entered twice, most likely.
    """

    person: int | None = None
    how: How | Literal[""] = ""
    ambiguous: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """The folded values that tell somebody apart; ``id`` 0 for one who is not in the store."""

    id: int
    names: frozenset[str]
    houses: frozenset[str]
    urls: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]


def match(db: Database, candidate: Candidate) -> Match:
    """By address, e-mail, or a name together with a number or an organisation; a name alone is a question."""
    sought = likeness(candidate)
    found = {held: compare(sought, held) for held in block(db, sought)}
    for how in CERTAIN:
        certain = [held for held, verdict in found.items() if verdict == how]
        if len(certain) == 1:
            return Match(certain[0].id, how)
        if certain:
            return Match(how=how, ambiguous=_likeliest(sought, certain))
    return Match(ambiguous=_likeliest(sought, [held for held, verdict in found.items() if verdict]))


def merge(db: Database, one: int, other: int, *, now: datetime) -> int:
    """Makes two entries one (``one``, unless the other is the user) as one edit, whose id it answers."""
    with journal.edit(db, what="Merged two entries of one person", who="you", at=now) as edit:
        merges.merge(edit, one, other)
    return edit.id


def likeness(candidate: Candidate) -> Likeness:
    return Likeness(
        0,
        _folds("name", [candidate.name]),
        _folds("organisation", [candidate.organisation]),
        _folds("url", candidate.urls),
        _folds("email", candidate.emails),
        _folds("phone", candidate.phones),
    )


def block(db: Database, sought: Likeness) -> list[Likeness]:
    """Those who share an address, a name or (and have a name not unlike) an organisation: index look-ups."""
    found = dict.fromkeys(keys.sharing(db, "url", sorted(sought.urls), most=MOST))
    found.update(dict.fromkeys(keys.sharing(db, "email", sorted(sought.emails), most=MOST)))
    for name in sought.names:
        found.update(dict.fromkeys(keys.sharing(db, "name", _orders(name), most=MOST)))
        for house in sought.houses:
            there = keys.names_at(db, house, most=MOST)
            near = process.extract(
                name,
                [held for _, held in there],
                scorer=fuzz.token_sort_ratio,
                score_cutoff=FAR_NAME,
                limit=None,
            )
            found.update((there[place][0], None) for _, _, place in near)
    return [_held(db, person) for person in found]


def compare(one: Likeness, other: Likeness) -> How | Literal["perhaps", ""]:
    """What speaks for the two being one person; the order of the two does not matter."""
    nameless = not one.names or not other.names
    agree = any(same_name(a, b) for a in one.names for b in other.names)
    shared = one.urls & other.urls
    if any(PERSONAL.match(url) for url in shared) or (shared and (agree or nameless)):
        return "url"
    boxes = one.emails & other.emails
    own = any(box.partition("@")[0] not in HOUSE_BOXES for box in boxes)
    if boxes and (agree or (own and nameless)):
        return "email"
    if agree and one.phones & other.phones:
        return "name and phone"
    rivals = bool({site for site, _ in _accounts(one)} & {site for site, _ in _accounts(other)})
    together = any(same_house(a, b) for a in one.houses for b in other.houses)
    if agree and together:
        return "perhaps" if rivals else "name and organisation"
    near = together and any(fuzz.token_sort_ratio(a, b) >= NEAR_NAME for a in one.names for b in other.names)
    if own or ((agree or near) and not rivals):
        return "perhaps"
    return ""


def same_name(a: str, b: str) -> bool:
    """One name, word order, initials and further names aside: "Lovelace, Ada" is "Ada M. Lovelace".

    Never on one word of several: "Ann" is not "Ann Lee", nor is "Jane Smith" "John Smith".
    """
    x, y = _words(a), _words(b)
    if not x or not y:
        return False
    if sorted(x) == sorted(y) or "".join(x) == "".join(y):
        return True
    if min(len(x), len(y)) == 1:
        return False
    few, many = sorted((Counter(x), Counter(y)), key=lambda words: words.total())
    exact = few & many
    rest = many - exact
    for word in (few - exact).elements():
        partner = next((one for one in rest if one[0] == word[0] and 1 in (len(one), len(word))), None)
        if partner is None:
            return False
        rest -= Counter([partner])
    return any(len(word) > 1 for word in exact)


def same_house(a: str, b: str) -> bool:
    """One organisation, legal form and punctuation aside: "Nestwise, Inc." is "Nestwise"."""
    x, y = (" ".join(word for word in _words(one) if word not in LEGAL_FORMS) for one in (a, b))
    return bool(x and y) and fuzz.token_sort_ratio(x, y) >= SAME_HOUSE


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"['’ʼ`.]", "", fold_text(text).replace(". ", " ")))


def _orders(folded: str) -> list[str]:
    """A name as it is typed in one field and in another: "ada lovelace", "lovelace ada", "lovelace, ada"."""
    words = folded.replace(",", " ").split()
    turned = [words[-1:] + words[:-1], words[1:] + words[:1]] if len(words) > 1 else []
    comma = [f"{words[-1]}, {' '.join(words[:-1])}"] if len(words) > 1 else []
    return list(dict.fromkeys([folded, " ".join(words), *(" ".join(order) for order in turned), *comma]))


def _folds(field: str, values: Iterable[str]) -> frozenset[str]:
    return frozenset(folded for value in values if (folded := fold(field, value)))


def _accounts(one: Likeness) -> list[tuple[str, str]]:
    return [(found[1], url) for url in one.urls if (found := PERSONAL.match(url))]


def _held(db: Database, person: int) -> Likeness:
    held = keys.of(db, person)
    return Likeness(person, held["name"], held["organisation"], held["url"], held["email"], held["phone"])


def _likeliest(sought: Likeness, held: Iterable[Likeness]) -> tuple[int, ...]:
    def shared(one: Likeness) -> int:
        return (
            4 * len(sought.urls & one.urls)
            + 2 * len(sought.emails & one.emails)
            + len(sought.houses & one.houses)
            + len(sought.names & one.names)
        )

    return tuple(one.id for one in sorted(held, key=lambda one: (-shared(one), one.id)))
