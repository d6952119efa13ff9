"""From the start of the process to the first paint of Home, beside an empty PySide6 window.

    python tests/benchmarks/window.py [--runs 9]

Both are started once before, so that files are in memory and modules compiled; then in turn.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import measure
from measure import Run, run

SCRIPT = Path(__file__).with_name("first_paint.py")
LIMIT = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    times = parser.parse_args().runs
    measure.surroundings("pyside6-essentials")
    for which in ("home", "empty"):
        painted(which)
    home, empty = measure.in_turn(times, lambda: painted("home"), lambda: painted("empty"))
    ours, theirs = (measure.middle([one.first for one in runs]) for runs in (home, empty))
    measure.table(
        ("", "seconds to the first paint", "processor s"),
        ("Home", f"{ours:.3f}", f"{measure.processor(home):.3f}"),
        ("an empty window", f"{theirs:.3f}", f"{measure.processor(empty):.3f}"),
    )
    measure.verdict("time, Home / empty", ours / theirs, LIMIT)


def painted(which: str) -> Run:
    """Start a window and wait until it was painted."""
    done = run((measure.PRODUCT[0], SCRIPT, which), awaited="painted", env={"PYTHONPATH": str(measure.ROOT)})
    if "loaded: \n" not in done.output and "loaded:\n" not in done.output:
        raise RuntimeError(f"loaded before it was needed: {done.output}")
    return done


if __name__ == "__main__":
    main()
