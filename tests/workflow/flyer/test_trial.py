"""Wordings tried on the page: the figures are those of the file that would be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.documents import formats, typesetting
from studio.model.document import Document, Edition
from studio.workflow.flyer import trial

LONG = "Deze zin is veel te lang voor de regel waarin hij moet staan en houdt maar niet op. " * 4


@pytest.fixture
def flyer(tmp_path: Path) -> tuple[Path, Document]:
    """Give a small PDF with two lines, and what was read from it."""
    path = tmp_path / "karte.pdf"
    source = (
        "#set document(title: [Karte])\n#set page(width: 200pt, height: 60pt, margin: 10pt)\nGuten Abend.\n\nBis bald."
    )
    path.write_bytes(typesetting.pdf(source, {}))
    return path, formats.read(path, report=lambda _event: None)


def test_each_wording_is_measured_and_the_longer_one_fits_worse(flyer: tuple[Path, Document]) -> None:
    path, document = flyer
    block = document.blocks[0]
    edition = Edition(document, "nl", {each.key: each.text for each in document.blocks})
    found = trial.fits(path, edition, block.key, ["Kort.", LONG], report=lambda _event: None)
    short, long = found
    assert short is not None
    assert long is not None
    assert (short.fits, short.scale) == (True, 1.0)
    assert long.over > short.over
    assert (long.fits, long.scale) != (True, 1.0)
