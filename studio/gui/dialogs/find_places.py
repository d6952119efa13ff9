"""Where find and replace looks: in the cues of a video, or in what the blocks of a flyer say."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from studio.gui.flyer_session import FlyerSession
from studio.gui.session import Session
from studio.gui.tables.change_table import Rows
from studio.i18n import _, ngettext
from studio.model.cue import CueState
from studio.workflow import find
from studio.workflow.find import Change, Query
from studio.workflow.flyer import find as on_flyers


class Place(Protocol):
    """The texts of one thing, each with an id; what it says is in the words of its kind."""

    @property
    def rows(self) -> Rows:
        """Return what knows the number of a text."""

    @property
    def chosen(self) -> int:
        """Return the id of the text in hand, 0 for none."""

    def preview(self, query: Query, new: str) -> list[Change]:
        """Return what would change."""

    def replace(self, changes: Collection[Change]) -> int:
        """Change the texts and return how many."""

    def approved(self, changes: Collection[Change]) -> int:
        """Return how many of them people have approved."""

    def show(self, id: int) -> None:
        """Take a text in hand."""

    def nowhere(self) -> str:
        """Say that it was found nowhere."""

    def replaced(self, count: int) -> str:
        """Say in how many texts it was replaced."""

    def do(self, count: int) -> str:
        """Return what the button says."""


class InCues:
    """The cues of the track in hand."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def rows(self) -> Rows:
        return self._session.cues

    @property
    def chosen(self) -> int:
        return self._session.cue

    def preview(self, query: Query, new: str) -> list[Change]:
        track = self._session.track
        return find.preview(self._session.project, track.id, query, new) if track is not None else []

    def replace(self, changes: Collection[Change]) -> int:
        return find.replace(self._session.project, changes)

    def approved(self, changes: Collection[Change]) -> int:
        cues = [self._session.cues.get(change.cue) for change in changes]
        return sum(stored is not None and stored.cue.state is CueState.APPROVED for stored in cues)

    def show(self, id: int) -> None:
        self._session.show_cue(id)

    def nowhere(self) -> str:
        return _("It stands in no cue, or nothing would change.")

    def replaced(self, count: int) -> str:
        return ngettext("Replaced in {count} cue.", "Replaced in {count} cues.", count).format(count=count)

    def do(self, count: int) -> str:
        return ngettext("Replace in {count} cue", "Replace in {count} cues", count).format(count=count)


class InBlocks:
    """What the blocks say in the edition in hand, or in the original."""

    def __init__(self, session: FlyerSession) -> None:
        self._session = session

    @property
    def rows(self) -> Rows:
        return self._session

    @property
    def chosen(self) -> int:
        return self._session.block

    def preview(self, query: Query, new: str) -> list[Change]:
        session = self._session
        return on_flyers.preview(session.project, session.about, self._edition, query, new)

    def replace(self, changes: Collection[Change]) -> int:
        return on_flyers.replace(self._session.project, self._edition, changes)

    def approved(self, changes: Collection[Change]) -> int:
        return on_flyers.approved(self._session.project, self._edition, changes)

    def show(self, id: int) -> None:
        self._session.choose_block(id)

    def nowhere(self) -> str:
        return _("It stands in no block, or nothing would change.")

    def replaced(self, count: int) -> str:
        return ngettext("Replaced in {count} block.", "Replaced in {count} blocks.", count).format(count=count)

    def do(self, count: int) -> str:
        return ngettext("Replace in {count} block", "Replace in {count} blocks", count).format(count=count)

    @property
    def _edition(self) -> int | None:
        return self._session.edition.id if self._session.edition is not None else None
