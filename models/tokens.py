"""From a text to the numbers of its tokens; words met before are not cut up again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from models.errors import ModelError
from models.manifest import REMEDY

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 reads (its sentence_bert_config.json); the rest of a longer text is not seen."""
REMEMBERED = 50_000
"""Words; a large network's texts hold fewer different ones. Then it starts afresh."""
WORD = re.compile(r"[a-z0-9]+|[^a-z0-9\s]")
"""What BERT cuts a lower-case ASCII text into before it looks words up."""
MARKED = "["
"""Texts with it may hold a special token's name and are left to the tokenizer."""


class Tokens:
    """Answers what the tokenizer would, several times as fast on texts in plain letters. Safe to share."""

    def __init__(self, file: Path) -> None:
        """ModelError if tokenizer.json is missing or cannot be read."""
        self._tokenizer = load_tokenizer(file)
        self._known: dict[str, list[int]] = {}
        self._start, self._end = self._tokenizer.encode("").ids
        self._plain = _cuts_like_bert(self._tokenizer)

    def __call__(self, text: str) -> list[int]:
        """At most MAX_TOKENS, the first and last of them the marks of start and end."""
        if not (self._plain and text.isascii()) or MARKED in text:
            return list(self._tokenizer.encode(text).ids)
        ids = [self._start]
        for word in WORD.findall(text.lower()):
            ids += self._known.get(word) or self._look_up(word)
        del ids[MAX_TOKENS - 1 :]
        ids.append(self._end)
        return ids

    def _look_up(self, word: str) -> list[int]:
        ids = list(self._tokenizer.encode(word, add_special_tokens=False).ids)
        if len(self._known) >= REMEMBERED:
            self._known = {}
        self._known[word] = ids
        return ids


def load_tokenizer(file: Path) -> Any:
    """Cuts at MAX_TOKENS and does not pad. ModelError if it cannot be read."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"The sentence encoder's tokenizer cannot be read. {REMEDY}") from error
    tokenizer.no_padding()  # the published file pads all to 128 tokens: 5.5 times the work
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _cuts_like_bert(tokenizer: Any) -> bool:
    """Whether words are looked up one by one, in lower case: a model a user names may do otherwise."""
    from tokenizers import models, normalizers, pre_tokenizers

    return (
        isinstance(tokenizer.normalizer, normalizers.BertNormalizer)
        and tokenizer.normalizer.lowercase
        and isinstance(tokenizer.pre_tokenizer, pre_tokenizers.BertPreTokenizer)
        and isinstance(tokenizer.model, models.WordPiece)
    )
