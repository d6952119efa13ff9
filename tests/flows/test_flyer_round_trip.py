"""The whole way of a flyer with engines whose answers are known: what comes back is what they said, nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from studio.documents import formats
from studio.model.document import Document, Edition
from studio.model.translation import Package
from studio.translation import scripted, sentences
from studio.translation import translate as translation
from studio.workflow.flyer import state, tasks
from tests.documents import pixels, structure

FOREIGN = ("link.pdf", "toc.pdf", "tagged.pdf", "formxobject.pdf")
PROTECTED = re.compile(r"(https?://|www\.)\S+|\S+@\S+")

pytestmark = pytest.mark.slow


def quiet(_event: object) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def flyer(practice: Path) -> tuple[Path, Document]:
    path = practice / "flyer.de.pdf"
    if not path.is_file():
        pytest.skip("no sample flyer here; the script packaging/practice/flyer.py makes it")
    return path, formats.read(path, report=quiet)


def said_by(engine: str, document: Document) -> Edition:
    """Return what an engine that plays a part makes of a document."""
    blocks = [block for block in document.blocks if state.needs_words(block, document.language, "xx")]
    units = sentences.from_blocks([tasks.plain(block) for block in blocks], document.language)
    route = [Package(document.language, "en", engine, "1", "")]
    done = translation.translate(units, route, scripted.opened, report=quiet)
    worded = dict(zip((block.key for block in blocks), tasks.worded(blocks, done, document.language), strict=True))
    texts = {key: each.text for key, each in worded.items()}
    marks = {key: each.marks for key, each in worded.items()}
    return Edition(document, "en", texts, document.title or "Flyer", marks)


def words(texts: Sequence[str]) -> Iterator[str]:
    """Yield the words of texts but their addresses."""
    for text in texts:
        yield from re.findall(r"[^\W\d_]+", PROTECTED.sub(" ", text))


def told(document: Document) -> list[str]:
    """Return all words and signs; which of them make a block hangs on where lines break."""
    return " ".join(block.text for block in document.blocks).split()


def joined(text: str) -> str:
    return "".join(text.split())


def test_an_engine_that_says_the_same_gives_back_the_same_text(flyer: tuple[Path, Document], tmp_path: Path) -> None:
    path, document = flyer
    edition = said_by("identity", document)
    assert [edition.text_of(block) for block in document.blocks] == [block.text for block in document.blocks]
    formats.write(path, edition, tmp_path / "same.pdf", report=quiet)
    again = formats.read(tmp_path / "same.pdf", report=quiet)
    assert Counter(told(again)) == Counter(told(document))
    assert [link.target for link in structure.read(tmp_path / "same.pdf").all("Link")] == [
        mark.value for block in document.blocks for mark in block.marks
    ]


def test_of_an_engine_that_shouts_no_small_letter_comes_but_in_addresses(
    flyer: tuple[Path, Document], tmp_path: Path
) -> None:
    path, document = flyer
    formats.write(path, said_by("upper-case", document), tmp_path / "loud.pdf", report=quiet)
    tree = structure.read(tmp_path / "loud.pdf")
    said = [text for _role, text in tree.outline()]
    assert [word for word in words(said) if word != word.upper()] == []
    assert joined("FÜHRUNGEN UND KONZERTE") in joined(pixels.text(tmp_path / "loud.pdf"))
    assert "www.theater.eu/tickets" in joined(pixels.text(tmp_path / "loud.pdf"))
    assert structure.text_outside(tmp_path / "loud.pdf") == ""


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_flyers_shout_too_and_keep_their_look(name: str, material: Path, tmp_path: Path) -> None:
    path = material / name
    document = formats.read(path, report=quiet)
    edition = said_by("upper-case", document)
    formats.write(path, edition, tmp_path / name, report=quiet)
    said = [text for _role, text in structure.read(tmp_path / name).outline()]
    assert [word for word in words(said) if word != word.upper()] == []
    text = joined(pixels.text(tmp_path / name))
    assert [block.text for block in document.blocks if joined(edition.text_of(block)) not in text] == []
    for before, after, page in zip(pixels.pages(path), pixels.pages(tmp_path / name), document.pages, strict=True):
        boxes = [
            (area.room or area.box).grown(1)
            for block in document.blocks
            for area in block.areas
            if area.page == page.number
        ]
        assert pixels.differing(before, after, boxes) < 0.005
        assert pixels.strays(tmp_path / name, page.number, boxes) == []
