"""What a person's page says has happened: work they show, news of theirs; each quoted, each with a date, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recommender.occasions import OccasionKind
from recommender.phrases import plain
from recommender.reading.sentences import sentence_spans

OLDEST_DAYS = 120
"""What happened longer ago is history; its congratulations have been said."""
SHORTEST, LONGEST = 3, 40
"""Words of a sentence that tells one thing: fewer is a label, more is a story in which we would quote the wrong part."""

_WORK = (
    r"(?:talk|lecture|keynote|paper|article|essay|post|book|novel|podcast|episode|film|video|album|exhibition|show"
    r"|course|app|newsletter|report|guide|collection|website|shop|workshop|map|tool|recording)"
)
_ON = r"(?: (?:on|about|for|at|of|in|with|called) [^.,;:!?()\n]{3,60})?"
_DONE = (
    r"(?:(?:I|we)(?: have|['’]ve)?(?: just| recently| finally)? (?:gave|given|published|launched|released|opened|wrote"
    r"|written|recorded|posted|finished|put up|brought out)|out now:?|just published:?|now online:?)"
)
_SHOWS = (
    re.compile(
        rf"\b{_DONE} (?:a |an |the |my |our )?(?P<what>(?:[\w-]+ ){{0,3}}?{_WORK}s?\b{_ON})", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:my|our) (?P<what>(?:new|latest|first|second|third) (?:[\w-]+ ){{0,2}}?{_WORK}\b{_ON}?)"
        r" (?:is|has been|was) (?:now )?(?:out|online|live|open|published|here)\b",
        re.IGNORECASE,
    ),
)
"""Their own work, named: what cannot be named cannot be passed on."""

_REST = r" (?P<rest>[^.,;:!?()\n]{3,70})"
_WE = r"\b(?:I|we)(?: have|['’]ve)?(?: just| recently| finally)? "
_EVENTS = tuple(
    (re.compile(begins + rest, re.IGNORECASE), said)
    for begins, rest, said in (
        (_WE + r"won", _REST, "winning {rest}"),
        (_WE + r"(?:was |were |been )?awarded", _REST, "being awarded {rest}"),
        (
            _WE + r"received(?= the\b| an? [\w -]*(?:award|prize|medal|grant|fellowship))",
            _REST,
            "receiving {rest}",
        ),
        (_WE + r"joined", _REST, "joining {rest}"),
        (_WE + r"started(?= as\b| a new\b| at\b)", _REST, "starting {rest}"),
        (_WE + r"(?:(?:was|were|been|got) )?promoted to", _REST, "becoming {rest}"),
        (_WE + r"(?:became|become)", _REST, "becoming {rest}"),
        (_WE + r"(?:was |were |been )?elected", _REST, "being elected {rest}"),
        (_WE + r"(?:graduated|qualified)(?= as\b| from\b| with\b| in\b)", _REST, "graduating {rest}"),
        (
            _WE + r"finished my",
            r" (?P<rest>(?:phd|doctorate|degree|apprenticeship|training)\b)",
            "finishing your {rest}",
        ),
    )
)
"""(what their page says, how it is said to them after "congratulations on")."""

_SAD = re.compile(
    r"\b(?:passed away|has died|have died|died (?:on|last|this)|in (?:loving )?memory of|lost (?:my|our) (?:\w+ )?(?:mother"
    r"|father|wife|husband|partner|brother|sister|son|daughter|friend|dog|job)|(?:was|were|been) laid off|made redundant"
    r"|(?:has|have|had) to close (?:the|our|my)|(?:closing|closed) (?:our|my) (?:doors|shop|business)|burnt down|funeral)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|going to|hope to|would like|want to|plan(?:ning)? to|about to|if|let me know|looking for|not|never|nearly"
    r"|almost)\b|\?",
    re.IGNORECASE,
)
"""Hopes, plans, questions and denials are no news."""
_PRIVATE = re.compile(
    r"\b(?:pregnan|diagnos|illness|cancer|surgery|depress|divorc|church|mosque|synagogue|temple|baptis|communion|ramadan"
    r"|hajj|party member|union member|trans(?:ition|gender)|came out|asylum)\w*",
    re.IGNORECASE,
)
"""Health, faith, politics and the like are never picked out, whatever somebody wrote on their page."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(rf"{name}|{name[:3]}\.?" for name in _MONTHS)
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}),? (20\d\d)\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)\b", re.IGNORECASE)
_DAY = re.compile(
    rf"\s*\b(?:on |in )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}|{_ISO.pattern})\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Happening:
    kind: OccasionKind
    text: str
    """As it stands in a sentence of ours: "talk on soil", "winning the county prize"."""
    evidence: str
    """The sentence, as it stands on the page."""
    on: date
    sad: bool = False


def happenings(text: str, *, on: date | None, today: date) -> tuple[Happening, ...]:
    """What a passage of somebody's own page tells. ``on``: when the passage was written, as far as known.

    A date in the sentence counts before the passage's own; without either, or where it lies in the future or too far
    back, nothing is claimed.
    """
    found = []
    for start, end in sentence_spans(text):
        said = text[start:end].strip()
        if not SHORTEST <= len(said.split()) <= LONGEST or _PRIVATE.search(said):
            continue
        when = date_in(said) or on
        if when is None or not 0 <= (today - when).days <= OLDEST_DAYS:
            continue
        if _SAD.search(said):
            found.append(Happening(OccasionKind.EVENT, plain(said), said, when, sad=True))
        elif not _NOT_YET.search(said):
            found += [Happening(kind, text, said, when) for kind, text in _named(said)]
    return tuple(found)


def _named(said: str) -> Iterator[tuple[OccasionKind, str]]:
    """The one thing a sentence tells; an event before a work."""
    for pattern, how in _EVENTS:
        if match := pattern.search(said):
            yield OccasionKind.EVENT, how.format(rest=_trimmed(match["rest"]))
            return
    for pattern in _SHOWS:
        if match := pattern.search(said):
            yield OccasionKind.SHOWS, _trimmed(match["what"])
            return


def _trimmed(words: str) -> str:
    """Without the day, which stands beside it anyway, and without loose ends."""
    return _DAY.sub("", plain(words)).strip()


def date_in(said: str) -> date | None:
    """The one day a sentence names in full; None for none, for several, and for a day that is none."""
    days = [(int(y), int(m), int(d)) for y, m, d in _ISO.findall(said)]
    days += [(int(y), month(m), int(d)) for d, m, y in _DAY_FIRST.findall(said)]
    days += [(int(y), month(m), int(d)) for m, d, y in _MONTH_FIRST.findall(said)]
    if len(set(days)) != 1:
        return None
    try:
        return date(*days[0])
    except ValueError:
        return None


def month(name: str) -> int:
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name.lower().rstrip(".")))


def once(found: Sequence[Happening]) -> tuple[Happening, ...]:
    """What two places of a page tell is one happening."""
    return tuple({one.text.casefold(): one for one in reversed(found)}.values())[::-1]
