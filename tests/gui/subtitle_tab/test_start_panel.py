"""How to begin: what is offered, what is preselected, and what each button does; and how it is being done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import producing
import pytest
from accessible import spoken, unnamed
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.session import Session
from studio.gui.subtitle_tab.how_panel import HowPanel
from studio.gui.subtitle_tab.start_panel import StartPanel
from studio.jobs.lanes import Lanes
from studio.model.media import AudioTrack
from studio.project.project import Project
from studio.workflow import open as opening
from studio.workflow.listening import Choice
from studio.workflow.work import run

PATIENCE = 120_000


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with producing.project(tmp_path) as project:
        yield project


@pytest.fixture
def session(qtbot: QtBot, project: Project, lanes: Lanes) -> Iterator[Session]:
    session = producing.session(project, lanes)
    yield session
    session.desk.runner.close(patience=PATIENCE / 1000)
    session.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> StartPanel:
    return shown(qtbot, session)


def shown(qtbot: QtBot, session: Session) -> StartPanel:
    panel = StartPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 640)
    panel.show()
    return panel


def install(home: Path, name: str, size: int) -> None:
    """Put a folder that looks like a speech model among the user's packs."""
    folder = home / "packs" / "speech" / name
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"0" * size)
    (folder / "config.json").write_text(json.dumps({}))


def entries(box: object) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]  # type: ignore[attr-defined]


def test_a_practice_model_is_never_chosen_for_a_real_film(panel: StartPanel) -> None:
    assert entries(panel.form.model) == ["Practice model, for the sample only"]
    assert panel.form.model.currentIndex() == -1
    assert not panel.begin.isEnabled()
    assert "no speech model for real films" in panel.why_not.text()


def test_a_practice_model_can_be_chosen_by_a_person(panel: StartPanel) -> None:
    panel.form.model.setCurrentIndex(0)
    assert panel.begin.isEnabled()
    assert panel.why_not.isHidden()
    assert panel.form.choice().model == "practice"


def test_real_models_come_first_and_the_largest_is_chosen(qtbot: QtBot, session: Session, home: Path) -> None:
    install(home, "faster-whisper-small", 3_000_000)
    install(home, "faster-whisper-tiny", 1_000_000)
    panel = shown(qtbot, session)
    assert entries(panel.form.model)[:2] == ["Balanced (Whisper small), 3 MB", "Very quick (Whisper tiny), 1 MB"]
    assert panel.form.choice() == Choice(model="faster-whisper-small")
    assert panel.begin.isEnabled()


def test_the_model_used_last_is_chosen_again(qtbot: QtBot, session: Session, home: Path) -> None:
    install(home, "faster-whisper-small", 3_000_000)
    install(home, "faster-whisper-tiny", 1_000_000)
    session.desk.preferences.change(last_model="faster-whisper-tiny")
    panel = shown(qtbot, session)
    assert panel.form.choice().model == "faster-whisper-tiny"


def test_all_that_is_chosen_goes_into_the_listening(qtbot: QtBot, tmp_path: Path, lanes: Lanes) -> None:
    tracks = (AudioTrack(0, 0, 2, 48000, "aac", "de"), AudioTrack(1, 0, 2, 48000, "aac", "en", "Commentary"))
    with producing.project(tmp_path, tracks) as project:
        session = producing.session(project, lanes)
        panel = shown(qtbot, session)
        form = panel.form
        assert entries(form.audio) == ["Sound track 1: German", "Sound track 2: Commentary"]
        form.model.setCurrentIndex(0)
        form.language.setCurrentIndex(form.language.findData("de"))
        form.sound.setCurrentIndex(form.sound.findData("singing"))
        form.audio.setCurrentIndex(1)
        form.rules.setCurrentIndex(form.rules.findData("de-ard-kids"))
        assert form.choice() == Choice("de", "practice", "singing", 2, "de-ard-kids")
        session.close()


def test_the_language_in_the_name_of_the_film_is_chosen(qtbot: QtBot, tmp_path: Path, lanes: Lanes) -> None:
    with producing.project(tmp_path, language="nl") as project:
        session = producing.session(project, lanes)
        panel = shown(qtbot, session)
        assert panel.form.choice().language == "nl"
        session.close()


def test_the_names_of_the_production_are_counted(panel: StartPanel, project: Project) -> None:
    assert panel.form.names.isHidden()
    with project.record():
        project.names.add("Caliban")
        project.names.add("Ariel")
    panel.form.refresh()
    assert panel.form.names.text() == "2 names of this production help to hear them right."


def test_a_film_without_sound_cannot_be_listened_to(qtbot: QtBot, tmp_path: Path, lanes: Lanes) -> None:
    with producing.project(tmp_path, ()) as project:
        session = producing.session(project, lanes)
        panel = shown(qtbot, session)
        assert panel.why_not.text() == "This film has no sound."
        assert not panel.begin.isEnabled()
        assert panel.by_hand.isEnabled()
        session.close()


def test_subtitles_by_hand_need_a_language(qtbot: QtBot, panel: StartPanel, session: Session) -> None:
    panel.by_hand.click()
    assert session.track is None
    assert panel.why_not.text() == "Choose the language of the subtitles first."
    panel.form.language.setCurrentIndex(panel.form.language.findData("nl"))
    with qtbot.waitSignal(panel.left):
        panel.by_hand.click()
    assert session.track is not None
    assert (session.track.language, session.track.profile) == ("nl", "nl-pro")


def test_a_subtitle_file_becomes_the_track(qtbot: QtBot, panel: StartPanel, session: Session, tmp_path: Path) -> None:
    file = tmp_path / "trailer.de.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:03,000\nGuten Abend.\n", "utf-8")
    with qtbot.waitSignal(panel.left):
        panel.open_path(file)
    assert session.cues.rowCount() == 1
    assert session.track is not None
    assert session.track.language == "de"


def test_an_unreadable_subtitle_file_is_refused(
    qtbot: QtBot, panel: StartPanel, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed):
        panel.open_path(tmp_path / "nothing.srt")
    assert session.track is None


def test_an_unfinished_listening_goes_on_first(panel: StartPanel, project: Project) -> None:
    assert panel.go_on.isHidden()
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 20_000)
    panel.refresh()
    assert panel.go_on.isVisible()
    assert panel.begin.isHidden()
    assert panel.begin_again.isVisible()
    assert "33 % · 0:20 of 1:00 heard" in panel.go_on_note.accessibleName()


def test_cues_that_are_there_stay_and_it_is_said(panel: StartPanel, project: Project) -> None:
    assert panel.cues_note.isHidden()
    producing.add_track(project, [producing.GOOD, producing.DONE])
    panel.refresh()
    assert panel.cues_note.text().startswith("There are 2 cues already. They stay")


def test_every_control_has_a_name(panel: StartPanel) -> None:
    assert unnamed(panel) == []
    assert {"Speech model", "Kind of sound", "Write down what is said"} <= set(spoken(panel))


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(qtbot: QtBot, panel: StartPanel, percent: int) -> None:
    theme.current().use("light", percent)
    panel.resize(700, 640)
    qtbot.waitUntil(lambda: panel.area.horizontalScrollBar().maximum() == 0)
    buttons = (panel.begin, panel.by_hand, panel.open_file)
    qtbot.waitUntil(lambda: all(button.width() >= button.minimumSizeHint().width() for button in buttons))


def test_the_sample_is_written_down_with_the_practice_model(
    qtbot: QtBot, tmp_path: Path, lanes: Lanes, practice: Path
) -> None:
    film = shutil.copy(practice / "welcome.de.mp4", tmp_path)
    with opening.start(run(opening.looking(Path(film)), lanes, lambda event: None)) as project:
        session = producing.session(project, lanes)
        panel, how = shown(qtbot, session), HowPanel(session)
        qtbot.addWidget(how)
        assert panel.form.choice().model == "practice"
        with qtbot.waitSignal(panel.left):
            panel.begin.click()
        assert not panel.begin.isEnabled()
        running = session.desk.runner.running[0]
        qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)
        assert running.state == "finished"
        assert session.cues.rowCount() == running.cues_found > 0
        facts = {name: value for name, value, _note in how.facts()}
        assert facts["Language"] == "German"
        assert facts["Speech model"] == "Practice model"
        session.desk.runner.close(patience=PATIENCE / 1000)
        session.close()


def test_how_it_is_being_done_comes_from_the_listening(qtbot: QtBot, session: Session, project: Project) -> None:
    how = HowPanel(session)
    qtbot.addWidget(how)
    how.show()
    assert how.facts() == []
    assert "Getting ready: The sound is being prepared" in spoken(how)
    producing.add_run(project, producing.add_track(project, [producing.GOOD]), 20_000)
    assert how.facts() == [
        ("Language", "German", ""),
        ("Kind of sound", "Speech and singing", "Songs are written down, too; more has to be checked"),
        ("Speech model", "Balanced (Whisper small)", ""),
        ("Names and terms", "2 names", ""),
        ("Rules for cues", "German television (ARD, ZDF)", ""),
    ]
    assert unnamed(how) == []
