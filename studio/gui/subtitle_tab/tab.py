"""The tab of a video: its stages, and what is shown at each; where the parts stand is the arrangement's to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.gui import metrics, theme, translations
from studio.gui.session import Session
from studio.gui.subtitle_tab.arrangement import Arrangement, Form, Parts
from studio.gui.subtitle_tab.cue_editor import CueEditor
from studio.gui.subtitle_tab.cue_view import CueView
from studio.gui.subtitle_tab.how_panel import HowPanel
from studio.gui.subtitle_tab.player import Player
from studio.gui.subtitle_tab.review_panel import ReviewPanel
from studio.gui.subtitle_tab.stage_bar import StageBar
from studio.gui.subtitle_tab.start_panel import StartPanel
from studio.gui.subtitle_tab.timeline import Timeline
from studio.gui.subtitle_tab.translate_bar import TranslateBar
from studio.gui.subtitle_tab.translate_panel import TranslatePanel
from studio.gui.subtitle_tab.video_order import VideoOrder
from studio.gui.subtitle_tab.work_band import WorkBand
from studio.project.values import Changed
from studio.workflow import listening

WIDE = 1000
"""Width (px at 100 %) from which the columns stand side by side."""

WIDE_PAIR = 1100
"""The same for a translation, which has one more column of text."""

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

Page = Literal["", "transcribe", "translate"]
"""In place of the cues: how to have the film written down, or how to begin a translation."""


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
        self.translate_panel = TranslatePanel(VideoOrder(session))
        self.review_panel = ReviewPanel(session)
        self.how_panel = HowPanel(session)
        self.timeline = Timeline(session)
        self.stage_bar = StageBar(session)
        self.translate_bar = TranslateBar(session)
        self.band = WorkBand(session)
        self._page: Page = ""
        self._last_translation = 0
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
        self.translate_panel.use_packs(action("file.packs"))
        self.translate_bar.use_actions(action("translate.add"), action("translate.renew"))

    def close_session(self) -> None:
        """Stop the player and let go of the project."""
        self._arrangement.keep_sizes()
        self.player.shut()
        self.session.close()

    def minimumSizeHint(self) -> QSize:
        """Return what the window may shrink to; without it, larger letters would push it beyond the screen."""
        return LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._arrangement.form is None:
            self.arrange()
        else:  # not now: Qt may be walking over the very widgets that this takes apart (a new stylesheet)
            self._soon.start()

    def arrange(self) -> None:
        """Stand the parts where there is room for the size of the letters and for what is being done."""
        if self.session.is_closed:
            return
        is_pair = self.session.sides.is_pair
        form = Form(is_pair, self.width() >= metrics.px(WIDE_PAIR if is_pair else WIDE))
        if form != self._arrangement.form:
            self._arrangement.arrange(form)
            self.editor.fit()  # where a widget gets another parent, a stylesheet brings back the font that it had
            self.cue_view.show_head(form.is_wide or not is_pair)
            self.cue_view.table.stack(not form.is_wide)
            self._arrangement.settle()
            self.cue_view.table.show_chosen()
            self.timeline.show_times(is_pair or not form.is_wide)
            self.editor.show_times(form.is_wide)
            self._show_state()

    @property
    def has_timeline(self) -> bool:
        """Say whether the timeline is shown beside a translation."""
        return self._arrangement.has_timeline

    def show_start(self) -> None:
        """Show how to have the film written down, also where there are cues already."""
        self._show_page("transcribe")
        self._arrangement.bring(self._middle)
        self.start_panel.setFocus()

    def show_timeline(self) -> None:
        """Bring the timeline to the front."""
        self._arrangement.bring(self.timeline)

    def toggle_timeline(self) -> None:
        """Unfold the timeline of a translation, or fold it away; among tabs it comes to the front."""
        is_shown = not self.has_timeline or not self._is_wide
        self._arrangement.unfold_timeline(is_shown)
        self.editor.tools.show_timeline(is_shown and self._is_wide)

    def show_cues(self) -> None:
        """Bring the cues to the front: those that were heard or written, no translation of them."""
        source = self.session.sides.source
        if source is not None:
            translations.go_to(self.session, source.id)
        self._show_page("")
        self._arrangement.bring(self._middle)
        self.cue_view.setFocus()

    def show_translation(self) -> None:
        """Bring the translation that was looked at last to the front, or how to begin one."""
        session = self.session
        there = [track.id for track in translations.of_source(session)]
        if there and not session.sides.is_pair:
            translations.go_to(session, self._last_translation if self._last_translation in there else there[-1])
        self._show_page("" if there else "translate")
        self._arrangement.bring(self._middle)
        (self.cue_view if there else self.translate_panel).setFocus()

    def show_review(self) -> None:
        """Bring what is to be checked to the front."""
        self._arrangement.bring(self._side)

    @property
    def _is_wide(self) -> bool:
        form = self._arrangement.form
        return form is None or form.is_wide

    def _build(self) -> None:
        self._middle = _stack(self.start_panel, self.translate_panel, self.cue_view)
        self._side = _stack(self.review_panel, self.how_panel)
        self._arrangement = Arrangement(Parts(self.player, self.editor, self._middle, self._side, self.timeline))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for part in (self.stage_bar, self.translate_bar, self.band):
            column.addWidget(part)
        column.addWidget(self._arrangement, 1)

    def _connect(self) -> None:
        self.stage_bar.start_asked.connect(self.show_start)
        self.stage_bar.correct_asked.connect(self.show_cues)
        self.stage_bar.translate_asked.connect(self.show_translation)
        self.start_panel.left.connect(self.show_cues)
        self.translate_panel.left.connect(self.show_translation)
        self.editor.tools.timeline_asked.connect(self.toggle_timeline)
        self.session.changed.connect(self._look_for_translation)
        self.session.track_changed.connect(self._take_track)

    def _look_for_cuts(self) -> None:
        """Look for the cuts in the picture where the program was ended between the last word and that."""
        session = self.session
        run = listening.unfinished(session.project, session.video.id)
        if run is not None and run.is_finished and session.video.video.path.is_file():
            work = session.attempt(listening.resume, session.project, run)
            if work is not None:
                session.desk.runner.run(work, session.video.id)

    def _look_for_translation(self, change: Changed) -> None:
        """Show the translation that was just made to who waits for it."""
        if self._page == "translate" and "track" in change.rows and translations.of_source(self.session):
            self.show_translation()

    def _take_track(self) -> None:
        """Leave the page that belongs to the other stage, and remember which translation was in hand."""
        track = self.session.track
        if track is not None and self.session.sides.is_pair:
            self._last_translation = track.id
            self._page = "" if self._page == "translate" else self._page
        self.arrange()

    def _show_page(self, page: Page) -> None:
        self._page = page
        self._show_state()

    def _show_state(self, *_what: object) -> None:
        """Show how to begin while there are no cues, and how it is being done while it is."""
        session = self.session
        if session.is_closed:  # a timer or other work may still ask for it
            return
        is_listening, is_pair = self.band.is_listening, session.sides.is_pair
        has_track = session.track is not None
        is_start = self._page == "transcribe" or (not has_track and self._page != "translate")
        other = self.start_panel if is_start else self.translate_panel if self._page == "translate" else None
        self._middle.setCurrentWidget(other or self.cue_view)
        self.stage_bar.show_stage(self._page or ("translate" if is_pair else ""))
        self.translate_bar.setVisible(is_pair and not self._page)
        self._side.setCurrentWidget(self.how_panel if is_listening else self.review_panel)
        for part in (self.cue_view, self.editor):
            part.set_listening(is_listening)
        self.editor.setEnabled(has_track)
        self._arrangement.show_count(len(session.review.items) if session.review is not None else 0)


def _stack(*parts: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for part in parts:
        stack.addWidget(part)
    return stack
