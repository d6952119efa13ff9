"""What this computer can do without any network, told from the packs that really lie on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from studio.gui.languages import name as language
from studio.gui.recent_list import listed
from studio.gui.widgets import Heading, Icon, Text, column, row
from studio.i18n import _
from studio.model.pack import Pack, PackKind

MOST = 4
"""Languages and pairs that are named; of more the number is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be done, and how far it can be trusted."""

    title: str
    text: str
    is_sure: bool


def lines(packs: Sequence[Pack]) -> list[Line]:
    """Return what can be done with `packs`; practice packs are named as what they are."""
    speech = [pack for pack in packs if pack.kind is PackKind.SPEECH]
    real = [pack for pack in speech if not pack.practice]
    if real:
        return [_hears(real)]
    if speech:
        return [_practises(speech)]
    return [Line(_("Subtitles by hand"), _("There is no speech model on this computer yet."), False)]


class ReadyCard(QFrame):
    """The lines, in a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._column = column(self, margin=16, gap=12)
        self._column.addWidget(Heading(_("This computer is ready for")))
        self._shown: list[QWidget] = []

    def show_packs(self, packs: Sequence[Pack]) -> None:
        """Show what can be done with `packs`."""
        for old in self._shown:
            self._column.removeWidget(old)
            old.deleteLater()
        self._shown = [_line(each) for each in lines(packs)]
        for made in self._shown:
            self._column.addWidget(made)


def _hears(models: Iterable[Pack]) -> Line:
    names = listed([pack.id for pack in models])
    return Line(
        _("Subtitles in {languages}").format(languages=_languages(models)),
        _("Speech model {names}. Names and plays on words need your eye.").format(names=names),
        True,
    )


def _practises(models: Iterable[Pack]) -> Line:
    return Line(
        _("Practice, in {languages}").format(languages=_languages(models)),
        _(
            "The speech model that comes with the program knows the words of the sample only. "
            "Try everything with it; for your own films you need a real one."
        ),
        False,
    )


def _languages(models: Iterable[Pack]) -> str:
    tags = list(dict.fromkeys(tag for pack in models for tag in pack.languages))
    if not tags:
        return _("many languages")
    names = [language(tag) for tag in tags[: MOST if len(tags) > MOST else None]]
    more = len(tags) - len(names)
    return listed([*names, _("{n} more").format(n=more)] if more else names)


def _line(line: Line) -> QWidget:
    made = QWidget()
    across = row(made, gap=8)
    across.addWidget(Icon("circle-check", "approved") if line.is_sure else Icon("triangle-alert", "stale"))
    words = column(gap=2)
    words.addWidget(Text(line.title, "strong"))
    words.addWidget(Text(line.text, "soft"))
    across.addLayout(words, 1)
    return made
