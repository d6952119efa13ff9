"""The practice flyer, translated by us and by argos-translate-files with the same package.

    python tests/benchmarks/flyer_peers.py [--runs 9] [--keep FOLDER]

What the package says for the whole text of a block, alone, is what should stand there; so the table shows what becomes
of it on the way, not how well it translates.  Values are not written anew for the language here, since the peer cannot.
The peer is installed into an environment of its own (`run` does it); where that failed, ours stands alone.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import measure
from measure import ROOT, WORK, Run
from translation import _unpacked

sys.path.insert(0, str(ROOT / "tests/documents"))

import pixels

from studio.documents import formats
from studio.model.document import Box, Document, Lettering, TextBlock

PRACTICE = ROOT / "resources/practice"
FLYER = PRACTICE / "flyer.de.pdf"
PEER = WORK / "flyers/bin/python"
ONCE = Path(__file__).with_name("flyer_peer_once.py")
CHECKER = ROOT.parent / "shared/acceptance/check_tagged_pdf.py"
MOVED = 3.0
"""Points from which on a block counts as moved."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a program: the file, what its engine was asked (None: nobody noted it), the runs."""

    name: str
    file: Path
    asked: Sequence[str]
    whole: Sequence[str]
    runs: Sequence[Run]


def main() -> None:
    options = _options()
    measure.surroundings("pikepdf", "pypdfium2", "typst", "ctranslate2")
    document = formats.read(FLYER, report=lambda _event: None)
    with tempfile.TemporaryDirectory(prefix="souffleur-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        results = _results(document, folder, options.runs)
        rows = [_row(result, document) for result in results]
    measure.table(("", *(result.name for result in results)), *zip(ROWS, *rows, strict=True))


def _results(document: Document, folder: Path, runs: int) -> list[Result]:
    (folder / "souffleur").mkdir(exist_ok=True)
    (folder / "souffleur/settings.toml").write_text("localise_values = false\n", "utf-8")
    ours = folder / "ours/flyer.en.pdf"
    command = [*measure.PRODUCT, "translate", FLYER, "--to", "en", "--practice", "-o", ours.parent, "--json"]
    home = {"XDG_CONFIG_HOME": str(folder)}
    if not PEER.is_file():
        print("argos-translate-files could not be installed here: ours stands alone")
        (made,) = measure.in_turn(runs, lambda: measure.run(command, env=home))
        return [_ours(made, ours)]
    packages = _unpacked(PRACTICE, folder / "packages")
    theirs, job = folder / "theirs.pdf", folder / "job.json"
    told: dict[str, Any] = {"packages": str(packages), "source": "de", "target": "en", "threads": 1, "blocks": []}
    told |= {"file": str(FLYER), "out": str(theirs)}
    job.write_text(json.dumps(told), "utf-8")
    peer = ["sh", "-c", f"{PEER} {ONCE} < {job}"]
    made, others = measure.in_turn(
        runs, lambda: measure.run(command, env=home), lambda: measure.run(peer, env={"HOME": str(folder)})
    )
    told["blocks"] = [block.text for block in document.blocks]
    done = subprocess.run([PEER, ONCE], input=json.dumps(told), stdout=subprocess.PIPE, text=True, check=True)
    answer = json.loads(done.stdout)
    return [_ours(made, ours), Result("argos-translate-files", theirs, answer["asked"], answer["blocks"], others)]


def _ours(runs: Sequence[Run], file: Path) -> Result:
    said = runs[-1].output
    answer = json.loads(said[said.index("\n{") :])
    blocks = answer["files"][0]["editions"][0]["blocks"]
    return Result("souffleur", file, [block["source"] for block in blocks], [block["target"] for block in blocks], runs)


def _row(result: Result, document: Document) -> tuple[str, ...]:
    """Return the figures of one program, in the order of `ROWS`."""
    torn = sum(bool(re.search(r"[\u00ad\u2010-]$", text)) for text in result.asked)
    text = "".join(pixels.text(result.file).split())
    whole = sum(bool(said.strip()) and "".join(said.split()) in text for said in result.whole)
    left = sum("".join(block.text.split()) in text and said != block.text for block, said in _pairs(result, document))
    drawn = sum(_is_as_it_was(result.file, block) for block in document.blocks if block.lettering is Lettering.OUTLINE)
    pages = list(zip(pixels.pages(FLYER), pixels.pages(result.file), document.pages, strict=True))
    differing = [100 * pixels.differing(before, after, _boxes(document, page.number)) for before, after, page in pages]
    return (
        str(torn),
        f"{whole} of {sum(bool(said.strip()) for said in result.whole)}",
        str(left + drawn),
        f"{_moved(result.file, document)} of {len(_texts(document))}",
        " / ".join(f"{share:.3f} %" for share in differing),
        _faults(result.file),
        f"{measure.seconds(result.runs):.1f} ({measure.processor(result.runs):.1f})",
        f"{measure.peak(result.runs):.0f}",
    )


ROWS = (
    "words given to the engine torn at the end of a line",
    "blocks whose whole translation stands in the text",
    "blocks still there in German, as text or as shapes",
    f"blocks that begin more than {MOVED:.0f} points elsewhere",
    "pixels outside of text boxes that differ, page 1 / 2",
    "faults by the checker of tags",
    "seconds for the whole program, median (of a processor)",
    "peak MB",
)


def _pairs(result: Result, document: Document) -> list[tuple[Any, str]]:
    return list(zip(document.blocks, result.whole, strict=True))


def _boxes(document: Document, page: int) -> list[Box]:
    areas = [area for block in document.blocks for area in block.areas if area.page == page]
    return [(area.room or area.box).grown(1) for area in areas]


def _moved(file: Path, document: Document) -> int:
    """Return how many blocks have the upper left corner of their ink elsewhere, or no ink at all."""
    before = [list(pixels.letters(FLYER, page.number)) for page in document.pages]
    after = [list(pixels.letters(file, page.number)) for page in document.pages]
    count = 0
    for block in _texts(document):
        area = block.areas[0]
        old = _corner(before[area.page], area.box) or (area.box.left, area.box.top)
        new = _corner(after[area.page], area.box.grown(MOVED))
        is_straight = block.look.angle == 0 and block.look.align.value != "center"
        if new is None or (is_straight and max(abs(old[0] - new[0]), abs(old[1] - new[1])) > MOVED):
            count += 1
    return count


def _texts(document: Document) -> list[TextBlock]:
    """Return the blocks whose words are text in the original; those of shapes have no letters to compare with."""
    return [block for block in document.blocks if block.lettering is Lettering.TEXT]


def _is_as_it_was(file: Path, block: TextBlock) -> bool:
    """Say whether the place of a block looks as in the original."""
    before, after = (pixels.pages(each)[block.page] for each in (FLYER, file))
    height, width, _colours = before.shape
    scale = pixels.DPI / 72
    beside = [Box(0, 0, width, block.box.top), Box(0, block.box.bottom, width, height)]
    beside += [Box(0, 0, block.box.left, height), Box(block.box.right, 0, width, height)]
    return pixels.differing(before, after, beside, scale) == 0


def _corner(letters: Sequence[tuple[str, Box]], box: Box) -> tuple[float, float] | None:
    inside = [ink for _letter, ink in letters if box.holds(Box(*ink.middle, *ink.middle))]
    return (min(ink.left for ink in inside), min(ink.top for ink in inside)) if inside else None


def _faults(file: Path) -> str:
    if not CHECKER.is_file():
        return "not checked"
    command = [sys.executable, str(CHECKER), str(file), "--lang", "en"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().splitlines()
    return said[-1].rpartition(", ")[2].removesuffix(" faults")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--keep", type=Path, help="a folder for the files that come out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
