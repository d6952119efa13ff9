"""Start the program: `souffleur …` or `python -m studio …`."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from studio import offline


def main() -> None:
    """Open the window, or run the command line, and leave with the exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a worker of a bundled program begins here
    offline.forbid()
    from studio.cli import window

    words = sys.argv[1:]
    files = window.asked_for(words)
    if files is not None:
        sys.exit(window.open_window(files, _show))
    from studio.cli.app import run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being ended is being interrupted: workers end, too
    sys.exit(run(words))


def _show(files: Sequence[Path]) -> int:
    gc.disable()  # a tenth of the start, for no garbage; the window collects it later (studio.gui.tidying)
    from studio.gui.app import run

    return run(files)


if __name__ == "__main__":
    main()
