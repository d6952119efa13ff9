"""The blocks of a flyer as Qt's views read them: each with what it says in the edition in hand and how that fits.

The session keeps blocks, wordings and fits up with the project; here only rows that are others than before are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.gui import languages
from studio.gui.tables import unit_words
from studio.gui.tables.unit_words import Remark, Unit
from studio.i18n import _
from studio.workflow.flyer import state

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.project.values import StoredBlock

AnyIndex = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where."""

    NUMBER = 0
    TEXT = 1
    ROOM = 2
    STATE = 3


class Role(IntEnum):
    """What the delegate asks of an index beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    UNIT = Qt.ItemDataRole.UserRole + 1


class UnitTable(QAbstractTableModel):
    """A row for each block, in reading order."""

    def __init__(self, session: FlyerSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._units: list[Unit] = []
        self._heads: tuple[str, ...] = ()
        session.blocks_changed.connect(self.refresh)
        session.wordings_changed.connect(self.refresh)
        session.fits_changed.connect(self.refresh)
        session.queue_changed.connect(self.refresh)
        session.flyer_changed.connect(self._show_heads)
        session.edition_changed.connect(self.refresh)
        self.refresh()

    # what others read

    @property
    def is_edition(self) -> bool:
        """Say whether an edition is shown, and not the original alone."""
        return self._session.edition is not None

    @property
    def units(self) -> Sequence[Unit]:
        """Return what all rows show; not to be changed."""
        return self._units

    def unit(self, row: int) -> Unit:
        """Return what a row shows."""
        return self._units[row]

    def row_of(self, block: int) -> int | None:
        """Return the row of a block, None if it is not there."""
        row = self._session.row_of(block)
        return row if row is not None and row < len(self._units) else None

    def is_first_of_page(self, row: int) -> bool:
        """Say whether another page begins with this row; never where there is only one."""
        if len(self._session.pages) < 2:
            return False
        return row == 0 or self._units[row].stored.block.page != self._units[row - 1].stored.block.page

    def misfits(self) -> list[int]:
        """Return the blocks whose translation runs out of its place, in reading order."""
        return [
            unit.stored.id
            for unit in self._units
            if unit.is_edition and unit.target and unit.fit is not None and not unit.fit.fits
        ]

    def spoken(self, row: int) -> str:
        """Return a row as it is read aloud."""
        said = unit_words.spoken(row + 1, self._units[row], self._names())
        if self.is_first_of_page(row):
            page = _("Page {number}").format(number=self._units[row].stored.block.page + 1)
            return f"{page}. {said}"
        return said

    # Qt's questions

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of blocks."""
        return 0 if parent is not None and parent.isValid() else len(self._units)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name or a row's number."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return str(section + 1) if orientation == Qt.Orientation.Vertical else self._heads[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown, said or known of a cell."""
        row = index.row()
        if not index.isValid() or row >= len(self._units):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return unit_words.state_tip(self._units[row]) if index.column() == Column.STATE else None
        if role == Role.ID:
            return self._units[row].stored.id
        return self._units[row] if role == Role.UNIT else None

    def _shown(self, row: int, column: int) -> str:
        unit = self._units[row]
        if column == Column.NUMBER:
            return str(row + 1)
        if column == Column.TEXT:
            return "\n".join(text for text, _token in unit_words.lines(unit))
        return "\n".join(
            said.text for said in (unit_words.fitting if column == Column.ROOM else unit_words.state)(unit)
        )

    # keeping up

    def refresh(self) -> None:
        """Show everything as the session has it now; rows that are the same are left alone."""
        before, now = self._units, list(self._read())
        self._show_heads()
        if [unit.stored.id for unit in before] != [unit.stored.id for unit in now]:
            self._replace(before, now)
            return
        changed = [row for row, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        self._units = now
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, Column.STATE))

    def _replace(self, before: list[Unit], now: list[Unit]) -> None:
        """Show other blocks, or another order: what both ends have in common stays."""
        old, new = ([unit.stored.id for unit in units] for units in (before, now))
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if head < len(old) - tail:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._units = [*before[:head], *before[len(old) - tail :]]
            self.endRemoveRows()
        if head < len(new) - tail:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._units = now
            self.endInsertRows()
        self._units = now
        if now:
            self.dataChanged.emit(self.index(0, 0), self.index(len(now) - 1, Column.STATE))  # numbers are others

    def _read(self) -> Iterable[Unit]:
        session = self._session
        remarks: dict[int, list[Remark]] = {}
        for item in session.items:
            for block in item.blocks:
                remarks.setdefault(block, []).append(item)
        is_edition = session.edition is not None
        for stored in session.blocks:
            yield self._unit(stored, tuple(remarks.get(stored.id, ())), is_edition=is_edition)

    def _unit(self, stored: StoredBlock, remarks: tuple[Remark, ...], *, is_edition: bool) -> Unit:
        if not is_edition:
            return Unit(stored, remarks=remarks)
        session, id = self._session, stored.id
        assert session.edition is not None
        is_needed = state.needs_words(stored.block, session.flyer.language, session.edition.language)
        wording = session.wordings.get(id)
        return Unit(stored, True, wording, session.is_stale(id), is_needed, session.fit(id), remarks)

    def _names(self) -> tuple[str, str]:
        edition = self._session.edition
        return languages.name(self._session.flyer.language), languages.name(edition.language) if edition else ""

    def _show_heads(self) -> None:
        source, target = self._names()
        text = _("{source}, with the {target} below").format(source=source, target=target) if target else source
        heads = (_("Block"), text, _("Room on the page") if target else _("Kind"), _("State"))
        if heads != self._heads:
            self._heads = heads
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, Column.STATE)


def _common(some: list[int], others: list[int]) -> int:
    """Return how many at the beginning are the same."""
    pairs = zip(some, others, strict=False)
    return next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(some), len(others)))


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Yield rows that follow each other as their first and last."""
    start = 0
    for i, row in enumerate(rows):
        if i + 1 == len(rows) or rows[i + 1] != row + 1:
            yield rows[start], row
            start = i + 1
