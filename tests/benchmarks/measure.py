"""Run a program and see how long it takes, how much memory it needs, and when it first says something.

Memory is the proportional set size (PSS) of a process and all its descendants together, taken from the kernel every
tenth of a second: pages that processes share count once, so several small processes are treated like a large one.
Linux only.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import resource
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = Path(__file__).resolve().parent / ".work"

PRODUCT = (str(ROOT / ".venv/bin/python"), "-m", "studio")
SPEECH_PEER = str(WORK / "speech/bin/whisper-ctranslate2")
TRANSLATION_PEER = str(WORK / "translation/bin/python")

SAMPLE = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds in all, seconds of processor time, megabytes at the highest, seconds until the awaited line.

    `first` is None when that line never came.
    """

    seconds: float
    processor: float
    peak: float
    first: float | None
    output: str


def run(
    command: Sequence[str | Path],
    *,
    awaited: str = "",
    stop: bool = False,
    env: Mapping[str, str] | None = None,
    accept: Sequence[int] = (0,),
) -> Run:
    """Run a command to its end, or with `stop` until the line that matches `awaited` was seen.

    Raises `RuntimeError` with what the program said when it ends with another code than those of `accept`.
    """
    began, used = time.monotonic(), _processor()
    process = subprocess.Popen(
        list(map(str, command)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**_environment(), **(env or {})},
    )
    listener = _Listener(process, awaited, began)
    ended = _Ended(process, began)
    peak = 0.0
    while not ended.wait(SAMPLE) and not (stop and listener.first is not None):
        peak = max(peak, memory(process.pid))
    seconds = ended.after or time.monotonic() - began
    if ended.after is None:
        end(process)
    elif process.returncode not in accept:
        raise RuntimeError(f"{command} ended with {process.returncode}:\n{listener.output()}")
    output = listener.output()  # reads to the end, and so knows the awaited line
    return Run(seconds, _processor() - used, peak, listener.first, output)


def _environment() -> dict[str, str]:
    """Return our environment, with lines told at once and compiled modules kept, as they are for users."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONUNBUFFERED": "1"}


class _Listener:
    """Reads what a process says, in a thread, and notes when the awaited line came."""

    def __init__(self, process: subprocess.Popen[bytes], awaited: str, began: float) -> None:
        self.first: float | None = None
        self._awaited = re.compile(awaited) if awaited else None
        self._began = began
        self._lines: list[str] = []
        self._thread = threading.Thread(target=self._listen, args=(process,), daemon=True)
        self._thread.start()

    def output(self) -> str:
        self._thread.join(timeout=5)
        return "".join(self._lines)

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            text = line.decode(errors="replace")
            if self.first is None and self._awaited and self._awaited.search(text):
                self.first = time.monotonic() - self._began
            self._lines.append(text)


class _Ended:
    """Waits for the end of a process, in a thread: looking at the memory must not delay the clock."""

    def __init__(self, process: subprocess.Popen[bytes], began: float) -> None:
        self.after: float | None = None
        self._thread = threading.Thread(target=self._wait, args=(process, began), daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; say whether the process has ended."""
        self._thread.join(seconds)
        return self.after is not None

    def _wait(self, process: subprocess.Popen[bytes], began: float) -> None:
        process.wait()
        self.after = time.monotonic() - began


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all it started: kindly first, then at once."""
    family = list(descendants(process.pid))
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pid in family:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def memory(pid: int) -> float:
    """Return the megabytes (10⁶ bytes) that a process and its descendants hold together."""
    return sum(_pss(member) for member in (pid, *descendants(pid))) / 1000


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes that `pid` started, and those that they started."""
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from descendants(child)


def _processor() -> float:
    """Return the processor seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pss(pid: int) -> float:
    """Return the proportional set size of one process in kilobytes; 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1.024 for line in lines if line.startswith("Pss:")), 0.0)


def in_turn(times: int, *measured: Callable[[], Run]) -> list[list[Run]]:
    """Return the runs of each of `measured`, made in turn: A B A B …; what slows the machine down meets all of them."""
    runs: list[list[Run]] = [[] for _ in measured]
    for number in range(times):
        for place, (mine, make) in enumerate(zip(runs, measured, strict=True)):
            mine.append(make())
            shown = mine[-1]
            first = "" if shown.first is None else f", first cue after {shown.first:.2f} s"
            took = f"{shown.seconds:.2f} s ({shown.processor:.2f} s of a processor), {shown.peak:.0f} MB"
            print(f"  run {number + 1}.{place + 1}: {took}{first}", flush=True)
    return runs


def middle(values: Sequence[float | None]) -> float:
    """Return the median of values that are all there."""
    present = [value for value in values if value is not None]
    if len(present) != len(values):
        raise RuntimeError("a run never said what was awaited")
    return statistics.median(present)


def seconds(runs: Sequence[Run]) -> float:
    """Return the median time."""
    return middle([made.seconds for made in runs])


def processor(runs: Sequence[Run]) -> float:
    """Return the median processor time."""
    return middle([made.processor for made in runs])


def peak(runs: Sequence[Run]) -> float:
    """Return the median peak of memory."""
    return middle([made.peak for made in runs])


def first(runs: Sequence[Run]) -> float:
    """Return the median time until the awaited line."""
    return middle([made.first for made in runs])


def table(*rows: Sequence[str]) -> None:
    """Print rows as a Markdown table, the first one as its head."""
    head, *body = rows
    print("\n| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    for row in body:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def verdict(name: str, value: float, limit: float, *, least: bool = False, form: str = ".2f") -> None:
    """Print whether a figure keeps its limit (at most; with `least`: at least)."""
    kept = value >= limit if least else value <= limit
    print(
        f"{'kept ' if kept else 'MISSED'} {name}: {value:{form}} ({'≥' if least else '≤'} {limit:{form}})", flush=True
    )


def surroundings(*packages: str) -> None:
    """Print the day, the machine and the versions."""
    cores = len(os.sched_getaffinity(0))
    print(f"{time.strftime('%Y-%m-%d')}, {cores} cores, {platform.machine()}, Python {platform.python_version()}")
    print(", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages), flush=True)
