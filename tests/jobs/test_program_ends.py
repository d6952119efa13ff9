"""However the program ends, no worker and no child of one stays behind, and nothing is printed about it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import job_tasks as tasks
import pytest

HERE = Path(__file__).parent


@pytest.fixture
def start(tmp_path: Path):
    """Start the program; return it with its worker and that worker's child."""
    started = []

    def start(end: str) -> tuple[subprocess.Popen[str], list[int]]:
        search = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
        program = subprocess.Popen(
            [sys.executable, "-W", "error", str(HERE / "program.py"), end, str(tmp_path / "mark")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": search},
            start_new_session=True,  # a terminal of its own: Ctrl+C is sent to its whole group
        )
        started.append(program)
        assert program.stdout is not None
        return program, [int(pid) for pid in program.stdout.readline().split()]

    yield start
    for program in started:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_program_takes_its_workers_along(way: signal.Signals, start) -> None:
    program, others = start("waits")
    program.send_signal(way)
    _out, errors = program.communicate()
    assert len(others) == 2
    tasks.wait_until(lambda: all(map(tasks.is_gone, others)))
    assert errors == ""


def test_control_c_ends_the_workers_without_a_word_from_them(start) -> None:
    program, others = start("waits")
    os.killpg(program.pid, signal.SIGINT)
    _out, errors = program.communicate()
    tasks.wait_until(lambda: all(map(tasks.is_gone, others)))
    assert errors.count("Traceback") == 1  # the program's own
    assert errors.rstrip().endswith("KeyboardInterrupt")


@pytest.mark.parametrize(("end", "code"), [("leaves", 0), ("raises", 1)])
def test_a_program_that_ends_without_closing_leaves_nothing(end: str, code: int, start) -> None:
    program, others = start(end)
    _out, errors = program.communicate()
    assert program.returncode == code
    tasks.wait_until(lambda: all(map(tasks.is_gone, others)))
    assert "leaked" not in errors
    assert errors.count("Traceback") == code
