"""What to check first of the cues in hand: each item shows its cue, mends it, plays it again or leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.gui import translations
from studio.gui.review_delegate import ItemButton
from studio.gui.review_list import SHOWN, QueueSignals, ReviewList
from studio.gui.session import Session
from studio.gui.tables.item_list import Listed
from studio.i18n import _
from studio.workflow import review
from studio.workflow.review import Item

__all__ = ["SHOWN", "ReviewPanel"]

_FIX_ICONS = {
    "reading-speed": "move-horizontal",
    "too-short": "move-horizontal",
    "too-many-lines": "wrap-text",
    "line-length": "wrap-text",
    "empty": "trash-2",
    "spelling": "spell-check",
    "name": "book-a",
    "name-changed": "book-a",
    "term": "book-a",
    "number-differs": "pencil-line",
    "address": "pencil-line",
}

STALE = "out-of-date"
"""The rule whose items can be translated again."""


class ReviewPanel(ReviewList):
    """The queue of one track, the current item opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_CueQueue(session), parent)


class _CueQueue:
    """What is to be checked of the track in hand."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.signals = QueueSignals()
        session.reviewed.connect(self.signals.changed)
        session.track_changed.connect(self.signals.changed)
        session.item_changed.connect(self.signals.item_changed)

    @property
    def items(self) -> Sequence[Item]:
        return self._session.review.items if self._session.review is not None else []

    @property
    def item(self) -> Item | None:
        return self._session.item

    def choose(self, item: Listed) -> None:
        assert isinstance(item, Item)
        self._session.choose_item(item)

    def go_on(self) -> None:
        self._session.next_item(1)

    def leave(self) -> None:
        self._session.settle(review.leave)

    def leave_tip(self) -> str:
        return _("This is not shown again until the cue changes.")

    def buttons(self, item: Listed) -> Sequence[ItemButton]:
        session, made = self._session, []
        if item.fix is not None:
            icon = _FIX_ICONS.get(item.rule, "check")
            made.append(ItemButton("fix", item.fix.label, icon, lambda: session.settle(review.fix)))
        if item.rule == STALE:
            again = _("Translate again")
            made.append(ItemButton("again", again, "refresh-cw", lambda: translations.again(session), "Ctrl+R"))
        return [*made, ItemButton("replay", _("Play this again"), "repeat-2", self._replay, "F5", small=True)]

    def look(self, item: Listed) -> tuple[str, str]:
        if item.rule == STALE:
            return "clock-alert", "stale"
        return ("triangle-alert", "problem") if item.severity == "problem" else ("info", "soft")

    def why_empty(self) -> tuple[str, str]:
        session = self._session
        if session.track is None or not session.cues.rowCount():
            return _("Nothing to check yet."), _(
                "What should be looked at first stands here as soon as there are cues."
            )
        if session.review is not None and not session.review.is_complete:
            return _("Looking through the cues"), ""
        why = _("No rule is broken and nothing seemed doubtful. Only reading shows whether every word is right.")
        return _("Nothing to check."), why

    def _replay(self) -> None:
        item = self._session.item
        if item is not None:
            self._session.stretch_asked.emit(item.start, max(item.start, item.end), False)
