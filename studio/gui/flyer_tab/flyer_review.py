"""What to check first of a flyer: each item shows its block, and its buttons mend it or ask what that needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab import item_acts
from studio.gui.review_delegate import ItemButton
from studio.gui.review_list import QueueSignals
from studio.gui.tables.item_list import Listed
from studio.i18n import _
from studio.workflow.flyer.review import FlyerItem


class FlyerReview:
    """What is to be checked of the edition in hand, or of the original."""

    def __init__(self, session: FlyerSession, place: QWidget) -> None:
        """Dialogs open over the window of `place`."""
        self._session = session
        self._place = place
        self.signals = QueueSignals()
        session.queue_changed.connect(self.signals.changed)
        session.edition_changed.connect(self.signals.changed)
        session.item_changed.connect(self.signals.item_changed)

    @property
    def items(self) -> Sequence[FlyerItem]:
        """Return the items, the riskiest first."""
        return self._session.items

    @property
    def item(self) -> FlyerItem | None:
        """Return the one in hand."""
        return self._session.item

    def choose(self, item: Listed) -> None:
        """Take an item in hand."""
        self._session.choose_item(_of_flyer(item))

    def go_on(self) -> None:
        """Take the next one in hand."""
        self._session.next_item(1)

    def leave(self) -> None:
        """Leave the one in hand as it is."""
        item_acts.leave(self._session)

    def leave_tip(self) -> str:
        """Return until when an item that was left is not shown again."""
        return _("This is not shown again until the block changes.")

    def buttons(self, item: Listed) -> Sequence[ItemButton]:
        """Return what can be done about an item."""
        found, session = _of_flyer(item), self._session
        return [
            ItemButton(
                fix.act,
                fix.label,
                item_acts.icon(fix),
                lambda fix=fix: item_acts.act(session, found, fix, self._place.window()),  # type: ignore[misc]
            )
            for fix in found.fixes
        ]

    def look(self, item: Listed) -> tuple[str, str]:
        """Return the icon of an item and its colour."""
        return item_acts.look(_of_flyer(item))

    def why_empty(self) -> tuple[str, str]:
        """Return why there is nothing to check."""
        if not self._session.blocks:
            return _("Nothing to check yet."), _("No text was found on this flyer.")
        why = _("Everything fits and nothing seemed doubtful. Only reading shows whether every word is right.")
        return _("Nothing to check."), why


def _of_flyer(item: Listed) -> FlyerItem:
    assert isinstance(item, FlyerItem)
    return item
