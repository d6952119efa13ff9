"""Transcribing, beside whisper-ctranslate2: time, peak memory, time until the first cue.

    python tests/benchmarks/speech.py [--minutes 10] [--runs 9] [--long 120] [--long-runs 3] [--model FOLDER]

Both get the same sound file, model, one thread, int8, beam 5, and write an SRT file; the peer runs with its voice
detection, unbatched, and tells its segments as it goes.  It is measured three times: as it comes; without giving the
text before to the model, since the practice model then loses most of what is said; and with word times besides.  Ours
never does the first and always asks for the second, so the last is the same work.  The words found are counted.  The
runs are made in turn.  On the long file runs are broken off at the first cue; the peer has needed most of its memory
by then (for ours on long files see `memory`).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import material
import measure
from measure import Run, run

from studio.subtitles.formats import srt

OUR_CUE = r"^ +1  \d+:\d\d  "
PEER_CUE = r"^\[\d\d:\d\d"
LANGUAGE = "de"
ALONE = ("--condition_on_previous_text", "False")
WORDS = (*ALONE, "--word_timestamps", "True")


def main() -> None:
    options = _options()
    measure.surroundings("faster-whisper", "ctranslate2", "onnxruntime")
    print(run([measure.SPEECH_PEER, "--version"]).output.strip())
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        bench = Bench(options.model, Path(folder))
        if options.minutes:
            whole(bench, options.minutes, options.runs)
        if options.long:
            beginning(bench, options.long, options.long_runs)


def whole(bench: Bench, minutes: int, times: int) -> None:
    """Measure a file from beginning to end."""
    file = material.speech(LANGUAGE, minutes)
    print(f"\n{minutes} minutes, {times} runs each in turn", flush=True)
    ways = {
        "souffleur": bench.ours(file),
        "whisper-ctranslate2": bench.peer(file),
        "without the text before": bench.peer(file, *ALONE),
        "and with word times": bench.peer(file, *WORDS),
    }
    runs = dict(zip(ways, measure.in_turn(times, *ways.values()), strict=True))
    head = (f"{minutes} min, {times} runs", "seconds", "processor s", "peak MB", "first cue, s", "words found")
    measure.table(head, *((*_row(name, made), str(bench.words(ways[name]))) for name, made in runs.items()))
    ours, *peers = runs
    for name in peers:
        time, memory = (of(runs[ours]) / of(runs[name]) for of in (measure.seconds, measure.peak))
        measure.verdict(f"time, ours / peer ({name})", time, 1.0)
        measure.verdict(f"memory, ours / peer ({name})", memory, 1.0)


def beginning(bench: Bench, minutes: int, times: int) -> None:
    """Measure how soon the first cue of a long file is there."""
    file = material.speech(LANGUAGE, minutes)
    print(f"\n{minutes} minutes until the first cue, {times} runs each in turn", flush=True)
    ours, peer = measure.in_turn(times, bench.ours(file, stop=True), bench.peer(file, stop=True))
    measure.table(
        (f"{minutes} min, {times} runs", "first cue, s", "peak MB until then"),
        ("souffleur", f"{measure.first(ours):.2f}", f"{measure.peak(ours):.0f}"),
        ("whisper-ctranslate2", f"{measure.first(peer):.2f}", f"{measure.peak(peer):.0f}"),
    )
    sooner = measure.first(peer) / measure.first(ours)
    measure.verdict("first cue, times sooner", sooner, 10, least=True, form=".1f")


class Bench:
    """Both programs with the same model, writing into a folder of their own."""

    def __init__(self, model: Path, folder: Path) -> None:
        self._model = model
        self._folder = folder

    def ours(self, file: Path, *, stop: bool = False) -> Callable[[], Run]:
        """Return what runs our program on a file."""
        command = [*measure.PRODUCT, "subtitle", file, "--language", LANGUAGE, "--model", self._model]
        return self._run([*command, "-o", self._folder / "ours"], OUR_CUE, stop)

    def peer(self, file: Path, *extra: str, stop: bool = False) -> Callable[[], Run]:
        """Return what runs the peer on a file."""
        return self._run([*peer_command(self._model, LANGUAGE, self._folder / "peer", *extra), file], PEER_CUE, stop)

    def words(self, make: Callable[[], Run]) -> int:
        """Return how many words one more run finds."""
        make()
        (file,) = self._folder.glob("*/*.srt")
        return sum(len(cue.text.split()) for cue in srt.loads(file.read_text("utf-8-sig")))

    def _run(self, command: list[str | Path], awaited: str, stop: bool) -> Callable[[], Run]:
        def make() -> Run:
            for name in ("ours", "peer"):
                shutil.rmtree(self._folder / name, ignore_errors=True)
                (self._folder / name).mkdir()
            return run(command, awaited=awaited, stop=stop)

        return make


def peer_command(model: Path, language: str, folder: Path, *extra: str) -> list[str | Path]:
    """Return the peer's command line but for the file: settings as ours where it leaves the choice."""
    return [
        measure.SPEECH_PEER,
        *("--model_directory", model, "--language", language, "--local_files_only", "True"),
        *("--device", "cpu", "--compute_type", "int8", "--threads", "1", "--beam_size", "5"),
        *("--vad_filter", "True", "--batched", "False", "--verbose", "True"),
        *("--output_format", "srt", "--output_dir", folder),
        *extra,
    ]


def _row(name: str, runs: list[Run]) -> tuple[str, ...]:
    figures = f"{measure.seconds(runs):.1f}", f"{measure.processor(runs):.1f}", f"{measure.peak(runs):.0f}"
    return name, *figures, f"{measure.first(runs):.2f}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=10, help="0 leaves the short file out")
    parser.add_argument("--long", type=int, default=120, help="minutes of the long file; 0 leaves it out")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--long-runs", type=int, default=3, help="the peer needs minutes to its first cue")
    parser.add_argument("--model", type=Path, default=material.MODEL)
    return parser.parse_args()


if __name__ == "__main__":
    main()
