"""Tasks for the tests of work."""

from __future__ import annotations

import time

from studio.model.progress import Partial, Progress, Report


def counted(until: int, *, report: Report) -> int:
    """Count aloud."""
    for number in range(until):
        report(Progress(number, until, "numbers"))
        report(Partial(number))
    return until


def endless(*, report: Report) -> None:
    """Count until somebody stops it."""
    number = 0
    while True:
        report(Partial(number))
        number += 1
        time.sleep(0.01)
