"""The pictures of pages: asked of a worker, kept, and made anew soon after an edit, one at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from studio.errors import StudioError
from studio.i18n import _
from studio.model.document import Box

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.runner import Running
    from studio.project.values import Changed
    from studio.workflow.flyer import adding, showing
    from studio.workflow.flyer.showing import Shown
    from studio.workflow.work import Work
else:
    from studio.gui import later

    adding = later.module("studio.workflow.flyer.adding")
    showing = later.module("studio.workflow.flyer.showing")

SOON = 120
"""Milliseconds after a change until the page is asked for: a word is typed in one go."""

WIDEST = 3200
"""Pixels; a page that is zoomed further is drawn at this width and enlarged."""

KEPT = 6
BUDGET = 96 * 2**20
"""Pictures, and bytes of them, that are kept, so that turning back or to the original is at once."""

NEAR = 0.02
"""By how much a width may differ without the page being drawn anew."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn: a page of an edition (0: the original), and what is written on it."""

    edition: int
    page: int
    content: Hashable = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page, `width` pixels wide, and the boxes in which the words of its blocks stand, in points."""

    wanted: Wanted
    image: QImage
    width: int
    boxes: tuple[tuple[int, Box], ...] = ()


class PagePictures(QObject):
    """Has the page that is shown drawn; while a new picture is made the last one stays."""

    changed = Signal()
    """There is another picture, or none, or another word about it."""

    def __init__(self, session: FlyerSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[tuple[int, int], Picture] = OrderedDict()
        self._width = 0
        self._running: Running | None = None
        self._asked: tuple[Wanted, int] | None = None
        self.error: StudioError | None = None
        """Why the page that is shown cannot be drawn."""
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._ask)
        for signal in (session.page_changed, session.shown_changed, session.edition_changed):
            signal.connect(self._turn)
        session.changed.connect(self._take_change)

    @property
    def current(self) -> Picture | None:
        """Return the picture of the page that is shown, even one of before the last edit; None while there is none."""
        return self._kept.get((self._edition, self._session.page))

    @property
    def is_waiting(self) -> bool:
        """Say whether a newer picture is on its way."""
        return self._running is not None or self._soon.isActive()

    @property
    def words(self) -> str:
        """Return what stands on the page while there is no picture of it."""
        if self.error is not None:
            return " ".join(filter(None, (self.error.message, self.error.hint)))
        first = next((each for each in self._session.desk.runner.running if each.work.lane == "documents"), None)
        if first is not None and first.is_awaited:
            return _("The page is drawn when “{label}” is done.").format(label=first.label)
        return _("The page is being drawn.")

    def want(self, width: int) -> None:
        """Have the page drawn so many pixels wide from now on."""
        width = min(max(width, 1), WIDEST)
        if abs(width - self._width) > self._width * NEAR:
            self._width = width
            self._soon.start(SOON)

    def again(self) -> None:
        """Draw all pages anew, e.g. because the file is found again."""
        self._kept.clear()
        self._turn()

    def _wanted(self) -> Wanted:
        edition = self._edition
        return Wanted(edition, self._session.page, self._content() if edition else None)

    @property
    def _edition(self) -> int:
        """Return the edition whose page is shown, 0 for the original."""
        session = self._session
        return session.edition.id if session.edition is not None and session.is_translation_shown else 0

    def _content(self) -> Hashable:
        """Return what the look of the shown page hangs on."""
        wordings = self._session.wordings
        on_page = self._session.on_page(self._session.page)
        return tuple(
            (each.block, wordings[each.id].text if each.id in wordings and not each.block.is_kept else None)
            for each in on_page
        )

    def _turn(self, *_what: object) -> None:
        """Show another page, at once where it is kept."""
        self.error = None
        self._soon.start(0)
        self.changed.emit()

    def _take_change(self, change: Changed) -> None:
        if change.rows.keys() & {"wording", "block", "media"}:
            if "media" in change.rows and self.error is not None:
                self.error = None
            self._soon.start(SOON)

    def _ask(self) -> None:
        """Ask for the picture that is wanted now, unless it is there or on its way; one at a time."""
        session = self._session
        if self._running is not None or not self._width or session.is_closed or not session.pages:
            return
        wanted, width = self._wanted(), self._width
        if self._is_there(wanted, width):
            self.changed.emit()
            return
        try:
            work = self._work(wanted, width)
        except StudioError as error:  # the file is not where it was, say: that stands on the page
            self.error = error
            self.changed.emit()
            return
        self._asked = wanted, width
        running = self._running = session.run(work, is_awaited=False, is_silent=True)
        running.finished.connect(self._take)
        running.failed.connect(self._fail)
        running.stopped.connect(self._take_end)
        self.changed.emit()

    def _work(self, wanted: Wanted, width: int) -> Work[Any]:
        session = self._session
        if wanted.edition:
            return showing.translated(session.project, wanted.edition, wanted.page, width, session.password)
        return showing.original(session.project, session.flyer.id, wanted.page, width, session.password)

    def _is_there(self, wanted: Wanted, width: int) -> bool:
        there = self._kept.get((wanted.edition, wanted.page))
        return there is not None and there.wanted == wanted and abs(there.width - width) <= width * NEAR

    def _take(self, value: bytes | Shown) -> None:
        """Keep a picture that came; also an old one is newer than what was shown."""
        if self._asked is None:
            return
        wanted, width = self._asked
        drawn, boxes = (value, ()) if isinstance(value, bytes) else (value.picture, value.boxes)
        image = QImage()
        image.loadFromData(drawn)
        self._kept[wanted.edition, wanted.page] = Picture(wanted, image, width, tuple(boxes))
        self._kept.move_to_end((wanted.edition, wanted.page))
        while len(self._kept) > KEPT or (len(self._kept) > 1 and self._size() > BUDGET):
            self._kept.popitem(last=False)
        self.error = None
        self._take_end()

    def _size(self) -> int:
        return sum(picture.image.sizeInBytes() for picture in self._kept.values())

    def _fail(self, error: StudioError) -> None:
        self.error = error
        self._take_end()
        if isinstance(error, adding.Locked):
            self._session.ask_password(self._turn)

    def _take_end(self) -> None:
        """Ask again where something else is wanted by now."""
        self._running = None
        asked, self._asked = self._asked, None
        if not self._session.is_closed:
            if (self._wanted(), self._width) != asked:
                self._soon.start(0)
            self.changed.emit()
