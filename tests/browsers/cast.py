"""The invented people and answers that the panel's states are shown with."""

from __future__ import annotations

from typing import Any

from browsers.fake_server import FakeServer

URL = "https://www.linkedin.com/in/tamsin-hedgerow-example"

PROFILE = """<!doctype html><html lang="en"><head><title>Tamsin Hedgerow-Okafor | LinkedIn</title></head>
<body><main><h1>Tamsin Hedgerow-Okafor</h1><p>Grows vegetables that were nearly forgotten</p>
<h2>About</h2><p>Forty kinds of heritage vegetables on two acres. I am looking for restaurants that cook with them.</p>
</main></body></html>"""

ARTICLE = """<!doctype html><html lang="en"><head><title>Seed banks you can borrow from</title>
<meta name="description" content="Where growers can borrow seed of heritage vegetables."></head>
<body><main><h1>Seed banks you can borrow from</h1><p>Borrow seed, grow it, give some back.</p></main></body></html>"""

PING = {
    "app": "comity",
    "version": "0.1.0",
    "api": 1,
    "paired": True,
    "has_me": True,
    "people": 60,
    "model": {
        "ranker": "prior-1",
        "encoder": "minilm-int8",
        "note": "Ranked by the model that Comity ships; it learns from your answers.",
    },
}


def card(
    id: int, name: str, headline: str = "", organisation: str = "", place: str = "", role: str = ""
) -> dict[str, Any]:
    return {
        "id": id,
        "name": name,
        "headline": headline,
        "organisation": organisation,
        "role": role,
        "place": place,
        "is_me": False,
    }


TAMSIN = card(
    7,
    "Tamsin Hedgerow-Okafor",
    "Grows vegetables that were nearly forgotten",
    "Hedgerow Acres",
    "Ludlow, England",
)
IDRIS = card(
    8, "Idris Saucepan-Bellamy", "Cooks what is ripe this week", "The Ripe Week", "Hereford, England"
)


def facet(id: int, kind: str, text: str, evidence: str, source: str, on: str, state: str) -> dict[str, Any]:
    return {
        "id": id, "person": 7, "kind": kind, "text": text, "evidence": evidence, "source": source, "source_url": None,
        "observed_on": on, "confidence": 0.8, "state": state,
    }  # fmt: skip


PERSON = TAMSIN | {
    "introducible": True, "suggestible": True, "capacity": None, "mode": None, "ties": [{"id": 1, "person": card(9, "Bess Example-Moyo"), "band": "close", "evidence": "Sisters, says your note"}],
    "fields": [
        {"id": 1, "field": "place", "value": "Ludlow, England", "source": "linkedin.com", "source_url": URL, "observed_on": "2026-04-02", "set_by": "capture"},
        {"id": 2, "field": "url", "value": URL, "source": "linkedin.com", "source_url": URL, "observed_on": "2026-04-02", "set_by": "capture"},
        {"id": 3, "field": "email", "value": "tamsin@hedgerow.example.org", "source": "Connections.csv", "source_url": None, "observed_on": None, "set_by": "import"},
    ],
    "quiet_until": None, "tags": ["growers"], "own_rhythm_days": None, "touches": [],
    "keeping": {
        "last_touch": {"on": "2026-04-18", "how": "met", "direction": "both"}, "promises": [], "balance": "", "mode": None,
        "rhythm_days": None, "quiet": "", "next": "You promised Tamsin this by 8 May: send the list of kitchens.",
    },
    "promises": [
        {"id": 5, "whose": "mine", "what": "send the list of kitchens", "due": "2026-05-08", "overdue": False, "state": "open",
         "state_words": "open", "actions": ["kept", "release"], "sentence": "You promised Tamsin this by 8 May: send the list of kitchens.",
         "evidence": "", "remind_on": None, "made_on": "2026-04-18"},
        {"id": 6, "whose": "theirs", "what": "bring seed of the yellow beet", "due": None, "overdue": False, "state": "proposed",
         "state_words": "read in a note", "actions": ["confirm", "dismiss"], "sentence": "Did Tamsin promise this: bring seed of the yellow beet?",
         "evidence": "she will bring seed of the yellow beet", "remind_on": None, "made_on": "2026-04-18"},
    ],
    "exchanges": [
        {"id": 4, "way": "to_me", "what": "showing me how to prick out seedlings", "on": "2026-04-18", "thanked_on": None,
         "sentence": "Tamsin helped you: showing me how to prick out seedlings.", "thanks_due": True, "passes_on": None, "passed_on": False},
    ],
    "given": [{"suggestion": 12, "title": "Share “Kitchens open to growers”", "on": "2026-04-10"}],
    "notes": [{"id": 1, "text": "Met at the seed swap. Wants restaurants within an hour’s drive.", "written_at": "2026-04-18T10:00:00+00:00"}],
    "facets": [
        facet(1, "offer", "heritage vegetables in small lots", "Forty kinds of heritage vegetables on two acres", "linkedin.com", "2026-04-02", "confirmed"),
        facet(2, "offer", "advice on growing from seed", "happy to show anyone how to grow from seed", "linkedin.com", "2026-04-02", "proposed"),
        facet(3, "need", "restaurants that buy heritage vegetables", "Wants restaurants within an hour’s drive", "note", "2026-04-18", "confirmed"),
    ],
}  # fmt: skip


def quoted(text: str, evidence: str, source: str, on: str) -> dict[str, Any]:
    return {"text": text, "evidence": evidence, "source": source, "on": on}


WANTS = quoted(
    "restaurants that buy heritage vegetables",
    "Wants restaurants within an hour’s drive",
    "note",
    "2026-04-18",
)


def suggestion(id: int, kind: str, title: str, band: str, minutes: int, **more: Any) -> dict[str, Any]:
    usual = {
        "person": TAMSIN,
        "other": None,
        "resource": None,
        "reasons": [],
        "counter": "",
        "would_change": "",
        "decline": "",
        "moment": "While they still look for it.",
        "must_not": "Not homework: do not ask afterwards whether it was read.",
        "occasion": None,
        "note": "",
    }
    return usual | {"id": id, "kind": kind, "title": title, "band": band, "minutes": minutes} | more


ADVICE: dict[str, Any] = {
    "person": TAMSIN,
    "gives": [
        suggestion(
            21, "share", "Share “A list of kitchens that buy by the crate”", "strong", 5,
            resource={"id": 4, "title": "A list of kitchens that buy by the crate", "url": "https://kitchens.example.org/crates", "about": ""},
            reasons=[{"sentence": "You kept a page that meets something she said she needs.", "need": WANTS, "offer": None}],
            counter="The list is from last spring; some of the kitchens may have closed.",
            would_change="If she had found her restaurants already.",
        ),
        suggestion(
            22, "feedback", "Offer to read her price list", "fair", 15,
            reasons=[{"sentence": "You write clearly about prices, and she sells to people who have little time.",
                      "need": None, "offer": quoted("plain-language editing", "I edit price lists and menus", "you", "2026-05-01")}],
            counter="She has not asked for it.",
        ),
    ],
    "introductions": [
        suggestion(
            23, "introduce", "Introduce Tamsin Hedgerow-Okafor and Idris Saucepan-Bellamy", "strong", 10, other=IDRIS,
            reasons=[
                {"sentence": "Tamsin wants restaurants; Idris cooks with vegetables every week.", "need": WANTS,
                 "offer": quoted("a weekly vegetable menu", "The menu is whatever is ripe this week", "ripe-week.example.org", "2026-03-28")},
                {"sentence": "Idris wants a grower; Tamsin grows forty kinds.",
                 "need": quoted("a grower of unusual vegetables", "still looking for a grower of odd old vegetables", "note", "2026-04-30"),
                 "offer": quoted("heritage vegetables in small lots", "Forty kinds of heritage vegetables on two acres", "linkedin.com", "2026-04-02")},
            ],
            counter="They live forty miles apart, and what she grows may be too little for a restaurant.",
            would_change="If either of them said that they know each other.",
            decline="No need to answer if this is not the time; I shall not ask why.",
        ),
    ],
    "asks": [
        suggestion(
            24, "ask", "Ask how she keeps slugs off without poison", "faint", 5,
            reasons=[{"sentence": "You noted that your beans were eaten; she grows without poison.",
                      "need": quoted("beans that survive the slugs", "the slugs had all my beans", "you", "2026-05-02"),
                      "offer": quoted("advice on growing from seed", "happy to show anyone how to grow from seed", "linkedin.com", "2026-04-02")}],
            counter="You asked her for something in April.",
            decline="If you are in the thick of planting, forget that I asked.",
        ),
    ],
    "silence": [],
    "model": "prior-1",
    "giving": "",
    "learnt": [],
}  # fmt: skip

LETTER: dict[str, Any] = {
    "to": [{"id": 7, "name": "Tamsin Hedgerow-Okafor", "email": "tamsin@hedgerow.example.org"}],
    "subject": "A list of kitchens",
    "text": "Hello Tamsin,\n\nhere is a list of kitchens that buy by the crate.\n\nWarm wishes\n",
    "findings": [],
    "note": "Why you thought of her is left out: it was told to you in confidence.",
}
PUSHY = {
    "kind": "pressure", "quote": "You must answer today", "start": 0, "why": "It leaves no room to say no.",
    "instead": "Say by when it would help, and that a no is fine.",
}  # fmt: skip

INTRODUCTION: dict[str, Any] = {
    "id": 3, "a": TAMSIN, "b": IDRIS, "state": "idea", "state_words": "an idea",
    "next": "Ask Tamsin Hedgerow-Okafor first, alone: they have less to gain, and a no then ends it before the other hopes for anything.",
    "write_to": ["a"], "actions": ["ask_first", "withdraw"], "changed_at": "2026-05-04T09:00:00+00:00", "follow_up_on": None, "history": [],
}  # fmt: skip
ASKED = INTRODUCTION | {
    "state": "asked_first", "state_words": "waiting for the first answer",
    "next": "Wait for Tamsin Hedgerow-Okafor. No answer by 18 May is a no.",
    "actions": ["first_said_yes", "declined", "withdraw"],
    "history": [{"action": "ask_first", "state": "asked_first", "note": "", "at": "2026-05-04T09:30:00+00:00"}],
}  # fmt: skip
ASK: dict[str, Any] = {
    "id": 8, "person": TAMSIN, "what": "show me how to sow leeks", "why_them": "yours stand straight", "minutes": 15, "power": "",
    "state": "prepared", "state_words": "prepared, not sent", "next": "Read it once more as Tamsin would, then send it yourself.",
    "actions": ["sent", "drop"], "sent_on": None, "ready": True, "advice": ["The draft says how to decline; leave that in."],
}  # fmt: skip
PRIMER: dict[str, Any] = {
    "next": "offers", "done": 1, "of": 6, "minutes": 5,
    "steps": [
        {"key": "difference", "title": "Building and exchanging", "text": "Some you build.", "todo": "Think of one.", "leaves": "", "state": "done", "left": ""},
        {"key": "offers", "title": "What you can give", "text": "You have more to give than a job title says.",
         "todo": "Write down two or three things.", "leaves": "Offers of yours.", "state": "open", "left": ""},
        {"key": "needs", "title": "What you are looking for", "text": "Most help starts with somebody saying what they need.",
         "todo": "Write down one or two.", "leaves": "", "state": "open", "left": ""},
    ],
}  # fmt: skip
CAUSE: dict[str, Any] = {
    "id": 2, "name": "A seed library", "what_for": "seeds that everybody may keep", "state": "open", "angles": [],
    "supporters": [
        {"person": TAMSIN, "angle": {"id": 1, "text": "old varieties"}, "state": "supports", "state_words": "supports it", "actions": ["leave"],
         "asked_on": "2026-04-20", "deeds": [{"id": 6, "what": "bringing forty envelopes", "on": "2026-04-28", "thanked_on": None}]},
    ],
}  # fmt: skip
CARE = {
    "person": IDRIS, "interest": {"text": "cooking with old vegetables", "evidence": "the menu is whatever is ripe", "source": "ripe-week.example.org",
    "on": "2026-03-28", "facet": 31}, "angle": 1, "angle_text": "old varieties", "band": "fair",
    "sentence": "Idris cooks with old vegetables; your angle is old varieties.", "counter": "He may have no time to spare.",
}  # fmt: skip
DIGEST: dict[str, Any] = {
    "day": "2026-05-04", "quiet": [{"person": IDRIS, "why": "You wrote to Idris twice; he is left in peace."}], "habit": "",
    "items": [
        {"kind": "promise_mine", "person": TAMSIN, "other": None, "about": 5, "why": "You said so on 18 April.",
         "sentence": "You promised Tamsin this by 8 May: send the list of kitchens."},
        {"kind": "thanks", "person": IDRIS, "other": None, "about": 9, "why": "",
         "sentence": "Thank Idris for this: lending the big pot."},
    ],
}  # fmt: skip

JOB: dict[str, Any] = {
    "id": "0a" * 16, "kind": "introductions", "state": "running", "share": 0.4, "sentence": "Comparing everybody with everybody.",
    "begun_at": "2026-05-04T09:30:00+00:00", "ended_at": None, "result": None, "error": None,
}  # fmt: skip
JOB_DONE = JOB | {
    "state": "done", "share": 1.0, "sentence": "It is done.", "ended_at": "2026-05-04T09:31:00+00:00",
    "result": {"introductions": ADVICE["introductions"], "silence": [], "model": "prior-1"},
}  # fmt: skip

PREVIEW: dict[str, Any] = {
    "kind": "profile", "url": URL, "title": "Tamsin Hedgerow-Okafor | LinkedIn", "name": "Tamsin Hedgerow-Okafor", "note": "", "partial": False,
    "fields": [
        {"id": i, "field": field, "label": label, "value": value, "source": source, "kept": field != "email", "known": False}
        for i, (field, label, value, source) in enumerate([
            ("name", "Name", "Tamsin Hedgerow-Okafor", "linkedin"),
            ("headline", "Headline", "Grows vegetables that were nearly forgotten", "linkedin"),
            ("place", "Place", "Ludlow, England", "linkedin"),
            ("email", "E-mail", "tamsin@hedgerow.example.org", "linkedin"),
            ("url", "Link", URL, "address"),
        ])
    ],
    "facets": [
        {"id": 0, "kind": "offer", "text": "heritage vegetables in small lots", "evidence": "Forty kinds of heritage vegetables on two acres.",
         "confidence": 0.8, "source": "linkedin", "kept": True},
        {"id": 1, "kind": "need", "text": "restaurants that cook with them", "evidence": "I am looking for restaurants that cook with them.",
         "confidence": 0.9, "source": "linkedin", "kept": True},
    ],
    "occasions": [
        {"id": 0, "kind": "event", "text": "winning the county prize", "evidence": "On 20 April 2026 we won the county prize.",
         "on": "2026-04-20", "sad": False, "source": "linkedin", "kept": True},
    ],
    "acquaintances": [{"id": 0, "name": "Idris Saucepan-Bellamy", "url": "", "evidence": "Idris Saucepan-Bellamy is a mutual connection", "kept": True}],
    "people": [],
    "match": {"person": None, "how": "", "ambiguous": []},
}  # fmt: skip


def play(fake: FakeServer) -> None:
    """Tamsin is held, and everything goes well."""
    fake.answer("GET", "/ping", PING)
    fake.answer("POST", "/lookups", {"person": TAMSIN, "ambiguous": [], "has_me": True})
    fake.answer("GET", "/people/7", PERSON)
    fake.answer("GET", "/people", {"people": [TAMSIN, IDRIS], "next": None})
    fake.answer("POST", "/suggestions", ADVICE)
    quiet: dict[str, Any] = {"day": "2026-05-04", "items": [], "quiet": [], "habit": ""}
    fake.answer("GET", "/digest", quiet)
    fake.answer("GET", "/introductions", {"introductions": []})
    fake.answer("GET", "/asks", {"asks": []})
    fake.answer("GET", "/jobs", {"jobs": []})
    fake.answer("GET", "/primer", PRIMER | {"next": None, "done": 6})
    fake.answer("GET", "/causes", {"causes": []})
    fake.answer("POST", "/drafts", LETTER)
    fake.answer(
        "POST",
        "/drafts/check",
        lambda body: {
            "ask": False,
            "easy_to_decline": True,
            "findings": [PUSHY] if "must" in body["text"] else [],
        },
    )
    fake.answer("POST", "/captures/preview", PREVIEW)
    fake.answer(
        "POST",
        "/captures",
        (201, {"person": PERSON, "edit": 90, "counts": {"new": 5, "updated": 0, "unchanged": 0}}),
    )
    fake.answer("POST", "/feedback", (201, {"feedback": 1, "edit": 91, "introduction": None}))
    for edit in (90, 91, 92, 93):
        fake.answer("POST", f"/edits/{edit}/undo", {"edit": edit + 100})
    for known in PERSON["facets"]:
        fake.answer("PATCH", f"/facets/{known['id']}", lambda body, known=known: known | body)
    fake.answer(
        "POST",
        "/people/7/facets",
        lambda body: (201, facet(40, body["kind"], body["text"], "", "you", "2026-05-04", "confirmed")),
    )
    fake.answer("POST", "/resources", lambda body: (201, {"resource": {"id": 9, **body}, "edit": 92}))
    fake.answer("POST", "/resources/matches", {"matches": [
        {"person": TAMSIN, "need": quoted("seed of heritage vegetables", "would love to borrow seed", "note", "2026-04-18"),
         "band": "strong", "sentence": "The page is about lending seed, and she would like to borrow some."},
    ]})  # fmt: skip
    fake.answer("POST", "/people/7/notes", lambda body: (201, {
        "note": {"id": 2, "text": body["text"], "written_at": "2026-05-04T09:30:00+00:00"}, "edit": 93, "promises": [],
        "proposed": [facet(3, "need", "a cool room", "looking for a cool room", "note", "2026-05-04", "proposed")],
    }))  # fmt: skip
