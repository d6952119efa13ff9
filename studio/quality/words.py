"""The words of a text as a dictionary knows them: bare, without marks, numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.text import values
from studio.text.length import visible

_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*['’]?", re.UNICODE)
_VALUE = re.compile(r"\d|\w[.@/]\w")
_CLOSING = "'’"


def words(text: str) -> list[str]:
    """Return the words of `text` as they are written, without the marks around them."""
    return [match.group().rstrip(_CLOSING) for match in _found(visible(text))]


def spans(text: str, word: str) -> list[tuple[int, int]]:
    """Return where `word` stands in `text` (which may hold markup) as a whole word."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def bare(text: str) -> str:
    """Return one heard word without the marks around it, "" where it has no letters."""
    found = _WORD.search(text)
    return found.group().rstrip(_CLOSING) if found else ""


def core(text: str) -> str:
    """Return one written word or number without the marks around it, "" where there is nothing else."""
    signs = [place for place, sign in enumerate(text) if sign.isalnum()]
    return text[signs[0] : signs[-1] + 1] if signs else ""


def normal(text: str) -> str:
    """Return what is said in `text`, for comparing: small letters and digits, single spaces."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in visible(text).casefold()).split())


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield the words outside of numbers and addresses; one with a digit beside it is no word."""
    for value in values.find(text) if _VALUE.search(text) else ():
        text = f"{text[: value.start]}{'1' * len(value.text)}{text[value.end :]}"
    for match in _WORD.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not before.isdigit() and not after.isdigit():
            yield match
