"""Which file is played for a video: the video itself, or a copy where Qt cannot play it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.i18n import _
from studio.model.progress import Progress
from studio.workflow import proxy


class Playable(QObject):
    """Says which file to load; told that it cannot be played, has a copy made and says that one."""

    found = Signal(object)
    """The `Path` to load."""
    said = Signal(str)
    """A sentence to show in place of the picture; "" when there is none any more."""
    offered = Signal(str)
    """What a person can do about it now, as the words of a button; "" for nothing."""
    search_asked = Signal()
    """The video is not where it was: the person wants to show where it is."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._running: Running | None = None

    @property
    def is_making(self) -> bool:
        """Say whether a copy is being made."""
        return self._running is not None and not self._running.is_over

    def look(self) -> None:
        """Find the file of the session's video."""
        path = self._session.video.video.path
        if not path.is_file():
            self._path = None
            self._tell(_("“{name}” is not where it was.").format(name=path.name), _("Where is it?"))
            return
        copy = proxy.load(self._session.project, self._session.video.id)
        self._take(copy or path)

    def refuse(self) -> None:
        """Have a copy made of a file that cannot be played; a copy that cannot be played either is the end.

        A file that is not there any more, such as one on a drive that was taken out, is missing instead.
        """
        if self._session.project.media.video(self._session.video.id) is None:
            return  # removed; this tab goes in a moment
        if self._path is not None and not self._path.is_file():
            self.look()
        elif self._path is None or self._path != self._session.video.video.path:
            self._give_up()
        elif not self.is_making:
            self._make()

    def do_offered(self) -> None:
        """Do what was offered: search for the video, stop making the copy, or make it after all."""
        if self._path is None:
            self.search_asked.emit()
        elif self._running is not None and not self._running.is_over:
            self._running.cancel()
        else:
            self._make()

    def close(self) -> None:
        """Let go; a copy that is not finished is not kept."""
        if self._running is not None and not self._running.is_over:
            self._running.cancel()
        self._running = None

    def _take(self, path: Path) -> None:
        self._path = path
        self._tell("", "")
        self.found.emit(path)

    def _make(self) -> None:
        self._session.said.emit(_("This video is being made playable…"))
        self._say_progress(Progress(0, 0, ""))
        id = self._session.video.id
        self._running = self._session.desk.runner.run(proxy.making(self._session.project, id), ("proxy", id))
        self._running.progressed.connect(self._say_progress)
        self._running.finished.connect(self._take)
        self._running.failed.connect(self._take_failure)
        self._running.stopped.connect(self._stop)

    def _say_progress(self, progress: Progress) -> None:
        words = _("This video is being made playable…")
        share = _("{percent} % are done.").format(percent=int(progress.share * 100)) if progress.share else ""
        self._tell("\n".join(filter(None, (words, share))), _("Cancel"))

    def _take_failure(self, error: StudioError) -> None:
        self._tell("\n".join(filter(None, (error.message, error.hint))), _("Try again"))

    def _stop(self) -> None:
        name = self._session.video.video.path.name
        self._tell(_("“{name}” cannot be played as it is.").format(name=name), _("Make it playable"))

    def _give_up(self) -> None:
        name = self._session.video.video.path.name
        self._tell(_("“{name}” cannot be played; its subtitles can be worked on.").format(name=name), "")

    def _tell(self, words: str, offer: str) -> None:
        self.said.emit(words)
        self.offered.emit(offer)
