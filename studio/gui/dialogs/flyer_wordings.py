"""Other wordings of a block, the shortest first, each with how it would fit on the page as it will be exported."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio.gui import languages, widgets
from studio.gui.dialogs.wording_view import WordingView
from studio.gui.flyer_session import FlyerSession
from studio.gui.runner import Running
from studio.gui.tables import unit_words
from studio.gui.tables.wording_list import SUGGESTION, WordingList
from studio.gui.widgets import Button, Note, PrimaryButton, Text
from studio.i18n import _
from studio.model.document import Fit
from studio.workflow.flyer import room, translate, trial
from studio.workflow.flyer.translate import Suggestion
from studio.workflow.translating import Suggestion as Listed


class FlyerWordingsDialog(QDialog):
    """A list to choose from; Return uses the chosen one, Esc leaves all as it is."""

    def __init__(self, session: FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._block = session.block
        self._edition = session.edition.id if session.edition is not None else 0
        self._offered: dict[str, Suggestion] = {}
        self._running: list[Running] = []
        self.setWindowTitle(_("Other wordings, the shortest first"))
        self.resize(widgets.on_screen(self, 640, 480))
        self.wordings = WordingList(self)
        self._build()
        self.finished.connect(self._stop)
        self._look()

    def use(self) -> None:
        """Have the block say the chosen wording; one step that undo takes back."""
        listed = self.list.currentIndex().data(SUGGESTION)
        chosen = self._offered.get(listed.text) if isinstance(listed, Listed) else None
        if chosen is None:
            return
        session = self._session
        self.accept()
        session.attempt(translate.take, session.project, self._edition, self._block, chosen)
        session.said.emit(_("The other wording is used."))

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        self._build_source(page)
        self.list = WordingView(self.wordings, lambda _blocks: self._now())
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
        for button in (self.cancel, self.take):
            line.addWidget(button)
        page.addLayout(line)

    def _build_source(self, page: QVBoxLayout) -> None:
        """Show what the block says in the original, what it says now, and how that fits."""
        session, stored, edition = self._session, self._session.get(self._block), self._session.edition
        if stored is None or edition is None:
            return
        own = stored.block.language or session.flyer.language
        for tag, text in ((own, stored.block.text), (edition.language, self._now())):
            words = _("{language}: {text}").format(language=languages.name(tag), text=unit_words.one_line(text))
            page.addWidget(Text(words))
        fit = session.fit(self._block)
        if fit is not None:
            found = room.of(fit)
            page.addWidget(Text(" ".join(filter(None, (found.title, found.sentence))), "soft"))

    def _look(self) -> None:
        session = self._session
        work = session.attempt(translate.suggestions, session.project, self._edition, self._block)
        if work is None:
            self._show([])
            return
        self.note.say("info", _("Looking for other wordings"))
        self.list.hide()
        self.take.setEnabled(False)
        running = session.desk.runner.run(work, ("wordings", session.flyer.id))
        running.finished.connect(self._show)
        running.failed.connect(self._fail)
        self._running.append(running)
        self.list.setFocus()

    def _show(self, suggestions: Sequence[Suggestion]) -> None:
        now = " ".join(self._now().split())
        different = [each for each in suggestions if " ".join(each.text.split()) != now]
        self._offered = {each.text: each for each in sorted(different, key=lambda each: len(each.text))}
        self.wordings.set_suggestions([self._listed(each) for each in self._offered.values()])
        self.list.setVisible(bool(self._offered))
        if self._offered:
            self.note.say("info", "", _("Underlined is what the block does not say now. Undo takes it back."))
            self.list.setCurrentIndex(self.wordings.index(0))
            self.list.setFocus()
            self._try()
        else:
            self.note.say("info", "", _("There are no other wordings for this block."))
            self.cancel.setFocus()
        self._show_choice()

    def _try(self) -> None:
        """See on the page how each of them would fit."""
        session = self._session
        texts = list(self._offered)
        values = (session.project, self._edition, self._block, texts)
        work = session.attempt(trial.trying, *values, password=session.password)
        if work is None:
            return
        self.wordings.set_notes(dict.fromkeys(texts, _("How it fits is being tried …")))
        running = session.desk.runner.run(work, ("wordings", session.flyer.id))
        running.finished.connect(self._show_fits)
        running.failed.connect(lambda _error: self.wordings.set_notes({}))
        self._running.append(running)

    def _show_fits(self, fits: Sequence[Fit | None]) -> None:
        pairs = zip(self._offered, fits, strict=True)
        self.wordings.set_notes({text: fit_words(fit) for text, fit in pairs if fit is not None})
        self.list.doItemsLayout()

    def _fail(self, error: object) -> None:
        self.reject()
        self._session.failed.emit(error)

    def _show_choice(self, *_what: object) -> None:
        self.take.setEnabled(self.list.currentIndex().isValid())

    def _stop(self) -> None:
        for running in self._running:
            if not running.is_over:
                running.cancel()

    def _listed(self, suggestion: Suggestion) -> Listed:
        """Return a suggestion as the list of wordings takes it."""
        pieces = ((self._block, suggestion.text),)
        return Listed(suggestion.text, pieces, suggestion.origin, suggestion.score, suggestion.difference)

    def _now(self) -> str:
        """Return what the block says now."""
        wording = self._session.wordings.get(self._block)
        return wording.text if wording is not None else ""


def fit_words(fit: Fit) -> str:
    """Return how a wording would fit, in a few words."""
    found = room.of(fit)
    return _("Fits at full size") if found.kind == "fits" else found.word
