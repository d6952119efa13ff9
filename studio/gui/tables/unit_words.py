"""What is said about a row of the list of blocks: its room on the page, its state, and the whole row as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.gui import languages
from studio.gui.flyer_tab import block_words
from studio.gui.tables import words
from studio.gui.tables.row_paint import BLANK
from studio.gui.tables.row_words import Said
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.document import Fit, Role, TextBlock
from studio.model.translation import Origin
from studio.project.values import StoredBlock, Wording
from studio.workflow.flyer import room

ELSEWHERE = frozenset({"does-not-fit", "set-smaller", "out-of-date", "not-translated", "no-description"})
"""Rules whose findings the columns say already."""


class Remark(Protocol):
    """What the review has to say about a block, as far as the list shows it."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def marks(self) -> Sequence[tuple[int, int]]: ...
    @property
    def source_marks(self) -> Sequence[tuple[int, int]]: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """A row: a block, what it says in the edition in hand and how that fits, and what the review says about it.

    `is_edition` is false where the original alone is shown; `is_stale`: it was changed after it was translated;
    `is_needed`: it has words that the edition should say, too.
    """

    stored: StoredBlock
    is_edition: bool = False
    wording: Wording | None = None
    is_stale: bool = False
    is_needed: bool = True
    fit: Fit | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def source(self) -> str:
        """Return what the block says in the original, on one line."""
        return one_line(self.stored.block.text)

    @property
    def target(self) -> str:
        """Return what it says in the edition, on one line; what is kept says the same."""
        if self.stored.block.is_kept:
            return self.source
        return one_line(self.wording.text) if self.wording is not None else ""

    @property
    def is_due(self) -> bool:
        """Say whether it is to be translated, or again, and no person's work stands in the way."""
        if not self.is_edition or not self.is_needed:
            return False
        is_free = self.wording is None or not self.wording.state.is_checked
        return is_free and (not self.target or self.is_stale)

    @property
    def state(self) -> CueState | None:
        """Return how far somebody has looked at it, None where there is nothing to look at."""
        if not self.is_edition:
            return self.stored.state
        if self.wording is None or not self.target:
            return None
        return CueState.STALE if self.is_stale else self.wording.state


def role(block: TextBlock) -> str:
    """Return what a block is, of a heading with its level."""
    if block.role is Role.HEADING and block.level:
        return _("Heading {level}").format(level=block.level)
    return block_words.role(block.role)


def one_line(text: str) -> str:
    """Return a text with its line breaks as spaces: as many characters as before."""
    return text.replace("\n", " ").replace("\t", " ")


def lines(unit: Unit) -> list[tuple[str, str]]:
    """Return the lines of a row with the token of their colour: source over translation, or a text alone."""
    block = unit.stored.block
    if not unit.is_edition:
        return [(unit.source, "ink") if unit.source else (_nothing(unit), "soft")]
    if block.is_kept or not unit.source or not (unit.target or unit.is_needed):
        return [(unit.source or _nothing(unit), "soft")]
    return [(unit.source, "soft"), (unit.target, "ink")]


def fitting(unit: Unit) -> list[Said]:
    """Return how a block stands on the page: what it is, or the room of its translation."""
    block = unit.stored.block
    said = [] if unit.is_edition else [Said(_kind(block), "soft")]
    if block.is_decoration:
        return [*said, Said(_("Decoration"), "soft", "minus")]
    if block.role is Role.FIGURE and not block.text.strip():
        return [*said, Said(_("Description missing"), "problem", "triangle-alert", is_strong=True)]
    if block.role is Role.FIGURE:
        return [*said, Said(_("Described"), "soft", "check")]
    if not unit.is_edition or block.is_kept or not unit.target or unit.fit is None:
        return said
    return _room(unit.fit)


def state(unit: Unit) -> list[Said]:
    """Return how far somebody has looked at a block, and below it the first thing there is to say about it."""
    is_silent = unit.stored.block.role is Role.FIGURE and not unit.source
    said = [] if is_silent else [_state(unit)]
    found = [remark for remark in unit.remarks if remark.rule not in ELSEWHERE and remark.label]
    if found:
        first, more = found[0], len(found) - 1
        label = f"{first.label} +{more}" if more else first.label
        is_problem = first.severity == "problem"
        icon, token = ("triangle-alert", "problem") if is_problem else ("info", "soft")
        said.append(Said(label, token, icon, is_strong=is_problem))
    return said


def state_tip(unit: Unit) -> str:
    """Return what the state means, and for an approved block by whom and when."""
    if unit.is_edition and unit.stored.block.is_kept:
        return _("It stays as it is in all languages.")
    standing = unit.wording if unit.is_edition else unit.stored
    if standing is None or unit.state is None:
        return _("Nothing stands here yet.")
    return words.state_said(unit.state, standing.reviewer, standing.reviewed_at)


def spoken(number: int, unit: Unit, names: tuple[str, str]) -> str:
    """Return a row as it is read aloud: number, what it is, texts, room, state, problems.

    `names` are those of the two languages, the second "" without an edition.
    """
    block = unit.stored.block
    parts = [_("Block {number}").format(number=number)]
    if unit.is_edition:
        parts.append(_kind(block))
    if unit.is_edition and not block.is_kept:
        texts = zip(names, (unit.source or _nothing(unit), unit.target or _("no text")), strict=True)
        parts += [_("{language}: {text}").format(language=name, text=text) for name, text in texts]
    else:
        parts.append(unit.source or _nothing(unit))
    parts += [said.text.replace("\n", " ") for said in fitting(unit)]
    parts += [said.text for said in state(unit)]
    return ", ".join(parts)


def _room(fit: Fit) -> list[Said]:
    """Return the words for how a text fits, those of one set smaller on two lines."""
    found = room.of(fit)
    if found.kind == "misfit":
        return [Said(found.word, "problem", "triangle-alert", is_strong=True)]
    if found.kind == "smaller":
        first, second = found.lines
        return [Said(first, "stale", "move-horizontal"), Said(second, "stale", BLANK)]
    return [Said(found.word, "soft", "check")]


def _state(unit: Unit) -> Said:
    block = unit.stored.block
    if unit.is_edition and block.is_kept:
        return Said(_("Not translated"), "soft", "minus")
    found = unit.state
    if found is None and not unit.is_needed:
        return Said(_("Stays as it is"), "soft", "minus")
    if found is None:
        return Said(_("Not done yet"), "soft", "circle")
    if unit.wording is not None and unit.wording.origin is Origin.MEMORY and found is CueState.MACHINE:
        return Said(_("From memory"), words.STATE_COLOURS[found], "copy")
    return Said(words.state(found), words.STATE_COLOURS[found], words.STATE_ICONS[found])


def _kind(block: TextBlock) -> str:
    """Return what a block is, and its language where that is not the flyer's."""
    parts = (role(block), languages.name(block.language) if block.language else "")
    return ", ".join(filter(None, parts))


def _nothing(unit: Unit) -> str:
    if unit.stored.block.role is Role.FIGURE:
        return _("A picture without a description")
    return _("no text")
