"""Start the program: `souffleur …` or `python -m studio …`."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a worker of a bundled program begins here
    from studio.cli.app import run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is being interrupted: workers end, too
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
