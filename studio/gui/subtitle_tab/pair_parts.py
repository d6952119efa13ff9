"""What the editor of a translation has beside its text: the source, how the text reads, and its own buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QTextOption
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QSizePolicy, QWidget

from studio.gui import icons, languages, metrics, translations, widgets
from studio.gui.session import Session
from studio.gui.status import Fitting
from studio.gui.subtitle_tab.cue_text import shown_height
from studio.gui.widgets import Button, Icon, KeyHint, QuietButton, Text
from studio.i18n import _
from studio.text.length import visible
from studio.workflow.meter import Meter


class SourceBox(QWidget):
    """The source of the chosen cue: read, never written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.head = Text("", "soft", wraps=False)
        self.text = SourceText(self)
        page = widgets.column(self, gap=4)
        page.addWidget(self.head)
        page.addWidget(self.text, 1)

    def refresh(self) -> None:
        """Show the source as it is now."""
        session = self._session
        row, origin = session.cues.row_of(session.cue), session.sides.source
        side = session.sides.of(session.cue)
        name = languages.name(origin.language) if origin is not None else ""
        if row is not None:
            name = _("Cue {number}, {language}").format(number=row + 1, language=name)
        self.head.setText(name)
        self.text.setAccessibleName(_("{place}, to read only").format(place=name))
        self.text.show_text(visible(side.text) if side is not None else "")


class SourceText(QPlainTextEdit):
    """A text that the keyboard reaches and a person can copy from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(reading)
        widgets.follow(self, self.fit)

    def show_text(self, text: str) -> None:
        """Show another text, unless it is the same: the caret of who reads stays."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(metrics.px(120), shown_height(self, 2))

    def sizeHint(self) -> QSize:
        return QSize(metrics.px(300), shown_height(self, 2))

    def fit(self) -> None:
        """Take font and lengths from the size of the letters."""
        self.setFont(metrics.font(metrics.EDITOR))
        self.document().setDocumentMargin(metrics.px(6))
        self.setMinimumHeight(shown_height(self, 2))


class TargetHead(QWidget):
    """The language of the translation, and how its text reads: as many words of it as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = Text("", "soft", wraps=False)
        self.sign = Icon("triangle-alert", "problem")
        self.reading = Fitting()
        self.reading.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = widgets.row(self, gap=6)
        line.addWidget(self.language)
        line.addStretch(1)
        line.addWidget(self.sign)
        line.addWidget(self.reading, 100)
        self.show_meter(None)

    def show_meter(self, found: Meter | None) -> None:
        """Say how the text reads; what is wrong goes before everything else."""
        is_problem = found is not None and found.is_problem
        words: tuple[str, ...] = ()
        if found is not None:
            short = found.title.rstrip(":") if is_problem else f"{found.phrase}."
            words = (f"{found.title} {found.sentence}", short)
        self.reading.show_words(words)
        self.reading.setToolTip(words[0] if words else "")
        role = "problem" if is_problem else "soft"
        if self.reading.property("role") != role:
            self.reading.setProperty("role", role)
            widgets.repolish(self.reading)
        self.sign.setVisible(is_problem)


class PairTools(QWidget):
    """The buttons of a translation; those without room move into a menu."""

    timeline_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.again = Button(_("Translate again"), "refresh-cw", self, key="Ctrl+R")
        self.wordings = Button(_("Other wordings"), "list-checks", self, key="F9")
        self.timeline = QuietButton(_("Show timeline"), "audio-waveform", self)
        self.play = QuietButton(_("Play this cue"), "repeat-2", self, key="F5")
        self.hint = KeyHint("F5", self)
        self.again.clicked.connect(self._again)
        self.wordings.clicked.connect(self._show_wordings)
        self.timeline.clicked.connect(self.timeline_asked)
        self.play.clicked.connect(self._play)
        self._buttons: tuple[Button, ...] = (self.again, self.wordings, self.play, self.timeline)
        self._lines: list[QAction] = []
        line = widgets.row(self, gap=8)
        line.addWidget(self.again)
        line.addWidget(self.wordings)
        line.addStretch(1)
        for part in (self.timeline, self.play, self.hint):
            line.addWidget(part)

    def add_to(self, menu: QMenu) -> None:
        """Give a menu a line for each button, shown where the button is not."""
        for button in self._buttons:
            line = menu.addAction(button.icon(), button.text(), button.click)
            self._lines.append(line)
            line.setVisible(False)

    def fit(self, room: int) -> None:
        """Show what has room, the most important first."""
        used, gap = 0, metrics.px(8)
        for button, line in zip(self._buttons, self._lines, strict=True):
            used += button.sizeHint().width() + gap
            button.setVisible(used <= room)
            line.setVisible(used > room)
        self.hint.setVisible(used + self.hint.sizeHint().width() + gap <= room)

    def leave_menu(self) -> None:
        """Have no lines in the menu: these buttons are not in use."""
        for line in self._lines:
            line.setVisible(False)

    def refresh(self) -> None:
        """Offer what can be done now."""
        session = self._session
        self.again.setEnabled(translations.can_translate_again(session))
        self.wordings.setEnabled(translations.can_choose_wording(session))
        self.play.setEnabled(bool(session.cue))
        for button, line in zip(self._buttons, self._lines, strict=False):
            line.setEnabled(button.isEnabled())

    def show_timeline(self, is_shown: bool) -> None:
        """Say whether the button shows the timeline or folds it away."""
        text = _("Hide timeline") if is_shown else _("Show timeline")
        self.timeline.setText(text)
        self.timeline.setIcon(icons.icon("audio-waveform"))
        self._lines[self._buttons.index(self.timeline)].setText(text)

    def _again(self) -> None:
        translations.again(self._session)

    def _show_wordings(self) -> None:
        translations.show_wordings(self._session, self.window())

    def _play(self) -> None:
        self._session.play_cue()
