"""A program with a worker, for tests that end it from outside: prints the processes once its task is stuck."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import job_tasks as tasks

from studio.jobs.worker import Worker


def main(end: str, mark: Path) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit that it is ignored
    worker = Worker("program")
    job = worker.submit(tasks.stuck_in_c, mark)
    while not mark.exists():
        pass
    sys.stdout.write(mark.read_text() + "\n")
    sys.stdout.flush()
    if end == "waits":
        job.result()
    elif end == "raises":
        raise ValueError("a program that ends badly")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
