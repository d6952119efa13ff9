"""The tab of a video: its parts in three columns over the timeline, or, where letters are large, in tabs beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from studio.gui import icons, metrics, place, theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.cue_editor import CueEditor
from studio.gui.subtitle_tab.cue_view import CueView
from studio.gui.subtitle_tab.how_panel import HowPanel
from studio.gui.subtitle_tab.player import Player
from studio.gui.subtitle_tab.review_panel import ReviewPanel
from studio.gui.subtitle_tab.stage_bar import StageBar
from studio.gui.subtitle_tab.start_panel import StartPanel
from studio.gui.subtitle_tab.timeline import Timeline
from studio.gui.subtitle_tab.work_band import WorkBand
from studio.i18n import _, ngettext
from studio.workflow import listening

WIDE = 1000
"""Width (px at 100 %) from which the columns stand side by side."""

MORE = (
    "cues.again",
    "cues.retime",
    "cues.recut",
    "cues.snap",
    "cues.shift",
    "cues.stretch",
    "edit.find",
    "edit.tracks",
)
"""What the button "More" offers, by the ids of the actions."""

LEAST = QSize(640, 400)
"""The least size in pixels, whatever the letters: the picture gives way first, then what scrolls."""

COLUMNS = (420, 674, 272)
ROWS = (445, 165)
PICTURE = (260, 240)
BESIDE = (316, 367)
"""The player and the tabs beside it."""

SETTLED = 400
"""Milliseconds after which a splitter that was moved is where it should be."""


class SubtitleTab(QWidget):
    """Everything about one video."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.setParent(self)
        self.player = Player(session)
        self.editor = CueEditor(session)
        self.cue_view = CueView(session)
        self.start_panel = StartPanel(session)
        self.review_panel = ReviewPanel(session)
        self.how_panel = HowPanel(session)
        self.timeline = Timeline(session)
        self.stage_bar = StageBar(session)
        self.band = WorkBand(session)
        self._is_wide: bool | None = None
        self._is_starting = False
        self._moved: set[str] = set()
        self._keeping = QTimer(self, interval=SETTLED, singleShot=True)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.arrange)
        self._build()
        self._connect()
        for signal in (session.track_changed, session.reviewed, session.desk.runner.changed, session.changed):
            signal.connect(self._show_state)
        theme.current().changed.connect(self._soon.start)  # other letters need other room, though nothing is resized
        self._show_state()
        self._look_for_cuts()

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """Put what is seldom needed into "More"; `action` gives the action of an id."""
        self.stage_bar.set_more([action(id) for id in MORE])
        self.stage_bar.set_names(action("edit.names"))
        self.start_panel.form.use_packs(action("file.packs"))

    def close_session(self) -> None:
        """Stop the player and let go of the project."""
        self._keep_sizes()
        self.player.shut()
        self.session.close()

    def minimumSizeHint(self) -> QSize:
        """Return what the window may shrink to; without it, larger letters would push it beyond the screen."""
        return LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_wide is None:
            self.arrange()
        else:  # not now: Qt may be walking over the very widgets that this takes apart (a new stylesheet)
            self._soon.start()

    def arrange(self) -> None:
        """Stand the parts side by side where there is room for the size of the letters."""
        is_wide = self.width() >= metrics.px(WIDE)
        if is_wide != self._is_wide and not self.session.is_closed:
            self._keep_sizes()
            self._is_wide = is_wide
            self._set_columns() if is_wide else self._set_tabs()
            self._show_state()

    def show_start(self) -> None:
        """Show how to have the film written down, also where there are cues already."""
        self._is_starting = True
        self._show_state()
        self._bring(self._middle)
        self.start_panel.setFocus()

    def show_timeline(self) -> None:
        """Bring the timeline to the front."""
        self._bring(self.timeline)

    def show_cues(self) -> None:
        """Bring the cues to the front."""
        self._is_starting = False
        self._show_state()
        self._bring(self._middle)
        self.cue_view.setFocus()

    def show_review(self) -> None:
        """Bring what is to be checked to the front."""
        self._bring(self._side)

    def _build(self) -> None:
        self._middle = _stack(self.start_panel, self.cue_view)
        self._side = _stack(self.review_panel, self.how_panel)
        self._left = _splitter(Qt.Orientation.Vertical, self.player, self.editor)
        self._tabs = QTabWidget(documentMode=True)
        self._tabs.setAccessibleName(_("Cues, what to check, timeline"))
        self._columns = _splitter(Qt.Orientation.Horizontal, self._left)
        self._rows = _splitter(Qt.Orientation.Vertical, self._columns)
        self._splitters = {"columns": self._columns, "rows": self._rows, "left": self._left}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for part in (self.stage_bar, self.band):
            column.addWidget(part)
        column.addWidget(self._rows, 1)

    def _connect(self) -> None:
        self.stage_bar.start_asked.connect(self.show_start)
        self.stage_bar.correct_asked.connect(self.show_cues)
        self.start_panel.left.connect(self.show_cues)
        for name, splitter in self._splitters.items():
            splitter.splitterMoved.connect(partial(self._take_move, name))
        self._keeping.timeout.connect(self._keep_sizes)

    def _look_for_cuts(self) -> None:
        """Look for the cuts in the picture where the program was ended between the last word and that."""
        session = self.session
        run = listening.unfinished(session.project, session.video.id)
        if run is not None and run.is_finished and session.video.video.path.is_file():
            work = session.attempt(listening.resume, session.project, run)
            if work is not None:
                session.desk.runner.run(work, session.video.id)

    def _set_columns(self) -> None:
        while self._tabs.count():
            self._tabs.removeTab(0)
        self._tabs.hide()
        for part in (self._middle, self._side):
            self._columns.addWidget(part)
            part.show()
        self._rows.addWidget(self.timeline)
        self.timeline.show()
        self.timeline.show_times(False)
        self.editor.show_times(True)
        self._set_sizes(columns=self._shares(), rows=_drawn(ROWS), left=_drawn(PICTURE))
        for splitter, roomy in ((self._columns, 1), (self._rows, 0), (self._left, 0)):
            splitter.setStretchFactor(roomy, 1)

    def _shares(self) -> list[int]:
        """Return the widths of the columns: shares of the window as drawn, the outer ones never wider than useful."""
        share = self.width() / sum(COLUMNS)
        left, right = (min(round(share * COLUMNS[at]), metrics.px(most)) for at, most in ((0, 560), (2, 360)))
        return [left, self.width() - left - right, right]

    def _set_sizes(self, **usual: list[int]) -> None:
        """Set the splitters as somebody left them, or to these sizes."""
        for name, lengths in usual.items():
            splitter = self._splitters[name]
            splitter.setSizes(place.sizes(self._size_name(name), splitter.count()) or lengths)

    def _size_name(self, splitter: str) -> str:
        return splitter if self._is_wide else f"{splitter}_beside_tabs"

    def _keep_sizes(self) -> None:
        """Remember the splitters that somebody has moved."""
        for name in sorted(self._moved):
            place.keep_sizes(self._splitters[name], self._size_name(name))
        self._moved.clear()

    def _take_move(self, splitter: str, *_where: object) -> None:
        self._moved.add(splitter)
        self._keeping.start()

    def _set_tabs(self) -> None:
        self._tabs.addTab(self._middle, icons.icon("captions"), _("Cues"))
        self._tabs.addTab(self._side, icons.icon("list-checks"), _("To check"))
        self._tabs.addTab(self.timeline, icons.icon("audio-waveform"), _("Timeline"))
        self.timeline.show_times(True)
        self.editor.show_times(False)
        self._columns.addWidget(self._tabs)
        self._tabs.show()
        self._set_sizes(columns=_drawn(BESIDE), left=_drawn(PICTURE))

    def _show_state(self, *_what: object) -> None:
        """Show how to begin while there are no cues, and how it is being done while it is."""
        if self.session.is_closed:  # a timer or other work may still ask for it
            return
        is_listening = self.band.is_listening
        has_track = self.session.track is not None
        is_start = self._is_starting or not has_track
        self._middle.setCurrentWidget(self.start_panel if is_start else self.cue_view)
        self.stage_bar.show_stage("transcribe" if self._is_starting else "")
        self._side.setCurrentWidget(self.how_panel if is_listening else self.review_panel)
        for part in (self.cue_view, self.editor):
            part.set_listening(is_listening)
        self.editor.setEnabled(has_track)
        if not self._is_wide:
            count = len(self.session.review.items) if self.session.review is not None else 0
            self._tabs.setTabText(1, _("To check ({count})").format(count=count) if count else _("To check"))
            self._tabs.setTabToolTip(1, ngettext("{n} thing to check", "{n} things to check", count).format(n=count))

    def _bring(self, part: QWidget) -> None:
        if not self._is_wide:
            self._tabs.setCurrentWidget(part)


def _drawn(lengths: Sequence[int]) -> list[int]:
    """Return lengths in pixels that were drawn for 100 %."""
    return [metrics.px(length) for length in lengths]


def _stack(*parts: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for part in parts:
        stack.addWidget(part)
    return stack


def _splitter(orientation: Qt.Orientation, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    return splitter
