"""What was written over a picture can be read again, by the reader that knows nothing of what was meant."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from studio.documents import ocr, pictures
from studio.documents.fonts import Face
from studio.documents.formats import image
from studio.model.document import Edition
from studio.model.progress import Partial, Progress
from tests.documents import posters
from tests.documents.posters import SANS, SERIF, Pixels, Words

BOLD = Face(SANS, is_bold=True)
LINES = [
    Words("Sommer im Museum", 60, 130, 84, "#ffffff", BOLD),
    Words("Führungen durch Gärten und Höfe", 60, 230, 44, "#ffffff"),
    Words(
        "Jeden Sonntag zeigen wir, was über\nden Fluss nach Köln gekommen ist, und\n"
        "öffnen das Café zur gewohnten Zeit.",
        60,
        330,
        34,
        "#ffffff",
        Face(SERIF),
    ),
    Words("Eintritt 12 €, ermäßigt 8 €", 60, 560, 40, "#ffffff", BOLD),
]
GERMAN = [" ".join(one.text.split()) for one in LINES]
ENGLISH = [
    "Summer at the museum",
    "Tours of gardens and courtyards",
    "Every Sunday we show what came over the river to Cologne, and open the café at the usual time.",
    "Admission €12, reduced €8",
]


def nothing(_event: Progress | Partial) -> None:
    """Do not follow how far it is."""


def errors(read: str, meant: str) -> float:
    return Levenshtein.distance(read, meant) / len(meant)


def dark(ground: Pixels) -> Pixels:
    """Return a ground dark enough for white words, as a designer would choose it."""
    return (ground * 0.45).astype(np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["flat", "shaded", "photo"])
def test_words_over_any_ground_are_read_and_their_translation_is_readable(kind: str, tmp_path: Path) -> None:
    grounds = {
        "flat": posters.flat(900, 640, "#103050"),
        "shaded": dark(posters.shaded(900, 640)),
        "photo": dark(posters.photo(900, 640)),
    }
    path, out = tmp_path / "flyer.jpg", tmp_path / "flyer.en.jpg"
    Image.fromarray(posters.lettered(grounds[kind], LINES)).save(path, quality=90)
    document = image.read(path, report=nothing)
    assert errors("\n".join(block.text for block in document.blocks).replace("\n", " "), " ".join(GERMAN)) <= 0.03
    assert len(document.blocks) == len(LINES)
    edition = Edition(document, "en", dict(zip([block.key for block in document.blocks], ENGLISH, strict=True)))
    written = image.write(path, edition, out, report=nothing)
    assert all(fit.fits for fit in written.fits)
    again = image.read(out, report=nothing)
    assert errors(" ".join(" ".join(block.text.split()) for block in again.blocks), " ".join(ENGLISH)) <= 0.05


@pytest.mark.slow
def test_a_real_scan_is_read_with_few_errors(material: Path) -> None:
    document = image.read(material / "linn.png", report=nothing)
    read = " ".join(block.text for block in document.blocks)
    meant = (material / "linn.txt").read_text("utf-8")
    assert errors(plain(read), plain(meant)) <= 0.05


def plain(text: str) -> str:
    """Return a text in which dashes, quotes and bullets are written one way and no line ends."""
    for signs, sign in (("’‘`", "'"), ("—–", "-"), ("“”", '"'), ("•", "0")):
        text = "".join(sign if char in signs else char for char in text)
    return " ".join(text.replace("-\n", "").split())


@pytest.mark.slow
def test_a_page_upside_down_says_the_same() -> None:
    picture = posters.lettered(posters.flat(900, 640), [Words(one.text, one.x, one.y, one.size) for one in LINES])
    reader = ocr.kept()
    upright = [line.text for line in reader.read(picture)]
    turned = reader.read(np.ascontiguousarray(picture[::-1, ::-1]))
    assert sorted(line.text for line in turned) == sorted(upright)
    assert {round(line.angle) % 360 for line in turned} == {180}


def test_pictures_of_odd_sizes_do_no_harm() -> None:
    reader = ocr.kept()
    for height, width in ((1, 1), (3, 400), (400, 3), (12, 12)):
        assert reader.read(np.full((height, width, 3), 255, np.uint8)) == []


def test_the_reader_is_loaded_once() -> None:
    assert ocr.kept() is ocr.kept()
    assert pictures.READ_AT > 0
