"""A worker carries out tasks in a process of its own, and whatever they do, it ends well."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import job_tasks as tasks
import pytest

from studio import i18n
from studio.errors import Cancelled, Defect, EnvironmentFault, InputError, StudioError, WorkerDied
from studio.jobs import last_words
from studio.jobs.job import Job
from studio.jobs.process import TaskProcess
from studio.jobs.worker import Done, Failed, Worker
from studio.model.progress import Partial, Progress


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Give one worker to all tests: it must serve the next one whatever the last one did to it."""
    worker = Worker("test")
    yield worker
    worker.close()


def test_a_task_gets_its_values_and_returns_one(worker: Worker) -> None:
    assert worker.submit(tasks.add, 2, 3).result() == 5


def test_a_task_runs_in_another_process_that_stays(worker: Worker) -> None:
    first, was_loaded = worker.submit(tasks.load_once, "model").result()
    second, is_loaded = worker.submit(tasks.load_once, "model").result()
    assert first != os.getpid()
    assert (second, was_loaded, is_loaded) == (first, False, True)


def test_events_come_in_the_order_they_were_reported_in(worker: Worker) -> None:
    events = list(worker.submit(tasks.count, 2).events())
    assert events == [
        Progress(0, 2, "steps"),
        Partial(0),
        Progress(1, 2, "steps"),
        Partial(1),
        Done("counted to 2"),
    ]


def test_jobs_run_in_the_order_they_were_submitted_in(worker: Worker, tmp_path: Path) -> None:
    mark, go = tmp_path / "mark", tmp_path / "go"
    first = worker.submit(tasks.write_when_told, mark, go)
    second = worker.submit(tasks.add, 1, 1)
    tasks.wait_until(mark.exists)
    assert second.poll() == []
    go.touch()
    assert second.result() == 2
    assert first.poll() == [Done("went")]


def test_a_job_is_read_to_its_end_only_once(worker: Worker) -> None:
    job = worker.submit(tasks.add, 1, 1)
    assert list(job.events()) == [Done(2)]
    assert list(job.events()) == []


def test_events_give_up_waiting_after_the_timeout_and_can_go_on(worker: Worker, tmp_path: Path) -> None:
    job = worker.submit(tasks.write_when_told, tmp_path / "mark", tmp_path / "go")
    assert list(job.events(timeout=0.05)) == []
    (tmp_path / "go").touch()
    assert list(job.events()) == [Done("went")]


def test_a_reader_can_be_woken_instead_of_waiting(worker: Worker) -> None:
    job, calls = worker.submit(tasks.count, 3), []
    job.call_when_ready(lambda: calls.append(True))
    seen = []
    tasks.wait_until(lambda: seen.extend(job.poll()) or Done("counted to 3") in seen)
    assert calls
    assert len(seen) == 7


def test_result_shows_what_comes_on_the_way(worker: Worker) -> None:
    seen: list[Progress | Partial] = []
    assert worker.submit(tasks.count, 1).result(seen.append) == "counted to 1"
    assert seen == [Progress(0, 1, "steps"), Partial(0)]


def test_an_error_while_showing_progress_stops_the_job(worker: Worker, tmp_path: Path) -> None:
    job = worker.submit(tasks.report_forever, tmp_path / "mark")

    def refuse(event: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.result(refuse)
    assert job.is_over


def test_ten_thousand_reports_that_nobody_reads_block_nothing(worker: Worker) -> None:
    job = worker.submit(tasks.count, 5_000)
    assert worker.submit(tasks.add, 1, 1).result() == 2
    assert len(job.poll()) == 10_001


def test_large_values_travel(worker: Worker) -> None:
    size = 30_000_000
    part, end = worker.submit(tasks.send_much, size).events()
    assert isinstance(part, Partial)
    assert isinstance(end, Done)
    assert part.value == b"a" * size
    assert end.value == b"b" * size


def test_a_known_error_arrives_unchanged(worker: Worker) -> None:
    with pytest.raises(InputError) as caught:
        worker.submit(tasks.fail_plainly).result()
    error = caught.value
    assert (error.message, error.hint, error.details) == ("“a.mp4” has no sound.", "Choose another.", "stream 0")


def every_error(kind: type[StudioError] = StudioError) -> list[type[StudioError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in every_error(child))]


@pytest.mark.parametrize("kind", every_error())
def test_every_kind_of_error_survives_the_way(kind: type[StudioError], worker: Worker) -> None:
    with pytest.raises(kind) as caught:
        worker.submit(tasks.fail_with, kind("What.", hint="Do.", details="Why.")).result()
    error = caught.value
    assert (type(error), error.message, error.hint, error.details) == (kind, "What.", "Do.", "Why.")


def test_an_unexpected_error_is_a_defect_with_its_traceback(worker: Worker) -> None:
    with pytest.raises(Defect, match="ZeroDivisionError") as caught:
        worker.submit(tasks.divide, 1, 0).result()
    assert "in divide" in caught.value.details
    assert worker.submit(tasks.divide, 1, 2).result() == 0.5


def test_too_little_memory_is_said_plainly(worker: Worker) -> None:
    with pytest.raises(EnvironmentFault, match="memory"):
        worker.submit(tasks.run_out_of_memory).result()


@pytest.mark.parametrize("task", [tasks.return_unpicklable, tasks.report_unpicklable, tasks.return_untaken])
def test_a_value_that_cannot_travel_is_a_defect(task: Callable[..., object], worker: Worker) -> None:
    with pytest.raises(Defect):
        worker.submit(task).result()
    assert worker.submit(tasks.add, 1, 1).result() == 2


def test_values_that_cannot_be_sent_are_a_defect(worker: Worker) -> None:
    with pytest.raises(Defect):
        worker.submit(tasks.add, lambda: None, 1).result()
    assert worker.submit(tasks.add, 1, 1).result() == 2


@pytest.mark.parametrize("task", [tasks.crash, tasks.kill_self, tasks.exit_quietly])
def test_a_worker_that_dies_is_replaced(task: Callable[..., object], worker: Worker) -> None:
    with pytest.raises(WorkerDied) as caught:
        worker.submit(task).result()
    assert caught.value.hint
    assert "exit code" in caught.value.details
    assert worker.submit(tasks.add, 1, 1).result() == 2


def test_the_last_words_of_a_crashed_worker_are_kept(worker: Worker) -> None:
    with pytest.raises(WorkerDied) as caught:
        worker.submit(tasks.crash).result()
    assert "last words" in caught.value.details
    assert "in crash" in caught.value.details


def test_what_libraries_print_neither_blocks_nor_shows(worker: Worker, capfd: pytest.CaptureFixture[str]) -> None:
    assert worker.submit(tasks.print_much, 2_000_000).result() == "printed"
    assert capfd.readouterr().err == ""


def test_a_worker_speaks_the_language_of_the_program() -> None:
    i18n.install(["nl", "de"])
    worker = Worker("talking")
    assert worker.submit(tasks.language).result() == ["nl", "de"]
    worker.close()


def test_the_children_of_a_killed_worker_end_too(worker: Worker, tmp_path: Path) -> None:
    job = worker.submit(tasks.stuck_in_c, tmp_path / "mark")
    process, child = pids(tmp_path / "mark")
    os.kill(process, signal.SIGKILL)
    with pytest.raises(WorkerDied, match="test"):
        job.result()
    tasks.wait_until(lambda: tasks.is_gone(process) and tasks.is_gone(child))
    assert worker.submit(tasks.add, 1, 1).result() == 2


def test_a_worker_killed_while_idle_is_replaced(worker: Worker) -> None:
    process = worker.submit(tasks.pid).result()
    os.kill(process, signal.SIGKILL)
    tasks.wait_until(lambda: tasks.is_gone(process))
    assert worker.submit(tasks.pid).result() != process


def test_a_job_that_a_dying_worker_never_had_is_done_by_the_next_one(worker: Worker) -> None:
    process = worker.submit(tasks.pid).result()
    os.kill(process, signal.SIGKILL)  # and the system may not have told of it yet
    assert worker.submit(tasks.pid).result() != process


def test_a_cooperative_task_stops_at_its_next_report_and_its_process_stays(worker: Worker, tmp_path: Path) -> None:
    before = worker.submit(tasks.pid).result()
    job = worker.submit(tasks.report_forever, tmp_path / "mark")
    tasks.wait_until((tmp_path / "mark").exists)
    job.cancel()
    assert ends_cancelled(job)
    assert worker.submit(tasks.pid).result() == before


def test_a_task_whose_process_is_only_starting_is_never_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_starting, is_cancelled, run = threading.Event(), threading.Event(), TaskProcess.run

    def run_late(process: TaskProcess, *values: Any) -> Any:
        is_starting.set()
        is_cancelled.wait(60)
        return run(process, *values)

    monkeypatch.setattr(TaskProcess, "run", run_late)
    worker = Worker("starting")
    job = worker.submit(tasks.stuck_in_c, tmp_path / "mark")
    assert is_starting.wait(60)
    job.cancel()
    is_cancelled.set()
    assert ends_cancelled(job)
    assert worker.submit(tasks.add, 1, 1).result() == 2
    assert not (tmp_path / "mark").exists()
    worker.close()


@pytest.mark.parametrize("task", [tasks.stuck_in_c, tasks.stuck_in_python])
def test_a_stuck_task_is_killed_with_its_children(task: Callable[..., object], worker: Worker, tmp_path: Path) -> None:
    job = worker.submit(task, tmp_path / "mark")
    process, child = pids(tmp_path / "mark")
    job.cancel()
    assert ends_cancelled(job)
    tasks.wait_until(lambda: tasks.is_gone(process) and tasks.is_gone(child))
    assert worker.submit(tasks.add, 1, 1).result() == 2


def test_a_waiting_job_can_be_cancelled_at_once(worker: Worker, tmp_path: Path) -> None:
    running = worker.submit(tasks.write_when_told, tmp_path / "mark", tmp_path / "go")
    waiting = worker.submit(tasks.pid)
    waiting.cancel()
    assert ends_cancelled(waiting)
    assert not running.is_over
    (tmp_path / "go").touch()
    assert running.result() == "went"


def test_cancelling_one_job_leaves_the_next_alone(worker: Worker, tmp_path: Path) -> None:
    first = worker.submit(tasks.report_forever, tmp_path / "mark")
    second = worker.submit(tasks.count, 3)
    first.cancel()
    assert ends_cancelled(first)
    assert second.result() == "counted to 3"


def test_cancelling_twice_or_too_late_changes_nothing(worker: Worker) -> None:
    job = worker.submit(tasks.add, 1, 1)
    assert job.result() == 2
    job.cancel()
    job.cancel()
    assert job.poll() == []
    assert worker.submit(tasks.add, 1, 1).result() == 2


def test_closing_ends_what_runs_and_what_waits(tmp_path: Path) -> None:
    worker = Worker("closing")
    running = worker.submit(tasks.stuck_in_c, tmp_path / "mark")
    waiting = worker.submit(tasks.pid)
    process, child = pids(tmp_path / "mark")
    worker.close()
    assert ends_cancelled(running)
    assert ends_cancelled(waiting)
    tasks.wait_until(lambda: tasks.is_gone(process) and tasks.is_gone(child))
    with pytest.raises(RuntimeError, match="closed"):
        worker.submit(tasks.pid)


def test_closing_a_worker_that_never_worked_is_fine() -> None:
    worker = Worker("unused")
    worker.close()
    worker.close()


def test_an_interrupt_does_not_reach_the_task(worker: Worker) -> None:
    assert worker.submit(tasks.interrupt_self).result() == "still here"


def test_no_signal_is_held_back_from_what_a_task_starts(worker: Worker) -> None:
    assert worker.submit(tasks.held_back_signals).result() == set()


def test_workers_are_offline(worker: Worker) -> None:
    found = worker.submit(tasks.environment, ["HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"]).result()
    assert found == {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


def test_the_worker_that_fetches_has_a_network_and_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    fetching = Worker("fetching", online=True)
    found = fetching.submit(tasks.environment, ["HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"]).result()
    fetching.close()
    assert found == {"HF_HUB_OFFLINE": None, "HF_HUB_DISABLE_TELEMETRY": "1"}


def ends_cancelled(job: Job[object]) -> bool:
    *_, end = job.events()
    return isinstance(end, Failed) and isinstance(end.error, Cancelled)


def pids(mark: Path) -> tuple[int, int]:
    tasks.wait_until(mark.exists)
    process, child = mark.read_text().split()
    return int(process), int(child)


def test_where_pipes_are_no_files_last_words_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.jobs.last_words.sys.platform", "win32")
    ours, theirs = multiprocessing.Pipe(duplex=False)
    theirs.close()  # its end makes the pipe ready: reading it as a file failed every job on Windows
    words = last_words.LastWords(ours)
    assert not words.is_open
    assert words.close() == ""
