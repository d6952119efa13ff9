"""How a text fits on its page, in words: for the list, the editor and the terminal alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.i18n import _
from studio.model.document import Fit, Measure
from studio.quality.rules import layout

Kind = Literal["fits", "smaller", "misfit"]


@dataclass(frozen=True, slots=True)
class Room:
    """What is to be said about a text's room on the page.

    `word` is for a list; of what is set smaller it is two parts, `lines`.  `title` and `sentence` follow each other.
    """

    kind: Kind
    word: str
    title: str
    sentence: str
    lines: tuple[str, ...] = ()


def of(fit: Fit) -> Room:
    """Return how a text fits, in words."""
    if not fit.fits:
        return _misfit(fit)
    if fit.scale < layout.FULL:
        return _smaller(fit)
    return Room("fits", _("Fits"), _("It fits."), measure(fit.measure))


def measure(measure: Measure) -> str:
    """Return what was done so that a text fits at its full size, "" where nothing was."""
    return {
        Measure.ROOM: _("It takes the free space below."),
        Measure.HYPHENS: _("Its words are broken at the ends of lines."),
        Measure.LEADING: _("Its lines stand closer than those of the original."),
        Measure.CONDENSED: _("It is set in a narrower face."),
    }.get(measure, "")


def _smaller(fit: Fit) -> Room:
    over, scale = layout.percent(fit.over), layout.percent(fit.scale)
    lines = (_("{over} % too long;").format(over=over), _("set at {scale} %").format(scale=scale))
    sentence = _("It is set at {scale} % of the size, so that it fits.").format(scale=scale)
    title = _("{over} % too long.").format(over=over)
    return Room("smaller", " ".join(lines), title, _joined(sentence, layout.letters(fit)), lines)


def _misfit(fit: Fit) -> Room:
    over, scale = layout.percent(fit.over), layout.percent(fit.scale)
    sentence = _("It is {over} % too long: even set at {scale} % of the size its end has no room on the page.").format(
        over=over, scale=scale
    )
    return Room("misfit", _("Does not fit"), _("Does not fit."), _joined(sentence, layout.letters(fit)))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
