"""Tasks for the works of these tests: small, real, and told by files when to go on."""

from __future__ import annotations

import time
from pathlib import Path

from studio.errors import InputError
from studio.model.progress import Partial, Progress, Report


def count(upto: int, report: Report) -> int:
    """Report every number, as fast as can be."""
    for i in range(upto):
        report(Progress(i + 1, upto, "s"))
        report(Partial(i))
    return upto


def count_and_wait(upto: int, go: Path, report: Report) -> int:
    """Report some numbers, then wait for the file `go`, ready to be stopped."""
    count(upto, report)
    while not go.exists():
        report(Progress(upto, upto * 2, "s"))
        time.sleep(0.01)
    report(Partial(upto))
    return upto


def count_and_never_end(upto: int, go: Path, report: Report) -> int:
    """Do what `count_and_wait` does, and then report progress until stopped."""
    count_and_wait(upto, go, report)
    while True:
        report(Progress(upto, upto * 2, "s"))
        time.sleep(0.01)


def count_and_fail(upto: int, report: Report) -> int:
    """Report some numbers, then fail as a damaged file does."""
    count(upto, report)
    raise InputError("“a.mp4” is damaged.", hint="Copy it again.")


def name_and_wait(name: str, go: Path, report: Report) -> None:
    """Say whose turn it is, then wait for the file `go`."""
    report(Partial(name))
    while not go.exists():
        report(Progress(1, 2, "bytes"))
        time.sleep(0.01)


def answer(value: object, report: Report) -> object:
    """Return the value that was given, as if it had been made."""
    return value
