"""The band while something is being done: what, how far, how long still, Pause and Cancel; it stays where work failed.

What else there is to go on with is for the bands of tabs to say.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from studio.gui import icons, metrics, pace
from studio.gui.messages import ErrorDialog
from studio.gui.runner import Runner, Running
from studio.gui.spoken import announce
from studio.gui.subtitle_tab import work_words
from studio.gui.widgets import Button, Icon, QuietButton, Text, column, follow, row
from studio.i18n import _, ngettext

NARROW = 1000
"""Width (px at 100 %) below which the band takes two rows."""

WORDS = 370
"""Width (px at 100 %) that the words have at least."""

TICK = 1000  # milliseconds between two looks at the clock


class Band(QFrame):
    """Follows the work about one thing; hidden while there is none."""

    said = Signal(str)
    """How work ended, for everybody to hear."""

    def __init__(
        self, runner: Runner, about: int, parent: QWidget | None = None, *, keeps_failures: bool = True
    ) -> None:
        """Without `keeps_failures` what went wrong is for others to say."""
        super().__init__(parent)
        self._runner = runner
        self._about = about
        self._keeps_failures = keeps_failures
        self._running: Running | None = None
        self._last: Running | None = None
        self._is_narrow: bool | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._show_time)
        self.setProperty("role", "bar")
        self.setAccessibleName(_("What is being done"))
        self._build()
        runner.changed.connect(self._take_runner)
        runner.ended.connect(self._take_end)
        follow(self, self._fit)
        self._take_runner()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # how it is put together

    def _build(self) -> None:
        self._icon = Icon("loader", "accent", 20)
        self.title = Text("", "heading", wraps=False)
        self.sentence = Text("", "soft")
        self.others = QuietButton("")
        self.others.setProperty("menu", "true")
        self.others.setMenu(QMenu(self.others))
        self.details = QuietButton(_("Details…"))
        self.details.clicked.connect(self._show_error)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.done = Text("", "soft", wraps=False)
        self.time = Text("", "soft", wraps=False)
        self.pause = Button(_("Pause"), "pause")
        self.cancel = Button(_("Cancel and keep cues"), "x")
        for button in (self.pause, self.cancel):
            button.make_main()
        self.pause.clicked.connect(self._pause_or_go_on)
        self.cancel.clicked.connect(self._cancel_or_close)
        self._words = self._build_words()
        self._course = self._build_course()
        self._buttons = QWidget()
        line = row(self._buttons, gap=12)
        line.addWidget(self.pause)
        line.addWidget(self.cancel)
        self._grid = QGridLayout(self)

    def _build_words(self) -> QWidget:
        words = QWidget()
        line = row(words, gap=12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = column(gap=1)
        texts.addStretch(1)
        head = self._head = row(gap=8)
        head.addWidget(self.title)
        head.addWidget(self.others)
        head.addWidget(self.details)
        head.addStretch(1)
        texts.addLayout(head)
        texts.addWidget(self.sentence)
        texts.addStretch(1)
        line.addLayout(texts, 1)
        return words

    def _build_course(self) -> QWidget:
        course = QWidget()
        course.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        texts: QVBoxLayout = column(course, gap=4)
        texts.addStretch(1)
        texts.addWidget(self.bar)
        line = row(gap=12)
        line.addWidget(self.done)
        line.addStretch(1)
        line.addWidget(self.time)
        texts.addLayout(line)
        texts.addStretch(1)
        return course

    def _arrange(self) -> None:
        """Put all into one row, or, where letters are large, into two; the buttons stay at the right of the first."""
        is_narrow = self.width() < metrics.px(NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for part in (self._words, self._course, self._buttons):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._words, 0, 0)
        if is_narrow:
            self._grid.addWidget(self._course, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self._course, 0, 1)
        self._grid.addWidget(self._buttons, 0, 2)
        self._words.setMinimumWidth(0 if is_narrow else metrics.px(WORDS))
        self.title.setWordWrap(is_narrow)
        self._head.setStretch(0, 1 if is_narrow else 0)
        self._head.setStretch(self._head.count() - 1, 0 if is_narrow else 1)
        self._show_sentence()
        self._grid.setColumnStretch(0, 1 if is_narrow else 0)
        self._grid.setColumnStretch(1, 0 if is_narrow else 1)

    def _fit(self) -> None:
        side = metrics.px(12)
        self._grid.setContentsMargins(side, metrics.px(8), side, metrics.px(8))
        self._grid.setHorizontalSpacing(metrics.px(24))
        self._hold(self.pause, _("Pause"), _("Go on"))
        self._hold(self.cancel, _("Cancel and keep cues"), _("Close"))
        self._is_narrow = None
        self._arrange()

    def _hold(self, button: Button, *texts: str) -> None:
        """Make a button as wide as the longest text it ever shows, so that it stays where it is."""
        button.ensurePolished()
        before, widths = button.text(), []
        for text in texts:
            button.setText(text)
            widths.append(button.sizeHint().width())
        button.setText(before)
        button.setFixedWidth(max(widths))

    # what it shows

    def _take_runner(self) -> None:
        mine = self._runner.of(self._about)
        running = mine[0] if mine else None
        if running is not self._running:
            if self._running is not None:
                self._running.progressed.disconnect(self._show_progress)
            self._running = running
            if running is not None:
                running.progressed.connect(self._show_progress)
        self._show()

    def _take_end(self, running: Running) -> None:
        """Say how it ended, also to those who do not see it."""
        if running.about != self._about:
            return
        self._last = running if self._keeps_failures or running.state != "failed" else None
        self._take_runner()
        self._look_for_more()
        if running.state == "finished":
            if running.work.lane in ("speech", "translation"):  # the search for cuts is no news
                self.said.emit(work_words.finished(running))
        elif self._last is not None and running.state == "failed":
            announce(self, f"{self.title.text()}. {self.sentence.text()}", urgent=True)
        elif self.isVisible():
            announce(self, self.title.text())

    def _look_for_more(self) -> None:
        """Look for what else there is to go on with, and show it."""
        self._show()

    @property
    def is_resting(self) -> bool:
        """Say whether something rests here that could go on."""
        return False

    def _show(self) -> None:
        running = self._running
        failed = self._last if self._last is not None and self._last.state == "failed" else None
        if running is not None:
            self._show_running(running)
        elif self.is_resting or failed is not None:
            self._show_resting(failed)
        self.setVisible(running is not None or self.is_resting or failed is not None)
        is_going = running is not None and running.state != "waiting"
        self._tick.start() if is_going else self._tick.stop()

    def _show_running(self, running: Running) -> None:
        self.title.setText(running.label)
        self.sentence.setText(work_words.sentence(running, self._runner.running))
        self._icon.show_icon("loader", "accent")
        self.details.hide()
        self._show_buttons(
            _("Pause"), "pause", is_on=running.can_pause, is_there=running.work.can_pause, second=_cancel_text(running)
        )
        self.cancel.setEnabled(running.state != "stopping")
        self._show_sentence()
        self._show_others(running)
        self._show_progress()

    def _show_resting(self, failed: Running | None) -> None:
        self.title.setText(work_words.resting_title(self._last, None))
        self.sentence.setText(work_words.resting_sentence(failed))
        self._icon.show_icon("triangle-alert" if failed else "pause", "problem" if failed else "soft")
        self._show_buttons(_("Go on"), "play", is_on=True, is_there=self.is_resting, second=_("Close"))
        self.cancel.setEnabled(True)
        self.others.hide()
        self.details.setVisible(failed is not None)
        self._show_sentence()
        self._course.setVisible(self.is_resting)

    def _show_sentence(self) -> None:
        """Leave out what is only nice to know where letters are large."""
        is_usual = self._running is not None and self._running.state == "working"
        self.sentence.setVisible(not (is_usual and self._is_narrow))

    def _show_buttons(self, first: str, icon: str, *, is_on: bool, is_there: bool, second: str) -> None:
        self.pause.setText(first)
        self.pause.setIcon(icons.icon(icon))
        self.pause.setEnabled(is_on)
        self.pause.setVisible(is_there)
        self.cancel.setText(second)

    def _show_others(self, running: Running) -> None:
        """Show how much else runs or waits, each with the way to cancel it."""
        runner = self._runner
        others = [each for each in runner.running if each is not running and each.is_awaited]
        self.others.setVisible(bool(others))
        words = ngettext("and {count} more", "and {count} more", len(others))
        self.others.setText(words.format(count=len(others)))
        menu = self.others.menu()
        menu.clear()
        for each in others:
            waits = _("waiting") if each.state == "waiting" else _("at work")
            action = menu.addAction(_("Cancel “{label}” ({state})").format(label=each.label, state=waits))
            action.triggered.connect(each.cancel)

    def _show_progress(self, _progress: object = None) -> None:
        running = self._running
        if running is None:
            return
        self._course.show()
        progress = running.progress
        self._show_share(progress.share)  # an empty bar while nothing is known: nothing moves that says nothing
        self.done.setText(work_words.progress(running))
        self._show_time()

    def _show_share(self, share: float) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(share * 1000))
        self.bar.setAccessibleName(_("{percent} % done").format(percent=int(share * 100)))

    def _show_time(self) -> None:
        running = self._running
        if running is None or running.state == "waiting":
            self.time.setText("")
            return
        left = running.remaining
        texts = [pace.so_far(running.elapsed)] + ([pace.left(left)] if left is not None else [])
        self.time.setText(" · ".join(texts))

    # what its buttons do

    def _pause_or_go_on(self) -> None:
        if self._running is not None:
            self._running.pause()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Go on with what rests."""

    def _cancel_or_close(self) -> None:
        if self._running is not None:
            self._running.cancel()
            return
        self._dismiss()
        self._last = None
        self._look_for_more()

    def _dismiss(self) -> None:
        """Show what rests no more."""

    def _show_error(self) -> None:
        if self._last is not None and self._last.error is not None:
            ErrorDialog(self._last.error, self.window()).open()


def _cancel_text(running: Running) -> str:
    return _("Cancel and keep cues") if running.work.lane == "speech" else _("Cancel")
