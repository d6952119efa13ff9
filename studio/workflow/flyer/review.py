"""What to check first on a flyer: a short list sorted by risk, each item one sentence with what can be done at once.

The findings come from `proof`; here they become items: those that see one thing from several sides are one, many of a
kind are one, and what a person left as it is stays away until it changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from studio.errors import InputError
from studio.i18n import N_, _, ngettext
from studio.model.document import Role
from studio.model.finding import Finding, Severity
from studio.project.project import Project
from studio.project.values import StoredBlock
from studio.workflow.flyer import correct, formatting, proof, state
from studio.workflow.flyer.proof import Proof

__all__ = ["WORDING", "Act", "FlyerFix", "FlyerItem", "fix", "items", "leave", "look"]

MANY = 10
"""Blocks with the same fault that are one item from so many on."""

STALE = "out-of-date"
"""The rule whose finding is gone for good once a person says that the translation fits."""

OF_ORIGINAL = ("no-description", "heading-skipped", "unsure-reading")
"""Rules about the original: left as it is in one edition, it is left in all."""

DIGITS = 16
"""Digits that tell the texts apart that a finding was left as it is on."""


class Act(StrEnum):
    """What a button of an item does; `fix` carries out the first four, the others ask for something first."""

    WRITE = "write"
    LEVEL = "level"
    DECORATION = "decoration"
    SET_APART = "set-apart"
    AGAIN = "again"
    SHORTER = "shorter"
    DESCRIBE = "describe"


@dataclass(frozen=True, slots=True)
class FlyerFix:
    """A button: what it says, what it does, and the text or level that this is about."""

    label: str
    act: Act
    value: str = ""


@dataclass(frozen=True, slots=True)
class FlyerItem:
    """One thing to look at.

    `key` stays the same while the thing does; `block` is the first of `blocks`.  `label` is for the list of blocks;
    `risk` ranks, 0 to 1.  `marks` are characters to be underlined in the translation, `source_marks` in its source.
    `before` is what the fix found written; `covers` are blocks, rules and what described them, for `leave`.
    """

    key: str
    rule: str
    severity: Literal["problem", "info"]
    blocks: tuple[int, ...]
    title: str
    text: str
    label: str
    risk: float
    edition: int | None = None
    fixes: tuple[FlyerFix, ...] = ()
    before: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    source_marks: tuple[tuple[int, int], ...] = ()
    covers: tuple[tuple[int, str, str], ...] = ()

    @property
    def block(self) -> int:
        """Return the block to show."""
        return self.blocks[0]

    @property
    def fix(self) -> FlyerFix | None:
        """Return what is most likely wanted, None where nothing can be done at once."""
        return self.fixes[0] if self.fixes else None


@dataclass(frozen=True, slots=True)
class Wording:
    """How a rule speaks: behind "Block 4:", as a short word, on its buttons; how much it weighs; if many are one."""

    title: str
    label: str
    risk: float
    fixes: tuple[tuple[str, Act], ...] = ()
    is_gathered: bool = False


_AGAIN = (N_("Translate again"), Act.AGAIN)
_SHORTER = (N_("Shorter wordings…"), Act.SHORTER)
_WRITE = (N_("Write “{meant}”"), Act.WRITE)

WORDING: dict[str, Wording] = {
    "does-not-fit": Wording(N_("does not fit"), N_("Does not fit"), 1.0, (_SHORTER,)),
    "number-differs": Wording(N_("the number differs"), N_("Number differs"), 0.9, ((N_("Write {meant}"), Act.WRITE),)),
    "number-missing": Wording(N_("a number is missing"), N_("Number missing"), 0.9),
    "number-added": Wording(N_("a number was added"), N_("Number added"), 0.9),
    "address": Wording(
        N_("the address is not the same"), N_("Address differs"), 0.9, ((N_("Write {meant}"), Act.WRITE),)
    ),
    "not-translated": Wording(
        N_("not translated"), N_("Not translated"), 0.85, ((N_("Translate"), Act.AGAIN),), is_gathered=True
    ),
    "out-of-date": Wording(N_("out of date"), N_("Out of date"), 0.8, (_AGAIN,), is_gathered=True),
    "untranslated": Wording(N_("is this translated?"), N_("Not translated"), 0.8, (_AGAIN,)),
    "name-changed": Wording(N_("is the name right?"), N_("Name?"), 0.7, (_WRITE,)),
    "term": Wording(N_("a term from your list"), N_("Term"), 0.7, (_WRITE,)),
    "no-description": Wording(
        N_("what does the picture show?"),
        N_("Description missing"),
        0.6,
        ((N_("Describe…"), Act.DESCRIBE), (N_("It is decoration"), Act.DECORATION)),
    ),
    "unsure-reading": Wording(N_("is this read right?"), N_("Unsure"), 0.6),
    "heading-skipped": Wording(
        N_("a level of headings is skipped"), N_("Heading"), 0.4, ((N_("Make it level {meant}"), Act.LEVEL),)
    ),
    "format-lost": Wording(
        N_("is something to be set apart?"), N_("Bold, italic?"), 0.25, ((N_("Set “{meant}” apart"), Act.SET_APART),)
    ),
    "length": Wording(N_("is all of it translated?"), N_("Length?"), 0.3),
    "set-smaller": Wording(N_("set smaller than the original"), N_("Smaller"), 0.2, (_SHORTER,), is_gathered=True),
}
"""The wording of every rule, and what weighs most: first what readers cannot use at all, then what says something else,
then what screen readers miss, then hints."""

CHAINS: tuple[tuple[str, ...], ...] = (
    ("number-differs", "number-missing", "number-added"),
    ("out-of-date", "untranslated", "length"),
)
"""Rules that see one thing from several sides: on one block they are one item, led by the first."""


def items(project: Project, edition: int) -> list[FlyerItem]:
    """Return what is to be checked in an edition, the riskiest first; `InputError` where it is gone."""
    return look(project, proof.read(project, state.edition(project, edition).flyer, edition))


def look(project: Project, read: Proof) -> list[FlyerItem]:
    """Return what is to be checked on what was read of a flyer, the riskiest first, in reading order among equals."""
    edition = read.edition.id if read.edition is not None else None
    left = project.flyers.dismissed(read.flyer.id, edition)
    found = [
        item
        for number, (stored, findings) in enumerate(zip(read.blocks, proof.findings(project, read), strict=True), 1)
        for together in _together(findings)
        if (item := _item(read, stored, number, together)) is not None and not _is_left(item, left)
    ]
    order = {stored.id: number for number, stored in enumerate(read.blocks)}
    return sorted(_gathered(found), key=lambda item: (-round(item.risk, 1), order[item.block], item.rule))


def fix(project: Project, item: FlyerItem, chosen: FlyerFix | None = None) -> None:
    """Do what a button of the item says, as one step; `InputError` where the block is no longer as it was.

    Only for what needs no question: to write a text, to change a level, to mark decoration.
    """
    wanted = chosen or item.fix
    verb = _VERBS.get(wanted.act) if wanted is not None else None
    if wanted is None or verb is None:
        raise InputError(_("There is nothing that could be done here at once."))
    verb(project, item, wanted)


def leave(project: Project, item: FlyerItem) -> None:
    """Show the item no more until its block changes; what was out of date fits what the original says now."""
    with project.step(_("Leave as it is")):
        for block, rule, seen in item.covers:
            stored = project.flyers.block(block)
            if stored is not None and rule == STALE and item.edition is not None:
                _confirm(project, item.edition, stored)
            elif stored is not None:
                project.flyers.dismiss(block, None if rule in OF_ORIGINAL else item.edition, rule, seen)


def _confirm(project: Project, edition: int, stored: StoredBlock) -> None:
    wording = project.flyers.wording(edition, stored.id)
    if wording is not None:
        project.flyers.put_wording(replace(wording, seen=stored.block.text))


def _write(project: Project, item: FlyerItem, wanted: FlyerFix) -> None:
    wording = project.flyers.wording(item.edition, item.block) if item.edition is not None else None
    if item.edition is None or wording is None or wording.text != item.before:
        raise InputError(_("This block has been changed meanwhile."), hint=_("Look at the list once more."))
    correct.set_wording(project, item.edition, item.block, wanted.value)


def _set_level(project: Project, item: FlyerItem, wanted: FlyerFix) -> None:
    correct.set_role(project, list(item.blocks), Role.HEADING, int(wanted.value))


def _decorate(project: Project, item: FlyerItem, _wanted: FlyerFix) -> None:
    correct.decoration(project, list(item.blocks), True)


def _set_apart(project: Project, item: FlyerItem, _wanted: FlyerFix) -> None:
    stored = project.flyers.block(item.block)
    wording = project.flyers.wording(item.edition, item.block) if item.edition is not None else None
    missing = formatting.lost(stored, wording) if stored is not None and wording is not None else []
    if stored is None or wording is None or wording.text != item.before or not missing:
        raise InputError(_("This block has been changed meanwhile."), hint=_("Look at the list once more."))
    mark = formatting.near(stored.block.text, missing[0], wording.text)
    if mark is not None:
        correct.set_apart(project, wording, mark)


_VERBS: dict[Act, Callable[[Project, FlyerItem, FlyerFix], None]] = {
    Act.WRITE: _write,
    Act.LEVEL: _set_level,
    Act.DECORATION: _decorate,
    Act.SET_APART: _set_apart,
}


def _together(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings on a block, those that see one thing together and led by the first of their chain."""
    by_rule = {finding.rule: finding for finding in findings}
    chains = [[by_rule.pop(rule) for rule in chain if rule in by_rule] for chain in CHAINS]
    return [*(chain for chain in chains if chain), *([finding] for finding in by_rule.values())]


def _item(read: Proof, stored: StoredBlock, number: int, findings: Sequence[Finding]) -> FlyerItem | None:
    """Return the item of findings that belong together, None for a rule that no flyer knows."""
    first = findings[0]
    words = WORDING.get(first.rule)
    if words is None:
        return None
    of_numbers = first.rule.startswith("number-")
    marks = [mark for finding in findings for mark in finding.marks]
    return FlyerItem(
        key=f"{first.rule}:{stored.id}",
        rule=first.rule,
        severity="info" if first.severity is Severity.INFO else "problem",
        blocks=(stored.id,),
        title=_("Block {number}: {fault}").format(number=number, fault=_(words.title)),
        text=" ".join(finding.message for finding in findings) if of_numbers else first.message,
        label=_(words.label),
        risk=words.risk + 0.1 * first.weight,
        edition=read.edition.id if read.edition is not None else None,
        fixes=tuple(_fixes(words, first)),
        before=read.written(stored.id),
        marks=tuple((mark.start, mark.end) for mark in marks if mark.source is None),
        source_marks=tuple((mark.start, mark.end) for mark in marks if mark.source is not None),
        covers=tuple((stored.id, finding.rule, _seen(read, stored, finding)) for finding in findings),
    )


def _fixes(words: Wording, finding: Finding) -> Iterable[FlyerFix]:
    """Yield the buttons of a finding; what would be written is known only where it has a correction."""
    meant = finding.meant[0] if finding.meant else ""
    for label, act in words.fixes:
        if act is Act.WRITE:
            if finding.correction is not None:
                said = _(label).format(meant=meant) if len(finding.meant) == 1 else _("Correct the words")
                yield FlyerFix(said, act, finding.correction.cues[0].text)
        elif meant or act is not Act.SET_APART:
            yield FlyerFix(_(label).format(meant=meant), act, meant)


def _gathered(found: Sequence[FlyerItem]) -> list[FlyerItem]:
    """Return the items with those of a kind as one, where they are many and their rule says so."""
    by_rule: dict[str, list[FlyerItem]] = {}
    for item in found:
        by_rule.setdefault(item.rule, []).append(item)
    return [
        item
        for rule, each in by_rule.items()
        for item in ([_of_many(each)] if WORDING[rule].is_gathered and len(each) >= MANY else each)
    ]


def _of_many(found: Sequence[FlyerItem]) -> FlyerItem:
    """Return the one item of many blocks with the same fault."""
    first, count = found[0], len(found)
    title = _("{count} blocks: {fault}").format(count=count, fault=_(WORDING[first.rule].title))
    fixes: tuple[FlyerFix, ...] = ()
    if first.fix is not None and first.fix.act is Act.AGAIN:
        label = ngettext("Translate {count} block", "Translate {count} blocks", count).format(count=count)
        fixes = (FlyerFix(label, Act.AGAIN),)
    return replace(
        first,
        key=f"{first.rule}:all",
        blocks=tuple(item.block for item in found),
        title=title,
        text=_("Look at them one by one, or do the same with all of them."),
        fixes=fixes,
        covers=tuple(covered for item in found for covered in item.covers),
    )


def _is_left(item: FlyerItem, left: dict[tuple[int, str], str]) -> bool:
    """Say whether a person left all of it as it is, and it still is."""
    return all(left.get((block, rule)) == seen for block, rule, seen in item.covers)


def _seen(read: Proof, stored: StoredBlock, finding: Finding) -> str:
    """Return what describes a finding: the texts it is about, and what it hangs on besides."""
    written = "" if finding.rule in OF_ORIGINAL else read.written(stored.id)
    texts = (stored.block.text, written, finding.beside)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:DIGITS]
