"""Numbers written as words, so that "acht Uhr" and "8 uur" are seen to be the same: `resources/numbers.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from studio import paths

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def written_out(text: str) -> list[str]:
    """Return the numbers that stand in `text` as words, in digits, in order."""
    numbers = _numbers()
    words = (match.group().casefold() for match in _WORD.finditer(text))
    return [numbers[word] for word in words if word in numbers]


def in_digits(text: str) -> str:
    """Return `text` with its number words in digits: "zwanzig Uhr dreißig" is "20 Uhr 30"."""
    numbers = _numbers()
    return _WORD.sub(lambda match: numbers.get(match.group().casefold(), match.group()), text)


@cache
def _numbers() -> dict[str, str]:
    file = tomllib.loads((paths.resources() / "numbers.toml").read_text("utf-8"))
    rows: dict[str, list[str]] = file["words"]
    plain = {word.casefold(): digits for digits, words in rows.items() for word in words}
    joined = {
        pattern.format(unit=unit, ten=ten): f"{tens + units}"
        for tens in range(20, 100, 10)
        for units in range(1, 10)
        for ten in rows[f"{tens}"]
        for unit in rows[f"{units}"]
        for pattern in file["joined"]
    }
    return {**joined, **plain}
