"""Lanes run side by side; in each, one job follows the other."""

from __future__ import annotations

import time
from pathlib import Path

import job_tasks as tasks

from studio.errors import Cancelled
from studio.jobs.lanes import LANES, Lanes
from studio.jobs.worker import Failed


def test_lanes_run_side_by_side(tmp_path: Path) -> None:
    with Lanes() as lanes:
        waiting = lanes.submit("speech", tasks.write_when_told, tmp_path / "mark", tmp_path / "go")
        assert lanes.submit("translation", tasks.add, 2, 3).result() == 5
        assert lanes.submit("media", tasks.add, 3, 4).result() == 7
        assert not waiting.is_over
        (tmp_path / "go").touch()
        assert waiting.result() == "went"


def test_each_lane_keeps_its_own_process() -> None:
    with Lanes() as lanes:
        first = [lanes.submit(lane, tasks.pid).result() for lane in LANES]
        again = [lanes.submit(lane, tasks.pid).result() for lane in LANES]
    assert again == first
    assert len(set(first)) == len(LANES)


def test_only_one_lane_has_a_network() -> None:
    with Lanes() as lanes:
        jobs = {lane: lanes.submit(lane, tasks.environment, ["HF_HUB_OFFLINE"]) for lane in LANES}
        assert [lane for lane, job in jobs.items() if job.result() == {"HF_HUB_OFFLINE": None}] == ["fetch"]


def test_closing_ends_all_lanes(tmp_path: Path) -> None:
    lanes = Lanes()
    marks = [tmp_path / lane for lane in LANES]
    jobs = [lanes.submit(lane, tasks.stuck_in_c, mark) for lane, mark in zip(LANES, marks, strict=True)]
    while not all(mark.exists() for mark in marks):
        time.sleep(0.01)
    lanes.close()
    for job in jobs:
        (end,) = job.poll()
        assert isinstance(end, Failed)
        assert isinstance(end.error, Cancelled)
    started = [int(pid) for mark in marks for pid in mark.read_text().split()]
    tasks.wait_until(lambda: all(map(tasks.is_gone, started)))  # who was killed dies when the system comes to it
