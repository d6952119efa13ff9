"""Asks the machine what it says for terms that a flyer's translation does not obey, so that a button can mend them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.gui.flyer_session import FlyerSession
from studio.gui.runner import Running
from studio.workflow.flyer import proof


class TermAsking(QObject):
    """Asks in silence when the queue has changed, for each term once."""

    def __init__(self, session: FlyerSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Running | None = None
        session.queue_changed.connect(self.ask)

    def ask(self) -> None:
        """Ask for the terms that nobody asked for yet."""
        session = self._session
        has_term = any(item.rule == "term" and not item.fixes for item in session.items)
        if self._running is not None or session.is_closed or not has_term:
            return
        there = proof.Proof(session.flyer, session.blocks, session.edition, session.wordings, session.fits)
        work = proof.renderings(session.project, there)
        if work is None:
            return
        self._running = session.run(work, is_awaited=False, is_silent=True)
        for end in (self._running.finished, self._running.failed, self._running.stopped):
            end.connect(self._end)

    def _end(self, *_what: object) -> None:
        self._running = None
        if not self._session.is_closed:
            self._session.terms_changed()
