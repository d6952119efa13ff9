"""Items of lists: what begins with a bullet, or with a number that others count on."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BULLET = re.compile(r"[•‣▪▫■□●○◦▶►➢➤➔→✓✔✗–—*·∙\-]\s+\S")
_COUNTED = re.compile(r"\(?(\d{1,2}|[a-zA-Z])[.)]\s+\S")
_MONTH = re.compile(
    r"\(?\d{1,2}[.)]\s+(?:jan|feb|mär|maer|mar|mrt|apr|mai|may|mei|jun|jul|aug|sep|okt|oct|nov|de[zc]|\d)",
    re.IGNORECASE,
)


def items(texts: Sequence[str]) -> set[int]:
    """Return which of the texts begin an item: those with a bullet, and numbers (or letters) of which others are next.

    A date ("12. Mai") is none.
    """
    found = {index for index, text in enumerate(texts) if _BULLET.match(text)}
    counted = {index: value for index, text in enumerate(texts) if (value := _count(text)) is not None}
    values = set(counted.values())
    return found | {index for index, value in counted.items() if value - 1 in values or value + 1 in values}


def _count(text: str) -> int | None:
    match = _COUNTED.match(text)
    if match is None or _MONTH.match(text):
        return None
    value = match.group(1)
    return int(value) if value.isdigit() else 1000 + ord(value)
