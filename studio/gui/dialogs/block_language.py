"""In which language blocks of a flyer are written, where that is not the flyer's: read aloud and translated so."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QWidget

from studio.gui import languages, metrics
from studio.gui.flyer_session import FlyerSession
from studio.gui.widgets import Button, PrimaryButton, Row, Text, column, row
from studio.i18n import _, ngettext
from studio.text.language_names import NAMES
from studio.workflow.flyer import correct


class BlockLanguageDialog(QDialog):
    """Asks for the language of the chosen blocks; those of the house come first."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._blocks = session.targets()
        self.setWindowTitle(_("Language"))
        self.setMinimumWidth(metrics.px(420))
        page = column(self, margin=16, gap=12)
        count = len(self._blocks)
        words = ngettext("In which language is this block?", "In which language are these {count} blocks?", count)
        label = QLabel(words.format(count=count))
        page.addWidget(label)
        self.field = QComboBox()
        self.field.setAccessibleName(label.text())
        label.setBuddy(self.field)
        self._fill()
        page.addWidget(self.field)
        page.addWidget(Text(_("Screen readers speak it so, and what is in the target language already stays."), "soft"))
        page.addLayout(self._build_foot())

    def _fill(self) -> None:
        session = self._session
        own = languages.name(session.flyer.language)
        self.field.addItem(_("As the flyer: {language}").format(language=own), "")
        near = [edition.language for edition in session.editions()] + list(session.settings.venue_languages)
        first = [tag for tag in dict.fromkeys(near) if tag and tag != session.flyer.language]
        rest = sorted((tag for tag in NAMES if tag not in first and tag != session.flyer.language), key=languages.name)
        for tag in first:
            self.field.addItem(languages.name(tag), tag)
        self.field.insertSeparator(self.field.count())
        for tag in rest:
            self.field.addItem(languages.name(tag), tag)
        stored = session.get(self._blocks[0]) if self._blocks else None
        now = stored.block.language if stored is not None else ""
        if now and self.field.findData(now) < 0:
            self.field.addItem(languages.name(now), now)
        self.field.setCurrentIndex(max(0, self.field.findData(now)))

    def _build_foot(self) -> Row:
        line = row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.set = PrimaryButton(_("Set language"))
        self.set.setDefault(True)
        self.set.clicked.connect(self._set)
        for button in (self.cancel, self.set):
            line.addWidget(button)
        return line

    def _set(self) -> None:
        session = self._session
        session.attempt(correct.set_language, session.project, self._blocks, self.field.currentData())
        self.accept()
