"""The markup that subtitle texts carry: HTML-like tags (SRT, WebVTT) and override blocks (`{\\an8}`).

Only what is known to be markup goes: "a < b" and "<Applaus>" are text and stay.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"</?(?:i|b|u|s|font|c|v|lang|ruby|rt)(?:[.\s][^<>]*)?/?>", re.IGNORECASE)
_CLOCK_TAG = re.compile(r"<(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}>")
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")
_ANY = re.compile(f"{_TAG.pattern}|{_CLOCK_TAG.pattern}|{_OVERRIDE.pattern}", re.IGNORECASE)
_BASIC = re.compile(r"</?[ibu]>")
_EMPTY = re.compile(r"<([ibu])>(\s*)</\1>")


def strip(text: str) -> str:
    """Return `text` without any markup; line breaks stay."""
    if "<" in text:
        text = _CLOCK_TAG.sub("", _TAG.sub("", text))
    return _OVERRIDE.sub("", text) if "{\\" in text else text


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the markup of `text` stands: from, until, in order."""
    return [match.span() for match in _ANY.finditer(text)] if "<" in text or "{\\" in text else []


def without_empty(text: str) -> str:
    """Return `text` without pairs of tags that hold nothing."""
    before = ""
    while before != text:
        before, text = text, _EMPTY.sub(r"\2", text)
    return text


def keep_basic(text: str) -> str:
    """Return `text` with no markup but well-nested `<i>`, `<b>` and `<u>`, in lower case.

    A tag that is never closed is closed at the end; a closing tag without its opening goes.
    """
    pieces: list[str] = []
    open_tags: list[str] = []
    for piece in re.split(r"(<[^<>]*>)", text):
        tag = piece.lower()
        if not _BASIC.fullmatch(tag):
            pieces.append(strip(piece))
        elif not tag.startswith("</"):
            open_tags.append(tag[1])
            pieces.append(tag)
        elif tag[2] in open_tags:
            pieces.append(_close(open_tags, until=tag[2]))
    return "".join(pieces) + _close(open_tags, until=None)


def _close(open_tags: list[str], *, until: str | None) -> str:
    """Close the tags from the innermost outwards, and forget them, as far as `until` (None: all)."""
    closed = ""
    while open_tags:
        name = open_tags.pop()
        closed += f"</{name}>"
        if name == until:
            break
    return closed
