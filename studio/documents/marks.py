"""What parts of a text are set apart by, when its words change: where bold words and links stand in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from studio.model.document import Edition, Mark, MarkKind, TextBlock

_WORD = re.compile(r"\S+")
_EDGE = "\"'“”„‚‘’«»‹›()[]{}.,;:!?…–—-•*  \t\n"


def of(edition: Edition, block: TextBlock, text: str) -> tuple[Mark, ...]:
    """Return the marks of `text`, the words of a block in an edition: those that were given, and all its links."""
    if text == block.text:
        return block.marks
    given = _within(edition.marks.get(block.key, ()), text)
    if not given:
        return placed(block.text, block.marks, text)
    kept = {mark.value for mark in given if mark.kind is MarkKind.LINK}
    lost = [mark for mark in block.marks if mark.kind is MarkKind.LINK and mark.value not in kept]
    return _sorted([*given, *placed(block.text, lost, text)])


def placed(source: str, marks: Sequence[Mark], target: str) -> tuple[Mark, ...]:
    """Return the marks of a text for its translation, as far as it can be told where they belong.

    A mark of the whole text, of a line, of what stands before a colon, or of words that were kept (names, addresses)
    has its place for sure.  Any other link goes to the words that stand about where it stood, since it must not be
    lost; bold and italic are left out rather than guessed.
    """
    found = [_place(source, mark, target) or _nearby(source, mark, target) for mark in marks]
    return _sorted([mark for mark in found if mark])


def _sorted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.stop)))


def _within(marks: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if 0 <= mark.start < mark.stop <= len(text))


def _place(source: str, mark: Mark, target: str) -> Mark | None:
    words = source[mark.start : mark.stop].strip(_EDGE)
    if not words or not target.strip(_EDGE):
        return None
    if not source[: mark.start].strip(_EDGE) and not source[mark.stop :].strip(_EDGE):
        return _moved(mark, target, 0, len(target))
    return _of_line(source, mark, target) or _kept(source, mark, target, words) or _before_colon(source, mark, target)


def _of_line(source: str, mark: Mark, target: str) -> Mark | None:
    """Return the mark of a whole line for the same line of the translation."""
    lines, others = source.split("\n"), target.split("\n")
    first = source[: mark.start].count("\n")
    last = source[: mark.stop].rstrip("\n").count("\n")
    covers = source[mark.start : mark.stop].strip(_EDGE) == "\n".join(lines[first : last + 1]).strip(_EDGE)
    if len(lines) == 1 or len(lines) != len(others) or not covers:
        return None
    start = sum(len(line) + 1 for line in others[:first])
    return _moved(mark, target, start, start + len("\n".join(others[first : last + 1])))


def _kept(source: str, mark: Mark, target: str, words: str) -> Mark | None:
    """Return the mark of words that stand in the translation as they are; of several, the one that comes as often."""
    is_begin = not source[: mark.start][-1:].isalnum()
    is_end = not source[mark.stop :][:1].isalnum()  # a mark may lie on a part of a word
    edges = (r"(?<!\w)" if is_begin else "", r"(?!\w)" if is_end else "")
    whole = re.compile(f"{edges[0]}{re.escape(words)}{edges[1]}", re.IGNORECASE)
    places = [found.start() for found in whole.finditer(target)]
    number = len(whole.findall(source[: mark.start]))
    if number >= len(places):
        return None
    return _moved(mark, target, places[number], places[number] + len(words))


def _before_colon(source: str, mark: Mark, target: str) -> Mark | None:
    """Return the mark of what leads a text in: "When: …"."""
    leads = not source[: mark.start].strip(_EDGE) and source[: mark.stop].count(":") <= 1
    is_lead = leads and (source[mark.start : mark.stop].rstrip().endswith(":") or source[mark.stop :].startswith(":"))
    colon = target.find(":")
    if not is_lead or colon < 1:
        return None
    with_colon = source[mark.start : mark.stop].rstrip().endswith(":")
    start = len(target) - len(target.lstrip(_EDGE))
    return Mark(start, colon + 1 if with_colon else colon, mark.kind, mark.value) if start < colon else None


def _nearby(source: str, mark: Mark, target: str) -> Mark | None:
    """Return a link for as many words as it had, about where it stood."""
    words = list(_WORD.finditer(target))
    if mark.kind is not MarkKind.LINK or not words:
        return None
    before = len(_WORD.findall(source[: mark.start]))
    within = max(1, len(_WORD.findall(source[mark.start : mark.stop])))
    after = len(_WORD.findall(source[mark.stop :].lstrip(_EDGE)))
    if not after:
        first = max(0, len(words) - within)
    elif before:
        first = min(round(before * len(words) / (before + within + after)), max(0, len(words) - within))
    else:
        first = 0
    last = words[min(first + within, len(words)) - 1]
    return _moved(mark, target, words[first].start(), last.end())


def _moved(mark: Mark, target: str, start: int, stop: int) -> Mark | None:
    """Return the mark over a part of the translation, less signs and spaces at its edges."""
    part = target[start:stop]
    bare = part.strip(_EDGE)
    if not bare:
        return Mark(start, stop, mark.kind, mark.value) if stop > start else None
    first = start + part.index(bare)
    last = first + len(bare)
    return Mark(first, last, mark.kind, mark.value)
