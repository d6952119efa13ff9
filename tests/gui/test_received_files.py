"""Productions from strangers, other versions, full disks: the window says what is wrong, and nothing is lost or run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import gestures
from studio.gui.main_window import MainWindow
from studio.gui.messages import ErrorDialog
from studio.model.cue import Cue
from studio.model.media import AudioTrack, Video
from studio.model.speech import Doubt, Flag, Heard, Run, Segment, Span, Word
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from studio.workflow import correct
from tests import clips
from tests.gui.accessible import unnamed

TEXTS = ["Guten Abend.", "Vielen Dank."]

REFUSED = {
    "a trigger": ("CREATE TRIGGER t AFTER UPDATE ON cue BEGIN DELETE FROM cue; END", "never writes"),
    "a view": ("CREATE VIEW v AS SELECT * FROM cue", "never writes"),
    "a newer version": ("PRAGMA user_version = 99", "newer version"),
    "a wild time": ("PRAGMA ignore_check_constraints = ON; UPDATE cue SET start = -5", "damaged"),
    "a wild state": ("PRAGMA ignore_check_constraints = ON; UPDATE cue SET state = 'wild'", "damaged"),
    "another program's file": ("PRAGMA application_id = 7", "not a production"),
}

DOCTORED = {
    "another table": "UPDATE change SET table_name = 'sqlite_schema'",
    "SQL for a table": "UPDATE change SET table_name = 'cue; DROP TABLE cue'",
    "SQL for values": "UPDATE change SET old = 'DELETE FROM cue'",
    "wild values": "UPDATE change SET old = json_set(old, '$[2]', -5)",
}

ODD = {
    "an unknown doubt": "UPDATE flag SET doubt = 'wild'",
    "a word of blanks": "UPDATE word SET text = char(160) || 'x'",
    "a view that is none": "INSERT OR REPLACE INTO view VALUES ('place', 'no json')",
    "a profile that nobody knows": "UPDATE track SET profile = '../../etc/passwd'",
    "a language that is none": "UPDATE track SET language = 'x; rm -rf'",
    "a film on another computer": "UPDATE media SET path = '//server/share/trailer.mp4'",
    "a text with markup": "UPDATE cue SET text = '<img src=\"http://a.example/x.png\"><script>'",
}
"""What passes the rules of the file and is nonsense all the same."""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clips.mute(tmp_path_factory.mktemp("film") / "trailer.mp4")


@pytest.fixture
def production(film: Path, tmp_path: Path) -> Path:
    """Return the file of a production with two cues that were heard, one of them changed."""
    here = Path(shutil.copy(film, tmp_path / "trailer.mp4"))
    sound = AudioTrack(0, 0, 2, 48000, "aac")
    with Project.create(tmp_path / "season.souffleur") as made:
        with made.record():
            video = made.media.add_video(Video(here, 3000, Fraction(25), (sound,), 320, 180), "de")
            track = made.tracks.add(StoredTrack(0, video, "de", profile="de-ard")).id
            run = made.evidence.begin(Run("scripted", "told", "de"), Listening(video, track))
            words = (Word("Guten", 500, 900, 0.1), Word("Abend.", 900, 1400))
            segments = (Segment(words, "de", -0.2, (Flag(Doubt.TOO_FAST, "19"),)),)
            first, last = made.evidence.keep(run, Heard(Span(0, 3000), (Span(500, 1400),), segments))
            made.evidence.finish(run)
            made.evidence.keep_shots(video, [])
            made.cues.add(track, [Cue(500, 1500, "Abend."), Cue(2000, 2900, TEXTS[1])], [(first, last), None])
        correct.set_text(made, 1, TEXTS[0])
    return tmp_path / "season.souffleur"


def doctor(path: Path, sql: str) -> None:
    """Do with a closed production what only a stranger would."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(sql)


def told(window: MainWindow) -> ErrorDialog:
    """Return what the window says, which must have a hint, no trace of a program, and names for its controls."""
    dialog = next(found for found in window.findChildren(ErrorDialog) if found.isVisible())
    assert unnamed(dialog) == []
    assert "Traceback" not in dialog.text()
    assert dialog.accessibleDescription()
    return dialog


def texts(window: MainWindow) -> list[str]:
    assert window.session is not None
    return [stored.cue.text for stored in window.session.cues.stored_cues]


@pytest.mark.parametrize(("sql", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_sound_production_is_refused_in_words(
    window: MainWindow, production: Path, sql: str, words: str
) -> None:
    doctor(production, sql)
    before = production.read_bytes()
    window.open_path(production)
    assert words in told(window).text()
    assert window.project is None
    assert production.read_bytes() == before


def test_values_that_only_we_find_wild_are_refused_and_the_file_let_go_of(window: MainWindow, production: Path) -> None:
    doctor(production, "UPDATE run SET settings = '{'")
    window.open_path(production)
    assert "damaged" in told(window).text()
    assert window.project is None
    doctor(production, "UPDATE run SET settings = '[]'")
    window.open_path(production)
    assert texts(window) == TEXTS


def test_a_file_cut_short_is_refused_and_the_open_production_stays(
    window: MainWindow, production: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.souffleur"
    broken.write_bytes(production.read_bytes()[:-4096])
    window.open_path(production)
    window.open_path(broken)
    assert "damaged" in told(window).text()
    assert texts(window) == TEXTS


def test_a_production_that_another_window_has_is_left_to_it(window: MainWindow, production: Path) -> None:
    with Project.open(production):
        window.open_path(production)
        assert "another window" in told(window).text()
        assert window.project is None
    window.open_path(production)
    assert texts(window) == TEXTS


@pytest.mark.parametrize("sql", DOCTORED.values(), ids=DOCTORED.keys())
def test_a_doctored_step_is_not_undone_and_the_texts_stay(window: MainWindow, production: Path, sql: str) -> None:
    doctor(production, sql)
    window.open_path(production)
    window.action("edit.undo").trigger()
    assert "can no longer be taken back" in told(window).text()
    assert texts(window) == TEXTS
    assert window.session is not None
    window.session.attempt(correct.set_text, window.session.project, 1, "Guten Morgen.")
    window.action("edit.undo").trigger()
    assert texts(window) == TEXTS


@pytest.mark.parametrize("sql", ODD.values(), ids=ODD.keys())
def test_nonsense_within_the_rules_stops_nobody(
    window: MainWindow, production: Path, sql: str, qapp: QApplication, qtbot: QtBot
) -> None:
    doctor(production, sql)
    window.open_path(production)
    session = window.session
    assert session is not None
    qtbot.waitUntil(lambda: session.review is not None and session.review.is_complete)
    session.choose_cue(1)
    gestures.rebreak(session)
    session.attempt(correct.set_text, session.project, 2, "Bitte sehr.")
    assert texts(window)[1] == "Bitte sehr."
    window.action("edit.undo").trigger()
    assert len(texts(window)) == 2


def test_a_full_disk_keeps_what_was_there_and_says_so(window: MainWindow, production: Path) -> None:
    window.open_path(production)
    session = window.session
    assert session is not None
    db = session.project._db
    db.value(f"PRAGMA max_page_count = {db.value('PRAGMA page_count')}")
    session.attempt(correct.set_text, session.project, 1, "b" * 500_000)
    assert "disk is full" in told(window).text()
    assert texts(window) == TEXTS
    db.value("PRAGMA max_page_count = 1000000")
    session.attempt(correct.set_text, session.project, 1, "Guten Morgen.")
    assert texts(window) == ["Guten Morgen.", TEXTS[1]]


@pytest.mark.skipif(os.name != "posix", reason="permissions are set as on POSIX")
def test_a_production_in_a_folder_that_may_not_be_written_is_said_to_be_so(
    window: MainWindow, production: Path
) -> None:
    window.open_path(production)  # loads what another user might not be allowed to read
    window.close_production()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(production, folder)
        folder.chmod(0o555)
        with as_nobody():
            window.open_path(folder / production.name)
        assert "cannot be written in its folder" in told(window).text()
        assert window.project is None
        assert [file.name for file in folder.iterdir()] == [production.name]
        folder.chmod(0o755)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the rights of root inside the block, for whom there are no permissions."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
