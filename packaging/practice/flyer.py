"""Make the practice flyer: a season flyer of two pages as a PDF, a photo of it, and what stands on it.

    python flyer.py OUTPUT_FOLDER

The flyer has what real ones have: columns, boxes, gradients, a table, links, a picture, lines that stand on end or at a
slant, a headline whose letters are shapes, and no tags.  Its sentences belong to the practice language.
"""

import io
import json
import random
import sys
import tempfile
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFilter

import flyer_texts
from slides import CREAM, GOLD, INK, WINE

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "resources" / "fonts"
FACES = {"sans": "Liberation Sans", "serif": "Libertinus Serif"}

PHOTO_DPI = 200
PHOTO_QUALITY = 72


def make(output: Path) -> None:
    """Write the flyer, its photo and its truth into the folder."""
    flyer = pdf()
    (output / "flyer.de.pdf").write_bytes(flyer)
    _photo(flyer).save(output / "flyer-photo.de.jpg", quality=PHOTO_QUALITY, optimize=True, dpi=(PHOTO_DPI, PHOTO_DPI))
    truth = json.dumps(flyer_texts.truth(), ensure_ascii=False, indent=1)
    (output / "flyer.de.json").write_text(truth + "\n", encoding="utf-8")


def pdf() -> bytes:
    """Return the flyer."""
    texts = flyer_texts.for_sheet()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = json.dumps(texts["headline"])
        headline = _compiled(HERE / "headline.typ", folder, "svg", {"lines": lines})
        (folder / "headline.svg").write_bytes(headline)
        _picture().save(folder / "picture.jpg", quality=85)
        return _finished(_compiled(HERE / "flyer.typ", folder, "pdf", {"texts": json.dumps(texts)}))


def _compiled(sheet: Path, folder: Path, form: str, values: dict[str, str]) -> bytes:
    """Return a sheet as PDF or SVG; it is set among the pictures of `folder`."""
    page = folder / sheet.name
    page.write_bytes(sheet.read_bytes())
    made = typst.compile(
        str(page),
        format=form,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={**FACES, **values},
        pdf_tags=False,
    )
    assert isinstance(made, bytes)
    return made


def _finished(pdf: bytes) -> bytes:
    """Return the PDF with a fixed number, so that the same words give the same file."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _picture() -> Image.Image:
    """Return a golden picture: a figure in a mantle of squares and circles."""
    width, height = 904, 568
    image = Image.new("RGB", (width, height), (168, 122, 44))
    draw, chance = ImageDraw.Draw(image), random.Random(11)
    shades = (GOLD, (240, 206, 120), (190, 140, 52), (142, 98, 42), CREAM)
    for x in range(0, width, 24):
        for y in range(0, height, 24):
            size = chance.choice((8, 13, 19))
            draw.rectangle((x, y, x + size, y + size), chance.choice(shades))
    draw.polygon([(230, height), (360, 210), (540, 210), (700, height)], WINE)
    for row in range(6):
        for column in range(row + 2):
            x, y = 450 - row * 26 + column * 54, 262 + row * 54
            draw.ellipse((x - 17, y - 17, x + 17, y + 17), GOLD)
            draw.ellipse((x - 8, y - 8, x + 8, y + 8), INK if (row + column) % 3 else CREAM)
    draw.ellipse((374, 60, 526, 250), CREAM)
    draw.chord((362, 40, 538, 210), 180, 360, INK)
    draw.arc((414, 180, 486, 214), 20, 160, WINE, 5)
    for eye in (420, 480):
        draw.ellipse((eye - 8, 146, eye + 8, 158), INK)
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _photo(flyer: bytes) -> Image.Image:
    """Return the first page as a telephone sees it: on a table, a little askew, under uneven light, with noise."""
    page = pypdfium2.PdfDocument(flyer)[0]
    sheet = page.render(scale=PHOTO_DPI / 72).to_pil().convert("RGB")
    width, height = sheet.size
    frame = (int(width * 1.07), int(height * 1.06))
    left, top = (frame[0] - width) // 2, (frame[1] - height) // 2
    table = _table(frame)
    seen = [
        (left + 10, top + 12),
        (left + width - 22, top + 2),
        (left + width - 2, top + height - 8),
        (left, top + height),
    ]
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    mapping = _perspective(seen, corners)
    laid = sheet.transform(frame, Image.Transform.PERSPECTIVE, mapping, Image.Resampling.BICUBIC)
    mask = Image.new("L", sheet.size, 255).transform(
        frame, Image.Transform.PERSPECTIVE, mapping, Image.Resampling.BICUBIC
    )
    shadow = mask.filter(ImageFilter.GaussianBlur(14)).point(lambda value: value * 110 // 255)
    table.paste((20, 14, 10), (9, 12), shadow)
    table.paste(laid, (0, 0), mask)
    return _lit(table.filter(ImageFilter.GaussianBlur(0.6)))


def _table(size: tuple[int, int]) -> Image.Image:
    """Return brown wood with a grain."""
    chance = np.random.default_rng(4)
    grain = chance.normal(0, 9, (size[1] // 6 + 1, 1, 1)).repeat(6, 0)[: size[1]]
    wood = np.array((122, 88, 60), np.float32) + grain
    wood = np.broadcast_to(wood, (size[1], size[0], 3))
    return Image.fromarray(np.clip(wood, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(2))


def _perspective(seen: list[tuple[int, int]], flat: list[tuple[int, int]]) -> list[float]:
    """Return the eight numbers that lead from where a corner is seen to where it is on the sheet."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(number) for number in np.linalg.solve(np.array(rows, float), np.array(values, float))]


def _lit(image: Image.Image) -> Image.Image:
    """Return the picture under a lamp at the upper left, in warm light and with a sensor's noise."""
    pixels = np.asarray(image, np.float32)
    down, across = np.mgrid[0 : pixels.shape[0], 0 : pixels.shape[1]]
    far = np.hypot(across / pixels.shape[1] - 0.3, down / pixels.shape[0] - 0.25)
    light = (1.04 - 0.26 * far**1.5)[..., None] * np.array((1.0, 0.985, 0.95), np.float32)
    noise = np.random.default_rng(9).normal(0, 2.5, pixels.shape)
    return Image.fromarray(np.clip(pixels * light + noise, 0, 255).astype(np.uint8))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
