"""Words that are set apart in the original and not in a translation: what is missing, and which words it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from studio.i18n import _
from studio.model.document import Mark, MarkKind
from studio.model.finding import Finding, Severity
from studio.model.finding import Mark as Place
from studio.project.values import StoredBlock, Wording

RULE = "format-lost"

_WORD = re.compile(r"\w[\w'’-]*")
_SHOWN = 40  # letters of what is quoted


def findings(stored: StoredBlock, wording: Wording) -> Iterator[Finding]:
    """Yield what is to be said where words are bold (italic, …) in the original and none are for them here.

    `meant` is the words that stand about where they should be.
    """
    for mark in lost(stored, wording)[:1]:  # one after the other: each that is set makes the next clearer
        source = stored.block.text[mark.start : mark.stop].strip()
        if source:
            guess = near(stored.block.text, mark, wording.text)
            said = _SAID[mark.kind]().format(text=_short(source))
            meant = (wording.text[guess.start : guess.stop],) if guess else ()
            places = (Place(guess.start, guess.stop),) if guess else ()
            marks = (*places, Place(mark.start, mark.stop, stored.id))
            yield Finding(RULE, Severity.INFO, 0, said, meant=meant, marks=marks)


def lost(stored: StoredBlock, wording: Wording) -> list[Mark]:
    """Return the marks of the original that have none of their kind in a wording, in order."""
    left = [mark.kind for mark in wording.marks]
    found = []
    for mark in sorted(stored.block.marks, key=lambda each: each.start):
        if mark.kind in left:
            left.remove(mark.kind)
        elif mark.kind in _SAID:
            found.append(mark)
    return found


def near(source: str, mark: Mark, target: str) -> Mark | None:
    """Return a mark over as many words as it has, about where it stands; None where there are no words."""
    words = list(_WORD.finditer(target))
    if not words:
        return None
    before = len(_WORD.findall(source[: mark.start]))
    count = max(1, len(_WORD.findall(source[mark.start : mark.stop])))
    every = max(1, len(_WORD.findall(source)))
    first = min(round(before * len(words) / every), max(0, len(words) - count))
    last = words[min(first + count, len(words)) - 1]
    return replace(mark, start=words[first].start(), stop=last.end())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


_SAID = {
    MarkKind.BOLD: lambda: _("“{text}” is bold in the original; nothing is bold for it here."),
    MarkKind.ITALIC: lambda: _("“{text}” is italic in the original; nothing is italic for it here."),
    MarkKind.SUPERSCRIPT: lambda: _("“{text}” is raised in the original; nothing is raised for it here."),
    MarkKind.SUBSCRIPT: lambda: _("“{text}” is lowered in the original; nothing is lowered for it here."),
}
