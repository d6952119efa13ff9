"""`souffleur subtitle --project`: made, stopped, gone on with, exported; the same files as without."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from studio.errors import ExitCode
from studio.project.project import Project

WORDS = ("--language", "de", "--model", "practice")


@pytest.fixture
def film(tmp_path: Path, practice: Path) -> Path:
    return Path(shutil.copy2(practice / "welcome.de.mp4", tmp_path))


@pytest.fixture(scope="module")
def calm(souffleur, practice: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the German subtitles of the sample, made without a production and without a disturbance."""
    folder = tmp_path_factory.mktemp("calm")
    answer = souffleur("subtitle", practice / "welcome.de.mp4", *WORDS, "-o", folder)
    assert answer.code == ExitCode.FINE, answer.err
    return (folder / "welcome.de.srt").read_text("utf-8")


def test_a_production_gives_the_same_files_and_keeps_all_that_was_done(souffleur, film: Path, calm: str) -> None:
    words = ("subtitle", film, *WORDS, "--to", "en", "--project", film.with_name("season"), "--json")
    made = souffleur(*words)
    assert made.code == ExitCode.FINE, made.err
    (video,) = made.json["videos"]
    assert [Path(file).name for file in video["files"]] == ["welcome.de.srt", "welcome.en.srt"]
    assert film.with_name("welcome.de.srt").read_text("utf-8") == calm
    assert json.loads(Path(video["record"]).read_text("utf-8"))["speech_model"]["practice"] is True
    again = souffleur(*words)
    assert again.code == ExitCode.FINE, again.err
    assert "Writing down" in made.err
    assert "Writing down" not in again.err
    assert "Translating" not in again.err
    with Project.open(film.with_name("season.souffleur")) as project:
        assert [track.language for track in project.tracks.of(1)] == ["de", "en"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_was_stopped_goes_on_to_the_same_end(souffleur, film: Path, calm: str, how: signal.Signals) -> None:
    production = film.with_name("season.souffleur")
    command = [sys.executable, "-m", "studio", "subtitle", str(film), *WORDS, "--project", str(production)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stderr is not None
        for line in child.stderr:
            if "Willkommen" in line:  # the first cue
                child.send_signal(how)
                break
        child.stderr.read()
    if how is signal.SIGINT:
        assert child.returncode == ExitCode.INTERRUPTED
    assert not film.with_name("welcome.de.srt").exists()
    with Project.open(production) as project:
        kept = [stored.cue.text for stored in project.cues.of(1)]
    assert kept
    answer = souffleur("subtitle", film, *WORDS, "--project", production)
    assert answer.code == ExitCode.FINE, answer.err
    assert film.with_name("welcome.de.srt").read_text("utf-8") == calm


def test_two_programs_do_not_work_in_one_production(souffleur, film: Path) -> None:
    with Project.create(film.with_name("season.souffleur")) as project:
        answer = souffleur("subtitle", film, *WORDS, "--project", project.path)
    assert answer.code == ExitCode.ENVIRONMENT
    assert "open in another window" in answer.err


def test_what_is_no_production_is_left_alone(souffleur, film: Path) -> None:
    letter = film.with_name("letter.souffleur")
    letter.write_text("Dear Sirs", "utf-8")
    answer = souffleur("subtitle", film, *WORDS, "--project", letter)
    assert answer.code == ExitCode.INPUT
    assert letter.read_text("utf-8") == "Dear Sirs"
    answer = souffleur("subtitle", film, *WORDS, "--project", film.with_name("letter.txt"))
    assert answer.code == ExitCode.USAGE
    assert not film.with_name("letter.txt").exists()


def test_no_production_is_left_for_what_is_no_film(souffleur, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text("no film", "utf-8")
    answer = souffleur("subtitle", tmp_path / "film.mp4", *WORDS, "--project", tmp_path / "season.souffleur")
    assert answer.code == ExitCode.INPUT
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
