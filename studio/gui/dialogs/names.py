"""Names and terms, of the production and of the house, the house's memory, and near misses put right after a look."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QTabWidget, QWidget

from studio.gui import metrics, undoing, widgets
from studio.gui.dialogs.names_memory import MemoryPage
from studio.gui.dialogs.names_page import TermsPage
from studio.gui.dialogs.names_work import WorkLine
from studio.gui.flyer_session import FlyerSession
from studio.gui.session import Session
from studio.gui.tables.change_table import ChangeTable
from studio.gui.tables.change_view import ChangeView
from studio.gui.widgets import Button, Note, PrimaryButton, Text
from studio.i18n import _, ngettext
from studio.project.values import Changed
from studio.workflow import find, terms
from studio.workflow.work import Work

ROOM = 560
"""Height (px at 100 %) from where on the lists and the near misses fit below each other."""


class NamesDialog(QDialog):
    """Stays open beside the cues, so that they can be looked at; beside a flyer there are lists and memory only."""

    def __init__(self, session: Session | FlyerSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._video = session if isinstance(session, Session) else None
        self.setWindowTitle(_("Names and terms"))
        self.changes = ChangeTable(self._video.cues if self._video is not None else None, self)
        self._is_found = False
        self._build()
        self.changes.dataChanged.connect(self._show_buttons)
        self.changes.modelReset.connect(self._show_buttons)
        if self._video is not None:
            self._video.track_changed.connect(self.forget)
        session.changed.connect(self._take_in)
        self.forget()
        widgets.follow(self, self._fit)

    @classmethod
    def show_for(cls, session: Session | FlyerSession, parent: QWidget) -> NamesDialog:
        """Bring the dialog to the front; made where there is none for this session.  `parent` goes with it."""
        open_ones = [dialog for dialog in parent.findChildren(cls) if dialog.session is session]
        dialog = open_ones[0] if open_ones else cls(session, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        dialog.own.field.setFocus()
        return dialog

    def sizeHint(self) -> QSize:
        return widgets.on_screen(self, 720, 600)

    def look(self) -> None:
        """Show which cues seem to mean one of the names."""
        track = self._video.track if self._video is not None else None
        found = self.session.attempt(find.names_preview, self.session.project, track.id) if track else None
        if found is not None:
            self.changes.set_changes(found)
            self._show_found(True)
            self._say_what_was_found(len(found))

    def correct(self) -> None:
        """Change the cues that are ticked."""
        done = self.session.attempt(find.replace_names, self.session.project, self.changes.chosen)
        if done is not None:
            text = ngettext("Corrected in {count} cue.", "Corrected in {count} cues.", done).format(count=done)
            self.session.said.emit(text)
            self.look()
            self.note.say("approved", "", text)

    def forget(self) -> None:
        """Show no cues any more."""
        self.changes.set_changes([])
        self._show_found(False)
        self._say_usual()
        self._show_buttons()

    def run(self, work: Work[Any], done: Any) -> None:
        """Begin long work for a page, one at a time."""
        self.work.run(work, done)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self.house.terms.is_readable:
            self.house.terms.read()  # another window of the program may have changed it
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.work.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.tabs.currentWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # never a button: Return in the list only ends the writing
        if isinstance(page, TermsPage) and event.matches(QKeySequence.StandardKey.Delete) and page.view.hasFocus():
            page.remove()
        elif page is self.own and event.matches(QKeySequence.StandardKey.Undo):
            undoing.undo(self.session)
        elif page is self.own and event.matches(QKeySequence.StandardKey.Redo):
            undoing.redo(self.session)
        else:
            super().keyPressEvent(event)

    def _show_page(self, _place: int) -> None:
        is_memory = self.tabs.currentWidget() is self.area
        self.search.setVisible(not is_memory and self._video is not None)
        if is_memory:
            self.memory.refresh()
        self.forget()

    def _take_in(self, changed: Changed) -> None:
        if "term" in changed.rows:
            self.own.terms.read()

    def _say(self, kind: Any, words: str) -> None:
        self.note.say(kind, "", words)
        self.session.said.emit(words)

    def _say_usual(self) -> None:
        if self.tabs.currentWidget() is self.area:
            words = _("Other programs for translators write and read memories as TMX files.")
        elif self._video is None:
            words = _("They count in translations. Those of this flyer can be read from it.")
        else:
            words = _("They help to hear names right, are looked for in the cues, and count in translations.")
        self.note.say("info", "", words)

    def _say_what_was_found(self, count: int) -> None:
        if not self._has_names():
            self.note.say("info", "", _("Write down some names first."))
        elif count:
            self.note.say("info", "", _("Untick what shall stay as it is."))
        else:
            self.note.say("approved", "", _("No cue seems to mean one of the names and write it otherwise."))

    def _show_found(self, is_shown: bool) -> None:
        """Show the near misses, if any: below the lists, or where there is no room for both in their place."""
        self._is_found = is_shown and self.changes.rowCount() > 0
        is_low = self.screen().availableSize().height() * 0.9 < metrics.px(ROOM)
        self.found.setVisible(self._is_found)
        self.do.setVisible(self._is_found)
        self.tabs.setVisible(not (self._is_found and is_low))
        self.back.setVisible(self._is_found and is_low)
        self.intro.setVisible(not is_low)

    def _fit(self) -> None:
        self._show_found(self._is_found)

    def _show_buttons(self) -> None:
        count = len(self.changes.chosen)
        self.do.setEnabled(count > 0)
        self.do.setText(ngettext("Correct in {count} cue", "Correct in {count} cues", count).format(count=count))
        self.search.setEnabled(self._has_names() and self._video is not None and self._video.track is not None)

    def _has_names(self) -> bool:
        return self.own.terms.rowCount() + self.house.terms.rowCount() > 0

    def _build(self) -> None:
        page = widgets.column(self, margin=16, gap=12)
        words = _("Names that must be right everywhere, and words that are always translated in the same way.")
        self.intro = Text(words, "soft")
        page.addWidget(self.intro)
        page.addWidget(self._pages(), 1)
        self.found = ChangeView(self.changes, self._video.show_cue if self._video is not None else None)
        page.addWidget(self.found, 1)
        self.work = WorkLine(self.session)
        self.work.stopped.connect(lambda: self._say("info", _("Stopped.")))
        for each in (self.own, self.house, self.memory):
            self.work.busy_changed.connect(each.set_busy)
        page.addWidget(self.work)
        self.note = Note("info", "")
        page.addWidget(self.note)
        page.addLayout(self._buttons())
        for button in self.findChildren(Button):
            button.setAutoDefault(False)

    def _pages(self) -> QTabWidget:
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(self.windowTitle())
        own, house = terms.lists(self.session.project)
        self.own = TermsPage(self.session, own, self.run, can_bring_back=False)
        self.house = TermsPage(self.session, house, self.run, can_bring_back=True)
        self.memory = MemoryPage(self.session, self.run)
        self.own.view.setAccessibleName(_("Names and terms of this production"))
        self.house.view.setAccessibleName(_("Names and terms of your house"))
        for page, name in ((self.own, _("This production")), (self.house, _("Your house"))):
            page.changed.connect(self._show_buttons)
            page.said.connect(self._say)
            self.tabs.addTab(page, name)
        self.house.changed.connect(self.session.terms_changed)
        self.memory.said.connect(self._say)
        self.tabs.addTab(self._scrolled(self.memory), _("Memory"))
        self.tabs.currentChanged.connect(self._show_page)
        return self.tabs

    def _scrolled(self, page: QWidget) -> QScrollArea:
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("role", "page")
        self.area.setWidget(page)
        return self.area

    def _buttons(self) -> widgets.Row:
        line = widgets.row(gap=8)
        self.search = Button(_("Find near misses…"), "spell-check")
        self.search.clicked.connect(self.look)
        self.search.setVisible(self._video is not None)
        self.back = Button(_("Back to the lists"), "chevron-left")
        self.back.clicked.connect(self.forget)
        close = Button(_("Close"))
        close.clicked.connect(self.close)
        self.do = PrimaryButton("", "replace")
        self.do.clicked.connect(self.correct)
        line.addWidget(self.search)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(close)
        line.addWidget(self.do)
        return line
