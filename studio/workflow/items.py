"""What the review queue shows: few items, each one plain sentence and, where there is one, its fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from studio.i18n import N_, _, ngettext
from studio.model.cue import Cue
from studio.model.finding import Finding, Severity
from studio.model.speech import Span
from studio.project.values import StoredCue
from studio.quality.rules.timing import seconds

GROUPED_FROM = 3
"""Cues with the same small fault that are one item from so many on: two are quicker done than read about."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cue as the fix found it, and the cues that shall stand in its place (none: it goes)."""

    cue: int
    before: Cue
    after: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Fix:
    """What one press of a button does: changes to cues, or a new empty cue where something is said."""

    label: str
    changes: tuple[Change, ...] = ()
    new: Span | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    `key` stays the same while the thing does.  `cues` are ids, none where no cue stands; `start` and `end` say which
    stretch to play.  `label` is for the table; `risk` ranks, 0 to 1.  `covers` are the cues and rules that fall silent
    when a person leaves it as it is.
    """

    key: str
    rule: str
    severity: Literal["problem", "info"]
    cues: tuple[int, ...]
    start: int
    end: int
    title: str
    text: str
    label: str
    fix: Fix | None
    risk: float
    covers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """How a rule speaks: behind "Cue 14:", as a short word, on the button; and how much it weighs, 0 to 1."""

    title: str
    label: str
    risk: float
    fix: str = ""
    is_grouped: bool = False


WORDING: dict[str, Wording] = {
    "end-before-start": Wording(N_("ends before it starts"), N_("No time"), 1.0, N_("Give it time"), True),
    "empty": Wording(N_("has no text"), N_("Empty"), 1.0, N_("Remove it"), True),
    "overlap": Wording(N_("two cues at once"), N_("Overlaps"), 0.9, N_("End it before the next one"), True),
    "after-media": Wording(N_("after the end of the video"), N_("Too late"), 0.9, N_("End it with the video"), True),
    "too-many-lines": Wording(N_("too many lines"), N_("Lines"), 0.8, N_("Break lines anew")),
    "reading-speed": Wording(N_("too fast to read"), N_("Too fast"), 0.6, N_("Stay {seconds} s longer")),
    "line-length": Wording(N_("a line is too long"), N_("Too wide"), 0.5, N_("Break lines anew"), True),
    "too-short": Wording(N_("too short to notice"), N_("Too short"), 0.5, N_("Stay {seconds} s longer"), True),
    "too-long": Wording(N_("stays too long"), N_("Too long"), 0.4, N_("Take it away earlier"), True),
    "gap": Wording(N_("too close to the next cue"), N_("Gap"), 0.3, N_("Make room"), True),
    "gap-flicker": Wording(N_("flickers before the next cue"), N_("Gap"), 0.3, N_("Close the gap"), True),
}


def of_finding(number: int, stored: StoredCue, finding: Finding) -> Item:
    """Return the item of one finding on cue `number` (from 1)."""
    words = WORDING[finding.rule]
    cue = stored.cue
    return Item(
        key=f"{finding.rule}:{stored.id}",
        rule=finding.rule,
        severity="info" if finding.severity is Severity.INFO else "problem",
        cues=(stored.id,),
        start=cue.start,
        end=cue.end,
        title=_("Cue {number}: {fault}").format(number=number, fault=_(words.title)),
        text=_text(finding, cue),
        label=_(words.label),
        fix=_fix(stored, finding),
        risk=words.risk,
        covers=((stored.id, finding.rule),),
    )


def of_many(rule: str, found: Sequence[tuple[StoredCue, Finding]]) -> Item:
    """Return the one item of many cues with the same small fault; one fix for all that have one."""
    words = WORDING[rule]
    fixes = [change for stored, finding in found for change in _changes(stored, finding)]
    first = found[0][0]
    return Item(
        key=rule,
        rule=rule,
        severity="problem",
        cues=tuple(stored.id for stored, _finding in found),
        start=first.cue.start,
        end=first.cue.end,
        title=_("{count} cues: {fault}").format(count=len(found), fault=_(words.title)),
        text=_text_of_many(len(fixes), len(found)),
        label=_(words.label),
        fix=Fix(ngettext("Mend {count} cue", "Mend {count} cues", len(fixes)).format(count=len(fixes)), tuple(fixes))
        if fixes
        else None,
        risk=words.risk,
        covers=tuple((stored.id, rule) for stored, _finding in found),
    )


def _text(finding: Finding, cue: Cue) -> str:
    longer = _longer(finding, cue)
    if finding.rule == "reading-speed" and longer > 0:
        return _(
            "There is a pause after it. The cue can stay {seconds} s longer without touching the next one."
        ).format(seconds=seconds(longer))
    return finding.message


def _text_of_many(fixable: int, count: int) -> str:
    if fixable == count:
        return _("All of them can be mended at once.")
    if fixable:
        return _("{fixable} of them can be mended at once.").format(fixable=fixable)
    return _("Look at them one by one.")


def _fix(stored: StoredCue, finding: Finding) -> Fix | None:
    changes = _changes(stored, finding)
    if not changes:
        return None
    label = _(WORDING[finding.rule].fix)
    return Fix(label.format(seconds=seconds(_longer(finding, stored.cue))), changes)


def _changes(stored: StoredCue, finding: Finding) -> tuple[Change, ...]:
    correction = finding.correction
    return () if correction is None else (Change(stored.id, stored.cue, correction.cues),)


def _longer(finding: Finding, cue: Cue) -> int:
    """Return by how many ms the cue would stay longer; 0 where that is not the fix."""
    correction = finding.correction
    return max(0, correction.cues[0].end - cue.end) if correction and correction.cues else 0
