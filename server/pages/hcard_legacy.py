"""hCard and hResume, microformats of the first generation, rewritten in the class names of the second."""

from __future__ import annotations

import re

CLASS = re.compile(r'class="([^"]*)"')
MODERN_ROOT = re.compile(r'class="(?:[^"]* )?h-(?:card|resume)(?: [^"]*)?"')
NEWER = {
    "vcard": "h-card",
    "hresume": "h-resume",
    "vevent": "h-event",
    "adr": "p-adr h-adr",
    "fn": "p-name",
    "title": "p-job-title",
    "url": "u-url",
    "email": "u-email",
    "photo": "u-photo",
    "logo": "u-logo",
    "uid": "u-uid",
    "dtstart": "dt-start",
    "dtend": "dt-end",
    "contact": "p-contact",
    "experience": "p-experience",
    "education": "p-education",
    "affiliation": "p-affiliation",
}
SAME = frozenset({
    "given-name", "family-name", "additional-name", "honorific-prefix", "honorific-suffix", "nickname", "org",
    "organization-name", "organization-unit", "role", "street-address", "extended-address", "postal-code", "locality",
    "region", "country-name", "tel", "note", "category", "label", "summary", "skill",
})  # fmt: skip
"""Names that only gain a prefix."""


def modernise(html: str) -> str:
    """Old class names become new ones; markup that already uses the new ones is left as it is.

    mf2py does this too, but loses what stands inside an old `adr`.
    """
    if MODERN_ROOT.search(html):
        return html
    return CLASS.sub(lambda found: f'class="{" ".join(map(_newer, found[1].split()))}"', html)


def _newer(name: str) -> str:
    return f"p-{name}" if name in SAME else NEWER.get(name, name)
