"""What was changed by rule in a translation, noted on its cue: values written for the language, terms put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studio.i18n import _
from studio.model.cue import Cue
from studio.model.translation import TranslationUnit
from studio.project.project import Project
from studio.workflow import pairing


def notes(units: Sequence[TranslationUnit], sources: Sequence[Cue], cues: Sequence[Cue]) -> dict[int, str]:
    """Return by the index of a new cue what a rule changed in it; `units` count the source cues."""
    changed = [unit for unit in units if unit.localised or unit.enforced]
    if not changed:
        return {}
    beside: dict[int, list[int]] = {}
    for n, i in pairing.beside(cues, sources):
        beside.setdefault(i, []).append(n)
    found: dict[int, list[str]] = {}
    for unit in changed:
        near = sorted({n for part in unit.parts for n in beside.get(part.cue, ())})
        for written, text in _said(unit):
            here = next((n for n in near if written in " ".join(cues[n].text.split())), near[0] if near else None)
            if here is not None:
                found.setdefault(here, []).append(text)
    return {n: "\n".join(dict.fromkeys(texts)) for n, texts in found.items()}


def note(project: Project, cue: int, text: str) -> None:
    """Add a note to the comment of a cue, inside a step or record, unless it is there."""
    stored = project.cues.get(cue)
    if stored is not None and text and text not in stored.comment:
        project.cues.put(replace(stored, comment="\n".join(filter(None, (stored.comment, text)))))


def read(comment: str) -> TranslationUnit:
    """Return what rules changed according to the comment of a cue, as far as the notes are in the person's language."""
    written, put_in = _pattern(_written()), _pattern(_put_in())
    lines = comment.split("\n")
    localised = [(found["before"], found["after"]) for line in lines if (found := written.fullmatch(line))]
    enforced = [found["term"] for line in lines if (found := put_in.fullmatch(line))]
    return TranslationUnit("", (), localised=tuple(localised), enforced=tuple(enforced))


def _said(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    """Yield what stands in the translation by a rule, and the words for it."""
    for before, after in unit.localised:
        yield after, _written().format(before=before, after=after)
    for term in unit.enforced:
        yield term, _put_in().format(term=term)


def _written() -> str:
    return _("Written for the language: {before} → {after}")


def _put_in() -> str:
    return _("Put in from the list of terms: {term}")


def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern that reads the fields of a sentence for people again."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(words)))
