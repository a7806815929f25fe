"""What can be a person's name, and a name without what sites and people hang on to it."""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "del", "della", "da", "dos", "di", "du", "la", "le", "el", "al", "bin", "bint",
     "ibn", "ben", "af", "av", "zu", "zur", "ter", "ten", "y", "e", "i", "of", "abu", "st", "san", "ap", "ó"}
)  # fmt: skip
TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "rev", "ing", "dipl", "mag", "med", "phd",
     "md", "mba", "jr", "sr", "ii", "iii", "hon", "priv", "doz", "pd", "msc", "bsc", "cfa", "cpa", "esq", "pe", "rn"}
)  # fmt: skip
NOT_NAMES = frozenset(
    {"about", "acme", "advisors", "advisory", "agency", "all", "and", "articles", "association", "author", "blog",
     "board", "books", "careers", "center", "centre", "clinic", "cloud", "club", "college", "company", "conference",
     "consulting", "contact", "contributors", "control", "corp", "course", "data", "department", "design",
     "development", "digital", "docs", "education", "engineering", "events", "experience", "foundation", "fund",
     "gallery", "getting", "gmbh", "group", "guide", "guild", "hello", "hi", "history", "holdings", "home", "homepage",
     "hospital", "inc", "institute", "international", "introduction", "join", "journal", "lab", "labs", "law",
     "leadership", "library", "limited", "links", "llc", "llp", "ltd", "magazine", "management", "marketing", "media",
     "meet", "mission", "music", "my", "network", "new", "news", "newsletter", "next", "notes", "now", "office",
     "online", "open", "operations", "organisation", "organization", "our", "overview", "page", "partners", "people",
     "photos", "podcast", "policy", "portfolio", "posts", "press", "privacy", "products", "profile", "project",
     "projects", "publications", "quality", "questions", "rapid", "research", "resources", "restaurant", "results",
     "review", "reviews", "sales", "school", "science", "search", "security", "service", "services", "shop", "sign",
     "site", "social", "software", "solutions", "speakers", "sponsor", "sponsors", "staff", "started", "steps",
     "store", "studio", "studios", "support", "systems", "talks", "teaching", "team", "tech", "technologies",
     "technology", "terms", "testimonials", "the", "tools", "university", "us", "uses", "values", "videos", "vision",
     "web", "website", "welcome", "what", "who", "why", "widget", "widgets", "work", "works", "workshop", "workshops",
     "writes", "writing", "your"}
)  # fmt: skip
"""Words of headings, shops and companies. A name that holds one is left out: a missing field beats a wrong one."""

PRONOUNS = re.compile(r"\s*\((?:[a-zà-ÿ]{1,6}\s*/\s*)+[a-zà-ÿ]{1,6}\)\s*$", re.IGNORECASE)
SHORTCODE = re.compile(r":[a-z0-9_]+:", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'\-‐.·])*")
UNCASED = re.compile(r"[぀-ヿ㐀-鿿가-힯؀-ۿ֐-׿ऀ-ॿ฀-๿]")
NEVER = re.compile(r"[\d@/!?&:;()\[\]{}<>|=+#*\"“”]")
STOPS = re.compile(r"[。、！？.,،؟]")
MIN_NAME, MAX_NAME = 2, 60
"""Characters."""
MAX_UNCASED = 24
MIN_WORDS, MAX_WORDS = 2, 5
LONGEST_INITIAL = 3
"""Characters with the full stop: "J.", "Th."."""
LATIN = 255
"""Up to here single letters are initials, beyond it they can be whole names."""


def clean_name(text: str) -> str:
    """Without emoji, :shortcodes:, pronouns in brackets and stray separators at the ends."""
    text = SHORTCODE.sub(" ", text)
    text = "".join(_undecorated(char) for char in text)
    text = PRONOUNS.sub("", " ".join(text.split()))
    return text.strip(" |·•–—,;:-")


def looks_like_a_name(text: str) -> bool:
    """Two to five words with a capital (particles and titles apart), none of them a heading's or a firm's."""
    text = clean_name(text)
    if not MIN_NAME <= len(text) <= MAX_NAME or NEVER.search(text):
        return False
    if UNCASED.search(text):
        return len(text) <= MAX_UNCASED and len(text.split()) <= MAX_WORDS and not STOPS.search(text)
    words = text.replace(",", " ").split()
    bare = [word.strip(".").casefold() for word in words]
    if any(word in NOT_NAMES for word in bare) or ("," in text and bare[-1] not in TITLES):
        return False
    own = [word for word, low in zip(words, bare, strict=True) if word not in PARTICLES and low not in TITLES]
    if not MIN_WORDS <= len(own) <= MAX_WORDS or not all(WORD.fullmatch(word) for word in own):
        return False
    if any(word.endswith(".") and len(word) > LONGEST_INITIAL for word in own):
        return False
    return all(_capital(word) for word in own) and not (len(own) > MIN_WORDS and text.isupper())


def share_a_word(one: str, other: str) -> bool:
    """Could both be the same person's name, as far as their letters tell?"""
    first, second = _words(one), _words(other)
    return not first or not second or bool(first & second)


def _words(text: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return {
        word
        for word in re.findall(r"[^\W\d_]+", bare)
        if word not in TITLES and (len(word) > 1 or ord(word) > LATIN)
    }


def _capital(word: str) -> bool:
    """Ada, d'Essai, McNeil, O’Shea."""
    if word[0].isupper():
        return True
    return bool(re.match(r"^(?:d|l|al|el|o|’t|'t)[’'\-]", word)) and any(char.isupper() for char in word)


def _undecorated(char: str) -> str:
    """Emoji become a space, invisible marks nothing; the joiners that Persian and Hindi names need stay."""
    kind = unicodedata.category(char)
    if char in "\ufe0f\u20e3" or (kind == "Cf" and char not in "\u200c\u200d"):
        return ""
    return " " if kind in {"So", "Sk", "Cn", "Co"} and char not in "^`´" else char
