"""Tasks for the workers of these tests: small, real, some badly behaved; and how to see what became of them."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from studio.errors import InputError, StudioError
from studio.model.progress import Partial, Progress, Report

PATIENCE = 60.0  # seconds; only a hang takes so long

_loaded: dict[str, int] = {}
_children: list[subprocess.Popen[bytes]] = []


def add(a: int, b: int, report: Report) -> int:
    return a + b


def pid(report: Report) -> int:
    return os.getpid()


def count(upto: int, report: Report) -> str:
    for i in range(upto):
        report(Progress(i, upto, "steps"))
        report(Partial(i))
    return f"counted to {upto}"


def load_once(name: str, report: Report) -> tuple[int, bool]:
    """Return this process and whether `name` was loaded already."""
    was_there = name in _loaded
    _loaded[name] = os.getpid()
    return os.getpid(), was_there


def send_much(size: int, report: Report) -> bytes:
    report(Partial(b"a" * size))
    return b"b" * size


def write_when_told(mark: Path, go: Path, report: Report) -> str:
    """Run until the file `go` is there; leave `mark` when running."""
    mark.write_text(str(os.getpid()))
    while not go.exists():
        time.sleep(0.01)
    return "went"


def take_memory(size: int, report: Report) -> int:
    """Take that many bytes and fill them."""
    return len(bytearray(b"a") * size)


def report_forever(mark: Path, report: Report) -> None:
    mark.write_text(str(os.getpid()))
    while True:
        report(Progress(0, 0, ""))
        time.sleep(0.01)


def stuck_in_c(mark: Path, report: Report) -> None:
    """Start a child and sleep in C for ever, as a stuck library would."""
    _with_child(mark)
    time.sleep(100_000)


def stuck_in_python(mark: Path, report: Report) -> None:
    """Start a child and turn in circles without ever reporting."""
    _with_child(mark)
    while True:
        pass


def fail_plainly(report: Report) -> None:
    raise InputError("“a.mp4” has no sound.", hint="Choose another.", details="stream 0")


def fail_with(error: StudioError, report: Report) -> None:
    raise error


def divide(a: int, b: int, report: Report) -> float:
    return a / b


def run_out_of_memory(report: Report) -> None:
    raise MemoryError


def return_unpicklable(report: Report) -> object:
    return lambda: None


def report_unpicklable(report: Report) -> None:
    report(Partial(lambda: None))


class Untaken:
    """Can be sent but not received."""

    def __reduce__(self) -> tuple[object, ...]:
        return _refuse, ()


def _refuse() -> None:
    raise ValueError("not received")


def return_untaken(report: Report) -> object:
    return Untaken()


def crash(report: Report) -> None:
    print("last words", file=sys.stderr, flush=True)  # noqa: T201
    ctypes.string_at(0)


def print_much(size: int, report: Report) -> str:
    os.write(2, b"w" * size)
    return "printed"


def kill_self(report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def exit_quietly(report: Report) -> None:
    os._exit(3)


def environment(names: list[str], report: Report) -> dict[str, str | None]:
    return {name: os.environ.get(name) for name in names}


def interrupt_self(report: Report) -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return "still here"


def held_back_signals(report: Report) -> set[int]:
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, set()))


def log_something(report: Report) -> None:
    logging.getLogger("studio.speech").info("heard %d words", 3)
    logging.getLogger("studio.speech").debug("the words")
    logging.getLogger("a_library").info("what a library says")
    try:
        raise ValueError("why")
    except ValueError:
        logging.getLogger("studio.speech").exception("it went wrong")


def language(report: Report) -> list[str]:
    from studio import i18n

    return i18n.chosen()


def _with_child(mark: Path) -> None:
    child = subprocess.Popen(["sleep", "100000"])
    _children.append(child)
    partial = mark.with_suffix(".tmp")
    partial.write_text(f"{os.getpid()} {child.pid}")
    partial.rename(mark)


def is_gone(pid: int) -> bool:
    """Say whether no process `pid` runs; one that only waits to be collected is gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    try:
        state, *more = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return state == "Z" and int(more[16]) <= 1  # its last thread, too: until then it cannot be collected
    except OSError:
        return False


def wait_until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
