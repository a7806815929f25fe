"""Reading pages: what was gathered in the browser or from a saved file becomes a profile with its sources."""

from server.pages.as_json import profile_as_json
from server.pages.page import Page
from server.pages.profile import PageKind, Profile
from server.pages.reading import read_page

__all__ = ["Page", "PageKind", "Profile", "profile_as_json", "read_page"]
