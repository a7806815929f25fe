"""Pipes: JSON lines in, JSON lines out, for scripts and for measuring. A bad line is answered, and stops nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from recommender import ranking
from recommender.encoder import Encoder
from recommender.matching import Matching
from recommender.pairs import Somebody, best_pairs
from recommender.reading.facets import FacetModel, extract_many
from recommender.remembering import Remembering
from recommender.tone import ToneModel, check_many

BATCH = 256
"""Lines answered together: the encoder sorts them by length, and memory stays small."""

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]


class Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | int


class ExtractLine(Line):
    text: str
    voice: Literal["self", "note", "page"] = "page"


class CheckLine(Line):
    text: str


class CandidateLine(Line):
    offers: list[Phrase]


class RankLine(Line):
    needs: list[Phrase]
    candidates: list[CandidateLine]


class PersonLine(Line):
    offers: list[Phrase] = []
    needs: list[Phrase] = []
    knows: list[str | int] = []


Shape = TypeVar("Shape", bound=Line)
Read: TypeAlias = Shape | dict[str, Any]
"""A line as it was meant, or the answer to one that was not readable."""
Lines: TypeAlias = Iterable[str | bytes]
"""Bytes are decoded line by line, so that a letter that is no UTF-8 spoils its own line and no other."""


def read(lines: Lines, shape: type[Shape]) -> Iterator[Read[Shape]]:
    """Each line that is not blank, in order."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found: Any = None
        try:
            found = json.loads(line)
            yield shape.model_validate(found)
        except (ValidationError, ValueError, RecursionError) as error:
            given = found.get("id") if isinstance(found, dict) else None
            yield {"id": given if isinstance(given, str | int) else None, "error": _sentence(error, number)}


def _sentence(error: Exception, number: int) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the line"
        return f"Line {number}: {where}: {first['msg']}."
    return f"Line {number} is not a JSON object."


def answer(
    lines: Lines, shape: type[Shape], work: Callable[[Sequence[Shape]], Iterable[dict[str, Any]]]
) -> Iterator[str]:
    """One answer a line, in the order of the lines; ``work`` gets the good ones of a batch together."""
    source = read(lines, shape)
    while batch := list(islice(source, BATCH)):
        done = iter(work([one for one in batch if isinstance(one, Line)]))
        for one in batch:
            yield dumps(next(done) if isinstance(one, Line) else one)


def dumps(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def extract(lines: Lines, encoder: Encoder, model: FacetModel) -> Iterator[str]:
    """{id, text} -> {id, offers, needs}; what is past is neither."""

    def work(batch: Sequence[ExtractLine]) -> Iterator[dict[str, Any]]:
        found: dict[int, tuple[Any, ...]] = {}
        for voice in ("self", "note", "page"):
            mine = [i for i, one in enumerate(batch) if one.voice == voice]
            texts = [batch[i].text for i in mine]
            found.update(zip(mine, extract_many(texts, encoder, model, voice=voice), strict=True))
        for i, one in enumerate(batch):
            shape: dict[str, Any] = {"id": one.id, "offers": [], "needs": []}
            for facet in found[i]:
                if facet.time != "past":
                    shape[f"{facet.kind}s"].append(
                        {
                            "text": facet.text,
                            "evidence": facet.evidence,
                            "confidence": round(facet.confidence, 4),
                            "time": facet.time,
                        }
                    )
            yield shape

    return answer(lines, ExtractLine, work)


def check(lines: Lines, encoder: Encoder, model: ToneModel) -> Iterator[str]:
    """{id, text} -> {id, ask, easy_to_decline, findings: [{kind, quote, why, instead}]}."""

    def work(batch: Sequence[CheckLine]) -> Iterator[dict[str, Any]]:
        for one, found in zip(batch, check_many([one.text for one in batch], encoder, model), strict=True):
            yield {
                "id": one.id,
                "ask": found.ask,
                "easy_to_decline": found.easy_to_decline,
                "findings": [
                    {"kind": str(f.kind), "quote": f.quote, "why": f.why, "instead": f.instead}
                    for f in found.findings
                ],
            }

    return answer(lines, CheckLine, work)


def rank(lines: Lines, encoder: Encoder, matching: Matching) -> Iterator[str]:
    """{id, needs, candidates} -> {id, ranking}, the best first. The same candidates on many lines are read once."""
    remembering = Remembering(encoder)

    def work(batch: Sequence[RankLine]) -> Iterator[dict[str, Any]]:
        for one in batch:
            candidates = [ranking.Candidate(other.id, tuple(other.offers)) for other in one.candidates]
            found = ranking.rank(one.needs, candidates, remembering, matching)
            yield {"id": one.id, "ranking": [{"id": other.id, "score": other.score} for other in found]}

    return answer(lines, RankLine, work)


def pairs(lines: Lines, encoder: Encoder, matching: Matching, *, limit: int) -> Iterator[str]:
    """All people first, then the best mutual pairs among them; lines that cannot be read are answered before."""
    people: dict[str | int, Somebody] = {}
    for one in read(lines, PersonLine):
        if not isinstance(one, PersonLine):
            yield dumps(one)
        elif one.id in people:
            yield dumps(
                {"id": one.id, "error": f"There is a person {one.id!r} already; this line is left out."}
            )
        else:
            people[one.id] = Somebody(one.id, tuple(one.offers), tuple(one.needs), tuple(one.knows))
    for pair in best_pairs(list(people.values()), encoder, matching)[:limit]:
        yield dumps(asdict(pair))
