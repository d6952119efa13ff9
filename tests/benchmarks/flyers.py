"""Flyers: what stays alike on a page, seconds, memory, and how well pictures are read.

    python tests/benchmarks/flyers.py [layout] [seconds] [memory] [reading] [--runs 9] [--material FOLDER]

Without a name all four.  Engine time is left out: texts stand in for translations.  The first of the PDFs below is the
practice flyer, the others are foreign ones; `material` names their folder.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import measure
from measure import ROOT

sys.path.insert(0, str(ROOT / "tests/documents"))

import pixels

from studio.documents import formats
from studio.model.document import Area, Box, Document, Edition, TextBlock

PRACTICE = ROOT / "resources/practice"
FLYER, PHOTO = PRACTICE / "flyer.de.pdf", PRACTICE / "flyer-photo.de.jpg"
FOREIGN = ("cmyk.pdf", "link.pdf", "toc.pdf", "tagged.pdf", "formxobject.pdf")
UNREADABLE = ("francais.pdf", "type3_font_nomapping.pdf", "truetype_font_nomapping.pdf", "skew.pdf")
ALIKE = 0.005
NATIVE, BY_OCR, EXPORT, SHOW = 0.3, 4.0, 1.0, 1.0
BROCHURE, MEGABYTES = 20, 1200
SLACK = 1.0


def main() -> None:
    options = _options()
    measure.surroundings("pikepdf", "pypdfium2", "typst", "rapidocr", "onnxruntime")
    for part in options.parts or PARTS:
        PARTS[part](options)


def layout(options: argparse.Namespace) -> None:
    """Print what differs outside of the text boxes, and what letters stand outside of them."""
    rows = []
    for path in [FLYER, *(options.material / name for name in FOREIGN)]:
        if path.is_file():
            rows += [_alike(path, name, say) for name, say in SAYINGS.items()]
    head = ("file", "texts", "pixels that differ outside of the old boxes", "and of the new ones", "of the page")
    measure.table((*head, "letters outside", "no room", "smaller"), *rows)


def _alike(path: Path, name: str, say: Callable[[str], str]) -> tuple[str, ...]:
    document = _read(path)
    edition = _edition(document, say)
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        out = Path(folder) / "out.pdf"
        written = formats.write_pdf(path, edition, out, report=_quiet)
        pairs = list(zip(pixels.pages(path), pixels.pages(out), document.pages, strict=True))
        strict = [pixels.differing(before, after, _old_boxes(document, page.number)) for before, after, page in pairs]
        boxes = [_words(path, edition, page.number) for page in document.pages]
        shares = [pixels.differing(before, after, boxes[page.number]) for before, after, page in pairs]
        rooms = [pixels.covered(before, boxes[page.number]) for before, _after, page in pairs]
        letters = sum(1 for page in document.pages for _letter in pixels.letters(out, page.number))
        strays = sum(len(pixels.strays(out, page.number, _boxes(document, page.number))) for page in document.pages)
    over = sum(not fit.fits for fit in written.fits)
    smaller = sum(fit.fits and fit.scale < 1 for fit in written.fits)
    measure.verdict(f"{path.name}, {name}: share of pixels that differ", max(shares), ALIKE, form=".5f")
    shown = (_percent(strict), _percent(shares), _percent(rooms, 0))
    return path.name, name, *shown, f"{strays} of {letters}", str(over), str(smaller)


def _percent(shares: list[float], digits: int = 3) -> str:
    return " / ".join(f"{100 * share:.{digits}f} %" for share in shares)


def _longer(text: str) -> str:
    """Return a text that is a quarter longer, as German is than English: its first words come again."""
    return f"{text} {text[: len(text) // 4].rpartition(' ')[0]}".strip()


SAYINGS: Mapping[str, Callable[[str], str]] = {"the same": str, "in capitals": str.upper, "a quarter longer": _longer}


def seconds(options: argparse.Namespace) -> None:
    """Print how long reading, writing and showing takes, a page; what is loaded once is loaded before."""
    native, photo = _read(FLYER), _read(PHOTO)
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        out, keep = Path(folder) / "out.pdf", Path(folder) / "keep"
        edition, redrawn = _edition(native, str.upper), _edition(photo, str.upper)
        page = options.material / "linn.png"
        first, second = (_page(number, Path(folder)) for number in (0, 1))
        timed: dict[str, tuple[Callable[[], object], float, float]] = {
            "extract native (page 2 of the flyer)": (lambda: _read(second), 1, NATIVE),
            "extract native and a headline of shapes (page 1)": (lambda: _read(first), 1, BY_OCR),
            "extract by OCR (linn.png)": (lambda: _read(page), 1, BY_OCR),
            "extract by OCR, the photo": (lambda: _read(PHOTO), 1, BY_OCR),
            "export, a page (practice flyer)": (lambda: _write(FLYER, _edited(edition), out), 2, EXPORT),
            "export, the photo": (lambda: _write(PHOTO, _edited(redrawn), out.with_suffix(".jpg")), 1, EXPORT),
            "show a page again (practice flyer)": (lambda: _show(FLYER, edition, keep), 1, SHOW),
            "show the photo again": (lambda: _show(PHOTO, redrawn, keep), 1, SHOW),
        }
        found = {name: _timed(name, do, options.runs, pages) for name, (do, pages, _limit) in timed.items()}
    head = ("", f"seconds, median of {options.runs}", "of a processor", "at most")
    rows = [(name, *(f"{spent:.2f}" for spent in found[name]), f"{timed[name][2]:.1f}") for name in timed]
    measure.table(head, *rows)
    for name, (_do, _pages, limit) in timed.items():
        measure.verdict(name, found[name][0], limit)


def _timed(name: str, do: Callable[[], object], runs: int, pages: float) -> tuple[float, float]:
    """Return the median seconds a page, by the clock and of a processor."""
    do()
    taken = []
    for _run in range(runs):
        began, used = time.perf_counter(), time.process_time()
        do()
        taken.append(((time.perf_counter() - began) / pages, (time.process_time() - used) / pages))
    found = statistics.median(clock for clock, _used in taken), statistics.median(used for _clock, used in taken)
    print(f"  {name}: {found[0]:.2f} s ({found[1]:.2f} s of a processor)", flush=True)
    return found


def memory(options: argparse.Namespace) -> None:
    """Print the highest memory of the whole program on a brochure of twenty pages, and on the flyer of two."""
    with tempfile.TemporaryDirectory(prefix="souffleur-") as folder:
        brochure = _brochure(Path(folder) / "brochure.de.pdf")
        for file in (FLYER, brochure):
            out = Path(folder) / file.stem
            command = [*measure.PRODUCT, "translate", file, "--to", "en", "--practice", "--accessible", "-o", out]
            made = measure.run(command)
            print(f"  {file.name}: {made.peak:.0f} MB, {made.seconds:.1f} s ({made.processor:.1f} s of a processor)")
        measure.verdict(f"MB, {BROCHURE} pages", made.peak, MEGABYTES, form=".0f")


def _page(number: int, folder: Path) -> Path:
    """Return a PDF of one page of the flyer."""
    import pikepdf

    path = folder / f"page-{number}.de.pdf"
    with pikepdf.new() as document, pikepdf.open(FLYER) as flyer:
        document.pages.append(flyer.pages[number])
        document.Root.Lang = "de"
        document.save(path)
    return path


def _brochure(path: Path) -> Path:
    """Return a PDF of twenty pages: the flyer over and over."""
    import pikepdf

    with pikepdf.new() as document, pikepdf.open(FLYER) as flyer:
        for _copy in range(BROCHURE // 2):
            document.pages.extend(flyer.pages)
        document.Root.Lang = "de"
        document.save(path)
    return path


def reading(options: argparse.Namespace) -> None:
    """Print how well pictures are read: characters wrong against the truth where there is one."""
    rows = []
    truth = (options.material / "linn.txt").read_text("utf-8")
    rows.append(("linn.png", *_compared(_read(options.material / "linn.png"), truth)))
    import json

    blocks = json.loads((PRACTICE / "flyer.de.json").read_text("utf-8"))
    photo = [block["text"] for block in blocks if block["page"] == 1]
    document = _read(PHOTO)
    found = pixels.misread([block.text for block in document.blocks], photo)
    whole = sum(any(block.text == text for block in document.blocks) for text in photo)
    rows.append(("flyer-photo.de.jpg", f"{100 * found:.2f} %", f"{whole} of {len(photo)} blocks exactly"))
    for name in (*UNREADABLE, "typewriter.png"):
        document = _read(options.material / name)
        score = statistics.mean(block.score for block in document.blocks) if document.blocks else 0.0
        text = " ".join(block.text for block in document.blocks)
        rows.append((name, "no truth", f"{len(text)} characters, score {score:.2f}: {text[:60]} …"))
    measure.table(("file", "characters wrong", ""), *rows)


def _compared(document: Document, truth: str) -> tuple[str, str]:
    text, true = (" ".join(each.split()) for each in (" ".join(b.text for b in document.blocks), truth))
    rate = pixels.error_rate(true, text)
    measure.verdict("linn.png, characters wrong", rate, 0.05, form=".4f")
    return f"{100 * rate:.2f} %", f"{len(true)} characters"


def _read(path: Path) -> Document:
    return formats.read(path, report=_quiet)


def _write(path: Path, edition: Edition, out: Path) -> None:
    formats.write(path, edition, out, report=_quiet)


_turn = iter(range(10**9))


def _edited(edition: Edition) -> Edition:
    """Return an edition in which each text is another than ever before: typst remembers what it set."""
    turn = next(_turn)
    return replace(edition, texts={key: f"{text} {turn}" for key, text in edition.texts.items()})


def _show(path: Path, edition: Edition, keep: Path) -> None:
    """Show the first page after an edit: one text is another each time."""
    first = next(block for block in edition.document.blocks if len(block.text) > 40)
    edited = replace(edition, texts={**edition.texts, first.key: f"{edition.texts[first.key]} {next(_turn)}"})
    formats.show(path, edited, 0, 1000, keep=keep)


def _edition(document: Document, say: Callable[[str], str]) -> Edition:
    texts = {block.key: say(block.text) for block in document.blocks}
    marks = {block.key: block.marks for block in document.blocks if len(texts[block.key]) == len(block.text)}
    return Edition(document, "en", texts, document.title or "Flyer", marks)


def _boxes(document: Document, page: int) -> list[Box]:
    return [(area.room or area.box).grown(SLACK) for _block, area in _areas(document) if area.page == page]


def _old_boxes(document: Document, page: int) -> list[Box]:
    return [area.box.grown(SLACK) for _block, area in _areas(document) if area.page == page]


def _words(path: Path, edition: Edition, page: int) -> list[Box]:
    """Return where words stood on a page, and where they stand now."""
    shown = formats.show(path, edition, page, 400)
    return [*_old_boxes(edition.document, page), *(box.grown(SLACK) for _key, box in shown.boxes)]


def _areas(document: Document) -> Iterator[tuple[TextBlock, Area]]:
    return ((block, area) for block in document.blocks for area in block.areas)


def _quiet(_event: object) -> None:
    """Say nothing."""


PARTS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "layout": layout,
    "seconds": seconds,
    "memory": memory,
    "reading": reading,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--material", type=Path, default=ROOT.parent / "shared/material")
    return parser.parse_args()


if __name__ == "__main__":
    main()
