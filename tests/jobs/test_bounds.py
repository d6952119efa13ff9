"""A worker that opens files of strangers has bounds, and the next one serves after one that went beyond them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import job_tasks as tasks
import pytest

from studio.errors import EnvironmentFault, WorkerDied
from studio.jobs.bounds import Bounds
from studio.jobs.lanes import BOUNDS
from studio.jobs.worker import Worker


@pytest.fixture
def bound() -> Iterator[Worker]:
    """Give a worker that may have half a gigabyte and be silent for two seconds."""
    worker = Worker("bound", bounds=Bounds(memory=1 << 29, patience=2.0))
    yield worker
    worker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory to a process that asks for it")
def test_more_memory_than_a_worker_may_have_is_refused_to_it(bound: Worker) -> None:
    assert bound.submit(tasks.take_memory, 1 << 20).result() == 1 << 20
    with pytest.raises(EnvironmentFault, match="memory") as caught:
        bound.submit(tasks.take_memory, 1 << 30).result()
    assert "hold far more than it seems" in caught.value.hint
    assert bound.submit(tasks.add, 1, 1).result() == 2


def test_a_worker_that_says_nothing_for_too_long_is_stopped_and_replaced(bound: Worker, tmp_path: Path) -> None:
    assert bound.submit(tasks.add, 1, 1).result() == 2
    with pytest.raises(WorkerDied, match="got nowhere for 2 seconds") as caught:
        bound.submit(tasks.write_when_told, tmp_path / "mark", tmp_path / "never").result()
    assert caught.value.hint
    assert bound.submit(tasks.add, 1, 1).result() == 2


def test_the_lane_that_opens_flyers_is_bound() -> None:
    assert BOUNDS["documents"].memory
    assert BOUNDS["documents"].patience
