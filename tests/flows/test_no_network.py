"""The kernel watches whole jobs: nobody, not even a C library, asks for a socket that leads out of the computer."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from studio.errors import ExitCode
from tests.flows import no_internet

HERE = Path(__file__).parent
PATIENCE = 400
"""Seconds until a busy computer must have done a whole job."""

LOCAL = "import socket; socket.socketpair(); socket.socket(socket.AF_UNIX).close()"
PYTHON = "import socket; socket.socket()"
C = "import ctypes, os; os._exit(ctypes.CDLL(None).socket(10, 1, 0) != -1)"
CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {PYTHON!r}], stderr=-3)"


OCR = "from studio import offline; offline.forbid(); from studio.documents import ocr; print(ocr.self_test())"


@dataclass(frozen=True)
class Watched:
    """How a command ended, what it said, and who asked the kernel for which sockets."""

    code: int
    out: str
    err: str
    tried: list[str]


def watch(report: Path, *command: str | Path) -> Watched:
    """Run a command without internet sockets; skip the test where the kernel does not watch for us."""
    watched = [sys.executable, HERE / "no_internet.py", report, *command]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run(watched, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode == no_internet.UNAVAILABLE:
        pytest.skip(f"the kernel does not watch sockets for us: {done.stderr.strip()}")
    return Watched(
        done.returncode, done.stdout, done.stderr, report.read_text().splitlines() if report.exists() else []
    )


@pytest.fixture(autouse=True)
def _linux() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux watches sockets for us")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return where the watch writes down who tried."""
    return tmp_path / "tried.txt"


@pytest.mark.parametrize(("code", "family"), [(PYTHON, 2), (C, 10), (CHILD, 2)], ids=["Python", "C", "a child"])
def test_the_watch_sees_and_refuses_whoever_opens_a_socket(code: str, family: int, report: Path) -> None:
    watched = watch(report, sys.executable, "-c", code)
    assert [line.split(" by ")[0] for line in watched.tried] == [f"family {family}"]
    assert code != PYTHON or "PermissionError" in watched.err
    assert code != C or watched.code == 0


def test_the_watch_lets_processes_of_this_computer_talk(report: Path) -> None:
    assert watch(report, sys.executable, "-c", LOCAL) == Watched(0, "", "", [])


def test_a_film_that_names_an_address_is_not_followed(report: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/film.ts\n#EXT-X-ENDLIST\n", "utf-8"
    )
    watched = watch(report, sys.executable, "-m", "studio", "subtitle", film, "--language", "de", "--model", "practice")
    assert (watched.code, watched.tried) == (ExitCode.INPUT, []), watched.err


@pytest.mark.slow
def test_reading_a_picture_asks_for_no_socket(report: Path) -> None:
    watched = watch(report, sys.executable, "-c", OCR)
    assert (watched.code, watched.tried, watched.err) == (0, [], "")
    assert "Souffleur" in watched.out


@pytest.mark.slow
def test_the_tour_asks_for_no_socket(report: Path, practice: Path, tmp_path: Path) -> None:
    """The whole tour, where it is allowed also in a network namespace without any interface."""
    alone = ["unshare", "-rn"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        alone = []
    watched = watch(report, *alone, sys.executable, "-m", "studio", "tour", tmp_path / "out")
    assert (watched.code, watched.tried) == (0, []), watched.err
    assert "tried to use the network" not in watched.err
    assert len(list((tmp_path / "out").glob("*.srt"))) == 3


@pytest.mark.slow
def test_the_window_asks_for_no_socket(report: Path, practice: Path, tmp_path: Path) -> None:
    """Opened, played, written down, translated and exported, with Qt's libraries and all workers."""
    watched = watch(report, sys.executable, HERE / "window_without_network.py", tmp_path)
    assert (watched.code, watched.tried) == (0, []), watched.err
    assert "tried to use the network" not in watched.err
    wanted = ["welcome.de.srt", "welcome.de.vtt", "welcome.en.srt", "welcome.en.vtt", "welcome.record.json"]
    assert sorted(watched.out.split()) == wanted
