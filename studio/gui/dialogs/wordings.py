"""Other wordings of a translated sentence: the machine's and those that people confirmed before, to choose by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio.gui import languages, widgets
from studio.gui.dialogs.wording_view import WordingView
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.tables.wording_list import SUGGESTION, WordingList
from studio.gui.widgets import Button, Note, PrimaryButton, Text
from studio.i18n import _, ngettext
from studio.text.length import visible
from studio.workflow import translating
from studio.workflow.translating import Suggestion


class WordingsDialog(QDialog):
    """A list with the best first; Return uses the chosen one, Esc leaves all as it is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cue = session.cue
        self._running: Running | None = None
        self.setWindowTitle(_("Other wordings"))
        self.resize(widgets.on_screen(self, 600, 440))
        self.wordings = WordingList(self)
        self._build()
        self.finished.connect(self._stop)
        self._look()

    def use(self) -> None:
        """Give the cue the chosen wording; one step that undo takes back."""
        suggestion = self.list.currentIndex().data(SUGGESTION)
        if not isinstance(suggestion, Suggestion):
            return
        session = self._session
        self.accept()
        session.attempt(translating.take, session.project, suggestion)
        count = len(suggestion.pieces)
        words = ngettext("Other wording used in {count} cue.", "Other wording used in {count} cues.", count)
        session.said.emit(words.format(count=count))

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        self._build_source(page)
        self.list = WordingView(self.wordings, self._now)
        self.list.doubleClicked.connect(self.use)  # Return comes by the button
        self.list.selectionModel().currentChanged.connect(self._show_choice)
        keeps = self.list.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # else the sentences spread over the empty place
        self.list.setSizePolicy(keeps)
        page.addWidget(self.list, 1)
        self.note = Note("info", "")
        page.addWidget(self.note)
        line = widgets.row(gap=8)
        line.addStretch(1)
        self.cancel = Button(_("Close"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.take = PrimaryButton(_("Use this"), "check")
        self.take.setDefault(True)
        self.take.clicked.connect(self.use)
        line.addWidget(self.cancel)
        line.addWidget(self.take)
        page.addLayout(line)

    def _build_source(self, page: QVBoxLayout) -> None:
        """Show what the cue says in the other language, and what it says now."""
        session = self._session
        side, stored, origin = session.sides.of(self._cue), session.cues.get(self._cue), session.sides.source
        if side is None or stored is None or origin is None or session.track is None:
            return
        for tag, text in ((origin.language, side.text), (session.track.language, stored.cue.text)):
            words = " ".join(visible(text).split())
            page.addWidget(Text(_("{language}: {text}").format(language=languages.name(tag), text=words)))

    def _look(self) -> None:
        session = self._session
        work = session.attempt(translating.suggestions, session.project, self._cue)
        if work is None:
            self._show([])
            return
        self.note.say("info", _("Looking for other wordings"))
        self.list.hide()
        self.take.setEnabled(False)
        self._running = session.desk.runner.run(work, ("wordings", session.video.id))
        self._running.finished.connect(self._show)
        self._running.failed.connect(self._fail)
        self.list.setFocus()

    def _show(self, suggestions: Sequence[Suggestion]) -> None:
        now = " ".join(self._now([self._cue]).split())
        offered = [each for each in suggestions if each.pieces and " ".join(each.text.split()) != now]
        self.wordings.set_suggestions(offered)
        self.list.setVisible(bool(offered))
        if offered:
            self.note.say("info", "", _("Underlined is what the cue does not say now. Undo takes it back."))
            self.list.setCurrentIndex(self.wordings.index(0))
            self.list.setFocus()
        else:
            self.note.say("info", "", _("There are no other wordings for this cue."))
            self.cancel.setFocus()
        self._show_choice()

    def _fail(self, error: object) -> None:
        self.reject()
        self._session.failed.emit(error)

    def _show_choice(self, *_what: object) -> None:
        self.take.setEnabled(self.list.currentIndex().isValid())

    def _stop(self) -> None:
        if self._running is not None and not self._running.is_over:
            self._running.cancel()

    def _now(self, cues: Sequence[int]) -> str:
        """Return what these cues say now, on one line."""
        texts = [visible(stored.cue.text) for stored in map(self._session.cues.get, cues) if stored is not None]
        return " ".join(" ".join(texts).split())
