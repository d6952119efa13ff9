"""The guide at the first start: languages, a speech model, translation, the sample.  Every step can be passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QStackedWidget

from studio.errors import StudioError
from studio.gui import metrics, widgets
from studio.gui.dialogs.guide_bringing import Bringing
from studio.gui.dialogs.guide_pages import LanguagesPage, SamplePage, WelcomePage
from studio.gui.dialogs.guide_parts import Foot, Page, Steps
from studio.gui.dialogs.guide_speech import SpeechPage
from studio.gui.dialogs.guide_translation import TranslationPage
from studio.gui.messages import ErrorDialog, show
from studio.gui.runner import Running
from studio.gui.spoken import announce
from studio.gui.widgets import Button, PrimaryButton, QuietButton, Text, column, row
from studio.i18n import _
from studio.workflow import pace

if TYPE_CHECKING:
    from studio.gui.main_window import MainWindow

SIZE = (880, 584)
NARROW = 800
"""Below this width, at 100 %, the list of steps is a line above the page."""


class GuideDialog(QDialog):
    """Leads through the steps; what was asked for goes on after it is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = window.preferences
        self._measuring: Running | None = None
        self.setWindowTitle(_("Set up Souffleur"))
        self.bringing = Bringing(window.desk.runner, self._preferences.settings.venue_languages, self)
        self.bringing.failed.connect(self._fail)
        self._build()
        self._measure()
        self.go_to(0)

    def sizeHint(self) -> QSize:
        return widgets.on_screen(self, *SIZE)

    @property
    def place(self) -> int:
        """Return which page is in front, from 0."""
        return self._stack.currentIndex()

    def go_to(self, place: int) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentIndex(place)
        page = self.pages[place]
        page.begin()
        page.verticalScrollBar().setValue(0)
        self.steps.show_step(place)
        words = _("Step {n} of {all}").format(n=place + 1, all=len(self.pages))
        self.step.setText(words)
        self.step_above.setText(words)
        self.back.setVisible(place > 0)
        is_last = place == len(self.pages) - 1
        self.skip.setText(_("Close") if is_last else _("Skip the guide"))
        self._show_verb()
        (page.first() or self.next).setFocus()
        announce(self, f"{words}: {page.accessibleName()}")

    def go_on(self) -> None:
        """Do what was chosen on this page, and go to the next one, or to the sample."""
        try:
            self.pages[self.place].leave()
        except StudioError as error:
            self._fail(error)
        if self.place + 1 < len(self.pages):
            self.go_to(self.place + 1)
        else:
            self.accept()
            self._window.action("file.sample").trigger()

    def go_back(self) -> None:
        """Go to the page before."""
        self.go_to(max(0, self.place - 1))

    def done(self, code: int) -> None:
        """Close, in whatever way; the guide is not shown again by itself."""
        try:
            self._preferences.change(is_guided=True)
        except StudioError as error:
            self._window.fail(error)
        if self._measuring is not None:
            self._measuring.cancel()
        super().done(code)
        self._window.home.refresh_ready()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.pages[self.place].first() or self.next).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < metrics.px(NARROW)
        self.steps.setVisible(not is_narrow)
        self.step.setVisible(not is_narrow)
        self.step_above.setVisible(is_narrow)

    # how it is put together

    def _build(self) -> None:
        self.languages = LanguagesPage(self._preferences, self.bringing)
        self.speech = SpeechPage(self.bringing)
        self.translation = TranslationPage(self.bringing)
        self.sample = SamplePage(self.bringing)
        welcome = WelcomePage(self._preferences)
        self.pages: list[Page] = [welcome, self.languages, self.speech, self.translation, self.sample]
        titles = [_("Welcome"), _("Your languages"), _("Speech model"), _("Translation"), _("Try the sample")]
        self.steps = Steps(titles)
        self._stack = QStackedWidget()
        for page in self.pages:
            page.changed.connect(self._show_verb)
            self._stack.addWidget(page)
        whole = column(self, gap=0)
        beside = row(gap=0)
        beside.addWidget(self.steps)
        beside.addWidget(self._build_right(), 1)
        whole.addLayout(beside, 1)
        whole.addWidget(self._build_foot())
        self.next.setDefault(True)  # only now: the dialog remembers its own buttons alone

    def _build_right(self) -> QFrame:
        right = widgets.frame("panel")
        inside = column(right, gap=0)
        self.step_above = Text("", "soft", wraps=False)
        self.step_above.hide()
        inside.addWidget(self.step_above)
        inside.addWidget(self._stack, 1)
        widgets.follow(self.step_above, lambda: self.step_above.setContentsMargins(metrics.px(24), metrics.px(8), 0, 0))
        return right

    def _build_foot(self) -> Foot:
        bar = Foot()
        line = row(bar, margin=12, gap=8)
        self.skip = QuietButton(_("Skip the guide"))
        self.skip.clicked.connect(self.reject)
        self.step = Text("", "soft", wraps=False)
        self.back = Button(_("Back"))
        self.back.clicked.connect(self.go_back)
        self.next = PrimaryButton(_("Next"))
        self.next.clicked.connect(self.go_on)
        line.addWidget(self.skip)
        line.addStretch(1)
        line.addWidget(self.step, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.back, self.next):
            line.addWidget(button)
        return bar

    def _show_verb(self) -> None:
        self.next.setText(self.pages[self.place].verb() if self.place >= 0 else "")

    def _measure(self) -> None:
        """Find out how quick this computer is while the first pages are read."""
        if pace.measured() is None:
            self._measuring = self._window.desk.runner.run(pace.measure(), ("packs", "measure"))
            self._measuring.changed.connect(self._take_measured)
            self.speech.show_measuring(True)

    def _take_measured(self) -> None:
        if self._measuring is not None:
            self.speech.show_measuring(not self._measuring.is_over)

    def _fail(self, error: StudioError) -> None:
        show(ErrorDialog(error, self))
