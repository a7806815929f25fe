"""Values as identity compares them: the same person's name, address or number, however it was typed."""

from __future__ import annotations

import re
import unicodedata

from server.pages.urls import profile_key


def fold_text(text: str) -> str:
    """Case, accents, width and spacing aside. Scripts without case or accents stay as they are (no ASCII folding)."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def fold(field: str, value: str) -> str:
    """The folded value of a field; two values of one person-identifying field are the same when their folds are."""
    match field:
        case "url":
            return profile_key(value) or fold_text(value)
        case "email":
            return value.strip().casefold()
        case "phone":
            return re.sub(r"\D", "", value.removeprefix("+").removeprefix("00"))
        case _:
            return fold_text(value)
