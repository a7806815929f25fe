"""One address per page and one key per profile, whatever tracking, language or mobile form was shown."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

MAX_URL = 2048
HOST = re.compile(r"[^\s\x00-\x20\x7f<>\"\\^`{}|%#?/@.][^\s\x00-\x20\x7f<>\"\\^`{}|%#?/@]*")
DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKING = re.compile(
    r"^(utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hs\w+|ref|ref_src|ref_url"
    r"|trk|trkInfo|trackingId|lipi|lici|licu|miniProfileUrn|originalSubdomain|position|refId|midToken|midSig|si|spm"
    r"|source|share|feature)$",
    re.IGNORECASE,
)
"""Query parameters that say how one came to a page, never which page it is."""

MEANINGFUL = {"scholar.google": frozenset({"user"})}
"""Sites whose pages these parameters alone tell apart: their others are language and paging."""

LINKEDIN_PROFILE = re.compile(r"^/(?:mwlite/)?(in|pub)/([^/]+)", re.IGNORECASE)
STACK_PROFILE = re.compile(r"^/users/(\d+)")
STACK_HOSTS = frozenset({"stackoverflow.com", "superuser.com", "serverfault.com", "askubuntu.com"})
RESERVED = frozenset({
    "about", "apps", "collections", "contact", "customer-stories", "enterprise", "events",
    "explore", "features", "issues", "join", "login", "marketplace", "new", "notifications",
    "organizations", "orgs", "pricing", "pulls", "search", "security", "settings", "site",
    "sponsors", "stars", "team", "topics", "trending",
})  # fmt: skip
"""First path segments on github.com and gitlab.com that are the site's own, never a person's."""


def absolute(base: str, href: str) -> str:
    """The web address an href leads to from `base`, or "" for anything but http and https."""
    href = re.sub(r"[\t\r\n]", "", href.strip(" \0\x1f"))  # as browsers do before they look at the scheme
    try:
        whole = urljoin(base, href)
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or not HOST.fullmatch(host or "") or len(whole) > MAX_URL:
        return ""
    return whole


def canonical_url(url: str) -> str:
    """Without tracking parameters, fragment, trailing slash, default port, or capitals in the host.

    LinkedIn's hosts become www.linkedin.com and its profiles /in/slug; "" if it is no web address.
    """
    parts = _split(url)
    if parts is None:
        return ""
    host = (parts.hostname or "").rstrip(".")
    path = _tidy(parts.path)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)]
    scheme = parts.scheme
    for family, kept in MEANINGFUL.items():
        if family in host:
            query = [(k, v) for k, v in query if k in kept]
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        host, scheme, query = "www.linkedin.com", "https", []
        if profile := LINKEDIN_PROFILE.match(path):
            path = f"/{profile[1].lower()}/{_fold_slug(profile[2])}"
    elif host in {"www.github.com", "m.github.com"}:
        host, scheme = "github.com", "https"
    if host == "github.com" and path.count("/") == 1:
        query = []
    if host in STACK_HOSTS and (profile := STACK_PROFILE.match(path)):
        path, query = f"/users/{profile[1]}", []
    try:
        port = parts.port
    except ValueError:
        return ""
    netloc = f"[{host}]" if ":" in host else host
    if port and port != DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    return f"{scheme}://{netloc}{path}" + (f"?{urlencode(query)}" if query else "")


def profile_key(url: str) -> str:
    """What addresses of one profile share: "linkedin.com/in/ada-example", "github.com/ada".

    "" if it is no web address. No scheme, no "www.", case-folded where the site does not tell case apart.
    """
    whole = canonical_url(url)
    if not whole:
        return ""
    parts = urlsplit(whole)
    host = parts.netloc.removeprefix("www.")
    path = parts.path
    if (
        host in {"github.com", "gitlab.com", "orcid.org", "x.com", "twitter.com", "linkedin.com"}
        or "/@" in path
    ):
        path = path.casefold()
    if host == "twitter.com":
        host = "x.com"
    return host + path + (f"?{parts.query}" if parts.query else "")


def host_of(url: str) -> str:
    """The host in lower case, "" if there is none."""
    parts = _split(url)
    return (parts.hostname or "") if parts else ""


def path_parts(url: str) -> tuple[str, ...]:
    """The path's segments, percent-decoded."""
    parts = _split(url)
    return tuple(unquote(part) for part in parts.path.split("/") if part) if parts else ()


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not HOST.fullmatch(host or "") or len(url) > MAX_URL:
        return None
    return parts


def _tidy(path: str) -> str:
    path = quote(unquote(path), safe="/@:!$&'()*+,;=~.-_")
    path = re.sub(r"/{2,}", "/", path)
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", path, flags=re.IGNORECASE)
    return path.rstrip("/")


def _fold_slug(slug: str) -> str:
    return quote(unquote(slug).casefold(), safe="-_.~")
