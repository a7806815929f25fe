"""What the message check gets right, on messages it never saw: python -m benchmarks.evaluate_tone [--model FILE].

Kept apart are whole scenarios, by authors none of whose messages was trained on. Only totals are printed. Public sentences: the quarter kept for figures. Intervals are 95 %, by bootstrap over scenarios.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.intervals import interval, row
from benchmarks.messages import Message, messages, public
from benchmarks.shared import REPOSITORY, prepared_encoder, shared_data
from recommender.encoder import Encoder
from recommender.tone import Checked, Kind, ToneModel, check, check_many
from recommender.tone.kinds import PRESSING
from recommender.tone.model import JUDGED
from recommender.tone.reading import sentences

MISSING = frozenset(Kind) - frozenset(JUDGED)
"""Kinds that quote a request for what stands nowhere."""
DRAFTS, SEED = 100, 0


@dataclass(frozen=True)
class Judged:
    message: Message
    checked: Checked

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(str(one.kind) for one in self.checked.findings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=REPOSITORY / "models" / "default" / "tone.json")
    model = ToneModel.from_json(json.loads(parser.parse_args().model.read_text("utf-8")))
    encoder = prepared_encoder()
    kept_apart = messages("test")
    for author in sorted({one.author for one in kept_apart}):
        own_messages(author, [one for one in kept_apart if one.author == author], model, encoder)
    public_sentences(model, encoder)
    speed(model, encoder)


def judge(held: Sequence[Message], model: ToneModel, encoder: Encoder) -> list[Judged]:
    answers = check_many([one.text for one in held], encoder, model)
    return [Judged(one, checked) for one, checked in zip(held, answers, strict=True)]


def own_messages(author: int, held: Sequence[Message], model: ToneModel, encoder: Encoder) -> None:
    items = judge(held, model, encoder)
    good = [one for one in items if one.message.good]
    bad = [one for one in items if one.message.kinds & PRESSING]
    print(f"\nKept apart, author {author}: {len(items)} messages of {len({scenario(one) for one in items})} scenarios, "
          f"{len(good)} good")  # fmt: skip
    figure("contains an ask, macro-F1", items, lambda d: f1(d, "ask"), "target >= .80")
    figure("easy to decline, of those that ask, macro-F1", [o for o in items if o.message.ask],
           lambda d: f1(d, "easy_to_decline"))  # fmt: skip
    figure("good messages with any finding", good, share(lambda one: bool(one.kinds)), "target <= .05")
    figure(f"pressing messages ({len(bad)}) with a pressing finding", bad,
           share(lambda one: bool(one.kinds & PRESSING)), "target >= .85")  # fmt: skip
    figure("  with any finding quoted from their words", bad, share(lambda one: bool(one.kinds - MISSING)))
    pressed = share(lambda one: bool(one.kinds & PRESSING))
    for veiled, name in ((True, "veiled"), (False, "plain")):
        part = [one for one in bad if one.message.veiled is veiled]
        figure(f"  of the {name} ones ({len(part)})", part, pressed)
    others = [one for one in items if not one.message.good]
    figure(
        f"all that are not good ({len(others)}), with any finding", others, share(lambda one: bool(one.kinds))
    )
    print(f"{'kind':<24}{'messages':>9}{'recall':>9}{'95 %':>18}{'said at all':>14}{'on good':>9}")
    for kind in Kind:
        of = [one for one in items if kind in one.message.kinds]
        if not of:
            continue
        value, low, high = interval(of, scenario, share(lambda one, kind=kind: kind in one.kinds))
        any_said = share(lambda one: bool(one.kinds))(of)
        wrong = sum(kind in one.kinds for one in good)
        print(
            f"{kind:<24}{len(of):>9}{value:>9.3f}{f'[{low:.3f}, {high:.3f}]':>18}{any_said:>14.3f}{wrong:>9}"
        )


def scenario(one: Judged) -> str:
    return one.message.scenario


def figure(
    name: str, items: Sequence[Judged], value: Callable[[Sequence[Judged]], float], target: str = ""
) -> None:
    if items:
        print(row(name, interval(items, scenario, value), target))


def share(holds: Callable[[Judged], bool]) -> Callable[[Sequence[Judged]], float]:
    return lambda drawn: float(np.mean([holds(one) for one in drawn])) if drawn else float("nan")


def f1(items: Sequence[Judged], name: str) -> float:
    return two_class_f1([(getattr(one.message, name), getattr(one.checked, name)) for one in items])


def two_class_f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    scores = []
    for wanted in (True, False):
        right = sum(a == b == wanted for a, b in pairs)
        scores.append(2 * right / max(sum((a == wanted) + (b == wanted) for a, b in pairs), 1))
    return float(np.mean(scores))


def public_sentences(model: ToneModel, encoder: Encoder) -> None:
    shared = shared_data()
    emails = [one for one in public(shared, "email_asks.jsonl", "contains_ask") if one.for_figures]
    found = check_many([one.text for one in emails], encoder, model)
    pairs = [(one.label == "1", checked.ask) for one, checked in zip(emails, found, strict=True)]
    print(f"\nPublic sentences, the quarter kept for figures\nbusiness e-mail ({len(emails)})")
    spread = interval(list(enumerate(pairs)), lambda p: p[0], lambda d: two_class_f1([p for _, p in d]), 300)
    print(row("contains an ask, macro-F1", spread, "TF-IDF alone: .79 elsewhere in the set"))
    quoted = [any(f.kind in JUDGED for f in checked.findings) for checked in found]
    print(
        f"  sentences in which something is quoted: {np.mean(quoted):.4f} (some do press: they are advertisements)"
    )
    shop = [one for one in public(shared, "dark_patterns.jsonl", "category") if one.for_figures]
    answers = check_many([one.text for one in shop], encoder, model)
    for label in ("Urgency", "Scarcity", "Not Dark Pattern"):
        hits = [Kind.FALSE_URGENCY in {f.kind for f in checked.findings}
                for one, checked in zip(shop, answers, strict=True) if one.label == label]  # fmt: skip
        print(f"shop texts, {label} ({len(hits)}): false urgency found in {np.mean(hits):.3f}")


def speed(model: ToneModel, encoder: Encoder) -> None:
    """Drafts that no cache has seen: each of ten sentences drawn anew from the messages to train on."""
    drawn = np.random.default_rng(SEED)
    pool = [one.text for message in messages("train") for one in sentences(message.text)]
    drafts = ["\n".join(drawn.choice(pool, 10, replace=False)) for _ in range(DRAFTS)]
    taken = []
    for draft in drafts:
        started = time.perf_counter()
        check(draft, encoder, model)
        taken.append(1000 * (time.perf_counter() - started))
    print(f"\na draft of ten sentences is checked in {np.median(taken):.0f} ms (median of {DRAFTS}, "
          f"95 % in {np.quantile(taken, 0.95):.0f})")  # fmt: skip


if __name__ == "__main__":
    main()
