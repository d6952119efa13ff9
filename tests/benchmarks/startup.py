"""Starting: `souffleur --help` beside `python -c "import faster_whisper"`, as a ratio of times.

    python tests/benchmarks/startup.py [--runs 9]

Both are started once before, so that files are in memory and modules compiled; then in turn.
"""

from __future__ import annotations

import argparse

import measure
from measure import run

HELP = (*measure.PRODUCT, "--help")
IMPORT = (measure.PRODUCT[0], "-c", "import faster_whisper")
LIMIT = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    times = parser.parse_args().runs
    measure.surroundings("faster-whisper", "typer")
    run(HELP)
    run(IMPORT)
    help, imported = measure.in_turn(times, lambda: run(HELP), lambda: run(IMPORT))
    ours, theirs = measure.seconds(help), measure.seconds(imported)
    measure.table(
        ("", "seconds", "processor s"),
        ("souffleur --help", f"{ours:.3f}", f"{measure.processor(help):.3f}"),
        ("import faster_whisper", f"{theirs:.3f}", f"{measure.processor(imported):.3f}"),
    )
    measure.verdict("time, help / import", ours / theirs, LIMIT)


if __name__ == "__main__":
    main()
