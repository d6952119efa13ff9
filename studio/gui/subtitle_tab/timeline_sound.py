"""The waveform of a session's film: read when it is there, made when it is not, and said how far that is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio.gui.runner import Running
from studio.gui.session import Session
from studio.gui.subtitle_tab.timeline_view import SoundWords
from studio.i18n import _
from studio.model.progress import Progress
from studio.workflow import waveform
from studio.workflow.waveform import Peaks
from studio.workflow.work import Work


class Sound(QObject):
    """Holds the waveform, or the words in its place; `changed` says that either is another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.peaks: Peaks | None = None
        self.words = SoundWords("")
        self._seen: tuple[Path, str] | None = None
        self._running: Running | None = None
        session.video_changed.connect(self._look_again)
        # once the window stands: a worker that starts would delay its first picture
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self._look_again)
        self._first.start()

    def close(self) -> None:
        """Let go of the file; what is being made goes on and is found next time."""
        if self.peaks is not None:
            self.peaks.close()
            self.peaks = None

    def _look_again(self) -> None:
        """Look for the waveform, unless the film is the one that was looked for last."""
        stored = self._session.video
        seen = (stored.video.path, stored.file.digest)
        if seen != self._seen:
            self._seen = seen
            self.close()
            self._look()
            self.changed.emit()

    def _look(self) -> None:
        project, video = self._session.project, self._session.video
        self.peaks = waveform.load(project, video.id)
        if self.peaks is not None:
            return
        making = waveform.making(project, video.id)
        if making is None:
            self.words = SoundWords(_("This film has no sound."))
        elif not video.video.path.is_file():
            self.words = SoundWords(_("The film was not found, so its sound cannot be shown."))
        elif isinstance(making, Work):
            self._make(making)

    def _make(self, making: Work[Path]) -> None:
        self.words = SoundWords(making.label, 0.0)
        running = self._running = self._session.desk.runner.run(making, ("waveform", self._session.video.id))
        running.progressed.connect(self._show_progress)
        running.finished.connect(self._take)
        running.failed.connect(self._give_up)
        running.stopped.connect(self._give_up)

    def _show_progress(self, progress: Progress) -> None:
        if self.sender() is self._running:
            self.words = SoundWords(progress.stage, progress.share)
            self.changed.emit()

    def _take(self, _path: Path) -> None:
        if self.sender() is self._running:
            self.peaks = waveform.load(self._session.project, self._session.video.id)
            if self.peaks is None:
                self._give_up()
            self.changed.emit()

    def _give_up(self) -> None:
        if self.sender() is self._running:
            self.words = SoundWords(_("The sound cannot be shown."))
            self.changed.emit()
