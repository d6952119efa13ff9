"""What was imported into a production goes where it goes, and stands there once."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.model.memory import MemoryUnit
from studio.project.project import Project

YES = MemoryUnit(
    "Ja.", "Yes.", "de-AT", "en", "Trailer", "Anna", datetime(2026, 11, 21, 20, 0, tzinfo=UTC), "Kommen Sie?", "Gut."
)
NO = MemoryUnit("Nein.", "No.", "de", "en")


def test_units_are_as_they_were_when_the_production_is_opened_again(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.souffleur") as project, project.record():
        assert project.units.add([YES, NO]) == 2
    with Project.open(tmp_path / "a.souffleur") as project:
        assert (project.units.all(), project.units.count()) == ([YES, NO], 2)


def test_none_stands_there_twice_and_none_is_empty(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.souffleur") as project:
        with project.record():
            assert project.units.add([NO, NO, MemoryUnit("nichts", " ", "de", "en")]) == 1
        with project.record():
            assert project.units.add([NO, YES]) == 1
        with project.record():
            assert project.units.clear() == 2
        assert project.units.count() == 0


def test_undo_leaves_them_and_they_are_handed_over(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.souffleur") as project:
        with project.record():
            project.units.add([YES])
        assert project.undo_label is None
        project.copy_to(tmp_path / "b.souffleur", hand_over=True)
    with Project.open(tmp_path / "b.souffleur") as copy:
        assert copy.units.all() == [YES]


def test_they_are_written_in_a_transaction_of_the_production_only(tmp_path: Path) -> None:
    with (
        Project.create(tmp_path / "a.souffleur") as project,
        pytest.raises(sqlite3.IntegrityError, match="outside"),
    ):
        project.units.add([YES])
