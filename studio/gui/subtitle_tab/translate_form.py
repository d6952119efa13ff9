"""Into which language: those that this computer can translate into, each with a word on how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from studio.errors import PackError
from studio.gui import languages, metrics
from studio.gui.translate_order import TranslateOrder
from studio.gui.widgets import Button, Note, QuietButton, Text, column, row
from studio.i18n import _
from studio.model.translation import Package
from studio.workflow import reliability, translate

INDENT = 24
"""Of what stands under a choice (px at 100 %), so that it stands under its words."""


class TranslateForm(QWidget):
    """The choice, and the way to the translations that are there already."""

    changed = Signal()
    """Another language was chosen."""
    shown = Signal()
    """A translation that was there already has become the track in hand."""
    packs_asked = Signal()
    """Another page of the window is asked for: that of languages and models."""

    def __init__(self, order: TranslateOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = order
        self._packs: QAction | None = None
        self._inside: QWidget | None = None
        self.choices: dict[str, QRadioButton] = {}
        self.shows: dict[int, Button] = {}
        self._page: QVBoxLayout = column(self)
        self.others = QuietButton(_("Get another language…"), "languages")
        self.others.clicked.connect(self._open_packs)
        line = row()
        line.addWidget(self.others)
        line.addStretch(1)
        self._page.addLayout(line)
        self.refresh()

    def use_packs(self, action: QAction) -> None:
        """Have a way to the page of languages and models."""
        self._packs = action
        self.others.setVisible(True)

    def refresh(self) -> None:
        """Look again at what this computer can do and what is there."""
        chosen = self.target()
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        page = column(self._inside, gap=12)
        self.choices, self.shows = {}, {}
        source = self.source()
        if source is not None:
            self._build_choices(page, source)
        else:
            page.addWidget(Text(self._wanted.words.nothing, "strong"))
        self._build_there(page)
        self._page.insertWidget(0, self._inside)
        self._inside.show()  # not a turn of the event loop later: the keyboard goes there at once
        self._order()
        self.others.setVisible(self._packs is not None and source is not None)
        if chosen in self.choices:
            self.choices[chosen].setChecked(True)
        self.changed.emit()

    def source(self) -> str | None:
        """Return the language of what would be translated, None while that says nothing."""
        return self._wanted.source()

    def target(self) -> str:
        """Return the tag of the chosen language, "" while there is none."""
        return next((tag for tag, choice in self.choices.items() if choice.isChecked()), "")

    def begin(self) -> bool:
        """Begin to translate into the chosen language; say whether that went well."""
        target = self.target()
        return bool(target) and self._wanted.begin(target)

    def _build_choices(self, page: QVBoxLayout, source: str) -> None:
        name = languages.name(source)
        found, there = self._wanted.targets(), self._wanted.done()
        left = [tag for tag in found if tag not in there]
        if not found:
            words = _("This computer cannot translate from {language} yet.")
            page.addWidget(Text(words.format(language=name), "strong"))
            page.addWidget(Text(_("It needs a translation package for that language."), "soft"))
            return
        if not left:
            words = _("It is translated into every language that this computer can translate {language} into.")
            page.addWidget(Text(words.format(language=name), "strong"))
            return
        page.addWidget(Text(_("Translate from {language} into").format(language=name), "strong"))
        group = QButtonGroup(self._inside)
        for tag in sorted(left, key=languages.name):
            self._build_choice(page, group, (source, tag))
        if len(left) == 1:
            self.choices[left[0]].setChecked(True)
        page.addWidget(Note("info", _("A machine translates, a person decides."), self._wanted.words.promise))

    def _build_choice(self, page: QVBoxLayout, group: QButtonGroup, way: tuple[str, str]) -> None:
        """Add a language with what is to be known of its translation."""
        tag = way[1]
        self.choices[tag] = choice = QRadioButton(languages.name(tag))
        group.addButton(choice)
        choice.toggled.connect(self.changed)
        texts = column(gap=4)
        texts.addWidget(choice)
        note = _note(*way)
        choice.setAccessibleDescription(note)
        under = row()
        under.addSpacing(metrics.px(INDENT))
        under.addWidget(Text(note, "soft"), 1)
        texts.addLayout(under)
        page.addLayout(texts)

    def _order(self) -> None:
        """Have Tab go through what was just made before it comes to the way to other languages."""
        fields = [*self.choices.values(), *self.shows.values(), self.others]
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _build_there(self, page: QVBoxLayout) -> None:
        """Show the way to the translations that are there."""
        there = self._wanted.there()
        if there:
            page.addWidget(Text(_("Translations that are there"), "strong"))
        for each in there:
            line = row(gap=8)
            line.addWidget(Text(each.name), 1)
            self.shows[each.id] = show = Button(_("Show"))
            show.setAccessibleName(_("Show {language}").format(language=each.name))
            show.setAutoDefault(False)
            show.clicked.connect(lambda _on=False, id=each.id: self._show(id))
            line.addWidget(show)
            page.addLayout(line)

    def _show(self, id: int) -> None:
        self._wanted.show(id)
        self.shown.emit()

    def _open_packs(self) -> None:
        self.packs_asked.emit()
        if self._packs is not None:
            self._packs.trigger()


def _note(source: str, target: str) -> str:
    """Return how far the translation can be trusted, "" where nothing leads there."""
    return reliability.translating(_route(source, target))


def _route(source: str, target: str) -> Sequence[Package]:
    for practice in (False, True):
        try:
            return translate.way(source, target, practice=practice)
        except PackError:
            continue
    return []
