"""Pages that are turned, layered, scanned or tagged: what is read is what people see."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from studio.documents import fonts, typesetting
from studio.documents.formats import pdf
from studio.documents.formats.pdf import rendering
from studio.model.document import Document, Lettering, PageKind, Role
from tests.documents.formats.pdf.flyers import quiet, texts

WORDS = "The quick brown fox jumps over the lazy dog"


def page(content: str, size: tuple[int, int] = (400, 300)) -> pikepdf.Pdf:
    file = pikepdf.new()
    seen = file.add_blank_page(page_size=size)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    seen.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    seen.Contents = file.make_stream(content.encode("cp1252"))
    return file


def read(file: pikepdf.Pdf, folder: Path) -> Document:
    path = folder / "flyer.pdf"
    file.save(path)
    return pdf.read(path, report=quiet)


@pytest.mark.parametrize(
    ("turned", "matrix"),
    [(0, "1 0 0 1 50 250"), (90, "0 1 -1 0 150 30"), (180, "-1 0 0 -1 350 50"), (270, "0 -1 1 0 250 270")],
)
def test_a_turned_page_is_read_as_it_is_seen(tmp_path: Path, turned: int, matrix: str) -> None:
    file = page(f"BT /F 12 Tf {matrix} Tm (Upright as seen) Tj ET")
    file.pages[0].obj.Rotate = turned
    document = read(file, tmp_path)
    found = document.blocks[0]
    assert (found.text, found.look.angle) == ("Upright as seen", 0)
    assert found.box.width > found.box.height
    shown = rendering.render(tmp_path / "flyer.pdf", 0, dpi=72)
    assert shown.shape[:2] == (round(document.pages[0].height), round(document.pages[0].width))
    box = found.box
    ink = shown[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1].min()
    assert ink < 80
    shown[int(box.top) - 1 : int(box.bottom) + 3, int(box.left) - 2 : int(box.right) + 3] = 255
    assert shown.min() == 255


@pytest.mark.parametrize("matrix", ["0.9397 0.342 -0.342 0.9397 50 50", "0 1 -1 0 100 50", "0 -1 1 0 100 250"])
def test_words_keep_apart_in_any_direction(tmp_path: Path, matrix: str) -> None:
    document = read(page(f"BT /F 12 Tf {matrix} Tm (Words that are apart) Tj ET"), tmp_path)
    assert texts(document) == ["Words that are apart"]


def test_what_is_cropped_away_is_not_read(tmp_path: Path) -> None:
    file = page("BT /F 12 Tf 50 250 Td (inside) Tj 0 -200 Td (outside) Tj ET")
    file.pages[0].obj.CropBox = [0, 150, 400, 300]
    document = read(file, tmp_path)
    assert texts(document) == ["inside"]
    assert document.blocks[0].box.bottom < document.pages[0].height == 150


def test_hidden_layers_are_not_read(tmp_path: Path) -> None:
    file = page("BT /F 12 Tf 50 250 Td (shown) Tj ET /OC /L BDC BT /F 12 Tf 50 200 Td (hidden) Tj ET EMC")
    layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("draft")))
    file.pages[0].Resources.Properties = pikepdf.Dictionary(L=layer)
    default = pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    file.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=default)
    assert texts(read(file, tmp_path)) == ["shown"]


def test_text_under_a_picture_or_in_the_colour_of_the_paper_is_not_read(tmp_path: Path) -> None:
    document = read(
        page(
            "BT /F 12 Tf 50 250 Td (shown) Tj 0 -50 Td (covered) Tj ET 1 0 0 rg 40 190 100 30 re f "
            "0 0 1 rg 0 0 400 100 re f BT /F 12 Tf 50 50 Td (as blue as its ground) Tj ET"
        ),
        tmp_path,
    )
    assert texts(document) == ["shown"]


def scan(words: str) -> bytes:
    picture = Image.new("RGB", (1200, 900), "white")
    face = ImageFont.truetype(str(fonts.folder() / "LiberationSerif-Regular.ttf"), 44)
    ImageDraw.Draw(picture).text((150, 160), words, "black", face)
    into = io.BytesIO()
    picture.save(into, "JPEG")
    return into.getvalue()


def scanned(layer: str, mode: int) -> pikepdf.Pdf:
    file = page(f"q 400 0 0 300 0 0 cm /I Do Q BT {mode} Tr /F 14.6 Tf 50 234 Td ({layer}) Tj ET")
    image = file.make_stream(
        scan(WORDS),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=1200,
        Height=900,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    file.pages[0].Resources.XObject = pikepdf.Dictionary(I=image)
    return file


def test_the_invisible_words_over_a_scan_are_those_of_its_picture(tmp_path: Path) -> None:
    document = read(scanned(WORDS, mode=3), tmp_path)
    assert document.pages[0].kind is PageKind.SCAN
    assert [(block.text, block.lettering) for block in document.blocks] == [(WORDS, Lettering.SCAN)]
    assert document.blocks[0].areas[0].lines[0].places == ()
    assert document.blocks[0].look.colour < "#505050"


def test_a_scan_is_read_from_its_picture(tmp_path: Path) -> None:
    document = read(scanned("", mode=3), tmp_path)
    assert document.pages[0].kind is PageKind.SCAN
    assert texts(document) == [WORDS]
    found = document.blocks[0]
    assert found.lettering is Lettering.SCAN
    assert found.box.left == pytest.approx(50, abs=4)
    assert found.box.top == pytest.approx(55, abs=6)


def test_letters_of_a_font_without_meanings_are_read_from_their_picture(tmp_path: Path) -> None:
    source = f'#set page(width: 400pt, height: 300pt)\n#set text(font: "Liberation Serif", size: 14pt)\n{WORDS}'
    with pikepdf.open(io.BytesIO(typesetting.pdf(source, {}, standard="1.7"))) as file:
        del file.Root.StructTreeRoot
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing.ToUnicode
        document = read(file, tmp_path)
    assert texts(document) == [WORDS]
    assert document.blocks[0].lettering is Lettering.TEXT
    assert document.blocks[0].areas[0].lines[0].places


def test_a_font_whose_letters_say_others_is_found_out(tmp_path: Path) -> None:
    file = page("BT /F 20 Tf 50 250 Td (Uif rvjdl cspxo gpy) Tj ET")
    face = ImageFont.truetype(str(fonts.folder() / "LiberationSerif-Regular.ttf"), 64)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 64, 64],
        FontMatrix=[1 / 64, 0, 0, 1 / 64, 0, 0],
        FirstChar=32,
        LastChar=122,
        Widths=[face.getlength(chr(code - 1) if code > 32 else " ") for code in range(32, 123)],
        Encoding=pikepdf.Dictionary(Differences=[32, *(pikepdf.Name(f"/a{code}") for code in range(32, 123))]),
        CharProcs=pikepdf.Dictionary({f"/a{code}": file.make_stream(shape(face, code)) for code in range(32, 123)}),
        Resources=pikepdf.Dictionary(),
    )
    file.pages[0].Resources.Font.F = file.make_indirect(font)
    assert texts(read(file, tmp_path)) == ["The quick brown fox"]


def shape(face: ImageFont.FreeTypeFont, code: int) -> bytes:
    """Return what draws the letter before a code, row by row of its pixels."""
    char = chr(code - 1) if code > 32 else " "
    mask = face.getmask(char, mode="1")
    left, top, _right, _bottom = face.getbbox(char, anchor="ls")
    rows = [
        f"{left + column} {-top - row - 1} 1 1 re"
        for row in range(mask.size[1])
        for column in range(mask.size[0])
        if mask.getpixel((column, row))
    ]
    return f"{face.getlength(char)} 0 0 0 64 64 d1 {' '.join(rows)} f".encode()


def test_a_picture_carries_the_description_that_the_file_has(tmp_path: Path) -> None:
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 255, (60, 80, 3), np.uint8))
    into = io.BytesIO()
    picture.save(into, "PNG")
    source = '#set document(title: "T")\n= Titel\nEin Satz.\n#image("a.png", width: 200pt, alt: "Ein Schiff im Hafen")'
    path = tmp_path / "flyer.pdf"
    path.write_bytes(typesetting.pdf(source, {}, {"a.png": into.getvalue()}))
    figures = [block for block in pdf.read(path, report=quiet).blocks if block.role is Role.FIGURE]
    assert [(block.text, block.lettering) for block in figures] == [("Ein Schiff im Hafen", Lettering.NONE)]
    assert figures[0].box.width == pytest.approx(200, abs=2)


def test_a_picture_outside_of_the_page_is_not_looked_at(tmp_path: Path) -> None:
    file = scanned("", mode=3)
    file.pages[0].Contents = file.make_stream(b"q 400 0 0 300 500 500 cm /I Do Q BT /F 12 Tf 50 250 Td (words) Tj ET")
    assert texts(read(file, tmp_path)) == ["words"]


def test_an_empty_page_is_one(tmp_path: Path) -> None:
    document = read(page(""), tmp_path)
    assert (document.pages[0].kind, document.blocks) == (PageKind.EMPTY, ())


def test_rendering_takes_a_width_or_a_resolution(tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    page("0 0 1 rg 0 150 200 150 re f").save(path)
    assert rendering.render(path, 0, width=200).shape == (150, 200, 3)
    shown = rendering.render(path.read_bytes(), 0, dpi=72)
    assert shown.shape == (300, 400, 3)
    assert tuple(shown[10, 10]) == (0, 0, 255)
    assert tuple(shown[290, 390]) == (255, 255, 255)
    assert pdf.picture(path, 0, 100).startswith(b"\x89PNG")


def test_what_is_drawn_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    page("", size=(10_000, 10_000)).save(path)
    shown = rendering.render(path, 0, width=12_000)
    assert shown.shape[0] * shown.shape[1] <= rendering.MOST_PIXELS * 1.01


def test_text_drawn_upside_down_by_a_negative_size_is_read(tmp_path: Path) -> None:
    document = read(page("BT /F -12 Tf -1 0 0 -1 50 250 Tm (mirrored twice) Tj ET"), tmp_path)
    assert [(block.text, block.look.angle, block.look.size) for block in document.blocks] == [("mirrored twice", 0, 12)]
