"""What is taken from a page, and how much: the one list that gather.js and gather.py both follow."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

LIST = files("server.pages").joinpath("gathered.json")
GATHERED: dict[str, Any] = json.loads(LIST.read_text("utf-8"))
"""Copied into gather.js word for word; a test holds the copy to it.

`spans` name regions of the text by an attribute that does not change with the page's language. `marks` are the
few places that a site itself names, by its host; all that is not named here stays in the browser.
"""
