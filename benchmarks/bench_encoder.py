"""The served encoder against sentence-transformers: speed, memory, likeness, and what it costs in ranking.

``python -m benchmarks.bench_encoder``; ``--quick`` for a minute's worth. Ours and the yardstick take turns, and the
ratio is the median of the turns' ratios, so that others' work on the machine counts for neither.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.encoder_yardsticks import OnnxFloat, Torch
from benchmarks.figures import header, row, timed
from benchmarks.shared import REPOSITORY, models_home, shared_data
from benchmarks.snippets import snippet, snippets
from models.encoder import OnnxEncoder, Vectors, load_encoder
from models.weights import published_weights

BULK, PROFILE, WORDS = 240, 40, 15
"""Snippets of a throughput turn; snippets of one profile; words of a single text."""
WARM_UP = 24
MEBIBYTE = 1 << 20

Work = Callable[[], object]
Encode = Callable[[list[str]], Vectors]


def turns(ours: Work, theirs: Work, times: int) -> tuple[float, float, float]:
    """Median seconds of each, and the median of theirs over ours, turn by turn."""
    ours()
    theirs()
    pairs = [(timed(ours)[0], timed(theirs)[0]) for _ in range(times)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(b / a for a, b in pairs)


def speed(torch: Torch, plain: OnnxFloat, rounds: int) -> None:
    import random

    bulk, profile = snippets(BULK, seed=1), snippets(PROFILE, seed=2)
    single = [snippet(random.Random(3), WORDS)]
    one, two = (load_encoder(models_home(), threads) for threads in (1, 2))

    def against(
        figure: str, ours: Work, theirs: Work, at_least: float, *, per: int = 0, times: int = rounds
    ) -> None:
        a, b, ratio = turns(ours, theirs, times)
        shown = (per / a, per / b) if per else (1e3 * a, 1e3 * b)
        row(figure, *shown, ratio=ratio, target=f">= {at_least}", met=ratio >= at_least)

    header("Speed, against sentence-transformers (PyTorch, float32)")
    bulk_1 = ("snippets a second, 1 thread", lambda: one.encode(bulk), lambda: torch.encode(bulk, 1))
    bulk_2 = ("snippets a second, 2 threads", lambda: two.encode(bulk), lambda: torch.encode(bulk, 2))
    against(*bulk_1, 4.5, per=BULK)
    against(*bulk_2, 4.5, per=BULK)
    against(
        f"one text of {WORDS} words, ms",
        lambda: one.encode(single),
        lambda: torch.encode(single),
        6,
        times=rounds * 15,
    )
    against(
        f"a profile of {PROFILE} snippets, ms", lambda: one.encode(profile), lambda: torch.encode(profile), 5
    )
    header("Speed, against ONNX Runtime in float32 (PyTorch's export, all optimisations)")
    against("snippets a second, 1 thread", lambda: one.encode(bulk), lambda: plain.encode(bulk), 2, per=BULK)


def likeness(torch: Torch) -> None:
    header("Likeness to sentence-transformers")
    ours = load_encoder(models_home())
    made = snippets(600, seed=4)
    sets = {"composed snippets": made}
    if (data := _data()) is not None:
        sets["real bios and e-mail sentences"] = _real(data)
    for name, texts in sets.items():
        cosines = np.sum(ours.encode(texts) * torch.encode(texts), axis=1)
        mean, least = float(cosines.mean()), float(cosines.min())
        row(f"cosine, mean of {len(texts)} {name}", mean, target=">= 0.997", met=mean >= 0.997)
        row(f"cosine, least of {len(texts)} {name}", least, target=">= 0.99", met=least >= 0.99)
    together = ours.encode(made)
    alone = np.vstack([ours.encode([text]) for text in made])
    apart = float(np.abs(together - alone).max())
    row("alone against in a batch, largest difference", apart, target="exactly 0", met=apart == 0)
    threads = float(np.abs(together - load_encoder(models_home(), 2).encode(made)).max())
    row("one thread against two, largest difference", threads, target="exactly 0", met=threads == 0)


def ranking(torch: Torch) -> None:
    data = _data()
    if data is None:
        return
    from benchmarks.encoder_rankings import RANKINGS

    header("Ranking, points of 100, against sentence-transformers")
    ours = load_encoder(models_home())
    for name, score in RANKINGS.items():
        a, b = 100 * score(data, ours.encode), 100 * score(data, torch.encode)
        row(name, a, b, target="loss <= .5", met=b - a <= 0.5)


def beginnings(rounds: int) -> None:
    """Each in processes of its own, from nothing to the first vector; and the most memory after a bulk."""
    header("Start and memory, each in a process of its own")
    found = {kind: [_child(kind) for _ in range(rounds)] for kind in ("ours", "torch")}
    starts = {kind: median(seconds for seconds, _ in each) for kind, each in found.items()}
    peaks = {kind: median(peak for _, peak in each) for kind, each in found.items()}
    ratio = starts["torch"] / starts["ours"]
    row(
        "cold start to the first vector, s",
        starts["ours"],
        starts["torch"],
        ratio=ratio,
        target=">= 15",
        met=ratio >= 15,
    )
    share = peaks["ours"] / peaks["torch"]
    row("peak memory, MiB", peaks["ours"], peaks["torch"], ratio=share, target="<= 0.25", met=share <= 0.25)


def _child(kind: str) -> tuple[float, float]:
    started = time.time()
    command = [sys.executable, "-m", "benchmarks.bench_encoder", "--child", kind]
    said = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
    ready, peak = json.loads(said.splitlines()[-1])
    return ready - started, peak


def _be_child(kind: str) -> None:
    """Prints when the first vector was there, and the peak in MiB after a bulk."""
    encode: Encode = (
        load_encoder(models_home()).encode if kind == "ours" else Torch(published_weights()).encode
    )
    encode(["The first text of the day"])
    ready = time.time()
    encode(snippets(BULK, seed=1))
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps([ready, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEBIBYTE]))


def _data() -> Path | None:
    found = Path(os.environ.get("COMITY_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    return shared_data() if found.is_dir() else None


def _real(data: Path) -> list[str]:
    """Texts that nothing was chosen by: every other bio of the later half, and the last of the e-mail sentences."""
    bios = [json.loads(line)["bio"] for line in (data / "bios.jsonl").read_text("utf-8").splitlines()]
    mails = [json.loads(line)["text"] for line in (data / "email_asks.jsonl").read_text("utf-8").splitlines()]
    return [text for text in bios[360::2] + mails[2000::2] if any(map(str.isalnum, text))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns")
    parser.add_argument("--child", choices=("ours", "torch"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        _be_child(asked.child)
        return
    rounds = 3 if asked.quick else 9
    served: OnnxEncoder = load_encoder(models_home())
    print(f"{served.id}, {os.cpu_count()} processors")
    beginnings(1 if asked.quick else 5)
    directory = published_weights()
    torch = Torch(directory)
    with tempfile.TemporaryDirectory() as scratch:
        speed(torch, OnnxFloat(torch, directory, Path(scratch)), rounds)
    likeness(torch)
    ranking(torch)


if __name__ == "__main__":
    main()
