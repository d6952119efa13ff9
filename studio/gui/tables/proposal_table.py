"""Names read from a flyer, each to be taken by its tick."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from studio.gui.tables.plain_table import AnyIndex, PlainTable
from studio.i18n import _, ngettext
from studio.model.term import Proposal


class Column(IntEnum):
    """What stands where."""

    NAME = 0
    COUNT = 1
    EXAMPLE = 2


class ProposalTable(PlainTable):
    """A row for each proposal; those in `known` are in the list already and cannot be ticked."""

    def __init__(self, found: Sequence[Proposal], known: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._found = sorted(found, key=lambda proposal: proposal.text in known)
        self._ticked = {proposal.text for proposal in found} - set(known)

    @property
    def chosen(self) -> list[Proposal]:
        """Return the proposals that are ticked."""
        return [proposal for proposal in self._found if proposal.text in self._ticked]

    @property
    def all(self) -> list[Proposal]:
        """Return all proposals, those that are in the list already last."""
        return self._found

    def tick_all(self, is_ticked: bool) -> None:
        """Tick all, or none."""
        self._ticked = {proposal.text for proposal in self._found if is_ticked} - set(self._known)
        self._tell(0, len(self._found) - 1)

    def rows(self) -> Sequence[object]:
        """Return the proposals."""
        return self._found

    def names(self) -> Sequence[str]:
        """Return what the columns are called."""
        return (_("Name"), _("Times"), _("Where it stands"))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return that the first cell can be ticked, but for a name that is there already."""
        if self._found[index.row()].text in self._known:
            return Qt.ItemFlag.ItemIsSelectable
        can_tick = Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.NAME else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | can_tick

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown or said of a cell."""
        if not index.isValid():
            return None
        proposal = self._found[index.row()]
        is_ticked = proposal.text in self._ticked
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.NAME:
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return (proposal.text, str(proposal.count), proposal.example)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.EXAMPLE:
            return proposal.example
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(proposal, is_ticked=is_ticked)
        return None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a name or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        name = self._found[index.row()].text
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(name)
        else:
            self._ticked.discard(name)
        self._tell(index.row(), index.row())
        return True

    def _spoken(self, proposal: Proposal, *, is_ticked: bool) -> str:
        words = ngettext("{name}, {count} time: {example}", "{name}, {count} times: {example}", proposal.count)
        text = words.format(name=proposal.text, count=proposal.count, example=proposal.example)
        if proposal.text in self._known:
            return _("{text}, in the list already").format(text=text)
        return text if is_ticked else _("{text}, left out").format(text=text)

    def _tell(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, Column.EXAMPLE))
