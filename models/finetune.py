"""Fine-tunes the sentence encoder on matches that were confirmed: opt-in, with PyTorch, never in the
server's process.

MultipleNegativesRankingLoss of sentence-transformers (Henderson et al. 2017): each need's own offer against
those of the other needs in the batch, and against one that was shown for it and dismissed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.errors import ModelError

RATE = 2e-5
"""The customary one for MiniLM-sized encoders; ten times as much forgets what it knew."""
BATCH = 32
EPOCHS = 1
WARM_UP = 0.1
"""Of the steps; then the rate falls to nothing."""
MAX_TOKENS = 128
"""Read while learning; longer texts are cut, which halves the time."""
SEED = 10


def fine_tune(
    pairs: Sequence[tuple[str, str]],
    *,
    into: Path,
    dismissed: Sequence[str] = (),
    base: Path | None = None,
    epochs: int = EPOCHS,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """A sentence-transformers directory learnt from (need, offer) pairs, for models.prepare to export.

    ``dismissed[i]``, where there are any, was shown for need i and dismissed; empty where nothing was. The
    directory appears when all is done. Raises ModelError with a sentence (also where it was cancelled),
    leaving nothing.
    """
    from models.reference import hushed
    from models.weights import check_published, published_weights

    if len(pairs) < 2:  # noqa: PLR2004
        raise ModelError("There are too few matches to fine-tune on.")
    source = base or published_weights()
    if base is None:
        check_published(source)
    with hushed():
        try:
            import torch
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError("This takes PyTorch. Run `pip install 'comity[train]'` first.") from error
        torch.manual_seed(SEED)
        model: Any = SentenceTransformer(str(source), device="cpu", local_files_only=True)
        reads, model.max_seq_length = model.max_seq_length, MAX_TOKENS
        _train(model, pairs, list(dismissed), epochs, on_progress, cancelled)
        model.max_seq_length = reads
        fresh = into.parent / f".new-{into.name}"
        model.save(str(fresh), create_model_card=False)
    fresh.rename(into)
    return into


def _train(
    model: Any,
    pairs: Sequence[tuple[str, str]],
    dismissed: list[str],
    epochs: int,
    on_progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    import torch

    loss_of = _loss(model)
    rng = np.random.default_rng(SEED)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    batches = [
        part
        for _ in range(epochs)
        for part in _batches(rng.permutation(len(pairs)).tolist())
        if len(part) > 1
    ]
    warm = max(1, round(WARM_UP * len(batches)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (len(batches) - step) / len(batches)))
    )
    model.train()
    for number, rows in enumerate(batches, 1):
        if cancelled is not None and cancelled():
            raise ModelError("Fine-tuning was stopped; nothing has changed.")
        columns = [[pairs[i][0] for i in rows], [pairs[i][1] for i in rows]]
        if dismissed and all(dismissed[i] for i in rows):
            columns.append([dismissed[i] for i in rows])
        loss = loss_of([model.preprocess(column) for column in columns], None)
        if not torch.isfinite(loss):
            raise ModelError("Fine-tuning diverged; nothing has changed.")
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        if on_progress is not None:
            on_progress(number / len(batches))
    model.eval()


def _loss(model: Any) -> Any:
    from sentence_transformers.losses import MultipleNegativesRankingLoss

    return MultipleNegativesRankingLoss(model)


def _batches(order: list[int]) -> list[list[int]]:
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
