"""What the review queue shows: few items, each one plain sentence and, where there is one, its fix."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from studio.i18n import N_, _, ngettext
from studio.model.cue import Cue
from studio.model.finding import Correction, Finding, Severity
from studio.model.speech import Span
from studio.project.values import StoredCue
from studio.quality.rules.hearing import hard_to_hear
from studio.quality.rules.reading import tenths

FEW = 3
"""Cues with the same small fault that are one item from so many on: two are quicker mended than read about."""

MANY = 10
"""The same for faults that are worth a look each, as long as they can be looked at."""


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
    track: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    `key` stays the same while the thing does.  `cues` are ids, none where no cue stands; `start` and `end` say which
    stretch to play.  `label` is for the table; `risk` ranks, 0 to 1.  `covers` are the cues and rules that fall silent
    when a person leaves it as it is.  `marks` are characters to be underlined: the id of a cue of this or of the
    source's track, from where, until where.
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
    marks: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """How a rule speaks: behind "Cue 14:", as a short word, on the button; and how much it weighs, 0 to 1.

    From `grouped_from` cues on (0: never) the findings are one item, perhaps those with a fix only;
    those of a rule that `runs_on` are one where cues follow each other.
    """

    title: str
    label: str
    risk: float
    fix: str = ""
    grouped_from: int = 0
    only_mendable: bool = False
    runs_on: bool = False


WORDING: dict[str, Wording] = {
    "end-before-start": Wording(N_("ends before it starts"), N_("No time"), 1.0, N_("Give it time"), FEW),
    "empty": Wording(N_("has no text"), N_("Empty"), 1.0, N_("Remove it"), FEW),
    "overlap": Wording(N_("two cues at once"), N_("Overlaps"), 0.9, N_("End it before the next one"), FEW),
    "after-media": Wording(N_("after the end of the video"), N_("Too late"), 0.9, N_("End it with the video"), FEW),
    "made-up": Wording(N_("did somebody say this?"), N_("Said?"), 0.9, N_("Remove it"), runs_on=True),
    "no-speech": Wording(N_("did somebody say this?"), N_("Said?"), 0.8, N_("Remove it"), runs_on=True),
    "repeated": Wording(N_("said twice?"), N_("Twice?"), 0.8, N_("Remove it"), runs_on=True),
    "too-many-lines": Wording(N_("too many lines"), N_("Lines"), 0.7, N_("Break lines anew")),
    "name": Wording(N_("is the name right?"), N_("Name?"), 0.7, N_("Write “{meant}”")),
    "unwritten": Wording(N_("speech, no cue"), N_("No cue"), 0.7, N_("New cue here")),
    "reading-speed": Wording(N_("too fast to read"), N_("Too fast"), 0.6, N_("Stay {seconds} s longer"), MANY, True),
    "line-length": Wording(N_("a line is too long"), N_("Too wide"), 0.5, N_("Break lines anew"), FEW),
    "too-short": Wording(N_("too short to notice"), N_("Too short"), 0.5, N_("Stay {seconds} s longer"), FEW),
    "spelling": Wording(N_("is this spelt right?"), N_("Spelling?"), 0.4, N_("Write “{meant}”")),
    "too-long": Wording(N_("stays too long"), N_("Too long"), 0.3, N_("Take it away earlier"), FEW),
    "unsure": Wording(N_("unsure of a word"), N_("Unsure"), 0.2),
    "number-differs": Wording(N_("the number differs"), N_("Number differs"), 0.9, N_("Write {meant}")),
    "number-missing": Wording(N_("a number is missing"), N_("Number missing"), 0.9),
    "number-added": Wording(N_("a number was added"), N_("Number added"), 0.9),
    "address": Wording(N_("the address is not the same"), N_("Address differs"), 0.9, N_("Write {meant}")),
    "out-of-date": Wording(N_("out of date"), N_("Out of date"), 0.8, grouped_from=MANY),
    "untranslated": Wording(N_("is this translated?"), N_("Not translated"), 0.8),
    "not-translated": Wording(N_("not translated"), N_("No cue"), 0.8, N_("New cue here")),
    "name-changed": Wording(N_("is the name right?"), N_("Name?"), 0.7, N_("Write “{meant}”")),
    "term": Wording(N_("a term from your list"), N_("Term"), 0.7, N_("Write “{meant}”")),
    "length": Wording(N_("is all of it translated?"), N_("Length?"), 0.3),
    "gap": Wording(N_("too close to the next cue"), N_("Gap"), 0.2, N_("Make room"), FEW),
    "gap-flicker": Wording(N_("flickers before the next cue"), N_("Gap"), 0.2, N_("Close the gap"), FEW),
}
"""The wording of every rule, and what weighs most: first what players or viewers cannot use at all, then wrong text,
then what is hard to read, then hints."""

CHAINS: tuple[tuple[str, ...], ...] = (
    ("made-up", "no-speech", "repeated", "name", "name-changed", "spelling", "unsure"),
    ("number-differs", "number-missing", "number-added"),
    ("out-of-date", "untranslated", "length"),
    ("reading-speed", "too-short"),
    ("too-many-lines", "line-length"),
)
"""Rules that see one thing from several sides: on one cue they are one item, led by the first."""

HIDING = frozenset({"empty", "made-up", "no-speech", "repeated"})
"""Rules behind which all others wait: first it must be clear whether there is a cue at all."""

DIGITS = 16
"""Digits that tell the texts beside one cue apart."""

STALE = "out-of-date"
"""The rule whose finding is gone for good once a person says that the translation fits."""

NUMBERS = "number-"
"""What the rules about numbers begin with: of each number of a cue something is to be said."""

Rebreak = Callable[[Cue], Cue | None]
"""Breaks the lines of a cue anew; None where they need not be, or no lines keep the rules."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What is to be said about one cue, led by the finding of one rule; `rules` are those it speaks for.

    `stored` is the cue; where no cue stands, the one after, or the last.
    """

    stored: StoredCue
    finding: Finding
    text: str
    rules: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    covers: tuple[tuple[int, str], ...] = ()


def _lead(stored: StoredCue, finding: Finding, text: str, together: Sequence[Finding] = ()) -> Lead:
    """Return what is said by one finding, for those it belongs `together` with."""
    correction, every = finding.correction, together or (finding,)
    changes = () if correction is None else (Change(stored.id, stored.cue, correction.cues),)
    covers = tuple((stored.id, left_as(each)) for each in every)
    return Lead(stored, finding, text, tuple(each.rule for each in every), changes, covers)


def left_as(finding: Finding) -> str:
    """Return what a finding is called where a person left it as it is: for what it hangs on, as that was then."""
    if not finding.beside:
        return finding.rule
    return f"{finding.rule}@{hashlib.sha256(finding.beside.encode()).hexdigest()[:DIGITS]}"


def leads(stored: StoredCue, findings: Collection[Finding], rebreak: Rebreak) -> list[Lead]:
    """Return what is to be said about a cue: findings that belong together are one."""
    by_rule = {finding.rule: finding for finding in findings if finding.span is None}
    apart = [_lead(stored, finding, finding.message) for finding in findings if finding.span]
    together = [_together(stored, [by_rule.pop(rule) for rule in chain if rule in by_rule]) for chain in CHAINS]
    alone = [_lead(stored, finding, finding.message) for finding in by_rule.values()]
    found = [lead for lead in together if lead is not None] + alone
    hiding = [lead for lead in found if lead.finding.rule in HIDING]
    return [*apart, *(_with_new_lines(lead, rebreak) for lead in hiding or found)]


def at_end(last: StoredCue, finding: Finding) -> Lead:
    """Return what is to be said about the time after the last cue."""
    lead = _lead(last, finding, finding.message)
    return replace(lead, rules=(f"{finding.rule}{END}",), covers=((last.id, left_at_end(finding)),))


def left_at_end(finding: Finding) -> str:
    """Return what a finding after the last cue is left as, on that cue; another may be before it."""
    return f"{left_as(finding)}{END}"


END = "-end"


def of_lead(number: int, lead: Lead, track: int) -> Item:
    """Return the item of one lead, on cue `number` (from 1)."""
    finding, cue = lead.finding, lead.stored.cue
    words = WORDING[finding.rule]
    span = finding.span
    return Item(
        key=f"{lead.rules[0]}:{lead.stored.id}",
        rule=finding.rule,
        severity="info" if finding.severity is Severity.INFO else "problem",
        cues=() if span else (lead.stored.id,),
        start=span.start if span else cue.start,
        end=span.end if span else cue.end,
        title=_title_of_stretch(span, words) if span else _title(number, finding),
        text=lead.text if span or not _longer(lead) else _room(lead),
        label=_(words.label),
        fix=Fix(_(words.fix), new=span, track=track) if span else _fix(lead),
        risk=words.risk + 0.2 * finding.weight,
        covers=lead.covers,
        marks=tuple(
            (lead.stored.id if mark.source is None else mark.source, mark.start, mark.end) for mark in finding.marks
        ),
    )


def numbered(item: Item, number: int, lead: Lead) -> Item:
    """Return the item of a lead whose cue now has another number."""
    return item if lead.finding.span else replace(item, title=_title(number, lead.finding))


def of_many(leads: Sequence[Lead]) -> Item:
    """Return the one item of many cues with the same small fault; one fix for all that have one."""
    count = len(leads)
    title = _("{count} cues: {fault}").format(count=count, fault=_(WORDING[leads[0].finding.rule].title))
    changes = [change for lead in leads for change in lead.changes]
    label = ngettext("Mend {count} cue", "Mend {count} cues", len(changes)).format(count=len(changes))
    rule = leads[0].finding.rule
    return _of_several(f"{rule}:all", leads, title, _text_of_many(len(changes), count), Fix(label, tuple(changes)))


def of_row(first: int, leads: Sequence[Lead]) -> Item:
    """Return the one item of cues that follow each other, from cue number `first` (from 1) on."""
    title = _("Cues {first} to {last}: {fault}").format(
        first=first, last=first + len(leads) - 1, fault=_(WORDING[leads[0].finding.rule].title)
    )
    changes = [change for lead in leads for change in lead.changes]
    fix = Fix(_("Remove them"), tuple(changes) if len(changes) == len(leads) else ())
    key = f"{leads[0].finding.rule}:{leads[0].stored.id}"
    return _of_several(key, leads, title, leads[0].text, fix)


def _of_several(key: str, leads: Sequence[Lead], title: str, text: str, fix: Fix) -> Item:
    finding = leads[0].finding
    words = WORDING[finding.rule]
    return Item(
        key=key,
        rule=finding.rule,
        severity="info" if finding.severity is Severity.INFO else "problem",
        cues=tuple(lead.stored.id for lead in leads),
        start=leads[0].stored.cue.start,
        end=leads[-1].stored.cue.end if words.runs_on else leads[0].stored.cue.end,
        title=title,
        text=text,
        label=_(words.label),
        fix=fix if fix.changes else None,
        risk=words.risk,
        covers=tuple(pair for lead in leads for pair in lead.covers),
    )


def _together(stored: StoredCue, findings: Sequence[Finding]) -> Lead | None:
    """Return the findings of one chain as one, led by the first, which also speaks for the others."""
    if not findings:
        return None
    first = findings[0]
    longest = max((f for f in findings if _end(f)), key=_end, default=first)
    if first.rule == "reading-speed" and all(f.correction for f in findings):
        first = replace(first, correction=longest.correction)
    elif first.rule == "reading-speed":
        first = replace(first, correction=None)
    if first.rule.startswith(NUMBERS):
        first = replace(first, marks=tuple(mark for finding in findings for mark in finding.marks))
        return _lead(stored, first, " ".join(finding.message for finding in findings), findings)
    said = [first.message, *_other_words(first, findings)] if first.words else [first.message]
    return _lead(stored, first, " ".join(said), findings)


def _other_words(first: Finding, findings: Iterable[Finding]) -> list[str]:
    """Return the sentence about words that were hard to hear and are not spoken of yet."""
    spoken_of = {word for finding in findings if finding.rule != "unsure" for word in finding.words}
    hard = next((f.words for f in findings if f.rule == "unsure" and f is not first), ())
    left = [word for word in hard if word not in spoken_of]
    return [hard_to_hear(left)] if left else []


def _end(finding: Finding) -> int:
    correction = finding.correction
    return correction.cues[0].end if correction and correction.cues else 0


def _with_new_lines(lead: Lead, rebreak: Rebreak) -> Lead:
    """Return the lead with new line breaks as its fix, where those cure it; or in it, where its words need them."""
    if lead.finding.rule in ("too-many-lines", "line-length"):
        broken = rebreak(lead.stored.cue)
    else:
        after = lead.finding.correction.cues if lead.finding.correction and lead.finding.meant else ()
        broken = rebreak(after[0]) if after else None
    return lead if broken is None else _changed(lead, broken)


def _changed(lead: Lead, cue: Cue) -> Lead:
    """Return the lead with this cue as what its fix makes."""
    correction = Correction(lead.finding.index, (cue,))
    changes = (Change(lead.stored.id, lead.stored.cue, (cue,)),)
    return replace(lead, finding=replace(lead.finding, correction=correction), changes=changes)


def _title(number: int, finding: Finding) -> str:
    fault = _(WORDING[finding.rule].title)
    if finding.rule == "unsure" and len(finding.words) > 1:
        fault = ngettext("unsure of {count} word", "unsure of {count} words", len(finding.words)).format(
            count=len(finding.words)
        )
    return _("Cue {number}: {fault}").format(number=number, fault=fault)


def _title_of_stretch(span: Span, words: Wording) -> str:
    return _("{start} – {end}: {fault}").format(start=_clock(span.start), end=_clock(span.end), fault=_(words.title))


def _clock(ms: int) -> str:
    minutes, rest = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _room(lead: Lead) -> str:
    return _("There is a pause after it. The cue can stay {seconds} s longer without touching the next one.").format(
        seconds=tenths(_longer(lead))
    )


def _text_of_many(fixable: int, count: int) -> str:
    if fixable == count:
        return _("All of them can be mended at once.")
    if fixable:
        return ngettext(
            "{count} of them can be mended at once.", "{count} of them can be mended at once.", fixable
        ).format(count=fixable)
    return _("Look at them one by one.")


def _fix(lead: Lead) -> Fix | None:
    if not lead.changes:
        return None
    meant = lead.finding.meant
    label = _(WORDING[lead.finding.rule].fix) if len(meant) < 2 else _("Correct the words")
    return Fix(label.format(seconds=tenths(_longer(lead)), meant=meant[0] if meant else ""), lead.changes)


def _longer(lead: Lead) -> int:
    """Return by how many ms the cue would stay longer, where that is the fix of a cue that is hard to read."""
    if lead.finding.rule not in ("reading-speed", "too-short"):
        return 0
    return max(0, _end(lead.finding) - lead.stored.cue.end)
