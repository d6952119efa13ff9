"""How to begin: have written down what is said, make subtitles by hand, or open a file of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.gui import metrics
from studio.gui.session import Session
from studio.gui.subtitle_tab.start_form import StartForm
from studio.gui.subtitle_tab.work_words import heard
from studio.gui.widgets import Button, Heading, Note, PrimaryButton, Text, column, follow, row
from studio.i18n import _, ngettext
from studio.project.values import StoredRun
from studio.workflow import correct, import_subtitles, listening

WIDEST = 620
NARROW = 480


class StartPanel(QFrame):
    """The page of a video without cues; also the way to listen anew."""

    left = Signal()
    """Something was begun: the cues are worth looking at now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._unfinished: StoredRun | None = None
        self._is_busy = False
        self.setProperty("role", "panel")
        self._build()
        session.desk.runner.changed.connect(self._take_runner)
        session.track_changed.connect(self.refresh)
        follow(self, self._fit)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.refresh()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Look again at what there is: an unfinished listening, cues, work that goes on."""
        session = self._session
        is_busy = self._is_busy = bool(session.desk.runner.of(session.video.id))
        self._unfinished = None if is_busy else listening.unfinished(session.project, session.video.id)
        has_more = self._unfinished is not None and not self._unfinished.is_finished
        self.go_on.setVisible(has_more)
        self.go_on_note.setVisible(has_more)
        if has_more and self._unfinished is not None:
            total = session.video.video.duration / 1000
            self.go_on_note.say("info", _("Listening was stopped."), heard(self._unfinished.heard_until / 1000, total))
        self._show_main(is_main=not has_more)
        self._say_cues()
        for part in (self.form, self.begin, self.by_hand, self.open_file):
            part.setEnabled(not is_busy)
        self._show_ready()

    # how it is put together

    def _build(self) -> None:
        outer = column(self, gap=0)
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setProperty("role", "page")
        around = row(page)
        self._inside = QWidget()
        around.addWidget(self._inside, 100)
        around.addStretch(1)
        self._page: QVBoxLayout = column(self._inside, margin=24, gap=12)
        self._build_listening()
        self._build_others()
        self._page.addStretch(1)
        area.setWidget(page)
        outer.addWidget(area)

    def _build_listening(self) -> None:
        self._page.addWidget(Heading(_("How should the subtitles begin?"), level=1))
        self.go_on_note = Note("info", "")
        self.go_on = PrimaryButton(_("Go on where it stopped"), "play")
        self.go_on.make_main()
        self.go_on.clicked.connect(self._go_on)
        self._page.addWidget(self.go_on_note)
        self._page.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = StartForm(self._session)
        self.form.changed.connect(self._show_ready)
        self._page.addWidget(self.form)
        self.cues_note = Text("", "soft")
        self._page.addWidget(self.cues_note)
        self.begin = PrimaryButton(_("Write down what is said"), "mic")
        self.begin_again = Button(_("Begin anew"), "mic")
        for button in (self.begin, self.begin_again):
            button.make_main()
            button.clicked.connect(self._begin)
            self._page.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.why_not = Text("", "soft")
        self._page.addWidget(self.why_not)

    def _build_others(self) -> None:
        self._page.addSpacing(metrics.px(12))
        self._page.addWidget(Text(_("Or without listening"), "strong"))
        self._others = row(gap=8)
        self.by_hand = Button(_("Make subtitles by hand"), "pencil-line")
        self.by_hand.clicked.connect(self._make_by_hand)
        self.open_file = Button(_("Open a subtitle file…"), "captions")
        self.open_file.clicked.connect(self._ask_for_file)
        for button in (self.by_hand, self.open_file):
            self._others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._others.addStretch(1)
        self._page.addLayout(self._others)

    def _fit(self) -> None:
        self._inside.setMaximumWidth(metrics.px(WIDEST))
        self._arrange()

    def _arrange(self) -> None:
        """Stand the last two buttons side by side where there is room; where there is none, leave less around all."""
        is_narrow = self.width() < metrics.px(NARROW)
        side = metrics.px(24 if not is_narrow else 6)
        self._page.setContentsMargins(side, metrics.px(24), side, metrics.px(24))
        direction = QBoxLayout.Direction
        self._others.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    # what it shows

    def _take_runner(self) -> None:
        """Look again when work for this video begins or ends."""
        if bool(self._session.desk.runner.of(self._session.video.id)) != self._is_busy:
            self.refresh()

    def _show_main(self, *, is_main: bool) -> None:
        """Show one filled button only: to go on where something was begun, else to begin."""
        self.begin.setVisible(is_main)
        self.begin_again.setVisible(not is_main)

    def _show_ready(self) -> None:
        lacking = "" if self._is_busy else self.form.lacking()
        for button in (self.begin, self.begin_again):
            button.setEnabled(not self._is_busy and not lacking)
        self.why_not.setText(lacking)
        self.why_not.setVisible(bool(lacking))

    def _say_cues(self) -> None:
        count = self._session.cues.rowCount()
        words = ngettext(
            "There is {count} cue already. It stays: what is heard now comes beside it, in subtitles of its own.",
            "There are {count} cues already. They stay: what is heard now comes beside them, in subtitles of its own.",
            count,
        )
        self.cues_note.setText(words.format(count=count))
        self.cues_note.setVisible(count > 0)

    # what its buttons do

    def _begin(self) -> None:
        session = self._session
        self.form.remember()
        work = session.attempt(listening.begin, session.project, session.video.id, self.form.choice())
        if work is not None:
            session.desk.runner.run(work, session.video.id)
            self.left.emit()

    def _go_on(self) -> None:
        session = self._session
        if self._unfinished is None:
            return
        work = session.attempt(listening.resume, session.project, self._unfinished)
        if work is not None:
            session.desk.runner.run(work, session.video.id)
            self.left.emit()

    def _make_by_hand(self) -> None:
        session = self._session
        language = self.form.choice().language
        if language is None:
            self.why_not.setText(_("Choose the language of the subtitles first."))
            self.why_not.show()
            self.form.language.setFocus()
            return
        profile = self.form.choice().profile
        track = session.attempt(correct.add_track, session.project, session.video.id, language, profile)
        self._show_track(track)

    def _ask_for_file(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in import_subtitles.SUFFIXES)
        folder = str(self._session.video.video.path.parent)
        kinds = f"{_('Subtitle files')} ({endings})"
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Open a subtitle file"), folder, kinds)
        if chosen:
            self.open_path(Path(chosen))

    def open_path(self, path: Path) -> None:
        """Make the cues of a subtitle file the subtitles to work on."""
        session = self._session
        track = session.attempt(import_subtitles.import_file, session.project, session.video.id, path, None)
        self._show_track(track)

    def _show_track(self, track: int | None) -> None:
        if track is not None:
            self._session.choose_track(track)
            self.left.emit()
