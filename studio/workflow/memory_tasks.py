"""What a worker does with the house's memory: it keeps an index to search, and reads and writes TMX files."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio.errors import InputError
from studio.i18n import _
from studio.model.memory import Match, MemoryUnit
from studio.model.progress import Progress, Report
from studio.project import faults
from studio.project.units import Direction
from studio.project.venue import Venue
from studio.translation import tmx
from studio.translation.memory import Context, Memory
from studio.workflow import whole_file

MOST_FOR_ONE = 20_000
"""Units that one production may take in for itself."""

AT_ONCE = 500
"""Units that are written in one transaction: nobody else waits long, and stopping is quick."""


@dataclass(frozen=True, slots=True)
class TmxRead:
    """How many units of a file are news, were there already, could not be used; some may have been damaged."""

    new: int
    known: int
    left_out: int
    is_damaged: bool


@dataclass(frozen=True, slots=True)
class TmxUnits:
    """The units of a file, how many could not be used, and whether some may have been damaged."""

    units: tuple[MemoryUnit, ...]
    left_out: int
    is_damaged: bool


def near(
    path: Path | None, text: str, languages: Direction, neighbours: tuple[str, str], *, report: Report
) -> tuple[Match, ...]:
    """Return what the memory at `path` has that is the same or nearly the same, the best first."""
    if path is None or not path.exists():
        return ()
    with Venue.open(path) as venue:
        index = _shelf().of(path, languages, venue.revision)
        index.follow(venue, report)
    return tuple(index.memory.fuzzy(text, Context(*neighbours)))


def import_tmx(file: Path, path: Path, *, report: Report) -> TmxRead:
    """Take the units of a TMX file into the memory at `path`."""
    new = 0
    with _reading(file) as (reading, batches), Venue.open(path) as venue:
        for units in batches(report):
            with venue.writing():
                new += venue.memory.remember(units)
    return TmxRead(new, reading.given - new, reading.left_out, reading.is_damaged)


def read_tmx(file: Path, *, report: Report) -> TmxUnits:
    """Return the units of a TMX file; `InputError` where there are more than a production needs."""
    found: list[MemoryUnit] = []
    with _reading(file) as (reading, batches):
        for units in batches(report):
            found += units
            if len(found) > MOST_FOR_ONE:
                raise InputError(
                    _("“{name}” holds more than {count} sentences.").format(name=file.name, count=MOST_FOR_ONE),
                    hint=_("Import it into the memory of your house; that has room for all."),
                )
    return TmxUnits(tuple(found), reading.left_out, reading.is_damaged)


def forget_imported(path: Path, *, report: Report) -> int:
    """Delete the units that came from files and return how many there were."""
    report(Progress(0, 0, "sentences"))
    with Venue.open(path) as venue, venue.writing():
        return venue.memory.forget("")


def export_tmx(file: Path, path: Path, units: Sequence[MemoryUnit] | None, *, report: Report) -> int:
    """Write units, or (None) all of the memory at `path`, to a TMX file and return how many."""
    if units is not None:
        return _write(file, units, len(units), report)
    if not path.exists():
        return _write(file, (), 0, report)
    with Venue.open(path) as venue:
        found = (unit for _id, unit in venue.memory.of())
        return _write(file, found, venue.memory.count(), report)


def _write(file: Path, units: Iterable[MemoryUnit], total: int, report: Report) -> int:
    with whole_file.writing(file) as stream:
        return tmx.write(stream, _told(units, total, report))


def _told(units: Iterable[MemoryUnit], total: int, report: Report) -> Iterator[MemoryUnit]:
    for number, unit in enumerate(units):
        if number % AT_ONCE == 0:
            report(Progress(number, total, "sentences"))
        yield unit


@contextmanager
def _reading(file: Path) -> Iterator[tuple[tmx.Reading, Callable[[Report], Iterator[list[MemoryUnit]]]]]:
    """Open a TMX file: what is known of it in the end, and its units some at a time while the share read is told."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            reading = tmx.Reading(stream, file.name)

            def batches(report: Report) -> Iterator[list[MemoryUnit]]:
                for units in _batches(reading):
                    report(Progress(min(stream.tell(), size), size, "bytes"))
                    yield units

            yield reading, batches
    except OSError as error:
        raise faults.not_there(file, str(error)) from error


def _batches(units: Iterable[MemoryUnit]) -> Iterator[list[MemoryUnit]]:
    left = iter(units)
    while batch := list(itertools.islice(left, AT_ONCE)):
        yield batch


@cache
def _shelf() -> _Shelf:
    return _Shelf()


class _Shelf:
    """The indexes of this worker, by file and direction."""

    def __init__(self) -> None:
        self._indexes: dict[tuple[Path, Direction], _Index] = {}

    def of(self, path: Path, languages: Direction, revision: int) -> _Index:
        """Return the index to use; a new one where another file lies at `path` now."""
        found = self._indexes.get((path, languages))
        if found is None or found.revision > revision:
            found = self._indexes[path, languages] = _Index(languages)
        return found


class _Index:
    """The memory of one direction, kept in step with its file."""

    def __init__(self, languages: Direction) -> None:
        self._languages = languages
        self.memory = Memory()
        self._units: dict[int, MemoryUnit] = {}
        self._last, self.revision = 0, -1

    def follow(self, venue: Venue, report: Report) -> None:
        """Take in what came into the file since the last time, and forget what went."""
        revision = venue.revision
        if revision == self.revision:
            return
        self._take_in(venue, report)
        self._forget(venue)
        self.revision = revision

    def _take_in(self, venue: Venue, report: Report) -> None:
        for number, (id, unit) in enumerate(venue.memory.of(self._languages, after=self._last)):
            if number % AT_ONCE == 0:
                report(Progress(number, 0, "sentences"))
            self._units[id], self._last = unit, id
            self.memory.remember(unit)

    def _forget(self, venue: Venue) -> None:
        if venue.memory.count(self._languages) == len(self._units):
            return
        gone = self._units.keys() - venue.memory.ids(self._languages)
        units = [self._units.pop(id) for id in gone]
        for unit in units:
            self.memory.forget(unit)
        for unit in venue.memory.every([unit.source for unit in units], self._languages):
            self.memory.remember(unit)  # what another production confirms, too
