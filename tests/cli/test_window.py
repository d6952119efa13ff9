"""Words that ask for the window, and what is said where there can be none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from studio.cli import window
from studio.errors import ExitCode


@pytest.fixture
def production(tmp_path: Path) -> Path:
    path = tmp_path / "season.souffleur"
    path.write_bytes(b"")
    return path


def test_no_words_and_files_ask_for_the_window(production: Path) -> None:
    film = production.with_name("film.mp4")
    film.write_bytes(b"")
    assert window.asked_for([]) == []
    assert window.asked_for([str(production), str(film)]) == [production, film]
    assert window.asked_for(["not there.souffleur"]) == [Path("not there.souffleur")]


@pytest.mark.parametrize("words", [["check"], ["subtitle", "a.mp4"], ["--help"], ["--version"], ["not there.mp4"]])
def test_commands_do_not(words: list[str]) -> None:
    assert window.asked_for(words) is None


def test_a_command_is_one_even_where_a_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "check").touch()
    monkeypatch.chdir(tmp_path)
    assert window.asked_for(["check"]) is None


def test_the_window_gets_the_whole_paths(
    production: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[Sequence[Path]] = []
    monkeypatch.chdir(production.parent)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window.open_window([Path(production.name)], lambda files: len(shown.append(files) or shown) + 6) == 7
    assert shown == [[production]]
    assert capsys.readouterr().err == ""


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert window.open_window([Path("gone.souffleur")], never) == ExitCode.INPUT
    assert "gone.souffleur" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a screen")
@pytest.mark.parametrize("display", ["", ":4711", ":4711.0"])
def test_without_a_screen_one_sentence_is_said(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display}
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    done = subprocess.run([sys.executable, "-m", "studio"], capture_output=True, text=True, env=environment)
    assert done.returncode == ExitCode.ENVIRONMENT
    assert done.stdout == ""
    assert done.stderr.startswith("Error: There is no screen")
    assert "Traceback" not in done.stderr


def test_a_missing_part_of_the_system_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def show(files: Sequence[Path]) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file")

    assert window.open_window([], show) == ExitCode.ENVIRONMENT
    assert "part of the system is missing" in capsys.readouterr().err


def test_the_words_are_sorted_without_the_other_commands() -> None:
    program = "import sys; from studio.cli import window; window.asked_for([]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"typer", "rich", "sqlite3", "PySide6", "studio.workflow"} & set(done.stdout.split())


def never(files: Sequence[Path]) -> int:
    raise AssertionError("the window was opened")
