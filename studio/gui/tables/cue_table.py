"""The cues of the current track as Qt's tables and the timeline read them, kept up with the project as it changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.gui import languages, times
from studio.gui.tables import row_words, underlines
from studio.gui.tables.cue_order import CueOrder
from studio.gui.tables.row_words import Remark
from studio.gui.tables.sides import Sides
from studio.gui.tables.underlines import Span
from studio.i18n import _
from studio.model.cue import CueState
from studio.project.project import Project
from studio.project.values import Changed, StoredCue, StoredTrack
from studio.text.length import visible
from studio.workflow.bilingual import Side
from studio.workflow.meter import House, Meter, meter

AnyIndex = QModelIndex | QPersistentModelIndex

MOST_SINGLE = 64
"""So many touched cues are looked at one by one; beyond that the track is read again and compared."""

MOST_SHOWN = 200
"""Of so many cues it is known what was shown of the review, more than fit a screen; beyond that all is shown anew."""


class Column(IntEnum):
    """What stands where; `SOURCE` is shown for a translation only, and `READING` for all else."""

    NUMBER = 0
    TIME = 1
    SOURCE = 2
    TEXT = 3
    READING = 4
    STATE = 5


_COLUMNS = len(Column)
"""Qt asks for it with every cell."""


class Role(IntEnum):
    """What the delegate and others ask of an index beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    STORED = Qt.ItemDataRole.UserRole + 1
    METER = Qt.ItemDataRole.UserRole + 2
    PROBLEMS = Qt.ItemDataRole.UserRole + 3


class Remarks(Protocol):
    """The review, as far as the table asks it."""

    def of(self, cue: int) -> Sequence[Remark]: ...


class CueTable(QAbstractTableModel):
    """A row for each cue, in order of their starts."""

    def __init__(self, project: Project, parent: QObject | None = None, *, sides: Sides | None = None) -> None:
        """`sides` are kept up by whoever gives them, before `refresh` is called."""
        super().__init__(parent)
        self._project = project
        self._sides = sides
        self._track = 0
        self._language = ""
        self._shown_heads: tuple[str, ...] = ()
        self._house: House | None = None
        self._remarks: Remarks | None = None
        self._forget()

    # what a track is shown with

    def set_track(self, track: StoredTrack | None, house: House | None) -> None:
        """Show the cues of a track, measured by the rules of `house`; nothing without a track."""
        if track is not None and track.id == self._track:
            self._language = track.language
            self._set_house(house)
            return
        self.beginResetModel()
        self._track, self._house = track.id if track is not None else 0, house
        self._language = track.language if track is not None else ""
        self._remarks = None
        self._forget()
        self._take(self._project.cues.of(self._track) if track is not None else [])
        self.endResetModel()

    def set_items(self, review: Remarks | None) -> None:
        """Show what the review says now."""
        self._remarks = review
        if len(self._shown_remarks) > MOST_SHOWN:
            self._shown_remarks.clear()
            self._tell(0, len(self._order.cues) - 1, self._left, Column.STATE)
            return
        for id, before in list(self._shown_remarks.items()):
            row = self.row_of(id)
            if row is None:
                del self._shown_remarks[id]
            elif before != _short(self.problems(row)):
                self._tell(row, row, self._left, Column.STATE)

    def show_sides(self, ids: Collection[int]) -> None:
        """Show these cues with their sides as they are now, and how far the source was checked."""
        before, self._shown_heads = self._shown_heads, self._heads()
        if before != self._shown_heads:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.SOURCE, Column.STATE)
        rows = sorted(row for id in ids if (row := self.row_of(id)) is not None)
        if len(rows) > MOST_SINGLE:
            self._tell(rows[0], rows[-1])
            return
        for row in rows:
            self._tell(row, row)

    def refresh(self, changed: Changed) -> None:
        """Follow a change of the project."""
        touched = {id for id in changed.rows.get("cue", ()) if isinstance(id, int)}
        if not self._track or not touched:
            return
        if len(touched) > MOST_SINGLE:
            self._compare(self._project.cues.of(self._track))
            return
        for id in self._order.safe(touched):
            now = self._project.cues.get(id)
            self._put(id, now if now is not None and now.track == self._track else None)

    # what others read

    @property
    def stored_cues(self) -> Sequence[StoredCue]:
        """Return all cues in order; not to be changed."""
        return self._order.cues

    @property
    def counts(self) -> Mapping[CueState, int]:
        """Return how many cues are in each state; not to be changed."""
        return self._order.counts

    @property
    def checked(self) -> int:
        """Return how many cues somebody has looked at."""
        return sum(count for state, count in self._order.counts.items() if state.is_checked)

    def stored(self, row: int) -> StoredCue:
        """Return the cue of a row."""
        return self._order.cues[row]

    def get(self, id: int) -> StoredCue | None:
        """Return the cue with this id, None if the track has none."""
        return self._order.get(id)

    def row_of(self, id: int) -> int | None:
        """Return the row of a cue, None if the track has none with this id."""
        return self._order.row_of(id)

    def at(self, ms: int) -> StoredCue | None:
        """Return the cue that is shown at a moment (of several the one that came last), None between cues."""
        return next(self._order.backwards(ms, ms + 1), None)

    def between(self, start: int, end: int) -> list[StoredCue]:
        """Return the cues that are shown at some time from `start` until `end` (not included), in order."""
        return list(self._order.backwards(start, end))[::-1]

    def row_at(self, ms: int) -> int:
        """Return the row of the cue shown at a moment, or else of the one after it (past the last: the count)."""
        return self._order.row_at(ms)

    def rows_with(self, text: str) -> list[int]:
        """Return the rows of the cues that have a text, whatever its capitals and where its line ends; none for ""."""
        return self._order.rows_with(text)

    def next_start(self, row: int) -> int | None:
        """Return when the cue after this row begins, None after the last."""
        return self._order.cues[row + 1].cue.start if row + 1 < len(self._order.cues) else None

    def meter(self, row: int) -> Meter | None:
        """Return how the cue of a row reads, None without rules."""
        stored = self._order.cues[row]
        found = self._meters.get(stored.id)
        if found is None and self._house is not None:
            found = self._meters[stored.id] = meter(stored, self.next_start(row), self._house)
        return found

    @property
    def is_pair(self) -> bool:
        """Say whether these cues are a translation and its source is known."""
        return self._sides is not None and self._sides.is_pair

    def side(self, row: int) -> Side | None:
        """Return the source of the cue of a row, None where it has none."""
        return self._sides.of(self._order.cues[row].id) if self._sides is not None else None

    @property
    def source_name(self) -> str:
        """Return what the language of the source is called, "" without one."""
        source = self._sides.source if self._sides is not None else None
        return languages.name(source.language) if source is not None else ""

    def problems(self, row: int) -> list[Remark]:
        """Return what the review says about the cue of a row and no other column shows."""
        id = self._order.cues[row].id
        said = self._remarks.of(id) if self._remarks is not None else ()
        elsewhere = row_words.STALE if self.is_pair else row_words.SPEED
        found = [item for item in said if item.rule != elsewhere and item.label]
        self._shown_remarks[id] = _short(found)
        return found

    def underlined(self, row: int, column: int) -> list[Span]:
        """Return what the review means by what it says, as characters that are seen of a text or its source."""
        return underlines.of(self.problems(row), self.stored(row), self.side(row), is_source=column == Column.SOURCE)

    def spoken(self, row: int) -> str:
        """Return a row as it is read aloud: number, times or source, text, reading, state, problems."""
        stored = self._order.cues[row]
        problems = [item.label for item in self.problems(row)]
        if self.is_pair:
            return row_words.spoken_pair(row + 1, stored, self.side(row), self._names(), problems)
        found = self.meter(row)
        return row_words.spoken(row + 1, stored, found.phrase if found else "", problems)

    # Qt's questions

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of cues."""
        return 0 if parent is not None and parent.isValid() else len(self._order.cues)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else _COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name or a row's number."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._heads()[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown, said or known of a cell."""
        row = index.row()
        if not index.isValid() or row >= len(self._order.cues):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        return self._known(row, role)

    def state(self, row: int) -> list[row_words.Said]:
        """Return how far somebody has looked at a cue, and below it the first thing there is to say about it."""
        return row_words.state(self._order.cues[row], self.side(row), self.problems(row), self.source_name)

    def _names(self) -> tuple[str, str]:
        """Return what the languages of source and translation are called."""
        return self.source_name, languages.name(self._language)

    def _heads(self) -> tuple[str, ...]:
        source, text, state = "", _("Text"), _("State")
        if self._sides is not None and self._sides.is_pair:
            source, text = self._names()
            checked, count = self._sides.source_checked, self._sides.source_count
            source, state = row_words.source_head(source, checked, count), _("{language} state").format(language=text)
        return _("No."), _("Time"), source, text, _("Reading"), state

    def _known(self, row: int, role: int) -> object:
        if role == Role.ID:
            return self._order.cues[row].id
        if role == Role.STORED:
            return self._order.cues[row]
        if role == Role.METER:
            return self.meter(row)
        return self.problems(row) if role == Role.PROBLEMS else None

    def _shown(self, row: int, column: int) -> str:
        cue = self._order.cues[row].cue
        if column == Column.NUMBER:
            return str(row + 1)
        if column == Column.TIME:
            return f"{times.short(cue.start)}\n{times.short(cue.end)}"
        if column == Column.SOURCE:
            side = self.side(row)
            return visible(side.text) if side is not None else ""
        if column == Column.TEXT:
            return visible(cue.text)
        if column == Column.READING:
            found = self.meter(row)
            return found.word if found else ""
        return "\n".join(said.text for said in self.state(row))

    def _tip(self, row: int, column: int) -> str | None:
        stored, found = self._order.cues[row], self.meter(row)
        if column == Column.READING and found:
            return f"{found.title} {found.sentence}"
        if column == Column.TEXT and stored.comment:
            return _("Comment: {comment}").format(comment=stored.comment)
        if column == Column.STATE:
            return row_words.state_tip(stored, self.side(row), self.source_name)
        return None

    # keeping up

    def _set_house(self, house: House | None) -> None:
        self._house = house
        self._meters.clear()
        self._tell(0, len(self._order.cues) - 1, Column.READING, Column.READING)

    def _forget(self) -> None:
        self._take([])
        self._shown_remarks: dict[int, tuple[tuple[object, ...], ...]] = {}

    def _take(self, cues: Sequence[StoredCue]) -> None:
        self._order = CueOrder(cues)
        self._meters: dict[int, Meter] = {}

    def _compare(self, cues: list[StoredCue]) -> None:
        """Show cues that were read anew; only where others came or their order changed, the rows begin anew."""
        if [stored.id for stored in cues] == [stored.id for stored in self._order.cues]:
            self._take(cues)
            self._tell(0, len(cues) - 1)
            return
        self.beginResetModel()
        self._take(cues)
        self.endResetModel()

    def _put(self, id: int, now: StoredCue | None) -> None:
        """Show one cue as it is now, None: it is gone."""
        row = self.row_of(id)
        if row is not None and now is not None:
            self._replace(row, now)
        elif now is not None:
            self._insert(now)
        elif row is not None:
            self._remove(row)

    def _insert(self, now: StoredCue) -> None:
        row = self._order.place(now)
        self.beginInsertRows(QModelIndex(), row, row)
        self._order.put(row, now)
        self.endInsertRows()
        self._renumber(row)

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        self._drop(row)
        self.endRemoveRows()
        self._renumber(row)

    def _replace(self, row: int, now: StoredCue) -> None:
        target = self._order.place(now)
        stays = target in (row, row + 1)
        if stays:
            self._drop(row)
            self._order.put(row, now)
        else:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target)
            self._drop(row)
            self._order.put(target - (target > row), now)
            self.endMoveRows()
            self._renumber(min(row, target))
        here = self._order.place(now)
        self._forget_meter(here - 1)
        self._tell(max(0, here - 1), here)

    def _drop(self, row: int) -> None:
        self._meters.pop(self._order.drop(row).id, None)

    def _renumber(self, row: int) -> None:
        """Tell that rows from this one on have another number, and the one before another neighbour."""
        self._forget_meter(row - 1)
        self._tell(max(0, row - 1), len(self._order.cues) - 1)

    @property
    def _left(self) -> Column:
        """Return the first column that shows something of the review."""
        return Column.SOURCE if self.is_pair else Column.STATE

    def _forget_meter(self, row: int) -> None:
        if 0 <= row < len(self._order.cues):
            self._meters.pop(self._order.cues[row].id, None)

    def _tell(self, first: int, last: int, left: int = Column.NUMBER, right: int = Column.STATE) -> None:
        if 0 <= first <= last < len(self._order.cues):
            self.dataChanged.emit(self.index(first, left), self.index(last, right))


def _short(remarks: Sequence[Remark]) -> tuple[tuple[object, ...], ...]:
    """Return what of these is seen."""
    return tuple((remark.rule, remark.severity, remark.label, *remark.marks) for remark in remarks)
