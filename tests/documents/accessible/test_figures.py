"""Pictures come from their originals: cut from pages, or out of the file, and never from anywhere else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bad_files
import office_files
import pytest
from PIL import Image

from studio.documents import formats
from studio.documents.accessible import figures
from studio.documents.formats import docx, odf, pptx
from studio.model.document import Area, Box, Document, Edition, Lettering, Page, Role, TextBlock


def quiet(_progress: object) -> None:
    pass


def described(document: Document) -> Edition:
    """Return an edition in which every picture has a description."""
    blocks = tuple(replace(b, text=b.text or "A dog") if b.role is Role.FIGURE else b for b in document.blocks)
    return Edition(replace(document, blocks=blocks), "en", {})


@pytest.mark.parametrize(
    ("make", "read"),
    [
        (office_files.docx, docx.document),
        (office_files.pptx, pptx.document),
        (office_files.odt, odf.document),
        (office_files.odp, odf.document),
    ],
)
def test_pictures_of_office_files_are_taken_out_of_them(
    make: Callable[[Path], Path], read: Callable[[Path], Document], tmp_path: Path
) -> None:
    path = make(tmp_path / f"flyer.{make.__name__}")
    if make.__name__.startswith("od"):
        assert figures.cut(path, described(read(path))) == {}  # the picture that is named in it is missing
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("Pictures/x.png", office_files.png())
    (found,) = figures.cut(path, described(read(path))).values()
    with Image.open(io.BytesIO(found)) as picture, Image.open(io.BytesIO(office_files.png())) as original:
        assert picture.size == original.size


def test_pictures_of_markdown_lie_beside_it_or_are_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "flyer"
    (folder / "pictures").mkdir(parents=True)
    Image.new("RGB", (30, 20), "red").save(folder / "pictures" / "a b.png")
    Image.new("RGB", (30, 20), "blue").save(tmp_path / "secret.png")
    bad_files.png_bomb(folder / "bomb.png")
    (folder / "words.png").write_text("no picture")
    places = ["pictures/a%20b.png", "../secret.png", "bomb.png", "words.png", "no.png", "https://x.example/a.png"]
    source = "\n\n".join(["Hallo", *(f"![Ein Bild]({place})" for place in places)])
    (folder / "flyer.md").write_text(source)
    found = figures.cut(folder / "flyer.md", described(formats.read(folder / "flyer.md", report=quiet)))
    assert list(found) == [2]
    with Image.open(io.BytesIO(found[2])) as picture:
        assert picture.size == (30, 20)


def test_pictures_of_pages_are_cut_from_them(tmp_path: Path) -> None:
    page = Image.new("RGB", (100, 80), "white")
    page.paste("red", (20, 10, 60, 40))
    page.save(tmp_path / "photo.png")
    figure = TextBlock(1, (Area(0, Box(20, 10, 60, 40)),), "A red field", Role.FIGURE, lettering=Lettering.NONE)
    silent = replace(figure, key=2, text="")
    outside = replace(figure, key=3, areas=(Area(0, Box(200, 200, 300, 300)),))
    document = Document("image", (Page(0, 100, 80),), (figure, silent, outside))
    found = figures.cut(tmp_path / "photo.png", Edition(document, "en", {}))
    assert list(found) == [1]
    with Image.open(io.BytesIO(found[1])) as picture:
        assert (picture.size, picture.getcolors()) == ((40, 30), [(1200, (255, 0, 0))])
