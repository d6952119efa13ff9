"""What a picture shows, for those who do not see it: asked for, or said to be nothing but decoration."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QVBoxLayout, QWidget

from studio.gui import languages, metrics, widgets
from studio.gui.flyer_session import FlyerSession
from studio.gui.widgets import Button, PrimaryButton, Text
from studio.gui.written_text import WrittenText
from studio.i18n import _
from studio.workflow.flyer import correct

WIDTH = 480


class DescriptionDialog(QDialog):
    """Asks for a sentence or two in the language of the flyer; it is translated like any other text."""

    def __init__(self, session: FlyerSession, block: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._block = block
        self.setWindowTitle(_("Describe the picture"))
        self.setMinimumWidth(min(metrics.px(WIDTH), self.screen().availableSize().width() * 9 // 10))
        self._build()
        stored = session.get(block)
        if stored is not None:
            self.text.begin(stored.block.text)
            self.decoration.setChecked(stored.block.is_decoration)
        self._show_state()
        self.text.setFocus()

    def accept(self) -> None:
        """Keep what was written, as one step that undo takes back."""
        session, block = self._session, self._block
        super().accept()
        stored = session.get(block)
        if stored is None:
            return
        if self.decoration.isChecked():
            if not stored.block.is_decoration:
                session.attempt(correct.decoration, session.project, [block], True)
        else:
            session.attempt(correct.describe, session.project, block, self.text.written.strip())

    def _build(self) -> None:
        page: QVBoxLayout = widgets.column(self, margin=16, gap=12)
        number = self._session.number_of(self._block)
        words = _("What does picture {number} show, and what is it there for? A sentence or two are enough.")
        page.addWidget(Text(words.format(number=number)))
        language = languages.name(self._session.flyer.language)
        label = QLabel(_("Description in {language}").format(language=language))
        self.text = WrittenText(self, lines=3)
        self.text.setAccessibleName(label.text())
        widgets.follow(self.text, self.text.fit)
        label.setBuddy(self.text)
        page.addWidget(label)
        page.addWidget(self.text, 1)
        hint = _("Screen readers say it instead of the picture. Words that stand in the picture belong into it, too.")
        page.addWidget(Text(hint, "soft"))
        self.decoration = QCheckBox(_("It is decoration: screen readers pass over it"))
        page.addWidget(self.decoration)
        page.addLayout(self._build_foot())
        self.text.edited.connect(self._show_state)
        self.decoration.toggled.connect(self._show_state)

    def _build_foot(self) -> widgets.Row:
        line = widgets.row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.keep = PrimaryButton(_("Keep"), "check")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        line.addWidget(self.cancel)
        line.addWidget(self.keep)
        return line

    def _show_state(self, *_what: object) -> None:
        is_decoration = self.decoration.isChecked()
        self.text.setEnabled(not is_decoration)
        self.keep.setEnabled(is_decoration or bool(self.text.written.strip()))
