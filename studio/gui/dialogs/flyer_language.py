"""In which language a flyer is written: asked where nobody could tell, or where that was wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QWidget

from studio.gui import languages, metrics, widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.widgets import Button, PrimaryButton, Text
from studio.i18n import _
from studio.text.language_names import NAMES
from studio.workflow.flyer import correct


class FlyerLanguageDialog(QDialog):
    """A choice of languages, those of the house first."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Language of the flyer"))
        self.setMinimumWidth(metrics.px(420))
        page = widgets.column(self, margin=16, gap=12)
        label = QLabel(_("In which language is this flyer written?"))
        self.field = QComboBox()
        self.field.setAccessibleName(label.text())
        label.setBuddy(self.field)
        self._fill()
        for part in (label, self.field):
            page.addWidget(part)
        page.addWidget(Text(_("Single blocks may be in another one; they are told apart in the menu Blocks."), "soft"))
        page.addLayout(self._build_foot())

    def accept(self) -> None:
        """Keep the language, as one step that undo takes back."""
        super().accept()
        session, tag = self._session, str(self.field.currentData() or "")
        if tag and tag != session.flyer.language:
            session.attempt(correct.set_flyer_language, session.project, session.flyer.id, tag)

    def _fill(self) -> None:
        own = self._session.flyer.language
        first = [tag for tag in dict.fromkeys((own, *self._session.settings.venue_languages)) if tag]
        for tag in (*first, *sorted(NAMES.keys() - set(first), key=languages.name)):
            self.field.addItem(languages.name(tag), tag)
        self.field.setCurrentIndex(0 if own else -1)
        self.field.setPlaceholderText(_("Choose a language"))

    def _build_foot(self) -> widgets.Row:
        line = widgets.row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.keep = PrimaryButton(_("Keep"), "check")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        for button in (self.cancel, self.keep):
            line.addWidget(button)
        return line
