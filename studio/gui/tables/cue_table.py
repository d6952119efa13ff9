"""The cues of the current track as Qt's tables and the timeline read them, kept up with the project as it changes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.gui import times
from studio.gui.tables import words
from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.project.project import Project
from studio.project.values import Changed, StoredCue, StoredTrack
from studio.text.length import visible
from studio.workflow.meter import House, Meter, meter

AnyIndex = QModelIndex | QPersistentModelIndex

MOST_SINGLE = 64
"""So many touched cues are looked at one by one; beyond that the track is read again and compared."""

MOST_SHOWN = 200
"""Of so many cues it is known what was shown of the review, more than fit a screen; beyond that all is shown anew."""


class Column(IntEnum):
    """What stands where."""

    NUMBER = 0
    TIME = 1
    TEXT = 2
    READING = 3
    STATE = 4


class Role(IntEnum):
    """What the delegate and others ask of an index beside Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole
    STORED = Qt.ItemDataRole.UserRole + 1
    METER = Qt.ItemDataRole.UserRole + 2
    PROBLEMS = Qt.ItemDataRole.UserRole + 3


class Remark(Protocol):
    """What the review has to say about a cue, as far as the table shows it."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def label(self) -> str: ...


class Remarks(Protocol):
    """The review, as far as the table asks it."""

    def of(self, cue: int) -> Sequence[Remark]: ...


class CueTable(QAbstractTableModel):
    """A row for each cue, in order of their starts."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._track = 0
        self._house: House | None = None
        self._remarks: Remarks | None = None
        self._forget()

    # what a track is shown with

    def set_track(self, track: StoredTrack | None, house: House | None) -> None:
        """Show the cues of a track, measured by the rules of `house`; nothing without a track."""
        if track is not None and track.id == self._track:
            self._set_house(house)
            return
        self.beginResetModel()
        self._track, self._house = track.id if track is not None else 0, house
        self._remarks = None
        self._forget()
        self._take(self._project.cues.of(self._track) if track is not None else [])
        self.endResetModel()

    def set_items(self, review: Remarks | None) -> None:
        """Show what the review says now."""
        self._remarks = review
        if len(self._shown_remarks) > MOST_SHOWN:
            self._shown_remarks.clear()
            self._tell(0, len(self._cues) - 1, Column.STATE, Column.STATE)
            return
        for id, before in list(self._shown_remarks.items()):
            row = self.row_of(id)
            if row is None:
                del self._shown_remarks[id]
            elif before != _short(self.problems(row)):
                self._tell(row, row, Column.STATE, Column.STATE)

    def refresh(self, changed: Changed) -> None:
        """Follow a change of the project."""
        touched = {id for id in changed.rows.get("cue", ()) if isinstance(id, int)}
        if not self._track or not touched:
            return
        if len(touched) > MOST_SINGLE:
            self._compare(self._project.cues.of(self._track))
            return
        for id in self._safe_order(touched):
            now = self._project.cues.get(id)
            self._put(id, now if now is not None and now.track == self._track else None)

    # what others read

    @property
    def stored_cues(self) -> Sequence[StoredCue]:
        """Return all cues in order; not to be changed."""
        return self._cues

    @property
    def counts(self) -> Mapping[CueState, int]:
        """Return how many cues are in each state; not to be changed."""
        return self._counts

    @property
    def checked(self) -> int:
        """Return how many cues somebody has looked at."""
        return sum(count for state, count in self._counts.items() if state.is_checked)

    def stored(self, row: int) -> StoredCue:
        """Return the cue of a row."""
        return self._cues[row]

    def get(self, id: int) -> StoredCue | None:
        """Return the cue with this id, None if the track has none."""
        return self._by_id.get(id)

    def row_of(self, id: int) -> int | None:
        """Return the row of a cue, None if the track has none with this id."""
        stored = self._by_id.get(id)
        return None if stored is None else bisect_left(self._keys, _key(stored))

    def at(self, ms: int) -> StoredCue | None:
        """Return the cue that is shown at a moment (of several the one that came last), None between cues."""
        return next(self._backwards(ms, ms + 1), None)

    def between(self, start: int, end: int) -> list[StoredCue]:
        """Return the cues that are shown at some time from `start` until `end` (not included), in order."""
        return list(self._backwards(start, end))[::-1]

    def row_at(self, ms: int) -> int:
        """Return the row of the cue shown at a moment, or else of the one after it (past the last: the count)."""
        row = bisect_left(self._keys, (ms + 1, -1, -1)) - 1
        return row if row >= 0 and self._cues[row].cue.end > ms else row + 1

    def rows_with(self, text: str) -> list[int]:
        """Return the rows of the cues that have a text, whatever its capitals and where its line ends; none for ""."""
        wanted = " ".join(text.split()).casefold()
        if not wanted:
            return []
        return [row for row, stored in enumerate(self._cues) if wanted in _flat(stored)]

    def next_start(self, row: int) -> int | None:
        """Return when the cue after this row begins, None after the last."""
        return self._cues[row + 1].cue.start if row + 1 < len(self._cues) else None

    def meter(self, row: int) -> Meter | None:
        """Return how the cue of a row reads, None without rules."""
        stored = self._cues[row]
        found = self._meters.get(stored.id)
        if found is None and self._house is not None:
            found = self._meters[stored.id] = meter(stored, self.next_start(row), self._house)
        return found

    def problems(self, row: int) -> list[Remark]:
        """Return what the review says about the cue of a row, but for its speed, which has its own column."""
        id = self._cues[row].id
        said = self._remarks.of(id) if self._remarks is not None else ()
        found = [item for item in said if item.rule != "reading-speed" and item.label]
        self._shown_remarks[id] = _short(found)
        return found

    def spoken(self, row: int) -> str:
        """Return a row as it is read aloud: number, times, text, reading, state, problems."""
        stored, found = self._cues[row], self.meter(row)
        place = _("Cue {number}, from {start} to {end}").format(
            number=row + 1, start=times.short(stored.cue.start), end=times.short(stored.cue.end)
        )
        said = _spoken_text(stored.cue)
        parts = [place, said, found.phrase if found else "", words.state(stored.cue.state)]
        return ", ".join(part for part in [*parts, *(item.label for item in self.problems(row))] if part)

    # Qt's questions

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of cues."""
        return 0 if parent is not None and parent.isValid() else len(self._cues)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name or a row's number."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return (_("No."), _("Time"), _("Text"), _("Reading"), _("State"))[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown, said or known of a cell."""
        row = index.row()
        if not index.isValid() or row >= len(self._cues):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        return self._known(row, role)

    def _known(self, row: int, role: int) -> object:
        if role == Role.ID:
            return self._cues[row].id
        if role == Role.STORED:
            return self._cues[row]
        if role == Role.METER:
            return self.meter(row)
        return self.problems(row) if role == Role.PROBLEMS else None

    def _shown(self, row: int, column: int) -> str:
        cue = self._cues[row].cue
        if column == Column.NUMBER:
            return str(row + 1)
        if column == Column.TIME:
            return f"{times.short(cue.start)}\n{times.short(cue.end)}"
        if column == Column.TEXT:
            return visible(cue.text)
        if column == Column.READING:
            found = self.meter(row)
            return found.word if found else ""
        return "\n".join([words.state(cue.state), *(item.label for item in self.problems(row))])

    def _tip(self, row: int, column: int) -> str | None:
        stored, found = self._cues[row], self.meter(row)
        if column == Column.READING and found:
            return f"{found.title} {found.sentence}"
        if column == Column.TEXT and stored.comment:
            return _("Comment: {comment}").format(comment=stored.comment)
        if column == Column.STATE:
            return words.state_tip(stored)
        return None

    # keeping up

    def _set_house(self, house: House | None) -> None:
        self._house = house
        self._meters.clear()
        self._tell(0, len(self._cues) - 1, Column.READING, Column.READING)

    def _forget(self) -> None:
        self._cues: list[StoredCue] = []
        self._keys: list[tuple[int, int, int]] = []
        self._by_id: dict[int, StoredCue] = {}
        self._meters: dict[int, Meter] = {}
        self._counts: Counter[CueState] = Counter()
        self._shown_remarks: dict[int, tuple[tuple[str, str, str], ...]] = {}
        self._longest = 0

    def _take(self, cues: list[StoredCue]) -> None:
        self._cues = cues
        self._keys = [_key(stored) for stored in cues]
        self._by_id = {stored.id: stored for stored in cues}
        self._meters.clear()
        self._counts = Counter(stored.cue.state for stored in cues)
        self._longest = max((stored.cue.duration for stored in cues), default=0)

    def _compare(self, cues: list[StoredCue]) -> None:
        """Show cues that were read anew; only where others came or their order changed, the rows begin anew."""
        if [stored.id for stored in cues] == [stored.id for stored in self._cues]:
            self._take(cues)
            self._tell(0, len(cues) - 1)
            return
        self.beginResetModel()
        self._take(cues)
        self.endResetModel()

    def _safe_order(self, touched: Collection[int]) -> list[int]:
        """Return the ids so that cues moved together do not overtake each other on the way: the last first."""
        known = [id for id in touched if id in self._by_id]
        return [*sorted(known, key=lambda id: _key(self._by_id[id]), reverse=True), *sorted(set(touched) - set(known))]

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
        row = bisect_left(self._keys, _key(now))
        self.beginInsertRows(QModelIndex(), row, row)
        self._set(row, now)
        self.endInsertRows()
        self._renumber(row)

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        self._drop(row)
        self.endRemoveRows()
        self._renumber(row)

    def _replace(self, row: int, now: StoredCue) -> None:
        key = _key(now)
        target = bisect_left(self._keys, key)
        stays = target in (row, row + 1)
        if stays:
            self._drop(row)
            self._set(row, now)
        else:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target)
            self._drop(row)
            self._set(target - (target > row), now)
            self.endMoveRows()
            self._renumber(min(row, target))
        here = bisect_left(self._keys, key)
        self._forget_meter(here - 1)
        self._tell(max(0, here - 1), here)

    def _set(self, row: int, now: StoredCue) -> None:
        self._cues.insert(row, now)
        self._keys.insert(row, _key(now))
        self._by_id[now.id] = now
        self._counts[now.cue.state] += 1
        self._longest = max(self._longest, now.cue.duration)

    def _drop(self, row: int) -> None:
        gone = self._cues.pop(row)
        del self._keys[row], self._by_id[gone.id]
        self._counts[gone.cue.state] -= 1
        self._meters.pop(gone.id, None)

    def _renumber(self, row: int) -> None:
        """Tell that rows from this one on have another number, and the one before another neighbour."""
        self._forget_meter(row - 1)
        self._tell(max(0, row - 1), len(self._cues) - 1)

    def _forget_meter(self, row: int) -> None:
        if 0 <= row < len(self._cues):
            self._meters.pop(self._cues[row].id, None)

    def _tell(self, first: int, last: int, left: int = Column.NUMBER, right: int = Column.STATE) -> None:
        if 0 <= first <= last < len(self._cues):
            self.dataChanged.emit(self.index(first, left), self.index(last, right))

    def _backwards(self, start: int, end: int) -> Iterator[StoredCue]:
        """Yield the cues shown from `start` until `end`, the last first."""
        low = bisect_left(self._keys, (start - self._longest, -1, -1))
        high = bisect_left(self._keys, (end, -1, -1))
        return (stored for stored in reversed(self._cues[low:high]) if stored.cue.end > start)


def _key(stored: StoredCue) -> tuple[int, int, int]:
    return stored.cue.start, stored.cue.end, stored.id


def _short(remarks: Sequence[Remark]) -> tuple[tuple[str, str, str], ...]:
    """Return what of these is seen."""
    return tuple((remark.rule, remark.severity, remark.label) for remark in remarks)


def _flat(stored: StoredCue) -> str:
    return " ".join(visible(stored.cue.text).split()).casefold()


def _spoken_text(cue: Cue) -> str:
    text = " ".join(visible(cue.text).split()) or _("no text")
    kind = words.kind(cue.kind) if words.is_unusual(cue.kind) else ""
    return ": ".join(part for part in (kind, cue.speaker, text) if part)
