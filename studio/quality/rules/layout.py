"""Rules about a flyer as a page and as a document: what has no room, and what a screen reader would miss.

They look at blocks in reading order, as `quality.check` looks at cues.  Headings follow PDF/UA-1 (7.4.2): the first is
of level 1, and none is skipped on the way down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from studio.i18n import _, ngettext, number
from studio.model.document import Fit, Lettering, Role, TextBlock
from studio.model.finding import Finding, Severity

FULL = 0.995
"""Scale from which on a text counts as set at full size: nobody sees half a hundredth."""

SURE = 0.85
"""Score below which what was read from a picture is worth a look: right lines of a scan get 0.9 and more."""

MUCH = 0.8
"""The smallest scale that is tried; a text set at it weighs most among those that are set smaller."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the rules look at: the blocks of a flyer in reading order, and how those that were measured fit, by key.

    `is_edition` says that the texts are translations; `read` are the keys of blocks whose text a person has looked at.
    """

    blocks: Sequence[TextBlock]
    fits: Mapping[int, Fit] = field(default_factory=dict)
    read: Collection[int] = frozenset()
    is_edition: bool = True


class LayoutRule(Protocol):
    """Looks at one block among all and says what is wrong with it."""

    @property
    def id(self) -> str:
        """Return the name findings carry."""

    @property
    def severity(self) -> Severity:
        """Return how bad a finding of this rule is."""

    def check(self, sheet: Sheet, i: int) -> Finding | None:
        """Return a finding on block `i`, or None where the rule is kept or does not apply."""


class DoesNotFit:
    """A text that runs out of its place whatever is done about it."""

    id = "does-not-fit"
    severity = Severity.ERROR

    def check(self, sheet: Sheet, i: int) -> Finding | None:
        fit = _fit(sheet, i)
        if fit is None or fit.fits:
            return None
        said = _("It is {over} % too long, and even set at {scale} % its end has no room on the page.").format(
            over=percent(fit.over), scale=percent(fit.scale)
        )
        return Finding(self.id, self.severity, i, _joined(said, letters(fit)), weight=min(1.0, fit.over))


class SetSmaller:
    """A text that is set smaller than the original, so that it has room."""

    id = "set-smaller"
    severity = Severity.INFO

    def check(self, sheet: Sheet, i: int) -> Finding | None:
        fit = _fit(sheet, i)
        if fit is None or not fit.fits or fit.scale >= FULL:
            return None
        said = _("It is {over} % too long and set at {scale} % of the size, so that it fits.").format(
            over=percent(fit.over), scale=percent(fit.scale)
        )
        weight = min(1.0, (1 - fit.scale) / (1 - MUCH))
        return Finding(self.id, self.severity, i, _joined(said, letters(fit)), weight=weight)


class NoDescription:
    """A picture that carries meaning, of which those who cannot see it learn nothing."""

    id = "no-description"
    severity = Severity.WARNING

    def check(self, sheet: Sheet, i: int) -> Finding | None:
        block = sheet.blocks[i]
        if block.role is not Role.FIGURE or block.is_decoration or block.text.strip():
            return None
        said = _("Say in a sentence what the picture shows, for those who cannot see it, or mark it as decoration.")
        return Finding(self.id, self.severity, i, said)


class HeadingSkipped:
    """A heading that is further down than one level below the one before it."""

    id = "heading-skipped"
    severity = Severity.WARNING

    def check(self, sheet: Sheet, i: int) -> Finding | None:
        block = sheet.blocks[i]
        if not _is_heading(block):
            return None
        before = next((other.level for other in reversed(sheet.blocks[:i]) if _is_heading(other)), 0)
        if block.level <= before + 1:
            return None
        said = (
            _("It is a heading of level {level}, and the one before it is of level {before}.")
            if before
            else _("It is the first heading, and of level {level}.")
        ).format(level=block.level, before=before)
        meant = str(before + 1)
        return Finding(self.id, self.severity, i, said, words=(str(block.level),), meant=(meant,), beside=meant)


class UnsureReading:
    """Words read from a picture of which the reader was not sure, as long as nobody has looked at them."""

    id = "unsure-reading"
    severity = Severity.WARNING

    def check(self, sheet: Sheet, i: int) -> Finding | None:
        block = sheet.blocks[i]
        is_read = block.lettering in (Lettering.SCAN, Lettering.OUTLINE) and block.key not in sheet.read
        if not is_read or block.is_decoration or block.score >= SURE or not block.text.strip():
            return None
        said = _("These words were read from a picture, and not all of them are sure. Compare them with the page.")
        return Finding(self.id, self.severity, i, said, weight=1 - block.score)


LAYOUT: tuple[LayoutRule, ...] = (DoesNotFit(), NoDescription(), HeadingSkipped(), UnsureReading(), SetSmaller())
"""Every rule of layout, errors first; findings on one block come in this order."""


def check(sheet: Sheet, i: int) -> list[Finding]:
    """Return what all rules find on block `i`."""
    found = (rule.check(sheet, i) for rule in LAYOUT)
    return [finding for finding in found if finding is not None]


def letters(fit: Fit) -> str:
    """Return how much shorter a text should be for its full size, "" where nobody can tell."""
    if fit.letters <= 0:
        return ""
    said = ngettext(
        "About {count} letter fewer would bring back full size.",
        "About {count} letters fewer would bring back full size.",
        fit.letters,
    )
    return said.format(count=fit.letters)


def percent(share: float) -> str:
    """Return a share in whole hundredths, at least one of what is not nothing."""
    return number(max(round(share * 100), 1 if share > 0 else 0), 0)


def _fit(sheet: Sheet, i: int) -> Fit | None:
    """Return how the translation of a block fits; what stays as it is stands as it stood."""
    block = sheet.blocks[i]
    if not sheet.is_edition or block.is_kept or block.role is Role.FIGURE:
        return None
    return sheet.fits.get(block.key)


def _is_heading(block: TextBlock) -> bool:
    return block.role is Role.HEADING and not block.is_decoration and block.level > 0


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
