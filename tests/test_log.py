"""One log for the program and its workers, and none of the user's words in it unless asked for."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio import log
from studio.jobs.worker import Worker

sys.path.insert(0, str(Path(__file__).parent / "jobs"))

import job_tasks as tasks


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    levels = {logger: logger.level for logger in (logging.getLogger(), logging.getLogger("studio"))}
    yield
    log.close()
    for logger, level in levels.items():
        logger.setLevel(level)


def test_the_log_lies_in_the_users_log_folder(home: Path) -> None:
    file = log.configure()
    assert file is not None
    assert file.is_relative_to(home)
    logging.getLogger("studio.cli").info("begun")
    assert "INFO MainProcess studio.cli: begun" in file.read_text("utf-8")


def test_libraries_are_heard_from_warnings_up(tmp_path: Path) -> None:
    file = log.configure(logging.INFO, tmp_path / "a.log")
    assert file is not None
    logging.getLogger("a_library").info("the words of a film")
    logging.getLogger("a_library").warning("something is odd")
    assert "the words of a film" not in file.read_text("utf-8")
    assert "something is odd" in file.read_text("utf-8")


def test_a_worker_writes_into_the_log_of_the_program(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = log.configure(logging.INFO, tmp_path / "a.log")
    assert file is not None
    worker = Worker("listening")
    worker.submit(tasks.log_something).result()
    worker.close()
    text = file.read_text("utf-8")
    assert "INFO listening studio.speech: heard 3 words" in text
    assert "ValueError: why" in text
    assert "the words" not in text
    assert "what a library says" not in text


def test_at_debug_level_everything_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = log.configure(logging.DEBUG, tmp_path / "a.log")
    assert file is not None
    worker = Worker("listening")
    worker.submit(tasks.log_something).result()
    worker.close()
    text = file.read_text("utf-8")
    assert "the words" in text
    assert "what a library says" in text


def test_a_full_file_makes_room_for_the_next(tmp_path: Path) -> None:
    file = log.configure(logging.INFO, tmp_path / "a.log")
    assert file is not None
    for _line in range(25):
        logging.getLogger("studio").info("x" * (log.LARGEST // 5))
    assert file.stat().st_size <= log.LARGEST
    assert len(list(tmp_path.iterdir())) == log.KEPT + 1


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert log.configure(logging.INFO, tmp_path / "file" / "a.log") is None
    logging.getLogger("studio").info("goes on")


def test_configuring_twice_writes_each_line_once(tmp_path: Path) -> None:
    log.configure(logging.INFO, tmp_path / "a.log")
    file = log.configure(logging.INFO, tmp_path / "a.log")
    assert file is not None
    logging.getLogger("studio").info("once")
    assert file.read_text("utf-8").count("once") == 1
