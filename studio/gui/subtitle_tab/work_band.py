"""The band under the stages of a video: work for it, and listening that was stopped, with the way to go on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.subtitle_tab import work_words
from studio.gui.work_band import Band
from studio.project.values import StoredRun
from studio.workflow import listening


class WorkBand(Band):
    """Follows the work for one video; hidden while there is none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._session = session
        self._unfinished: StoredRun | None = None
        self._dismissed: set[int] = set()
        super().__init__(session.desk.runner, session.about, parent)
        self.said.connect(session.said)
        session.track_changed.connect(self._look_for_more)
        self._look_for_more()

    @property
    def is_listening(self) -> bool:
        """Say whether the film of this tab is being written down, or waits for it."""
        return self._running is not None and self._running.work.lane == "speech"

    @property
    def is_resting(self) -> bool:
        """Say whether not everything was listened to."""
        return self._unfinished is not None

    def _look_for_more(self) -> None:
        run = listening.unfinished(self._session.project, self._session.video.id)
        self._unfinished = run if run is not None and run.id not in self._dismissed else None
        self._show()

    def _show_resting(self, failed: Running | None) -> None:
        super()._show_resting(failed)
        run = self._unfinished
        self.title.setText(work_words.resting_title(self._last, run))
        if run is not None:
            total = self._session.video.video.duration
            self._show_share(run.heard_until / total if total else 0.0)
            self.done.setText(work_words.heard(run.heard_until / 1000, total / 1000))
            self.time.setText("")

    def _go_on(self) -> None:
        if self._unfinished is None:
            return
        work = self._session.attempt(listening.resume, self._session.project, self._unfinished)
        if work is not None:
            self._last = None
            self._session.desk.runner.run(work, self._session.video.id)

    def _dismiss(self) -> None:
        if self._unfinished is not None:
            self._dismissed.add(self._unfinished.id)
