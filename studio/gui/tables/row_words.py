"""What is said about a row of the cue table: its state in words and icons, and the whole row as it is read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.gui import times
from studio.gui.tables import words
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.translation import Origin
from studio.project.values import StoredCue
from studio.text.length import visible
from studio.workflow.bilingual import Side

SPEED = "reading-speed"
"""The rule that has a column of its own, but for translations."""

STALE = "out-of-date"
"""The rule whose finding a translation's state says already."""


class Remark(Protocol):
    """What the review has to say about a cue, as far as the table shows it."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def marks(self) -> Sequence[tuple[int, int, int]]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """Some words with an icon before them, in a colour by its token."""

    text: str
    token: str = "ink"
    icon: str = ""
    is_strong: bool = False


def state(stored: StoredCue, side: Side | None, problems: Sequence[Remark], source: str) -> list[Said]:
    """Return how far somebody has looked at a cue, and below it the first thing there is to say.

    `source` is what the language of the source is called, where there is a `side`.
    """
    said = [_state(stored, side)]
    if problems:
        said.append(_problem(problems))
    elif side is not None and side.is_stale:
        said.append(Said(_("{language} changed").format(language=source), "soft"))
    return said


def state_tip(stored: StoredCue, side: Side | None, source: str) -> str:
    """Return what the state means, and for an approved cue by whom and when."""
    own = words.state_tip(stored)
    if side is not None and side.is_stale:
        own = _("{language} changed after this was translated.").format(language=source) + f" {own}"
    elif _is_remembered(stored, side):
        own = _("Somebody confirmed this translation of the same sentence before.") + f" {own}"
    return own


def source_head(name: str, checked: int, count: int) -> str:
    """Return the head of the source's column: its language and how far it was checked."""
    if checked >= count:
        return _("{language} (all checked)").format(language=name)
    return _("{language} ({checked} of {count} checked)").format(language=name, checked=checked, count=count)


def spoken(number: int, stored: StoredCue, reading: str, problems: Sequence[str]) -> str:
    """Return a row as it is read aloud: number, times, text, reading, state, problems."""
    place = _("Cue {number}, from {start} to {end}").format(
        number=number, start=times.short(stored.cue.start), end=times.short(stored.cue.end)
    )
    parts = [place, _text(stored.cue), reading, words.state(stored.cue.state), *problems]
    return ", ".join(part for part in parts if part)


def spoken_pair(
    number: int, stored: StoredCue, side: Side | None, names: tuple[str, str], problems: Sequence[str]
) -> str:
    """Return a row of a translation as it is read aloud: number, source, translation, state, problems.

    `names` are those of the two languages.
    """
    source = " ".join(visible(side.text).split()) if side is not None else ""
    both = [_named(name, text) for name, text in zip(names, (source or _("no text"), _text(stored.cue)), strict=True)]
    own = _state(stored, side).text
    changed = [_("{language} changed").format(language=names[0])] if side is not None and side.is_stale else []
    return ", ".join([str(number), *both, own, *changed, *problems])


def _named(language: str, text: str) -> str:
    return _("{language}: {text}").format(language=language, text=text)


def _state(stored: StoredCue, side: Side | None) -> Said:
    own = CueState.STALE if side is not None and side.is_stale else stored.cue.state
    if _is_remembered(stored, side):
        return Said(_("From memory"), words.STATE_COLOURS[own], "copy")
    return Said(words.state(own), words.STATE_COLOURS[own], words.STATE_ICONS[own])


def _is_remembered(stored: StoredCue, side: Side | None) -> bool:
    """Say whether the memory gave a cue its text, which nobody has looked at since."""
    is_as_made = side is not None and side.origin is Origin.MEMORY and not side.is_stale
    return is_as_made and stored.cue.state is CueState.MACHINE


def _problem(problems: Sequence[Remark]) -> Said:
    first, more = problems[0], len(problems) - 1
    label = f"{first.label} +{more}" if more else first.label
    is_problem = first.severity == "problem"
    icon, token = ("triangle-alert", "problem") if is_problem else ("info", "soft")
    return Said(label, token, icon, is_strong=is_problem)


def _text(cue: Cue) -> str:
    text = " ".join(visible(cue.text).split()) or _("no text")
    kind = words.kind(cue.kind) if words.is_unusual(cue.kind) else ""
    return ": ".join(part for part in (kind, cue.speaker, text) if part)
