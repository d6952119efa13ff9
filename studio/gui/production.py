"""The one production that a window has open: how it comes, grows by videos, flyers and subtitle files, and goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.gui.desk import Desk
from studio.gui.flyer_session import FlyerSession
from studio.gui.runner import Running
from studio.gui.session import Session
from studio.i18n import _
from studio.model.media import Video
from studio.project.project import Project
from studio.workflow import add, copies, import_subtitles, memories
from studio.workflow import open as opening
from studio.workflow.work import Work

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.project.values import StoredFlyer, StoredVideo
    from studio.workflow.flyer import adding
else:
    from studio.gui import later

    adding = later.module("studio.workflow.flyer.adding")

T = TypeVar("T")

NEW = 0
"""What is about to be read is about this: a person waits for it, though it has no id yet."""


class Production(QObject):
    """Holds the open project; what went wrong comes as `failed`, with a `StudioError`."""

    opened = Signal()
    closing = Signal()
    """What shows it has to go; the project is open still."""
    closed = Signal()
    changed = Signal(object)
    """A `Changed` of the open production."""
    media_shown = Signal(int)
    """A video or a flyer of the production should come to the front."""
    flyer_read = Signal(int)
    """A flyer has just been read, and stands in the production."""
    locked = Signal(str, bool, object)
    """A flyer cannot be read without its password: its name, whether one was tried, what to call with another."""
    missed = Signal(int)
    """The file of a video or a flyer is not found any more."""
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self._desk = desk

    def take(self, path: Path, front: Session | FlyerSession | None) -> None:
        """Open a production, a film, a flyer or subtitles; all but the first into the production that is in `front`."""
        video = front if isinstance(front, Session) else None
        if opening.is_production(path):
            self.open(path)
        elif self._is_flyer(path, front):
            self.add_flyer(path) if front is not None else self.begin_with_flyer(path)
        elif opening.is_subtitles(path):
            self.import_subtitles(path, video)
        elif front is not None:
            self.add_video(path)
        else:
            self.begin(path)

    def take_all(self, paths: Sequence[Path], front: Session | FlyerSession | None) -> None:
        """Open several files: with no production in front the first one begins one, and the others come into that."""
        first, *others = paths
        if others and front is None and not any(map(opening.is_production, paths)):
            self._once_open(lambda: self._add_all(others))
            self.take(first, None)
        else:
            for path in paths:
                self.take(path, front)

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

    def begin_with_flyer(self, path: Path, password: str = "") -> None:
        """Open the production that was begun with a flyer; where there is none, read it and begin one."""
        if self._show_own(path):
            return
        try:
            known = opening.known(path) if path.exists() else None
        except StudioError as error:  # such as one that is open in another window
            self.failed.emit(error)
            return
        if known is not None:
            self._put(known)
            self._show_own(path)
            return
        reading = self._read(path, adding.reading(path, password), self.begin_with_flyer, is_again=bool(password))
        reading.finished.connect(lambda document: self._begin_flyer(path, document, password))

    def add_flyer(self, path: Path, password: str = "") -> None:
        """Read a flyer into the open production and show it."""
        project = self.project
        if project is not None and not self._show_own(path):
            reading = self._read(path, adding.adding(project, path, password), self.add_flyer, is_again=bool(password))
            reading.finished.connect(lambda _document: self._show_new(path, password))

    def remove_flyer(self, id: int) -> None:
        """Take a flyer out of the production; what is being done for it ends, and undo brings it back."""
        if self.project is not None:
            self._desk.runner.close(id)
            if self._attempt(_flyer_removed, self.project, id):
                self.said.emit(_("The flyer was removed; “Undo” brings it back."))

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

    def media(self) -> list[int]:
        """Return the ids of the videos and the flyers of the open production, in the order they were added."""
        there = self.project.media if self.project is not None else None
        if there is None:
            return []
        return sorted([video.id for video in there.videos()] + [flyer.id for flyer in there.flyers()])

    def look_for_files(self) -> None:
        """See whether the files are where they were: those that moved are found again, or else `missed` says which."""
        if self.project is not None:
            for media in self.media():
                place = self._attempt(add.place, self.project, media)
                if place is None and self.project is not None:
                    self.missed.emit(media)

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

    def _add_all(self, paths: Sequence[Path]) -> None:
        """Add films and flyers to the open production."""
        for path in paths:
            (self.add_flyer if self._is_flyer(path, None) else self.add_video)(path)

    def _once_open(self, do: Callable[[], object]) -> None:
        """Do something when a production opens the next time, unless what was to open it fails before."""
        ends = (self.opened, self.failed)

        def take(*_what: object, is_open: bool = False) -> None:
            for signal, slot in zip(ends, (opened, failed), strict=True):
                signal.disconnect(slot)
            if is_open:
                do()

        def opened() -> None:
            take(is_open=True)

        def failed(_error: object) -> None:
            take()

        for signal, slot in zip(ends, (opened, failed), strict=True):
            signal.connect(slot)

    def _begin_flyer(self, path: Path, document: Document, password: str) -> None:
        project = self._attempt(opening.start_flyer, path, document)
        if project is not None:
            self._put(project)
            self._show_new(path, password)

    def _show_new(self, path: Path, password: str) -> None:
        """Show a flyer that has just been read, with what was noticed."""
        flyer = self._flyer_of(path)
        if flyer is not None:
            if password:
                self._desk.passwords[flyer.file.digest] = password
            self.media_shown.emit(flyer.id)
            self.flyer_read.emit(flyer.id)

    def _flyer_of(self, path: Path) -> StoredFlyer | None:
        return adding.flyer_of(self.project, path) if self.project is not None else None

    def _show_own(self, path: Path) -> bool:
        """Show the video or flyer of the open production that is this file; return whether there is one."""
        own: StoredVideo | StoredFlyer | None = None
        if self.project is not None and path.exists():
            own = add.video_of(self.project, path) or self._flyer_of(path)
        if own is not None:
            self.media_shown.emit(own.id)
        return own is not None

    def _read(
        self, path: Path, work: Work[Document], again: Callable[[Path, str], object], *, is_again: bool
    ) -> Running:
        """Have a flyer read; where that needs a password (another one, `is_again`), ask for it."""
        running = self._desk.runner.run(work, NEW)
        running.failed.connect(
            lambda error: (
                self.locked.emit(path.name, is_again, lambda word: again(path, word))
                if isinstance(error, adding.Locked)
                else self.failed.emit(error)
            )
        )
        return running

    def _is_flyer(self, path: Path, front: Session | FlyerSession | None) -> bool:
        """Say whether to read a file as a flyer: one of text may hold subtitles, where there is a film for them."""
        if not opening.is_flyer(path) or not opening.is_subtitles(path):
            return opening.is_flyer(path)
        if front is not None:
            return isinstance(front, FlyerSession)
        try:
            return not opening.film_of(path)
        except StudioError:
            return True

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


def _flyer_removed(project: Project, id: int) -> bool:
    """Remove a flyer and say that it worked."""
    adding.remove(project, id)
    return True
