"""The one production that a window has open: how it comes, grows by videos and subtitle files, and goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.gui.desk import Desk
from studio.gui.session import Session
from studio.project.project import SUFFIX, Project
from studio.workflow.work import Work

SUBTITLES = (".srt", ".vtt", ".ass", ".ssa")


class Production(QObject):
    """Holds the open project; `opened` and `closed` come after the fact, `failed` brings a `StudioError`."""

    opened = Signal()
    closed = Signal()
    video_added = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self._desk = desk

    def take(self, path: Path, session: Session | None) -> None:
        """Open what `path` is: a production, a film, subtitles; into the video of `session` where one is in front."""
        if path.suffix.lower() == SUFFIX:
            self.open(path)
        elif session is None or self.project is None:
            self.start(path)
        elif path.suffix.lower() in SUBTITLES:
            self.import_subtitles(path, session)
        else:
            self.add_video(path)

    def open(self, path: Path) -> None:
        """Open a production instead of the one that is open."""
        from studio.workflow import open as opening

        if self.project is None or path.absolute() != self.project.path:
            self._show(lambda: opening.open_production(path))

    def start(self, path: Path) -> None:
        """Begin a production with a film or a subtitle file, or open the one that was begun with it."""
        from studio.workflow import open as opening

        self._show(lambda: opening.start(path))
        if self.project is not None and not self.project.media.videos():
            self.add_video(path)

    def sample(self) -> None:
        """Open a production of the sample film."""
        from studio.workflow import open as opening

        self._show(opening.sample)

    def add_video(self, path: Path) -> None:
        """Add a film to the open production."""
        from studio.workflow import add

        if self.project is not None:
            before = {video.id for video in self.project.media.videos()}
            self.run(add.adding(self.project, path)).finished.connect(lambda _value: self._tell_new(before))

    def import_subtitles(self, path: Path, session: Session) -> None:
        """Put a subtitle file into the video of `session` as a track, and work on that."""
        from studio.workflow.import_subtitles import import_file

        track = session.attempt(import_file, session.project, session.video.id, path, None)
        if track is not None:
            session.choose_track(track)

    def close(self) -> None:
        """End its work, keep what is done, and let go of the file."""
        if self.project is not None:
            project, self.project = self.project, None
            self._desk.runner.close()
            self.closed.emit()
            project.close()

    def _show(self, opened: Callable[[], Project]) -> None:
        """Open another production first, and close the present one only when that went well."""
        from studio.workflow import recent

        try:
            project = opened()
        except StudioError as error:
            self.failed.emit(error)
            return
        self.close()
        self.project = project
        recent.remember(project.path)
        self.opened.emit()

    def run(self, work: Work[Any]) -> Any:
        """Run a long step for this production; what fails is shown."""
        running = self._desk.runner.run(work, self.project.path if self.project else None)
        running.failed.connect(self.failed)
        return running

    def _tell_new(self, before: set[int]) -> None:
        videos = self.project.media.videos() if self.project is not None else []
        for video in videos:
            if video.id not in before:
                self.video_added.emit(video.id)
