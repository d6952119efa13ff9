"""Home says what was worked on, how far it is, and what this computer can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from studio.gui import ready, recent_list
from studio.gui.main_window import MainWindow
from studio.gui.recent_list import RecentList, RecentRow, day, listed
from studio.model.pack import Pack, PackKind
from studio.project.glance import Glance
from studio.project.project import Project
from studio.workflow import recent
from studio.workflow.recent import Recent
from tests.gui.accessible import spoken, unnamed

NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _that_day_and_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let it be the day of `NOW`, in Britain."""
    monkeypatch.setattr(recent_list, "today", lambda: NOW.astimezone().date())
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def row(glance: Glance | None = None, **more: str) -> RecentRow:
    return RecentRow(Recent(Path("/films/Der Sturm.souffleur"), glance, NOW, **more), is_open=False)


@pytest.mark.parametrize(
    ("glance", "said"),
    [
        (Glance(1, 0, 64, 13, ("de", "en", "nl")), "1 video · German to English and Dutch, 13 of 64 cues checked"),
        (Glance(2, 1, 1, 0, ("nl",)), "2 videos, 1 flyer · Dutch, 0 of 1 cue checked"),
        (Glance(1, 0, 41, 41, ("de",)), "1 video · German, All 41 cues checked"),
        (Glance(1, 0, 0, 0, ()), "1 video, No subtitles yet"),
    ],
)
def test_a_row_says_what_a_production_is_and_how_far(qtbot: QtBot, glance: Glance, said: str) -> None:
    shown = row(glance)
    qtbot.addWidget(shown)
    assert shown.accessibleName() == f"Der Sturm, {said}, Today"


def test_a_row_says_why_nothing_can_be_told(qtbot: QtBot) -> None:
    shown = row(None, problem="“Der Sturm.souffleur” is not there any more.")
    qtbot.addWidget(shown)
    assert "is not there any more" in shown.accessibleName()


def test_a_row_is_chosen_by_key_and_taken_off_by_key(qtbot: QtBot) -> None:
    rows = RecentList()
    qtbot.addWidget(rows)
    rows.show_recent([Recent(Path("/a.souffleur"), None, NOW), Recent(Path("/b.souffleur"), None, NOW)], None)
    with qtbot.waitSignal(rows.chosen) as chosen:
        qtbot.keyClick(rows.rows[1], Qt.Key.Key_Space)
    with qtbot.waitSignal(rows.dismissed) as dismissed:
        qtbot.keyClick(rows.rows[0], Qt.Key.Key_Delete)
    assert (chosen.args, dismissed.args) == ([Path("/b.souffleur")], [Path("/a.souffleur")])


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "Today"),
        (NOW - timedelta(days=1), "Yesterday"),
        (datetime(2020, 11, 3, 12, tzinfo=UTC), "3 November 2020"),
    ],
)
def test_days_are_said_as_people_say_them(moment: datetime, said: str) -> None:
    assert day(moment) == said


def test_names_are_listed_in_words() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def pack(*languages: str, practice: bool = False) -> Pack:
    return Pack("small", PackKind.SPEECH, languages, 1, Path("small"), practice)


def test_a_real_model_is_what_the_computer_is_ready_for() -> None:
    [line] = ready.lines([pack("de", "nl", "en"), pack("de", practice=True)])
    assert (line.title, line.is_sure) == ("Subtitles in German, Dutch and English", True)


def test_a_model_of_many_languages_names_a_few() -> None:
    [line] = ready.lines([pack("de", "nl", "en", "fr", "it", "es")])
    assert line.title == "Subtitles in German, Dutch, English, French and 2 more"


def test_a_practice_model_is_named_as_one() -> None:
    [line] = ready.lines([pack("de", "nl", "en", practice=True)])
    assert line.title.startswith("Practice")
    assert not line.is_sure


def test_without_a_model_subtitles_are_made_by_hand() -> None:
    [line] = ready.lines([])
    assert line.title == "Subtitles by hand"


def test_home_shows_recent_productions_and_forgets_one(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("Erste", "Zweite"):
        Project.create(tmp_path / f"{name}.souffleur").close()
        recent.remember(tmp_path / f"{name}.souffleur")
    window.home.refresh()
    assert [each.path.stem for each in window.home.recents.rows] == ["Zweite", "Erste"]
    qtbot.keyClick(window.home.recents.rows[0], Qt.Key.Key_Delete)
    assert [each.path.stem for each in window.home.recents.rows] == ["Erste"]
    assert (tmp_path / "Zweite.souffleur").is_file()


def test_everything_on_home_has_a_name(window: MainWindow, tmp_path: Path) -> None:
    Project.create(tmp_path / "Erste.souffleur").close()
    recent.remember(tmp_path / "Erste.souffleur")
    window.home.refresh()
    assert unnamed(window.home) == []
    assert "Nothing leaves this computer Videos, texts and names stay here." in spoken(window.home)
