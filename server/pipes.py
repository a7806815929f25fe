"""Pipes: JSON lines in, JSON lines out, for scripts and for measuring. A bad line is answered, and stops nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from recommender.encoder import Encoder
from recommender.facets import FacetModel, extract_many

BATCH = 256
"""Lines answered together: the encoder sorts them by length, and memory stays small."""

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | int


class ExtractLine(Line):
    text: str
    voice: Literal["self", "note", "page"] = "page"


class Candidate(Line):
    offers: list[Phrase]


class RankLine(Line):
    needs: list[Phrase]
    candidates: list[Candidate]


class PersonLine(Line):
    offers: list[Phrase] = []
    needs: list[Phrase] = []
    knows: list[str | int] = []


Shape = TypeVar("Shape", bound=Line)
Read = Shape | dict[str, Any]
"""A line as it was meant, or the answer to one that was not readable."""


def read(lines: Iterable[str], shape: type[Shape]) -> Iterator[Read[Shape]]:
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
    lines: Iterable[str], shape: type[Shape], work: Callable[[Sequence[Shape]], Iterable[dict[str, Any]]]
) -> Iterator[str]:
    """One answer a line, in the order of the lines; ``work`` gets the good ones of a batch together."""
    source = read(lines, shape)
    while batch := list(islice(source, BATCH)):
        done = iter(work([one for one in batch if isinstance(one, Line)]))
        for one in batch:
            yield dumps(next(done) if isinstance(one, Line) else one)


def dumps(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def extract(lines: Iterable[str], encoder: Encoder, model: FacetModel) -> Iterator[str]:
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
