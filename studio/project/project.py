"""A production that is open: what it holds, steps that people make, what the machine adds, undo and redo."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from studio.errors import InputError, StudioError
from studio.i18n import _
from studio.project import copying, migrations, opening
from studio.project.cues import Cues
from studio.project.database import Database
from studio.project.evidence import Evidence
from studio.project.flyers import Flyers
from studio.project.history import History, HistoryDamaged
from studio.project.media import Media
from studio.project.notes import Names, Rejections, View
from studio.project.pairs import Pairs
from studio.project.production_units import ProductionUnits
from studio.project.terms import Terms
from studio.project.tracks import Tracks
from studio.project.values import Cause, Changed

_log = logging.getLogger(__name__)

SUFFIX = ".souffleur"

Subscriber = Callable[[Changed], None]


class Project:
    """An open production file: the only writer of it, from one thread.

    Every change happens inside `with project.step(_("Split cue")):` (a person's, one step of undo) or
    `with project.record():` (the machine's, outside undo).  Each is one transaction, on the disk when the block ends;
    an error inside takes all of it back.
    """

    def __init__(self, db: Database) -> None:
        """Use `create` or `open`; `db` has been checked."""
        self.path = db.path
        self._db = db
        self._is_open = True
        self._history = History(db)
        self._subscribers: list[Subscriber] = []
        self.media = Media(db)
        self.tracks = Tracks(db)
        self.cues = Cues(db)
        self.evidence = Evidence(db)
        self.flyers = Flyers(db)
        self.names = Names(db)
        self.pairs = Pairs(db)
        self.terms = Terms(db)
        self.units = ProductionUnits(db)
        self.rejections = Rejections(db)
        self.view = View(db)

    @classmethod
    def create(cls, path: Path) -> Project:
        """Make a new production and open it; it is there whole or not at all."""
        path = opening.new_place(path)
        with copying.beside(path) as part:
            db = Database(part)
            try:
                db.script(opening.schema())
            finally:
                db.close()
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Project:
        """Open a production, after looking at everything that a stranger could have put into it.

        Raises `InputError` for a file that is missing, damaged, newer or no production, and `EnvironmentFault` where
        another window holds it or nothing may be written.
        """
        db = opening.connect(opening.place(path))
        try:
            migrations.migrate(db, opening.check(db))
            opening.settle(db)
            project = cls(db)
            with project.record():
                project.media.purge()
        except BaseException:
            db.close()
            raise
        return project

    def close(self) -> None:
        """Put everything into the one file and let go of it; more than once does no harm."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            opening.rest(self._db)
        except StudioError as error:  # a full or vanished disk: all of it is in the log beside the file
            _log.warning("the journal stays beside the production: %s", error.details)

    def __enter__(self) -> Project:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def step(self, label: str, *, merge: str = "") -> Iterator[None]:
        """Make the changes inside the block one step that undo takes back, named `label` in the menu.

        Steps with the same label and the same `merge` key that follow each other within seconds are one for undo (a
        person typing in a cue), though each is on the disk at once.  A step that changes nothing leaves no trace.
        """
        with self._writing(Cause.STEP, label):
            step = self._history.begin(label, merge)
            yield
            self._history.finish(step)

    @contextlib.contextmanager
    def record(self) -> Iterator[None]:
        """Make the changes inside the block one transaction that undo neither takes back nor is cut off by.

        For what the machine hears, makes and remembers; undo of older steps leaves it alone.
        """
        with self._writing(Cause.RECORD, ""):
            self._history.begin_unrecorded()
            yield

    @property
    def undo_label(self) -> str | None:
        """Return the label of the step that `undo` takes back, None if there is none."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """Return the label of the step that `redo` repeats, None if there is none."""
        return self._history.redo_label

    def undo(self) -> str | None:
        """Take back the last step and return its label, None if there is none."""
        return self._revert(Cause.UNDO, self._history.undo)

    def redo(self) -> str | None:
        """Repeat the step that was taken back last and return its label, None if there is none."""
        return self._revert(Cause.REDO, self._history.redo)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Tell `subscriber` of every change once it is on the disk; return what ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def copy_to(self, path: Path, *, hand_over: bool = False) -> None:
        """Write a copy of the production, replacing the file at `path`.

        A copy to hand over lacks the steps of undo, how the window was left, removed files and the folders of this
        computer; no trace of them remains in it.
        """
        if self._db.is_writing:
            raise RuntimeError("a copy inside a step")
        copying.copy(self._db, path.absolute(), hand_over=hand_over)

    def _revert(self, cause: Cause, revert: Callable[[], str | None]) -> str | None:
        label = self.undo_label if cause is Cause.UNDO else self.redo_label
        if label is None:
            return None
        try:
            with self._writing(cause, label):
                revert()
        except (HistoryDamaged, sqlite3.IntegrityError) as error:
            with self.record():
                self._history.clear()
            raise InputError(
                _("The earlier steps in “{name}” can no longer be taken back or repeated.").format(name=self.path.name),
                hint=_("All texts are as they were; just go on."),
                details=str(error),
            ) from error
        return label

    @contextlib.contextmanager
    def _writing(self, cause: Cause, label: str) -> Iterator[None]:
        if self._db.is_writing:
            raise RuntimeError("a step inside a step")
        try:
            with self._db.transaction():
                yield
                rows = self._history.take_touched()
        except BaseException:
            self._history.stop_typing()
            raise
        if rows:
            for subscriber in tuple(self._subscribers):
                subscriber(Changed(cause, label, rows))
