"""Which packs stand on the page, and where: those of the house first, the many others only where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.gui.languages import name as language
from studio.i18n import N_, _
from studio.model.pack import PackKind, Role

if TYPE_CHECKING:
    from studio.workflow.packs import Entry

ALL = "*"
"""The filter that lets all languages through; "" lets those of the house through, a tag that language."""

_HEADS = {
    PackKind.SPEECH: ("mic", N_("Speech to text"), N_("Quicker models make more mistakes.")),
    PackKind.TRANSLATION: ("languages", N_("Translation"), N_("Each model goes one way.")),
    PackKind.OCR: ("file-text", N_("Text in pictures and scans"), N_("Comes with the program.")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person asked to see besides what is usual."""

    more_models: bool = False
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Packs of one kind: those that are shown, and how many are not."""

    kind: PackKind
    icon: str
    title: str
    sentence: str
    entries: tuple[Entry, ...]
    left_out: int


def sections(entries: Sequence[Entry], house: Sequence[str], shown: Shown) -> list[Section]:
    """Return the sections of the page; one without any pack is left out."""
    made = []
    for kind, (icon, title, sentence) in _HEADS.items():
        own = [entry for entry in entries if entry.kind is kind]
        seen = [entry for entry in own if _is_shown(entry, house, shown)]
        if own:
            made.append(Section(kind, icon, _(title), _(sentence), tuple(_sorted(seen)), len(own) - len(seen)))
    return made


def choices(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return the languages that translations can be filtered by, as tag and name, after the two that are none."""
    tags = {tag for entry in entries if entry.kind is PackKind.TRANSLATION for tag in entry.languages}
    by_name = sorted(((tag, language(tag)) for tag in tags), key=lambda each: each[1].casefold())
    return [("", _("Languages of the house")), (ALL, _("All languages")), *by_name]


def is_usual(entry: Entry, house: Sequence[str]) -> bool:
    """Say whether a pack is shown without being asked for: it answers the plain question, or is in use."""
    if entry.state.name not in ("ABSENT", "READY"):
        return True
    if entry.kind is PackKind.SPEECH:
        return entry.offer is not None and entry.offer.role is not Role.EXPERT
    return entry.kind is not PackKind.TRANSLATION or set(entry.languages) <= set(house)


def _is_shown(entry: Entry, house: Sequence[str], shown: Shown) -> bool:
    if is_usual(entry, house):
        return True
    if entry.kind is PackKind.SPEECH:
        return shown.more_models
    return shown.languages == ALL or shown.languages in entry.languages


def _sorted(entries: list[Entry]) -> list[Entry]:
    """Return what is for practice after what is for real work."""
    return sorted(entries, key=lambda entry: entry.practice)
