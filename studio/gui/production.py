"""The one production that a window has open: how it comes, grows by videos and subtitle files, and goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.gui.desk import Desk
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.i18n import _
from studio.model.media import Video
from studio.project.project import Project
from studio.workflow import add, copies, import_subtitles, memories
from studio.workflow import open as opening
from studio.workflow.work import Work

T = TypeVar("T")


class Production(QObject):
    """Holds the open project; what went wrong comes as `failed`, with a `StudioError`."""

    opened = Signal()
    closing = Signal()
    """What shows it has to go; the project is open still."""
    closed = Signal()
    changed = Signal(object)
    """A `Changed` of the open production."""
    video_shown = Signal(int)
    """A video of the production should come to the front."""
    missed = Signal(int)
    """The film of a video is not found any more."""
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self._desk = desk

    def take(self, path: Path, session: Session | None) -> None:
        """Open a production, a film or subtitles; the latter two into the production of a `session` in front."""
        if opening.is_production(path):
            self.open(path)
        elif opening.is_subtitles(path):
            self.import_subtitles(path, session)
        elif session is not None:
            self.add_video(path)
        else:
            self.begin(path)

    def open(self, path: Path) -> None:
        """Open a production instead of the one that is open."""
        if self.project is not None and path.absolute() == self.project.path:
            self.opened.emit()
        else:
            self._show(opening.open_production, path)

    def begin(self, film: Path, subtitles: Path | None = None) -> None:
        """Open the production that was begun with a film; where there is none, begin it.

        Then `subtitles` come into its first video.
        """
        if self._show_own(film):
            return
        try:
            known = opening.known(film) if film.exists() else None
        except StudioError as error:  # such as one that is open in another window
            self.failed.emit(error)
            return
        if known is not None:
            self._put(known)
        else:
            self._look(film, subtitles)

    def sample(self) -> None:
        """Open a production of the sample film."""
        film = self._attempt(opening.sample)
        if film is not None:
            self.begin(film)

    def add_video(self, film: Path) -> None:
        """Add a film to the open production and show it."""
        if self.project is not None and not self._show_own(film):
            project = self.project
            self._run(add.adding(project, film)).finished.connect(lambda _value: self._show_own(film))

    def import_subtitles(self, path: Path, session: Session | None) -> None:
        """Put a subtitle file into the video of `session` as a track and work on that; without one, into its film's."""
        if session is None:
            film = self._attempt(opening.film_of, path)
            if film is not None:
                self.begin(film, path)
            return
        track = session.attempt(import_subtitles.import_file, session.project, session.video.id, path, None)
        if track is not None:
            session.choose_track(track)
            self.said.emit(_("You now work on the subtitles of “{name}”.").format(name=path.name))

    def import_to_compare(self, path: Path, session: Session) -> None:
        """Put a subtitle file beside the subtitles of the video of `session`, only to compare with."""
        track = session.attempt(self._reference, session, path)
        if track is not None:
            self.said.emit(_("“{name}” is there to compare with.").format(name=path.name))

    def remove_video(self, id: int) -> None:
        """Take a video out of the production; what is being done for it ends, and undo brings it back."""
        if self.project is not None:
            self._desk.runner.close(id)
            project = self.project
            if self._attempt(_removed, project, id):
                self.said.emit(_("The video was removed; “Undo” brings it back."))

    def save_copy(self, path: Path, *, hand_over: bool = False) -> None:
        """Write a copy of the production, one for other people with `hand_over`."""
        if self.project is not None:
            copy = copies.hand_over if hand_over else copies.save
            made = self._attempt(copy, self.project, path)
            if made is not None:
                self.said.emit(_("The copy is in “{name}”.").format(name=made.name))

    def look_for_films(self) -> None:
        """See whether the films are where they were: those that moved are found again, or else `missed` says which."""
        if self.project is not None:
            for video in self.project.media.videos():
                place = self._attempt(add.place, self.project, video.id)
                if place is None and self.project is not None:
                    self.missed.emit(video.id)

    def close(self) -> None:
        """End its work, keep what is done, remember what was confirmed, and let go of the file."""
        if self.project is not None:
            self._desk.runner.close(packs=False)
            self.closing.emit()
            project, self.project = self.project, None
            self._attempt(memories.keep, project)
            project.close()
            self.closed.emit()

    def _reference(self, session: Session, path: Path) -> int:
        return import_subtitles.import_file(session.project, session.video.id, path, as_reference=True)

    def _look(self, film: Path, subtitles: Path | None) -> None:
        """Look at a film in a worker, then begin its production."""
        self.said.emit(opening.looking(film).label)
        self._run(opening.looking(film)).finished.connect(lambda video: self._begin(video, subtitles))

    def _begin(self, video: Video, subtitles: Path | None) -> None:
        project = self._attempt(opening.start, video)
        if project is None:
            return
        if subtitles is not None:
            for stored in project.media.videos():
                self._attempt(import_subtitles.import_file, project, stored.id, subtitles, None)
        self._put(project)

    def _show(self, open_one: Callable[[Path], Project], path: Path) -> None:
        project = self._attempt(open_one, path)
        if project is not None:
            self._put(project)

    def _put(self, project: Project) -> None:
        """Show another production; the present one is closed only now that the other is there."""
        self.close()
        self.project = project
        project.subscribe(self.changed.emit)
        self.opened.emit()

    def _show_own(self, film: Path) -> bool:
        """Show the video of the open production that is this film; return whether there is one."""
        own = add.video_of(self.project, film) if self.project is not None and film.exists() else None
        if own is not None:
            self.video_shown.emit(own.id)
        return own is not None

    def _run(self, work: Work[Video]) -> Running:
        running = self._desk.runner.run(work)
        running.failed.connect(self.failed)
        return running

    def _attempt(self, verb: Callable[..., T], *values: object) -> T | None:
        try:
            return verb(*values)
        except StudioError as error:
            self.failed.emit(error)
            return None


def _removed(project: Project, id: int) -> bool:
    """Remove a video and say that it worked."""
    add.remove_video(project, id)
    return True
