"""Long work as the window follows it: real works in real worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import running_tasks
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from studio.errors import EnvironmentFault, StudioError
from studio.gui.runner import Runner, Running
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.model.progress import Progress
from studio.workflow.work import CueFound, Event, Said, Work

PATIENCE = 60_000  # ms; only a hang takes so long


@dataclass
class Kept:
    """A hand that notes what it is given; makes a cue of every number."""

    numbers: list[int] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    stops: int = 0
    full_at: int | None = None
    following: list[Work[Any]] = field(default_factory=list)

    def take(self, value: object) -> list[Event]:
        """Keep the number; at `full_at` the disk is full."""
        assert isinstance(value, int)
        if value == self.full_at:
            raise EnvironmentFault("The disk is full.")
        self.numbers.append(value)
        return [CueFound(value + 1, Cue(0, 1, str(value))), Said(f"said {value}")]

    def finish(self, value: object) -> list[Work[Any]]:
        self.values.append(value)
        return self.following

    def stopped(self) -> None:
        self.stops += 1


class Seen:
    """Writes down the signals of one running."""

    def __init__(self, running: Running) -> None:
        self.progress: list[Progress] = []
        self.cues: list[CueFound] = []
        self.said: list[str] = []
        self.finished: list[object] = []
        self.failed: list[StudioError] = []
        self.stopped = 0
        running.progressed.connect(self.progress.append)
        running.found.connect(self.cues.append)
        running.said.connect(self.said.append)
        running.finished.connect(self.finished.append)
        running.failed.connect(self.failed.append)
        running.stopped.connect(self._count_stop)

    def _count_stop(self) -> None:
        self.stopped += 1


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as lanes:
        yield lanes


@pytest.fixture
def awake() -> list[bool]:
    return []


@pytest.fixture
def runner(qtbot: QtBot, lanes: Lanes, awake: list[bool]) -> Iterator[Runner]:
    runner = Runner(lanes, awake.append)
    yield runner
    runner.close(patience=PATIENCE / 1000)


def counting(upto: int, hand: Kept, label: str = "Counting") -> Work[int]:
    return Work(label, "media", running_tasks.count, (upto,), hand)


def counting_on(upto: int, go: Path, hand: Kept, label: str = "Counting on") -> Work[int]:
    return Work(label, "media", running_tasks.count_and_wait, (upto, go), hand, can_pause=True)


def wait_for_end(qtbot: QtBot, running: Running) -> None:
    qtbot.waitUntil(lambda: running.is_over, timeout=PATIENCE)


def test_what_a_worker_says_becomes_signals(qtbot: QtBot, runner: Runner) -> None:
    hand = Kept()
    running = runner.run(counting(3, hand))
    seen = Seen(running)
    wait_for_end(qtbot, running)
    assert hand.numbers == [0, 1, 2]
    assert [found.number for found in seen.cues] == [1, 2, 3]
    assert seen.said == ["said 0", "said 1", "said 2"]
    assert hand.values == seen.finished == [3]
    assert running.state == "finished"
    assert running.cues_found == 3
    assert runner.running == []


def test_only_the_last_progress_of_a_slice_is_shown_and_none_is_lost_for_the_rest(
    qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    running = runner.run(counting_on(5, tmp_path / "go", Kept(), "Counting"))
    seen = Seen(running)
    qtbot.waitUntil(lambda: running.progress.total == 10, timeout=PATIENCE)
    assert seen.progress[-1].stage == "Counting"
    assert running.progress == Progress(5, 10, "s", "Counting")
    (tmp_path / "go").touch()
    wait_for_end(qtbot, running)


def test_a_flood_of_words_lets_the_window_have_its_turns(qtbot: QtBot, runner: Runner) -> None:
    hand = Kept()
    turns = QTimer()
    count = [0]
    turns.timeout.connect(lambda: count.__setitem__(0, count[0] + (0 < len(hand.numbers) < 5000)))
    turns.start(0)
    running = runner.run(counting(5000, hand))
    wait_for_end(qtbot, running)
    assert len(hand.numbers) == 5000
    assert count[0] > 3


def test_one_lane_does_its_works_one_after_the_other(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    first = runner.run(counting_on(1, tmp_path / "go", Kept()))
    second = runner.run(counting(1, Kept()))
    assert [first.state, second.state] == ["working", "waiting"]
    assert second.elapsed == 0
    assert runner.running == [first, second]
    (tmp_path / "go").touch()
    wait_for_end(qtbot, second)
    assert first.state == second.state == "finished"


def test_works_of_several_productions_are_told_apart(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    first = runner.run(counting_on(1, tmp_path / "go", Kept()), about="a")
    second = runner.run(counting(1, Kept()), about="b")
    assert runner.of("a") == [first]
    assert runner.of("b") == [second]
    runner.close("a", patience=PATIENCE / 1000)
    assert first.state == "stopped"
    wait_for_end(qtbot, second)
    assert second.state == "finished"


def test_cancelling_keeps_what_is_done(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    hand = Kept()
    running = runner.run(counting_on(4, tmp_path / "never", hand))
    seen = Seen(running)
    qtbot.waitUntil(lambda: len(hand.numbers) == 4, timeout=PATIENCE)
    running.cancel()
    assert running.state == "stopping"
    wait_for_end(qtbot, running)
    assert (running.state, seen.stopped, seen.failed) == ("stopped", 1, [])
    assert (hand.stops, hand.values) == (1, [])


def test_a_work_that_waits_is_cancelled_at_once(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    first = runner.run(counting_on(1, tmp_path / "go", Kept()))
    second = runner.run(counting(1, Kept()))
    second.cancel()
    wait_for_end(qtbot, second)
    assert (first.state, second.state) == ("working", "stopped")
    (tmp_path / "go").touch()
    wait_for_end(qtbot, first)


def test_a_pause_ends_after_the_next_part(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    hand = Kept()
    task = running_tasks.count_and_never_end
    running = runner.run(Work("Counting", "media", task, (2, tmp_path / "go"), hand, can_pause=True))
    qtbot.waitUntil(lambda: len(hand.numbers) == 2, timeout=PATIENCE)
    assert running.can_pause
    running.pause()
    assert (running.state, running.can_pause) == ("pausing", False)
    (tmp_path / "go").touch()
    wait_for_end(qtbot, running)
    assert (running.state, hand.numbers, hand.stops) == ("paused", [0, 1, 2], 1)


def test_a_failure_comes_with_what_was_kept(qtbot: QtBot, runner: Runner) -> None:
    hand = Kept()
    running = runner.run(Work("Counting", "media", running_tasks.count_and_fail, (2,), hand))
    seen = Seen(running)
    wait_for_end(qtbot, running)
    assert running.state == "failed"
    assert [error.message for error in seen.failed] == ["“a.mp4” is damaged."]
    assert (hand.numbers, hand.stops, running.cues_found) == ([0, 1], 1, 2)


def test_a_full_disk_ends_the_work(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    hand = Kept(full_at=2)
    running = runner.run(counting_on(5, tmp_path / "never", hand))
    seen = Seen(running)
    wait_for_end(qtbot, running)
    assert [error.message for error in seen.failed] == ["The disk is full."]
    assert (hand.numbers, hand.stops) == ([0, 1], 1)


def test_a_defect_surfaces_and_ends_only_its_own_work(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    class Broken(Kept):
        def take(self, value: object) -> list[Event]:
            raise ZeroDivisionError("a defect")

    with qtbot.captureExceptions() as surfaced:
        running = runner.run(counting_on(1, tmp_path / "never", Broken()))
        after = runner.run(counting(1, Kept()))
        wait_for_end(qtbot, after)
    assert {kind for kind, *_rest in surfaced} == {ZeroDivisionError}
    assert (running.state, after.state) == ("failed", "finished")


def test_what_follows_from_a_work_is_run_next(qtbot: QtBot, runner: Runner) -> None:
    after = Kept()
    running = runner.run(counting(1, Kept(following=[counting(2, after)])), about="a")
    qtbot.waitUntil(lambda: runner.running == [], timeout=PATIENCE)
    assert running.state == "finished"
    assert after.values == [2]


def test_the_computer_is_kept_awake_from_the_first_to_the_last(qtbot: QtBot, runner: Runner, awake: list[bool]) -> None:
    runner.run(counting(1, Kept(following=[counting(1, Kept())])))
    runner.run(counting(1, Kept()))
    assert awake == [True]
    qtbot.waitUntil(lambda: runner.running == [], timeout=PATIENCE)
    assert awake == [True, False]


def test_closing_keeps_what_is_done_and_starts_nothing_new(
    qtbot: QtBot, runner: Runner, awake: list[bool], tmp_path: Path
) -> None:
    hand = Kept()
    running = runner.run(counting_on(2, tmp_path / "never", hand))
    waiting = runner.run(counting(1, Kept()))
    qtbot.waitUntil(lambda: len(hand.numbers) == 2, timeout=PATIENCE)
    runner.close(patience=PATIENCE / 1000)
    assert (running.state, waiting.state) == ("stopped", "stopped")
    assert (hand.stops, runner.running, awake) == (1, [], [True, False])


def test_what_does_not_end_in_time_is_not_heard_any_more(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    hand = Kept()
    running = runner.run(counting_on(2, tmp_path / "never", hand))
    seen = Seen(running)
    qtbot.waitUntil(lambda: len(hand.numbers) == 2, timeout=PATIENCE)
    runner.close(patience=0)
    assert (running.state, seen.stopped, hand.stops, runner.running) == ("stopped", 1, 1, [])
    after = runner.run(counting(1, Kept()))
    wait_for_end(qtbot, after)
    assert (hand.numbers, hand.stops, hand.values) == ([0, 1], 1, [])


def test_everybody_is_told_of_the_end(qtbot: QtBot, runner: Runner) -> None:
    ended: list[Running] = []
    runner.ended.connect(ended.append)
    running = runner.run(counting(1, Kept()))
    wait_for_end(qtbot, running)
    assert ended == [running]
    assert running.elapsed > 0
    assert running.remaining is None


def test_the_time_stands_still_after_the_end(qtbot: QtBot, runner: Runner) -> None:
    running = runner.run(counting(1, Kept()))
    wait_for_end(qtbot, running)
    clock = QElapsedTimer()
    clock.start()
    elapsed = running.elapsed
    qtbot.waitUntil(lambda: clock.elapsed() > 20)
    assert running.elapsed == elapsed
