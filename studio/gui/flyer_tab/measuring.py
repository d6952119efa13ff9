"""Sees how the words of pages fit that nobody looks at, one after the other, while nothing else is asked of them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from studio.errors import StudioError
from studio.gui.flyer_session import FlyerSession
from studio.gui.runner import Running
from studio.project.values import Changed
from studio.workflow.flyer import showing, state

SOON = 800
"""Milliseconds after a change until the pages are looked at: the page that is shown goes first."""

WIDTH = 64
"""Pixels of the pages that are set: nobody sees them."""

Content = tuple[int, int, int]
"""An edition, a page, and what its words amount to."""


class Measuring(QObject):
    """Has each page set again whose words are others than when it was measured; one at a time, each once."""

    def __init__(self, session: FlyerSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tried: set[Content] = set()
        self._running: Running | None = None
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self.go_on)
        session.edition_changed.connect(self._soon.start)
        session.changed.connect(self._take_change)
        self._soon.start()

    @property
    def is_busy(self) -> bool:
        """Say whether a page is being measured."""
        return self._running is not None

    def go_on(self) -> None:
        """Measure the next page that needs it."""
        session = self._session
        if self._running is not None or session.is_closed or session.edition is None:
            return
        content = next(self._due(), None)
        if content is None:
            return
        self._tried.add(content)
        try:
            work = showing.translated(session.project, content[0], content[1], WIDTH, session.password)
        except StudioError:  # the page says that its file is not found
            return
        running = self._running = session.run(work, is_awaited=False, is_silent=True)
        for end in (running.finished, running.failed, running.stopped):
            end.connect(self._end)

    def _take_change(self, changed: Changed) -> None:
        if changed.rows.keys() & {"wording", "block", "edition"}:
            self._soon.start()

    def _end(self, *_what: object) -> None:
        self._running = None
        if not self._session.is_closed:
            self._soon.start(0)

    def _due(self) -> Iterator[Content]:
        """Yield the pages to be measured, from the one that is shown on; that itself only where its original is."""
        session = self._session
        assert session.edition is not None
        pages = range(len(session.pages))
        for page in (*pages[session.page :], *pages[: session.page]):
            if page == session.page and session.is_translation_shown:
                continue
            texts = tuple(self._texts(page))
            content = (session.edition.id, page, hash(texts))
            if texts and content not in self._tried and any(map(self._is_unknown, [id for id, _text in texts])):
                yield content

    def _texts(self, page: int) -> Iterator[tuple[int, str]]:
        for stored in self._session.on_page(page):
            wording = self._session.wordings.get(stored.id)
            if wording is not None and wording.text.strip() and not stored.block.is_kept:
                yield stored.id, wording.text

    def _is_unknown(self, block: int) -> bool:
        """Say whether nobody measured what a block says now; pictures take no room."""
        session = self._session
        stored, wording, fit = session.get(block), session.wordings.get(block), session.fits.get(block)
        if stored is None or wording is None or state.is_picture(stored.block):
            return False
        return fit is None or fit.seen != state.seen(stored.block, wording.text)
