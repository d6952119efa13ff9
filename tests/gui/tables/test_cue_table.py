"""The model of the cues: one edit of many is one row told, order and numbers stay right, each row can be read aloud."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from studio.gui.tables import cue_table
from studio.gui.tables.cue_table import AnyIndex, Column, CueTable, Role
from studio.model.cue import Cue, CueState, Kind
from studio.model.media import Video
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.subtitles import profiles
from studio.subtitles.editing import House

CUES = [
    Cue(1000, 2000, "Guten Abend."),
    Cue(54_300, 57_020, "Prospero hat den Sturm selbst\ngerufen, um Rache zu nehmen.", speaker="Meike"),
    Cue(60_000, 64_000, "Donner", Kind.SOUND, state=CueState.APPROVED),
]


HOUSE = House(profiles.load("de-ard"), "de", Fraction(25))

FEW = 12
"""Rows that are told of singly, where many are tried."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give an open production with one German track of three cues."""
    (tmp_path / "film.mp4").write_bytes(b"film")
    with Project.create(tmp_path / "season.souffleur") as made:
        with made.step("Add"):
            video = made.media.add_video(Video(tmp_path / "film.mp4", 100_000, Fraction(25), (), 640, 360), "de")
            track = made.tracks.add(StoredTrack(0, video, "de", profile="de-ard"))
            made.cues.add(track.id, CUES)
        yield made


class Unnumbered(CueTable):
    """The model without numbers: Qt's checker takes it for a mistake that they change when a row comes before them."""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the id in place of the number."""
        is_number = index.column() == Column.NUMBER and role == Qt.ItemDataRole.DisplayRole
        return super().data(index, Role.ID if is_number else role)


@pytest.fixture
def table(project: Project, qtbot: QtBot) -> Iterator[CueTable]:
    """Give the model of that track, following the project, watched by Qt's own checker of models."""
    model = Unnumbered(project)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    track = project.tracks.get(1)
    model.set_track(track, HOUSE)
    project.subscribe(model.refresh)
    yield model
    del tester


@dataclass
class Told:
    """What the model said since the last look."""

    inserted: list[int]
    removed: list[int]
    changed: list[tuple[int, int]]
    resets: int = 0


@pytest.fixture
def told(table: CueTable) -> Told:
    """Give a list of what the model tells its views."""
    told = Told([], [], [])
    table.rowsInserted.connect(lambda _parent, first, _last: told.inserted.append(first))
    table.rowsRemoved.connect(lambda _parent, first, _last: told.removed.append(first))
    table.dataChanged.connect(lambda a, b: told.changed.append((a.row(), b.row())))
    table.modelReset.connect(lambda: setattr(told, "resets", told.resets + 1))
    return told


def shown(table: CueTable, row: int, column: Column) -> str:
    """Return the words in a cell."""
    return str(table.index(row, column).data())


def test_a_row_shows_number_times_text_reading_and_state(table: CueTable) -> None:
    assert CueTable.data(table, table.index(1, Column.NUMBER)) == "2"
    assert [shown(table, 1, column) for column in list(Column)[1:]] == [
        "0:54.3\n0:57.0",
        "",
        "Prospero hat den Sturm selbst\ngerufen, um Rache zu nehmen.",
        "Too fast",
        "Machine",
    ]


def test_a_row_is_read_aloud_whole_from_every_cell(table: CueTable) -> None:
    for column in Column:
        assert table.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole) == (
            "Cue 2, from 0:54.3 to 0:57.0, Meike: Prospero hat den Sturm selbst gerufen, um Rache zu nehmen.,"
            " Too fast to read, Machine"
        )
    assert str(table.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)).endswith(
        "Sound: Donner, Easy to read, Approved"
    )


def test_an_edited_text_tells_of_its_row_and_the_neighbour_only(project: Project, table: CueTable, told: Told) -> None:
    with project.step("Text"):
        project.cues.put(replace(table.stored(1), cue=replace(table.stored(1).cue, text="Kurz.")))
    assert shown(table, 1, Column.TEXT) == "Kurz."
    assert (told.inserted, told.removed, told.resets) == ([], [], 0)
    assert told.changed == [(0, 1)]


def test_a_new_cue_and_its_undo_move_the_rows_after_it(project: Project, table: CueTable, told: Told) -> None:
    with project.step("Insert"):
        (id,) = project.cues.add(1, [Cue(3000, 4000, "Dazwischen.")])
    assert (told.inserted, table.row_of(id)) == ([1], 1)
    assert told.changed[-1] == (0, 3), "the numbers after it and the neighbour before it"
    project.undo()
    assert (told.removed, told.resets, table.row_of(id), table.rowCount()) == ([1], 0, None, 3)


def test_cues_shifted_together_past_others_stand_in_order(project: Project, table: CueTable, told: Told) -> None:
    with project.step("Shift"):
        for row in (0, 1):
            stored = table.stored(row)
            cue = replace(stored.cue, start=stored.cue.start + 62_000, end=stored.cue.end + 62_000)
            project.cues.put(replace(stored, cue=cue))
    assert table.stored_cues == project.cues.of(1)
    assert told.resets == 0
    project.undo()
    assert table.stored_cues == project.cues.of(1)


def test_the_reading_follows_the_rules_of_the_house(project: Project, table: CueTable) -> None:
    assert shown(table, 0, Column.READING) == "Easy"
    track = project.tracks.get(1)
    table.set_track(track, replace(HOUSE, profile=replace(HOUSE.profile, max_cps=1.0)))
    assert shown(table, 0, Column.READING) == "Too fast"


def test_the_moment_finds_its_cue(table: CueTable) -> None:
    found = [(at, table.at(at), table.row_at(at)) for at in (0, 1000, 1999, 2000, 57_000, 70_000)]
    ids = [stored.id if stored else None for _, stored, _ in found]
    assert ids == [None, 1, 1, None, 2, None]
    assert [row for _, _, row in found] == [0, 0, 0, 1, 1, 3]


def test_a_long_cue_is_found_behind_the_short_ones_in_it(project: Project, table: CueTable) -> None:
    with project.step("Insert"):
        (id,) = project.cues.add(1, [Cue(500, 90_000, "Lange.")])
    assert [stored.id for stored in table.between(59_000, 60_000)] == [id]
    assert [stored.id for stored in table.between(56_000, 60_001)] == [id, 2, 3]
    at = table.at(61_000)
    assert at is not None
    assert at.id == 3


def test_any_change_at_random_and_its_undo_is_shown_as_the_project_has_it(
    project: Project, table: CueTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cue_table, "MOST_SINGLE", FEW)  # Qt's checker takes time with the square of the rows
    rng = random.Random(7)
    for _round in range(60):
        if rng.random() < 0.3:
            project.undo()
        else:
            change_something(project, rng)
        assert list(table.stored_cues) == project.cues.of(1)
        assert [table.row_of(stored.id) for stored in table.stored_cues] == list(range(table.rowCount()))


def change_something(project: Project, rng: random.Random) -> None:
    """Move, remove and add a few cues, or more than are told of singly, in one step."""
    stored = project.cues.of(1)
    with project.step("Random"):
        some = rng.sample(stored, rng.randint(0, min(len(stored), 5)))
        project.cues.remove([one.id for one in some[:1]])
        for one in some[1:]:
            start = rng.randrange(0, 90_000)
            project.cues.put(replace(one, cue=replace(one.cue, start=start, end=start + rng.randrange(3000))))
        count = FEW + 8 if rng.random() < 0.08 else rng.randint(0, 2)
        project.cues.add(1, [Cue(start, start + 500, "Neu") for start in rng.sample(range(90_000), count)])


def test_a_table_without_a_track_is_empty(table: CueTable) -> None:
    table.set_track(None, None)
    assert (table.rowCount(), table.at(1000), table.between(0, 9000)) == (0, None, [])
    assert table.index(0, 0) == QModelIndex()


def test_the_tip_of_an_approved_cue_says_by_whom_and_when(project: Project, table: CueTable) -> None:
    stored = replace(table.stored(2), reviewer="Ada", reviewed_at=datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    with project.record():
        project.cues.put(stored)
    tip = str(table.index(2, Column.STATE).data(Qt.ItemDataRole.ToolTipRole))
    assert tip.startswith("Approved by Ada, ")
    assert "26" in tip


@dataclass
class Said:
    """A remark of a review."""

    label: str
    rule: str = "name"
    severity: str = "info"
    marks: tuple[tuple[int, int, int], ...] = ()


class Says:
    """A review that says something about some cues."""

    def __init__(self, **labels: str) -> None:
        self._said = {int(cue.removeprefix("cue")): [Said(label)] for cue, label in labels.items()}

    def of(self, cue: int) -> list[Said]:
        """Return what is said about a cue."""
        return self._said.get(cue, [])


def test_cues_are_counted_by_their_states_through_all_that_is_done_to_them(project: Project, table: CueTable) -> None:
    def agrees() -> bool:
        counts = project.cues.counts(1)
        is_right = {state: table.counts.get(state, 0) for state in CueState} == counts
        return is_right and table.checked == sum(count for state, count in counts.items() if state.is_checked)

    assert agrees()
    assert table.checked == 1
    stored = table.stored(0)
    with project.step("Approve"):
        project.cues.put(replace(stored, cue=replace(stored.cue, state=CueState.APPROVED)))
    assert agrees()
    with project.step("Move"):
        project.cues.put(replace(stored, cue=replace(stored.cue, start=90_000, end=91_000, state=CueState.EDITED)))
    assert agrees()
    with project.step("Delete"):
        project.cues.remove([stored.id])
    assert agrees()
    with project.step("Many"):
        project.cues.add(1, [Cue(i * 100, i * 100 + 90, "Noch einer.") for i in range(100)])
    assert agrees()
    while project.undo():
        assert agrees()
    assert table.checked == 0
    table.set_track(None, None)
    assert table.checked == sum(table.counts.values()) == 0


def test_what_the_review_says_is_told_of_the_rows_it_changes_and_no_others(table: CueTable, told: Told) -> None:
    first, second = table.stored(0).id, table.stored(1).id
    for row in range(3):
        assert shown(table, row, Column.STATE)
    table.set_items(Says(**{f"cue{first}": "Name?"}))
    assert told.changed == [(0, 0)]
    assert shown(table, 0, Column.STATE) == "Machine\nName?"
    table.set_items(Says(**{f"cue{first}": "Name?", f"cue{second}": "Repeated?"}))
    assert told.changed == [(0, 0), (1, 1)]
    table.set_items(None)
    assert told.changed == [(0, 0), (1, 1), (0, 0), (1, 1)]


def test_after_more_rows_than_a_screen_were_shown_all_are_told_of(
    project: Project, table: CueTable, told: Told
) -> None:
    with project.step("Many"):
        project.cues.add(1, [Cue(i * 100, i * 100 + 90, "Noch einer.") for i in range(300)])
    for row in range(300):
        assert shown(table, row, Column.STATE)
    told.changed.clear()
    table.set_items(None)
    assert told.changed == [(0, table.rowCount() - 1)]
    table.set_items(None)
    assert told.changed == [(0, table.rowCount() - 1)]
