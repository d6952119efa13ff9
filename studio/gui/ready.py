"""What this computer can do without any network, told from the packs that really lie on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from studio.gui.languages import name as language
from studio.gui.recent_list import listed
from studio.gui.widgets import Button, Heading, Icon, Text, column, row
from studio.i18n import _
from studio.model.pack import PackKind

if TYPE_CHECKING:
    from studio.workflow.packs import Entry

MOST = 4
"""Languages and pairs that are named; of more the number is said."""

_USABLE = {"INSTALLED", "UNCHECKED", "SHIPPED", "PARTLY"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be done, and how far it can be trusted."""

    title: str
    text: str
    is_sure: bool


def lines(entries: Sequence[Entry], house: Sequence[str] = (), time: str = "") -> list[Line]:
    """Return what can be done with `entries`; practice packs are named as what they are.

    `house` are the languages the venue works with, `time` says how long a talk takes with the most careful model.
    """
    speech = _speech(entries)
    real = [each for each in speech if not each.practice]
    if real:
        heard = [_hears(real, house, time)]
    elif speech:
        heard = [_practises(speech)]
    else:
        heard = [Line(_("Subtitles by hand"), _("There is no speech model on this computer yet."), False)]
    return heard + _translates(entries, house)


def has_real(entries: Sequence[Entry]) -> bool:
    """Say whether anything but practice packs can be used."""
    return any(not each.practice for each in _usable(entries) if each.kind is not PackKind.OCR)


def best(entries: Sequence[Entry]) -> Entry | None:
    """Return the most careful real speech model that is here."""
    real = [each for each in _speech(entries) if not each.practice]
    return max(real, key=_bytes, default=None)


class ReadyCard(QFrame):
    """The lines, in a card, and the way to more."""

    packs_asked = Signal()
    setup_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._column = column(self, margin=16, gap=12)
        self._column.addWidget(Heading(_("This computer is ready for")))
        self._lines = column(gap=12)
        self._column.addLayout(self._lines)
        self._shown: list[QWidget] = []
        self._buttons = row(gap=8)
        self.set_up = Button(_("Set up…"), "settings")
        self.set_up.clicked.connect(self.setup_asked)
        self.packs = Button(_("Languages and models"), "languages")
        self.packs.clicked.connect(self.packs_asked)
        for button in (self.set_up, self.packs):
            button.hide()
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)

    def show_lines(self, lines: Sequence[Line], *, is_set_up: bool) -> None:
        """Show what can be done; before anything real is here, the way to it is the guide."""
        for old in self._shown:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [_line(each) for each in lines]
        for made in self._shown:
            self._lines.addWidget(made)
        self.packs.setVisible(is_set_up)
        self.set_up.setVisible(not is_set_up)


def _usable(entries: Sequence[Entry]) -> list[Entry]:
    return [each for each in entries if each.pack is not None and each.state.name in _USABLE]


def _speech(entries: Sequence[Entry]) -> list[Entry]:
    return [each for each in _usable(entries) if each.kind is PackKind.SPEECH]


def _bytes(entry: Entry) -> int:
    return entry.size


def _hears(models: Sequence[Entry], house: Sequence[str], time: str) -> Line:
    from studio.gui.packs_tab import names

    named = listed([names.title(each) for each in sorted(models, key=_bytes)])
    words = _("Speech model {names}.").format(names=named)
    care = _("Names and plays on words need your eye.")
    return Line(
        _("Subtitles in {languages}").format(languages=_languages(models, house)),
        " ".join(filter(None, (words, time, care))),
        True,
    )


def _practises(models: Sequence[Entry]) -> Line:
    return Line(
        _("Practice, in {languages}").format(languages=_languages(models, ())),
        _(
            "The speech model that comes with the program knows the words of the sample only. "
            "Try everything with it; for your own films you need a real one."
        ),
        False,
    )


def _translates(entries: Sequence[Entry], house: Sequence[str]) -> list[Line]:
    """Return what is translated directly, and what goes through a third language."""
    real = [each for each in entries if each.kind is PackKind.TRANSLATION and not each.practice]
    direct = [each.languages for each in _usable(real) if len(each.languages) == 2]
    through = [each.languages for each in real if each.way and (not house or set(each.languages) <= set(house))]
    made = []
    if direct:
        care = _("Good for everyday text. Names and plays on words need your eye.")
        made.append(Line(_pairs(direct, house), care, True))
    if through:
        title = _("{pairs}, with care").format(pairs=_pairs(through, house))
        made.append(
            Line(title, _("It goes through another language, which costs quality. Read every sentence."), False)
        )
    return made


def _pairs(pairs: Sequence[tuple[str, ...]], house: Sequence[str]) -> str:
    """Return directions in words; those between the venue's languages first."""
    order = sorted(pairs, key=lambda pair: (not set(pair) <= set(house), pairs.index(pair)))
    named = [
        _("{source} to {target}").format(source=language(source), target=language(target)) for source, target in order
    ]
    return ", ".join(_few(named))


def _languages(models: Sequence[Entry], house: Sequence[str]) -> str:
    tags = list(dict.fromkeys(tag for each in models for tag in each.languages))
    if house and (not tags or len(tags) > MOST):
        tags = [tag for tag in house if not tags or tag in tags] or tags
    if not tags:
        return _("many languages")
    return listed(_few([language(tag) for tag in tags]))


def _few(named: list[str]) -> list[str]:
    more = len(named) - MOST
    return [*named[:MOST], _("{n} more").format(n=more)] if more > 0 else named


def _line(line: Line) -> QWidget:
    made = QWidget()
    across = row(made, gap=8)
    across.addWidget(Icon("circle-check", "approved") if line.is_sure else Icon("triangle-alert", "stale"))
    words = column(gap=2)
    words.addWidget(Text(line.title, "strong"))
    words.addWidget(Text(line.text, "soft"))
    across.addLayout(words, 1)
    return made
