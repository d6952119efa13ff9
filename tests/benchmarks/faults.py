"""Faults of the house styles per 100 cues, beside whisper-ctranslate2, judged by `souffleur check`.

    python tests/benchmarks/faults.py [--minutes 5] [--model FOLDER]

For each style a sound file in its language is subtitled with the same model: by the peer as it comes, by the peer with
word times, the style's lines and line length, and no text before (its best settings), by ours, and by ours from the
peer's own words of these settings, so that the very same words are cut.  Errors and warnings are counted.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import material
import measure
from measure import run
from speech import WORDS, peer_command

from studio.model.profile import Profile
from studio.model.speech import Word
from studio.subtitles import profiles, segmentation
from studio.subtitles.formats import srt

STYLES = (("de-ard", "de"), ("nl-pro", "nl"), ("en-netflix", "en"), ("web", "de"))


def main() -> None:
    options = _options()
    measure.surroundings("faster-whisper", "ctranslate2")
    rows = []
    for style, language in STYLES:
        file = material.speech(language, options.minutes)
        with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
            rows += measured(file, profiles.load(style), language, options.model, Path(folder))
    head = (f"{options.minutes} min each", "style", "cues", "errors", "warnings", "faults per 100 cues")
    measure.table(head, *rows)


def measured(file: Path, profile: Profile, language: str, model: Path, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield a row for each way to subtitle the file."""
    lines = ("--max_line_width", str(profile.line_length), "--max_line_count", str(profile.lines))
    for name, extra in (("whisper-ctranslate2", ()), ("the same, its best settings", (*WORDS, *lines))):
        run([*peer_command(model, language, folder, *extra), file])
        yield row(name, folder / f"{file.stem}.srt", profile)
    common = ("--language", language, "--model", model, "--profile", profile.id, "--overwrite", "-o", folder / "ours")
    run([*measure.PRODUCT, "subtitle", file, *common], accept=(0, 1))
    yield row("souffleur", next((folder / "ours").glob("*.srt")), profile)
    run([*peer_command(model, language, folder, *WORDS), "--output_format", "json", file])
    cues = [fitted.cue for fitted in segmentation.from_words(_words(folder / f"{file.stem}.json"), profile, language)]
    same = folder / "same-words.srt"
    same.write_text(srt.dumps(cues, language), encoding="utf-8")
    yield row("souffleur, from the peer's words", same, profile)


def row(name: str, file: Path, profile: Profile) -> tuple[str, ...]:
    """Return what `souffleur check` says of a file."""
    said = run([*measure.PRODUCT, "check", file, "--profile", profile.id, "--json"], accept=(0, 1)).output
    report = json.loads(said[said.index("{") :])
    faults = report["errors"] + report["warnings"]
    per_hundred = f"{100 * faults / max(1, report['cues']):.1f}"
    return name, profile.id, str(report["cues"]), str(report["errors"]), str(report["warnings"]), per_hundred


def _words(file: Path) -> list[Word]:
    """Return the peer's words; where its times overlap, the later word gives way."""
    words: list[Word] = []
    for segment in json.loads(file.read_text("utf-8"))["segments"]:
        for word in segment["words"]:
            start = max(round(word["start"] * 1000), words[-1].end if words else 0)
            words.append(Word(word["word"].strip(), start, max(start, round(word["end"] * 1000))))
    return words


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=5)
    parser.add_argument("--model", type=Path, default=material.MODEL)
    return parser.parse_args()


if __name__ == "__main__":
    main()
