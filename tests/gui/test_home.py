"""Home says what was worked on, how far it is, and what this computer can do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from studio.gui import ready, recent_list
from studio.gui.dialogs.guide import GuideDialog
from studio.gui.main_window import MainWindow
from studio.gui.recent_list import RecentList, RecentRow, day, listed
from studio.project.glance import Glance
from studio.project.project import Project
from studio.workflow import recent
from studio.workflow.recent import Recent
from tests.gui.accessible import spoken, unnamed
from tests.gui.made_entries import measure, model, package, way

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


def test_a_real_model_is_what_the_computer_is_ready_for() -> None:
    [line] = ready.lines([model("small", "de", "nl", "en"), model("practice", "de", practice=True)])
    assert (line.title, line.is_sure) == ("Subtitles in German, Dutch and English", True)
    assert line.text == "Speech model Balanced. Names and plays on words need your eye."


def test_how_long_a_talk_takes_is_said_where_it_was_measured() -> None:
    [line] = ready.lines([model("small", "de")], (), "A talk of 10 minutes takes about 5 minutes.")
    assert "Balanced. A talk of 10 minutes takes about 5 minutes. Names" in line.text


def test_a_model_of_many_languages_names_a_few() -> None:
    [line] = ready.lines([model("small", "de", "nl", "en", "fr", "it", "es")])
    assert line.title == "Subtitles in German, Dutch, English, French and 2 more"


def test_of_many_languages_those_of_the_venue_are_named() -> None:
    [line] = ready.lines([model("small", "de", "nl", "en", "fr", "it", "es")], ["fr", "de"])
    assert line.title == "Subtitles in French and German"


def test_a_practice_model_is_named_as_one() -> None:
    [line] = ready.lines([model("practice", "de", "nl", "en", practice=True)])
    assert line.title.startswith("Practice")
    assert not line.is_sure


def test_without_a_model_subtitles_are_made_by_hand() -> None:
    for nothing in ([], [model("small", "de", here=False)]):
        [line] = ready.lines(nothing)
        assert line.title == "Subtitles by hand"


def test_translations_are_told_and_those_through_another_language_with_care() -> None:
    here = [package("de", "en", here=True), package("en", "nl", here=True), package("nl", "en"), way("de", "nl")]
    _hand, direct, through = ready.lines([*here, package("fr", "en", here=True, practice=True)])
    assert (direct.title, direct.is_sure) == ("German to English, English to Dutch", True)
    assert (through.title, through.is_sure) == ("German to Dutch, with care", False)


def test_only_real_packs_count_as_set_up() -> None:
    assert not ready.has_real([model("practice", "de", practice=True), model("small", "de", here=False)])
    assert ready.has_real([package("de", "en", here=True)])


def test_before_anything_real_is_here_home_leads_to_the_guide(window: MainWindow) -> None:
    measure()
    window.home.refresh()
    assert window.home.ready.set_up.isVisible()
    assert window.home.ready.packs.isHidden()
    window.home.ready.set_up.click()
    guide = window.findChild(GuideDialog)
    assert guide is not None
    assert guide.isVisible()
    guide.reject()


def test_a_broken_list_of_the_venue_keeps_nobody_from_home(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    measure()
    (tmp_path / "own.toml").write_text("[", "utf-8")
    monkeypatch.setenv("SOUFFLEUR_CATALOGUE", str(tmp_path / "own.toml"))
    with qtbot.waitSignal(window.home.seen):
        window.home._be_seen()
    assert window.home.ready.set_up.isVisible()
    window.home.ready.set_up.click()
    guide = window.findChild(GuideDialog)
    assert guide is not None
    assert "Whisper small" in [entry.offer.name for entry in guide.bringing.entries if entry.offer is not None]
    guide.reject()


def test_with_a_real_model_home_leads_to_the_languages_and_models(window: MainWindow) -> None:
    window.home.ready.show_lines(ready.lines([model("small", "de")]), is_set_up=True)
    assert window.home.ready.packs.isVisible()
    assert window.home.ready.set_up.isHidden()


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
    said = " ".join(spoken(window.home))
    assert "Nothing leaves this computer Videos, texts and names stay here. The network is used only when" in said
