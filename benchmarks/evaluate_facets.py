"""What the shipped facet model gets right, on what it never saw: python -m benchmarks.evaluate_facets [--model FILE].

Own sentences: scenarios marked "fresh", by two authors nothing was trained on, then those marked "test". Bios: the half of the people kept for figures (the other half was looked at
and its declared skills fitted on); false needs are listed for both, for reading. Intervals are 95 %, by bootstrap
over scenarios or people.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.intervals import interval, row
from benchmarks.labelled import Bio, Labelled, bios, labelled
from benchmarks.shared import REPOSITORY, prepared_encoder, shared_data
from recommender.encoder import Encoder, Vectors
from recommender.reading.facets import FacetModel, FoundFacet, extract_many
from recommender.reading.stems import stems
from recommender.types import FacetKind

FIRST = 10
MET_FROM = 0.5
"""Cosine from which an offer meets a declared skill. Of all pairs of declared skills 0.9 % are as near as that:
"genome annotation" and "genomics" are (.72), "machine learning" and "statistics" are not (.41)."""
MET_AT_LEAST = (0.45, 0.5, 0.55, 0.6)
FROM = {"need": FacetKind.NEED, "offer": FacetKind.OFFER}


@dataclass(frozen=True)
class Judged:
    one: Labelled
    found: tuple[FoundFacet, ...]

    @property
    def verdict(self) -> str:
        if not self.found:
            return "neither"
        return max(self.found, key=lambda facet: facet.confidence).kind.value

    @property
    def confidence(self) -> float:
        return max((facet.confidence for facet in self.found), default=float("nan"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models" / "default" / "facets.json")
    model = FacetModel.from_json(json.loads(parser.parse_args().model.read_text("utf-8")))
    encoder, shared = prepared_encoder(), shared_data()
    for author in sorted({one.author for one in labelled() if one.split == "fresh"}):
        own_sentences("fresh", author, "nothing was trained on", model, encoder)
    own_sentences("test", 1, "most was trained on", model, encoder)
    people = bios(shared)
    false_needs(people, model, encoder)
    declared_skills([bio for bio in people if bio.skills and not bio.development], model, encoder)
    other_sets(shared, model, encoder)


def judged(texts: Sequence[Labelled], model: FacetModel, encoder: Encoder) -> list[Judged]:
    answers: dict[int, Judged] = {}
    for voice in ("self", "note", "page"):
        here = [i for i, one in enumerate(texts) if one.voice == voice]
        found = extract_many([texts[i].text for i in here], encoder, model, voice=voice)
        answers.update({i: Judged(texts[i], facets) for i, facets in zip(here, found, strict=True)})
    return [answers[i] for i in range(len(texts))]


def f1(items: Sequence[Judged], label: str) -> float:
    right = sum(one.one.label == label == one.verdict for one in items)
    said, is_so = sum(one.verdict == label for one in items), sum(one.one.label == label for one in items)
    return 2 * right / (said + is_so) if said + is_so else float("nan")


def macro_f1(items: Sequence[Judged]) -> float:
    return float(np.mean([f1(items, label) for label in ("offer", "need", "neither")]))


def own_sentences(split: str, author: int, role: str, model: FacetModel, encoder: Encoder) -> None:
    texts = [one for one in labelled() if (one.split, one.author) == (split, author)]
    both = [one for one in judged(texts, model, encoder) if len(one.one.labels) > 1]
    items = [one for one in judged(texts, model, encoder) if len(one.one.labels) < 2]
    scenarios = len({one.scenario for one in texts})
    print(
        f"\nOwn sentences, {len(items)} of {scenarios} scenarios by author {author}, of whom {role}; held apart"
    )
    by_scenario = lambda one: one.one.scenario  # noqa: E731
    print(row("macro-F1 over offer, need, neither", interval(items, by_scenario, macro_f1), "target >= .88"))
    for label in ("offer", "need", "neither"):
        print(
            row(
                f"  F1 of {label}",
                interval(items, by_scenario, lambda drawn, wanted=label: f1(drawn, wanted)),
            )
        )
    for label in ("offer", "need"):
        said = [one for one in items if one.verdict == label]
        print(row(f"  precision of {label}", interval(said, by_scenario, lambda d, w=label: share(d, w))))
    for voice in ("self", "note", "page"):
        part = [one for one in items if one.one.voice == voice]
        print(row(f"  macro-F1 of voice {voice} ({len(part)})", interval(part, by_scenario, macro_f1)))
    bare = [one for one in judged(texts, replace(model, encoder="none"), encoder) if len(one.one.labels) < 2]
    print(row("  macro-F1 without the encoder (cues and words)", interval(bare, by_scenario, macro_f1)))
    if both:
        ok = lambda d: float(np.mean([{f.kind.value for f in o.found} >= o.one.labels for o in d]))  # noqa: E731
        print(row(f"  both found where there are both ({len(both)})", interval(both, by_scenario, ok)))
    spoke = [one for one in items if one.found]
    print(
        row(
            "  calibration error of what is said (ECE, 5 bins)",
            interval(spoke, by_scenario, calibration_error),
        )
    )
    for least in (0.6, 0.8, 0.9):
        sure = [one for one in spoke if one.confidence >= least]
        print(
            f"  said with {least} or more: {len(sure)}, right {np.mean([o.one.label == o.verdict for o in sure]):.3f}"
        )
    right = [one for one in items if one.one.labels and one.one.forms and one.verdict == one.one.label]
    print(
        row(
            "  short forms hold what was marked as the point (stems)",
            interval(right, by_scenario, forms_held),
        )
    )
    timed = [one for one in items if one.one.time in {"past", "future"} and one.found]
    print(f"  time sense: {sum(o.one.time in {f.time for f in o.found} for o in timed)} of {len(timed)} past or future; "
          f"{np.mean([o.found[0].time == 'now' for o in right if o.one.time == 'now']):.3f} of the present ones now")  # fmt: skip


def share(items: Sequence[Judged], label: str) -> float:
    return float(np.mean([one.one.label == label for one in items])) if items else float("nan")


def calibration_error(items: Sequence[Judged]) -> float:
    confidence = np.array([one.confidence for one in items])
    right = np.array([one.verdict == one.one.label for one in items], float)
    bins = np.minimum((confidence - 0.4) / 0.6 * 5, 4).astype(int)
    parts = [(bins == b) for b in range(5) if (bins == b).any()]
    return float(sum(abs(confidence[p].mean() - right[p].mean()) * p.mean() for p in parts))


def forms_held(items: Sequence[Judged]) -> float:
    held = []
    for one in items:
        words = {stem for facet in one.found for stem in stems(facet.text)}
        held += [set(stems(form)) <= words for form in one.one.forms]
    return float(np.mean(held)) if held else float("nan")


def false_needs(people: Sequence[Bio], model: FacetModel, encoder: Encoder) -> None:
    hits: list[tuple[Bio, list[FoundFacet]]] = []
    for bio, found in zip(people, extract_many([bio.text for bio in people], encoder, model), strict=True):
        hits.append((bio, [facet for facet in found if facet.kind is FacetKind.NEED]))
    print(f"\nNeeds found in {len(people)} real bios, which state almost none; read each")
    for part, name in (([h for h in hits if not h[0].development], "half kept for figures"), (hits, "all")):
        rate = lambda drawn: float(np.mean([bool(needs) for _, needs in drawn]))  # noqa: E731
        print(
            row(
                f"  share with a need, {name} ({len(part)})",
                interval(part, lambda h: h[0].id, rate),
                "target <= .01",
            )
        )
    for bio, needs in hits:
        for facet in needs:
            half = "development" if bio.development else "figures"
            print(f"  {facet.confidence:.2f} {bio.id} ({half}) | {facet.text} | {facet.evidence}")


def declared_skills(people: Sequence[Bio], model: FacetModel, encoder: Encoder) -> None:
    """A declared skill is met if one of the first ten offers is near enough to it. Two controls take the same
    offers and another person's skills: of the same source (who share trades), and of another."""
    rng = random.Random(0)
    names = sorted({skill for bio in people for skill in bio.skills})
    declared = dict(zip(names, encoder.encode(names), strict=True))
    alike = [rng.choice([b for b in people if b.source == bio.source and b is not bio]) for bio in people]
    apart = [rng.choice([b for b in people if b.source != bio.source]) for bio in people]
    print(
        f"\nSelf-declared skills of {len(people)} people met by the first {FIRST} offers (half kept for figures)"
    )
    for what, texts in (
        ("headline and bio", [b.text for b in people]),
        ("bio alone", [b.bio for b in people]),
    ):
        found = extract_many(texts, encoder, model)
        offers = [[f.text for f in facets if f.kind is FacetKind.OFFER][:FIRST] for facets in found]
        flat = encoder.encode([text for texts_ in offers for text in texts_])
        starts = np.cumsum([0, *map(len, offers)])
        vectors = [flat[a:b] for a, b in zip(starts, starts[1:], strict=False)]
        literal = [
            [skill.casefold() in text.casefold() for skill in bio.skills]
            for bio, text in zip(people, texts, strict=True)
        ]
        print(row(f" {what}: literally in the text", over_people(literal), ".21 is where one starts"))
        words = [
            [any(set(stems(s)) <= set(stems(o)) for o in given) for s in bio.skills]
            for bio, given in zip(people, offers, strict=True)
        ]
        print(row("   by the words of an offer", over_people(words)))
        for least in MET_AT_LEAST:
            target = "target >= .45" if least == MET_FROM else ""
            print(
                row(
                    f"   by meaning, cosine >= {least}",
                    over_people(met(vectors, people, declared, least)),
                    target,
                )
            )
            if least == MET_FROM:
                print(
                    row(
                        "     control: another's skills, same source",
                        over_people(met(vectors, alike, declared, least)),
                    )
                )
                print(
                    row(
                        "     control: another's skills, other source",
                        over_people(met(vectors, apart, declared, least)),
                    )
                )
        print(
            f"   offers a person: mean {np.mean([len(o) for o in offers]):.1f}; none at all: {np.mean([not o for o in offers]):.3f}"
        )


def met(
    vectors: Sequence[Vectors], people: Sequence[Bio], declared: dict[str, Any], least: float
) -> list[list[bool]]:
    return [
        [bool(len(given) and (given @ declared[skill]).max() >= least) for skill in bio.skills]
        for given, bio in zip(vectors, people, strict=True)
    ]


def over_people(hits: Sequence[Sequence[bool]]) -> tuple[float, float, float]:
    """The share of skills met, people drawn."""
    numbered = list(enumerate(hits))
    return interval(
        numbered,
        lambda h: h[0],
        lambda drawn: sum(sum(h) for _, h in drawn) / sum(len(h) for _, h in drawn),
        400,
    )


def other_sets(shared: Path, model: FacetModel, encoder: Encoder) -> None:
    print("\nOther public sets, nothing fitted on them")
    read = lambda name: [json.loads(line) for line in (shared / name).read_text("utf-8").splitlines()]  # noqa: E731
    projects = read("project_needs.jsonl")
    found = extract_many([f"{r['title']}\n{r['description']}" for r in projects], encoder, model)
    any_need = [any(f.kind is FacetKind.NEED for f in facets) for facets in found]
    print(row(f"project ideas with a need found ({len(projects)})", over_people([[hit] for hit in any_need])))
    for name, field, label in (
        (
            "requests_offers_disaster.jsonl",
            "request",
            "disaster messages: a need found against marked a request",
        ),
        ("email_asks.jsonl", "contains_ask", "e-mail sentences: a need found against marked an ask"),
    ):
        records = read(name)
        answers = extract_many([r["text"] for r in records], encoder, model, voice="self")
        pairs = [
            (bool(r[field]), any(f.kind is FacetKind.NEED for f in a))
            for r, a in zip(records, answers, strict=True)
        ]
        numbered = list(enumerate(pairs))
        print(row(f"{label}, macro-F1", interval(numbered, lambda p: p[0], two_class_f1, 200)))
        recall = np.mean([said for is_so, said in pairs if is_so])
        precision = np.mean([is_so for is_so, said in pairs if said])
        print(f"  precision {precision:.3f}, recall {recall:.3f} ({len(pairs)})")


def two_class_f1(pairs: Sequence[tuple[int, tuple[bool, bool]]]) -> float:
    scores = []
    for wanted in (True, False):
        right = sum(a == b == wanted for _, (a, b) in pairs)
        scores.append(2 * right / max(sum((a == wanted) + (b == wanted) for _, (a, b) in pairs), 1))
    return float(np.mean(scores))


if __name__ == "__main__":
    main()
