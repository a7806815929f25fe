"""Rewording: a draft put in other words by the user's own language model, taken only where it says nothing new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from recommender.reading.stems import stem, words
from server.practice.letters import Letter
from server.practice.local_model import NoAnswer, reply
from server.practice.plain_words import PLAIN_WORDS
from server.settings import LanguageModel

TASK = (
    "You put a short letter in other words. Keep its meaning, its tone and its length: short, warm, plain, British"
    " English. Use only what the letter says: add no fact, no name, no praise, no promise, no question, no deadline."
    " Keep every address, number and title as it is. No greeting and no closing line. Plain text. Answer with the"
    " letter alone."
)
LONGER = 1.4
"""Times the words of the draft; what is longer has said something more."""
SPARE_WORDS = 12
SHORTEST = 0.4
"""Of the draft's words; what is shorter has left something out."""
MARKUP = re.compile(r"[*_#`<>\[\]{}|\\]")
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
_NOT = re.compile(r"\b(?:not|no|never|nothing|nobody|none|without|\w+n['’]t|cannot)\b", re.IGNORECASE)

DONE = "Put in other words by the language model on this machine: read it with care before you send it."
LEFT_OUT = "The language model's words were left out, since {why}. This is Comity's own draft."
NONE_SET = "No language model is set up on this machine. This is Comity's own draft."


@dataclass(frozen=True, slots=True)
class Reworded:
    letter: Letter
    by_model: bool


def reword(
    letter: Letter,
    voice: dict[str, str],
    model: LanguageModel | None,
    *,
    kinds: Callable[[str], Sequence[str]],
    ask: Callable[[LanguageModel, list[dict[str, str]]], str] = reply,
) -> Reworded:
    """The letter in other words, or as it was with a note that says why.

    Only the middle of the letter is sent: greeting, sign-off and the words to decline are the user's and stay.
    ``kinds``: what the message check finds in a text; a new finding refuses the whole.
    """
    if model is None:
        return Reworded(_noted(letter, NONE_SET), False)
    first, middle, last, declines = _parts(letter.text, voice)
    try:
        said = ask(model, [{"role": "system", "content": TASK}, {"role": "user", "content": middle}])
    except NoAnswer as silence:
        return Reworded(_noted(letter, LEFT_OUT.format(why=silence)), False)
    said = _tidy(said)
    whole = "\n\n".join([first, said, *([voice["decline"]] if declines else []), last]) + "\n"
    why = next(_objections(said, middle), "") or _found_more(kinds(whole), kinds(letter.text))
    if why:
        return Reworded(_noted(letter, LEFT_OUT.format(why=why)), False)
    return Reworded(_noted(replace(letter, text=whole), DONE), True)


def _parts(text: str, voice: dict[str, str]) -> tuple[str, str, str, bool]:
    """Greeting, middle, sign-off, and whether the words to decline were in it."""
    first, _, rest = text.strip().partition("\n\n")
    middle = rest.strip().removesuffix(voice["sign_off"])
    declines = voice["decline"] in middle
    return first, _tidy(middle.replace(voice["decline"], "")), voice["sign_off"], declines


def _objections(said: str, given: str) -> Iterator[str]:
    """Why the answer is not taken; none where it says what was given, and nothing else."""
    count, before = len(said.split()), len(given.split())
    if not before * SHORTEST <= count <= before * LONGER + SPARE_WORDS:
        yield "they were much longer or shorter"
    if MARKUP.search(said) or "!" in said:
        yield "they were not plain text"
    if said.count("?") > given.count("?"):
        yield "they asked for something"
    if len(_NOT.findall(said)) != len(_NOT.findall(given)):
        yield "a “not” came or went"
    held = {stem(one) for one in words(given)}
    for word in words(said):
        if word not in PLAIN_WORDS and stem(word) not in held:
            yield f"they said something that was not given (“{word}”)"
    if _kept(given) - _kept(said) or ADDRESS.findall(said) != ADDRESS.findall(given):
        yield "an address, a number or a name went missing"
    if _within(said) - set(TOKEN.findall(given)):
        yield "they named something that was not given"


def _kept(text: str) -> set[str]:
    """Numbers, and words that begin with a capital though they are no plain ones: they have to come back."""
    return {one for one in TOKEN.findall(text) if one[0].isdigit() or _is_name(one)}


def _is_name(token: str) -> bool:
    return token[0].isupper() and token.casefold() not in PLAIN_WORDS


def _within(text: str) -> set[str]:
    """Words with a capital that no sentence begins with, "I" aside: names, even of somebody called Will."""
    found = set()
    for match in TOKEN.finditer(text):
        before = text[: match.start()].rstrip(" “\"'(")
        starts = not before or before[-1] in ".?:\n"
        if match[0][0].isupper() and not starts and match[0].partition("’")[0].partition("'")[0] != "I":
            found.add(match[0])
    return found


def _found_more(now: Sequence[str], before: Sequence[str]) -> str:
    return "the message check found more in them than in this draft" if Counter(now) - Counter(before) else ""


def _noted(letter: Letter, note: str) -> Letter:
    return replace(letter, note=f"{letter.note} {note}".strip())


def _tidy(text: str) -> str:
    """Paragraphs apart, lines without trailing blanks."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
