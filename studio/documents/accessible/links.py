"""Where links may lead: to pages, files beside this one, mail and telephones, never to what runs on opening."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_GOOD = {"http", "https", "mailto", "tel", "sms", "geo", "ftp"}

LONGEST = 2000  # more than browsers follow, and less than typesetters refuse


def safe(target: str) -> str:
    """Return a link's target, or "" for one that must not be followed."""
    bare = "".join(target.split())
    if not bare or len(bare) > LONGEST or not bare.isprintable():
        return ""
    scheme = _SCHEME.match(bare)
    return bare if scheme is None or scheme[1].lower() in _GOOD else ""
