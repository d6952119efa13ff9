"""Pictures of any kind of file become the same pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from studio.documents import pictures
from studio.errors import InputError


@pytest.fixture
def seen() -> Image.Image:
    """Return a small picture of four colours: red, black, white, blue."""
    picture = Image.new("RGB", (20, 10), "white")
    picture.paste("red", (0, 0, 5, 5))
    picture.paste("black", (5, 0, 10, 5))
    picture.paste("blue", (15, 5, 20, 10))
    return picture


@pytest.mark.parametrize("name", ["plain.png", "plain.tiff", "plain.webp", "palette.png", "clear.png", "turned.png"])
def test_every_kind_of_file_gives_the_picture_that_people_see(name: str, seen: Image.Image, tmp_path: Path) -> None:
    kept, more = seen, {}
    if name == "palette.png":
        kept = seen.quantize(8)
    elif name == "clear.png":
        kept = seen.convert("RGBA")
        kept.putalpha(ImageOps.invert(seen.convert("L")).point(lambda value: 255 if value else 0))
    elif name == "turned.png":
        turned = seen.getexif()
        turned[0x0112] = 6  # stored lying on its side
        kept, more = seen.rotate(90, expand=True), {"exif": turned}
    elif name == "plain.webp":
        more = {"lossless": True}
    kept.save(tmp_path / name, **more)
    np.testing.assert_array_equal(pictures.pixels(tmp_path / name), np.asarray(seen))


def whole_picture() -> bytes:
    return (Path(__file__).parents[2] / "resources" / "packs" / "words.png").read_bytes()


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "poster.png").write_bytes(content)
    with pytest.raises(InputError, match=r"“poster\.png” cannot be read as a picture"):
        pictures.pixels(tmp_path / "poster.png")


def test_half_a_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "poster.png").write_bytes(whole_picture()[:700])
    with pytest.raises(InputError, match=r"The picture “poster\.png” is damaged, or its end is missing"):
        pictures.pixels(tmp_path / "poster.png")


def test_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    Image.new("1", (20_000, 10_000)).save(tmp_path / "bomb.png")
    with pytest.raises(InputError, match=r"“bomb\.png” has more than 100 megapixels"):
        pictures.pixels(tmp_path / "bomb.png")
