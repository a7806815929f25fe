"""Somebody's own site (home, about, now, uses, CV) and pages about one speaker or colleague, by headings and text."""

from __future__ import annotations

import re
from datetime import date

from server.pages.cues import NEED_HEADING
from server.pages.freshness import fold
from server.pages.names import TITLES, clean_name, looks_like_a_name
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_sections
from server.pages.sections import sections
from server.pages.urls import absolute, host_of, path_parts

SOURCE = "page text"
OWN_PAGES = frozenset({
    "about", "about-me", "aboutme", "me", "now", "uses", "cv", "resume", "bio", "contact", "hire-me", "colophon",
    "ueber-mich", "über-mich", "a-propos", "à-propos", "sobre", "sobre-mi", "chi-sono", "over-mij", "om-mig",
})  # fmt: skip
PERSON_PATHS = re.compile(
    r"^(?:(?:our|the|meet(?:-the|-our)?)-)?(?:speakers?|presenters?|people|persons?|team|staff|members?|faculty|authors?"
    r"|consultants?|experts?|mentors?|fellows?|lawyers|profiles?|users?|personen|team-?members?|leadership"
    r"|referent(?:inn)?en|mitarbeit(?:er|ende|erinnen)*|equipe|équipe|equipo|ponentes|persona|medewerkers?)$",
    re.IGNORECASE,
)
"""A page below one of these is about one person, if its main heading is a name."""
INTRODUCED = re.compile(
    r"(?:^|\b)(?:hi|hello|hey|hallo|moin|bonjour|hola|olá|ciao)?[,!.\s]*(?:i['’]?m|i am|my name is|ich bin|ich heiße"
    r"|je suis|je m['’]appelle|me llamo|soy|meu nome é|sono|mi chiamo|ik ben|jeg heter|jag heter)\s+(?P<name>.+)$",
    re.IGNORECASE,
)
TITLE_PARTS = re.compile(r"\s+[|·•–—:-]\s+|['’]s\s+(?:home\s?page|site|website|blog|speaker profile)\b")
FIRST_PERSON = re.compile(
    r"\b(?:i|i['’](?:m|ve|d|ll)|my|me|ich|mein\w*|je|j['’]|mon|ma|mes|yo|mis?|soy|eu|meu|minha|io|mio|ik|mijn)\b",
    re.IGNORECASE,
)
WE = re.compile(
    r"\b(?:we|our|us|wir|unser\w*|nous|notre|nos|nosotros|nuestr\w+|nós|noi|wij|ons)\b", re.IGNORECASE
)
SITES = re.compile(
    r"^https?://(?:[\w.-]+\.)?(?:linkedin\.com/(?:in|pub)/|github\.com/[^/?#]+/?$|gitlab\.com/[^/?#]+/?$|orcid\.org/\d"
    r"|(?:twitter|x)\.com/[^/?#]+/?$|scholar\.google\.[a-z.]+/citations|stackoverflow\.com/users/|researchgate\.net/profile/"
    r"|bsky\.app/profile/|[\w.-]+/@[^/?#]+/?$)",
    re.IGNORECASE,
)
"""Addresses of profiles elsewhere; on a page about one person they are that person's."""
OWN_SITE = re.compile(
    r"^(?:(?:my |personal )?(?:web ?site|home ?page|site|blog|web|portfolio)|webseite|site web)$",
    re.IGNORECASE,
)
SPLIT = re.compile(r"^(?P<role>[^,|·]{2,60}),\s+(?P<org>[A-ZÀ-Þ\d][^,|·]{1,60})$")
AT = re.compile(r"^(?P<role>[^,|·.]{2,60}?)\s+(?:at|@|bei)\s+(?P<org>[A-ZÀ-Þ\d][^,|·.]{1,60})$")
ABOUT = re.compile(r"^(?:about|meet|über|ueber|à propos de|sobre|chi è|over)\s+", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]+")
SLUG_WORD = 3
DEEPEST = 2
"""Path segments of an own page: /about, /en/about."""
LONGEST_LINE = 160
SHORTEST_ABOUT = 40
PLACE = re.compile(r"^[A-ZÀ-Þ][\w.’' -]{1,30}, [A-ZÀ-Þ][\w.’' -]{1,30}$")


def read(page: Page, today: date) -> Notebook | None:
    """One person's page, or None: what is not plainly about one person is left alone."""
    if page.meta.get("og:type", "").casefold() in {"article", "product", "video", "book"}:
        return None
    name = _heading_name(page)
    about_one = bool(name) and (_is_about_one(page) or _is_vouched_for(page, name))
    if not about_one:
        name = ""
    if not name and _is_own(page):
        name, about_one = own_name(page), False
    if not name:
        return None
    notes = Notebook(SOURCE, page.base or page.url)
    notes.say("name", name)
    notes.say("url", page.url)
    _below_the_name(notes, page, name, whole=about_one)
    say_links(notes, page)
    quote_page(notes, page, today)
    if not (about_one or path_parts(page.url) or speaks_for_one(page)):
        notes.passages = [passage for passage in notes.passages if passage.signal]
    return notes


def quote_page(notes: Notebook, page: Page, today: date) -> None:
    """Needs and offers in the text of a page that is known to be one person's own."""
    last = path_parts(page.url)[-1:]
    quote_sections(notes, page, 0, len(page.lines), otherwise=last[0] if last else "home", today=today)


def say_links(notes: Notebook, page: Page) -> None:
    """The person's other addresses: rel=me, profiles elsewhere, and what is labelled as their site."""
    for href in page.relme:
        notes.say("url", href)
    for _, label, href in page.links:
        if SITES.match(href) or OWN_SITE.match(label):
            notes.say("url", href)
        elif href.startswith("mailto:"):
            notes.say("email", href)
    for href in page.elsewhere:
        notes.say("email" if href.startswith("mailto:") else "url", href)


def is_own_page(page: Page) -> bool:
    """By its address: a home page, or one called about, now, uses, …"""
    parts = path_parts(page.url)
    if not parts:
        return True
    last = parts[-1].casefold().rsplit(".", 1)[0]
    return len(parts) <= DEEPEST and (last in OWN_PAGES or parts[-1].startswith("~"))


def _is_about_one(page: Page) -> bool:
    """By its address (…/speakers/ada) or its title ("Ada Example – Speaker – Confab")."""
    parts = path_parts(page.url)
    if any(PERSON_PATHS.match(part) for part in parts[:-1]):
        return True
    titles = [part.strip() for part in TITLE_PARTS.split(page.title)]
    return bool(parts) and any(PERSON_PATHS.match(part) for part in titles[1:])


def _is_vouched_for(page: Page, name: str) -> bool:
    """A heading that could be a name ("Steel Kettle" could) counts on a page whose address agrees and that has

    what only people have: a post at an organisation, addresses with their name, an introduction, or needs.
    """
    parts = path_parts(page.url)
    words = [word for word in WORDS.findall(fold(name)) if word not in TITLES]
    slug = fold(parts[-1]) if parts else page.host
    if not any(len(word) >= SLUG_WORD and word in slug for word in words):
        return False
    own = [part for part in sections(page) if part.level and name in part.heading]
    below = next((line for part in own for line in page.lines[part.start : part.end] if line), "")
    if words and all(word in page.host for word in words if len(word) >= SLUG_WORD):
        return True
    elsewhere = [fold(href) for _, _, href in page.links if SITES.match(href) or href.startswith("mailto:")]
    introduced = (INTRODUCED.search(line) for line in page.lines)
    return bool(
        AT.match(below)
        or any(word in href for href in elsewhere for word in words if len(word) >= SLUG_WORD)
        or any(found and clean_name(found["name"]).startswith(name) for found in introduced)
        or any(NEED_HEADING.match(part.heading) for part in sections(page))
        or _in_third_person(page, name)
    )


def _in_third_person(page: Page, name: str) -> bool:
    """ "Ada Example is a …. She …": an introduction of somebody, not of a firm."""
    first = re.escape(name.split(maxsplit=1)[0])
    told = re.search(rf"\b{first}(?:\s+[\w’'-]+){{0,3}}\s+(?:is|was|ist|est|es|é)\b", page.text)
    return bool(told) and bool(re.search(r"\b(?:she|he)\b", page.text, re.IGNORECASE))


def _is_own(page: Page) -> bool:
    """An own page speaks in the first person singular, names its author, or links to that person elsewhere."""
    if not is_own_page(page):
        return False
    text = page.text
    mine, ours = len(FIRST_PERSON.findall(text)), len(WE.findall(text))
    signed = looks_like_a_name(page.meta.get("author", "")) or bool(page.relme)
    named = own_name(page)
    return (mine > ours) or (signed and mine >= ours) or (bool(named) and _in_third_person(page, named))


def speaks_for_one(page: Page) -> bool:
    """More "I" than "we"."""
    return len(FIRST_PERSON.findall(page.text)) > len(WE.findall(page.text))


def own_name(page: Page) -> str:
    """Whose site it is: as introduced, as signed, in the heading, in the title; "" if none of them is a name."""
    heads = [*page.h1, *(page.lines[line] for line, level in page.headings if level == 1)]
    firsts = [line for line in page.lines if line][:8]
    for text in [*heads, *firsts]:
        if (found := INTRODUCED.search(text)) and (name := _name_at_start(found["name"])):
            return name
    titles = [part for part in TITLE_PARTS.split(page.title) if part]
    for text in (page.meta.get("author", ""), *heads, *titles):
        if looks_like_a_name(name := ABOUT.sub("", text)):
            return clean_name(name)
    return ""


def _name_at_start(text: str) -> str:
    """ "Ravi Demo 👋" or "Marlow Fable and I write …": the name the words begin with."""
    words = clean_name(re.split(r"[,.!;:–—|(]|\s-\s", text)[0]).split()
    for length in range(min(4, len(words)), 1, -1):
        name = " ".join(words[:length])
        if looks_like_a_name(name):
            return name
    return ""


def _heading_name(page: Page) -> str:
    inside = [page.lines[line] for line, level in page.headings if level == 1]
    return next((clean_name(head) for head in (inside or page.h1)[:2] if looks_like_a_name(head)), "")


def _below_the_name(notes: Notebook, page: Page, name: str, *, whole: bool) -> None:
    """The line under the name says what the person is; on a page about one person the text after it is `about`."""
    found = next((part for part in sections(page) if part.level and name in clean_name(part.heading)), None)
    if found is None:
        return
    linked = {line for line, _, _ in page.links}
    lines = [(at, page.lines[at]) for at in range(found.start, found.end) if page.lines[at]]
    if lines and lines[0][0] not in linked and _can_be_headline(lines[0][1], name):
        headline = lines.pop(0)[1]
        notes.say("headline", headline)
        say_role(notes, headline)
    if not whole:
        return
    if lines and PLACE.match(lines[0][1]):
        notes.say("place", lines.pop(0)[1])
    told = [
        line for at, line in lines if at not in linked and (len(line) >= SHORTEST_ABOUT or _is_sentence(line))
    ]
    notes.say("about", "\n".join(told))


def _can_be_headline(line: str, name: str) -> bool:
    """Short, no running text, and not about the page ("Stories by Benedikt")."""
    words = set(line.casefold().split())
    return len(line) <= LONGEST_LINE and not _is_sentence(line) and not words & set(name.casefold().split())


def _is_sentence(line: str) -> bool:
    """In the first person, dated, or several sentences: text, not a line that says what somebody is."""
    return bool(re.match(r"(?:i|i['’]m|my|we|this|updated|welcome|hi)\b", line, re.IGNORECASE)) or bool(
        re.search(r"[.!?]\s+\S", line)
    )


def say_role(notes: Notebook, line: str) -> None:
    """ "Principal Engineer, Quayside Systems" and "Engineer at Quayside": role and organisation."""
    if (found := AT.match(line) or SPLIT.match(line)) is not None:
        notes.say("role", found["role"])
        notes.say("organisation", found["org"])


def own_address(page: Page, href: str) -> bool:
    return host_of(absolute(page.base or page.url, href)) == page.host
