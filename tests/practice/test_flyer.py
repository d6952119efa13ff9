"""The practice flyer: what stands on it is in the practice language, and it has what real flyers have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import flyer
import flyer_texts
import pikepdf
import pypdfium2
import pytest

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "practice"


@pytest.fixture(scope="module")
def truth() -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = json.loads((RESOURCES / "flyer.de.json").read_text("utf-8"))
    return blocks


@pytest.fixture(scope="module")
def pages() -> list[str]:
    document = pypdfium2.PdfDocument(RESOURCES / "flyer.de.pdf")
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_the_truth_is_what_the_script_would_write_today(truth: list[dict[str, Any]]) -> None:
    assert flyer_texts.truth() == truth


def test_every_single_line_of_the_truth_stands_on_its_page(truth: list[dict[str, Any]], pages: list[str]) -> None:
    short = [block for block in truth if len(block["text"]) < 30 and block["name"] != "title"]

    assert [block["text"] for block in short if block["text"] not in pages[block["page"] - 1]] == []


def test_the_letters_of_the_headline_are_shapes(pages: list[str]) -> None:
    assert flyer_texts.HEADLINE[1] == "und Konzerte"
    assert "und Konzerte" not in pages[0]


def test_it_has_links_a_picture_a_language_and_no_tags() -> None:
    with pikepdf.open(RESOURCES / "flyer.de.pdf") as document:
        first, second = document.pages

        assert str(document.Root.Lang) == "de"
        assert "/StructTreeRoot" not in document.Root
        assert len(first.get_images()) == 1
        assert {str(link.A.URI) for link in second.Annots} >= {
            "https://www.theater.eu/tickets",
            "mailto:tickets@theater.eu",
        }


def test_the_files_are_small() -> None:
    assert (RESOURCES / "flyer.de.pdf").stat().st_size < 200_000
    assert (RESOURCES / "flyer-photo.de.jpg").stat().st_size < 600_000


def test_the_same_script_gives_the_same_words_again() -> None:
    made = pypdfium2.PdfDocument(flyer.pdf())
    kept = pypdfium2.PdfDocument(RESOURCES / "flyer.de.pdf")

    for new, old in zip(made, kept, strict=True):
        assert new.get_textpage().get_text_bounded() == old.get_textpage().get_text_bounded()
