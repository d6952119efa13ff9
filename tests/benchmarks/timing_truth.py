"""Times on the file's clock: sound that begins 2 s late, and sound with a hole of 2 s in its packets.

    python tests/benchmarks/timing_truth.py [--model FOLDER]

The same speech (practice sentences, its word times known from espeak-ng) is put into an MP4 whose sound begins late,
and into one whose sound lacks two seconds of packets in a pause; every cue's start, as written to the SRT file by the
program, is compared with that of the first word it shows, and with the same cue of the plain file, shifted as it was.
The limit is for the medians, which are the clock; single cues are further off where the recogniser hears the beginning
of a word otherwise in the changed file.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

import material
import measure
from material import Truth
from measure import run

from studio.model.cue import Cue
from studio.subtitles.formats import srt

LANGUAGE = "de"
SHIFT = 2000
LIMIT = 100
SENTENCES = 8
"""In each of two parts; the hole lies between them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", type=Path, default=material.MODEL)
    model = parser.parse_args().model
    measure.surroundings("faster-whisper", "imageio-ffmpeg")
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        films, truth, border = made(Path(folder))
        cues = {name: subtitled(film, model) for name, film in films.items()}
    rows = []
    for name, shift in (("plain", 0), ("late", -1), ("hole", border)):
        words = [shifted(word, shift) for word in truth]
        off = [cue.start - word.start for cue, word in first_words(cues[name], words)]
        moved = [cue.start - wanted for cue, wanted in against(cues[name], cues["plain"], shift)]
        rows.append((name, str(len(cues[name])), *_spread(off), *_spread(moved)))
        if name != "plain":
            measure.verdict(f"{name}: cues against the truth, median ms", _middle(off), LIMIT, form=".0f")
            measure.verdict(f"{name}: cues against the plain file, median ms", _middle(moved), LIMIT, form=".0f")
    of_truth, of_plain = "cue − its first word, ms: median (all)", "cue − that of the plain file, ms: median (all)"
    measure.table(("file", "cues", of_truth, "within 100 ms", of_plain, "within 100 ms"), *rows)


def made(folder: Path) -> tuple[dict[str, Path], list[Truth], int]:
    """Return the three films, the words of the plain one, and the millisecond at which its second part begins."""
    rng = random.Random(3)
    texts = material.sentences(LANGUAGE, 2 * SENTENCES, seed=3)
    parts = [material.spoken(LANGUAGE, texts[:SENTENCES], rng), material.spoken(LANGUAGE, texts[SENTENCES:], rng)]
    files = []
    for number, (sound, _) in enumerate(parts):
        plain = material.write(folder / f"{number}.wav", sound)
        files.append(folder / f"{number}.mka")
        material.ffmpeg("-i", plain, "-c:a", "flac", files[-1])
    border = len(parts[0][0]) * 1000 // material.synthesis.SAMPLE_RATE
    films = {name: folder / f"{name}.mkv" for name in ("plain", "late", "hole")}
    _join(files, border, films["plain"], folder)
    _join(files, border + SHIFT, films["hole"], folder)
    slide = ("-f", "lavfi", "-i", "color=gray:s=320x180:r=25:d=90")
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-shortest")
    films["late"] = films["late"].with_suffix(".mp4")
    late = ("-itsoffset", str(SHIFT / 1000), "-i", films["plain"], "-map", "0", "-map", "1")
    material.ffmpeg(*slide, *late, *coded, films["late"])
    first, second = parts[0][1], [Truth(word.text, word.start + border, word.end + border) for word in parts[1][1]]
    return films, [*first, *second], border


def _join(files: Sequence[Path], border: int, film: Path, folder: Path) -> None:
    """Put the second file's packets at `border` milliseconds after the beginning of the first's."""
    listed = folder / "list.txt"
    listed.write_text(f"file '{files[0]}'\nduration {border / 1000}\nfile '{files[1]}'\n", encoding="utf-8")
    material.ffmpeg("-f", "concat", "-safe", "0", "-i", listed, "-c", "copy", film)


def subtitled(film: Path, model: Path) -> list[Cue]:
    """Return the cues that the program writes for a film."""
    output = film.with_suffix("")
    run([*measure.PRODUCT, "subtitle", film, "--language", LANGUAGE, "--model", model, "-o", output], accept=(0, 1))
    return srt.loads(next(output.glob("*.srt")).read_text("utf-8-sig"))


def shifted(word: Truth, after: int) -> Truth:
    """Return the word two seconds later if it begins after `after` (0: none is shifted, -1: all)."""
    return word if after == 0 or word.start <= after else Truth(word.text, word.start + SHIFT, word.end + SHIFT)


def first_words(cues: Sequence[Cue], words: Sequence[Truth]) -> list[tuple[Cue, Truth]]:
    """Return each cue with the spoken word it begins with, as far as that was recognised."""
    places = _begin(cues)
    same = _aligned(_words(cues), [word.text for word in words])
    return [(cue, words[same[place]]) for cue, place in zip(cues, places, strict=True) if place in same]


def against(cues: Sequence[Cue], plain: Sequence[Cue], after: int) -> list[tuple[Cue, int]]:
    """Return each cue with the start it should have by the cue of the plain file that begins with the same word."""
    begins = dict(zip(_begin(cues), cues, strict=True))
    same = _aligned(_words(plain), _words(cues))
    pairs = []
    for cue, place in zip(plain, _begin(plain), strict=True):
        wanted = cue.start if after == 0 or cue.start <= after - SHIFT // 4 else cue.start + SHIFT
        if same.get(place) in begins:
            pairs.append((begins[same[place]], wanted))
    return pairs


def _words(cues: Sequence[Cue]) -> list[str]:
    return [word for cue in cues for word in cue.text.split()]


def _begin(cues: Sequence[Cue]) -> list[int]:
    """Return at which word of all each cue begins."""
    return [0, *accumulate(len(cue.text.split()) for cue in cues[:-1])]


def _aligned(one: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return for the places of one text the places of the same words in the other, in order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}


def _spread(values: Sequence[int]) -> tuple[str, str]:
    within = sum(abs(value) <= LIMIT for value in values)
    spread = f"{statistics.median(values):.0f} ({min(values)} … {max(values)})"
    return spread, f"{within} of {len(values)}"


def _middle(values: Sequence[int]) -> float:
    return statistics.median(map(abs, values))


if __name__ == "__main__":
    main()
