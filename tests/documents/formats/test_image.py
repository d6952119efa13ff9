"""Pictures are written as they were, but for their words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms

from studio.documents import ocr, pictures
from studio.documents.formats import image
from studio.documents.ocr import Line
from studio.errors import InputError
from studio.model.document import Document, Edition, PageKind, TextBlock
from studio.model.progress import Partial, Progress
from tests.documents import posters
from tests.documents.posters import Pixels, Words

POSTER = [Words("Sommer im Hof", 60, 120, 60, "#701020"), Words("Karten an der Kasse", 60, 300, 40)]
PLACES = {"Sommer im Hof": (40, 60, 480, 150), "Karten an der Kasse": (40, 255, 460, 325)}


class Scripted:
    """A reader that finds the poster's two lines in every picture."""

    def read(self, picture: Pixels | Path) -> list[Line]:
        return [
            Line(text, ((left, top), (right, top), (right, bottom), (left, bottom)), 0.97)
            for text, (left, top, right, bottom) in PLACES.items()
        ]


def nothing(_event: Progress | Partial) -> None:
    """Do not follow how far it is."""


@pytest.fixture(autouse=True)
def _scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "kept", Scripted)


@pytest.fixture
def poster() -> Pixels:
    """Return a poster of two lines on white."""
    return posters.drawn_lines(posters.flat(600, 400), POSTER)


Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Return what saves a picture under a name."""

    def saved(picture: Image.Image, name: str, **more: object) -> Path:
        picture.save(tmp_path / name, **more)
        return tmp_path / name

    return saved


def in_english(document: Document, texts: tuple[str, ...] = ("Yard in summer", "Tickets at the desk")) -> Edition:
    return Edition(document, "en", dict(zip([block.key for block in document.blocks], texts, strict=False)))


def rewritten(path: Path, edition: Edition | None = None) -> Path:
    """Return the picture's file with its words in English."""
    out = path.with_name(f"out-{path.name}")
    image.write(path, edition or in_english(image.read(path, report=nothing)), out, report=nothing)
    return out


def other_than(picture: Pixels, original: Pixels) -> float:
    """Return the share of pixels outside of both lines that look otherwise."""
    off = np.abs(picture.astype(int) - original).max(axis=2) > 24
    for left, top, _right, bottom in PLACES.values():
        off[top - 10 : bottom + 30, left - 10 : 600] = False
    return float(off.mean())


def test_the_words_of_a_picture_are_its_blocks(poster: Pixels, save: Save) -> None:
    document = image.read(save(Image.fromarray(poster), "a.png"), report=nothing)
    assert [(block.key, block.text) for block in document.blocks] == [(1, "Sommer im Hof"), (2, "Karten an der Kasse")]
    assert document.blocks[0].level == 1
    (page,) = document.pages
    assert (page.width, page.height, page.kind) == (600, 400, PageKind.SCAN)
    assert document.notes == ()


@pytest.mark.parametrize("kind", ["png", "jpg", "tiff", "webp"])
def test_a_picture_stays_of_its_kind_and_as_it_was_but_for_its_words(kind: str, poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), f"a.{kind}", dpi=(150, 150))
    out = rewritten(path)
    with Image.open(out) as written, Image.open(path) as original:
        assert written.format == original.format
        assert written.size == (600, 400)
        if kind != "webp":  # which has no place for it
            assert written.info["dpi"] == pytest.approx((150, 150), abs=0.1)
    now = pictures.pixels(out)
    assert other_than(now, pictures.pixels(path)) == 0
    assert np.abs(now.astype(int) - poster).max() > 200


def test_the_profile_of_colours_and_what_a_camera_noted_are_kept(poster: Pixels, save: Save) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    notes = Image.Exif()
    notes[0x010F] = "Museum"
    notes[0x0112] = 6  # lying on its side
    lying = Image.fromarray(poster).rotate(90, expand=True)
    path = save(lying, "a.jpg", icc_profile=profile, exif=notes, quality=95)
    with Image.open(rewritten(path)) as written:
        assert written.size == (600, 400)
        assert written.info["icc_profile"] == profile
        assert written.getexif().get(0x010F) == "Museum"
        assert 0x0112 not in written.getexif()


def test_a_photo_is_packed_as_finely_as_it_was(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.jpg", quality=80)
    with Image.open(path) as original, Image.open(rewritten(path)) as written:
        assert written.quantization == original.quantization


def test_what_is_clear_stays_clear(save: Save) -> None:
    clear = posters.drawn_lines(np.zeros((400, 600, 3), np.uint8), [replace(one, colour="white") for one in POSTER])
    whole = np.dstack([np.full_like(clear, 0) + np.array([30, 60, 120], np.uint8), clear[:, :, 0]])
    out = rewritten(save(Image.fromarray(whole), "a.png"))
    with Image.open(out) as written:
        assert written.mode == "RGBA"
        cover = np.asarray(written)[:, :, 3]
    assert cover[200:240].max() == 0
    assert cover[60:150, 40:480].max() == 255
    colour = np.asarray(Image.open(out))[cover == 255][:, :3]
    assert np.abs(np.median(colour, axis=0) - [30, 60, 120]).max() < 12


def test_clear_pictures_with_white_words_are_read_on_dark_paper(save: Save) -> None:
    words = posters.drawn_lines(np.zeros((400, 600, 3), np.uint8), [replace(one, colour="white") for one in POSTER])
    whole = np.dstack([np.full_like(words, 255), words[:, :, 0]])
    path = save(Image.fromarray(whole), "a.png")
    assert pictures.pixels(path)[0, 0].max() < 60
    with Image.open(rewritten(path)) as written:
        seen = np.asarray(written)
    assert seen[seen[:, :, 3] > 250][:, :3].min() > 200


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LAB"])
def test_every_kind_of_pixel_is_read_and_written(mode: str, poster: Pixels, save: Save) -> None:
    plain = Image.fromarray(poster)
    if mode == "I;16":
        made = Image.fromarray(np.asarray(plain.convert("L")).astype(np.uint16) * 257)
    elif mode == "LAB":
        made = ImageCms.profileToProfile(
            plain, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        )
    else:
        made = plain.convert(mode)
    path = save(made, "a.jpg" if mode == "CMYK" else "a.tiff")
    before = pictures.pixels(path)
    assert np.abs(before.astype(int) - poster).mean() < 12
    out = rewritten(path)
    assert other_than(pictures.pixels(out), before) == 0


def test_what_is_lost_is_said(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster).convert("CMYK"), "a.jpg")
    written = image.write(path, in_english(image.read(path, report=nothing)), path.with_name("b.jpg"), report=nothing)
    assert any("CMYK" in note for note in written.notes)


def test_the_pages_of_a_tiff_are_pages(poster: Pixels, save: Save) -> None:
    pages = [Image.fromarray(poster), Image.fromarray(posters.flat(600, 400, "#ffffcc")), Image.fromarray(poster)]
    path = save(pages[0], "a.tiff", save_all=True, append_images=pages[1:])
    document = image.read(path, report=nothing)
    assert [(page.width, page.height) for page in document.pages] == [(600, 400)] * 3
    assert [block.page for block in document.blocks] == [0, 0, 2, 2]
    assert [block.key for block in document.blocks] == [1, 2, 3, 4]
    assert document.pages[1].kind is PageKind.EMPTY
    out = rewritten(path, in_english(document, ("Yard", "Desk", "Yard", "Desk")))
    with Image.open(out) as written:
        assert written.n_frames == 3
    assert other_than(pictures.pixels(out, 2), poster) == 0


def test_of_what_moves_the_first_frame_is_taken_and_that_is_said(poster: Pixels, save: Save) -> None:
    frames = [Image.fromarray(poster), Image.fromarray(255 - poster)]
    path = save(frames[0], "a.webp", save_all=True, append_images=frames[1:], lossless=True)
    document = image.read(path, report=nothing)
    assert any("first frame" in note for note in document.notes)
    with Image.open(rewritten(path)) as written:
        assert getattr(written, "n_frames", 1) == 1


def test_a_picture_without_words_says_so(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "kept", lambda: type("Silent", (), {"read": lambda self, picture: []})())
    document = image.read(save(Image.fromarray(posters.photo()), "a.png"), report=nothing)
    assert document.blocks == ()
    assert document.pages[0].kind is PageKind.EMPTY
    assert any("No words" in note for note in document.notes)


def test_words_that_say_the_same_stay_as_they_look(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.png")
    document = image.read(path, report=nothing)
    out = rewritten(path, in_english(document, ("Sommer im Hof", "Karten an  der Kasse")))
    np.testing.assert_array_equal(pictures.pixels(out), poster)


def test_blocks_that_are_kept_stay_as_they_look(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.png")
    document = image.read(path, report=nothing)
    kept = replace(document, blocks=tuple(replace(block, is_kept=True) for block in document.blocks))
    np.testing.assert_array_equal(pictures.pixels(rewritten(path, in_english(kept))), poster)


def test_a_shown_page_is_as_wide_as_asked_and_says_where_words_are(poster: Pixels, save: Save, tmp_path: Path) -> None:
    path = save(Image.fromarray(poster), "a.png")
    edition = in_english(image.read(path, report=nothing))
    for _again in range(2):
        shown = image.show(path, edition, 0, 300, keep=tmp_path / "kept")
        with Image.open(io.BytesIO(shown.picture)) as seen:
            assert seen.size == (300, 200)
        assert [fit.key for fit in shown.fits] == [1, 2]
        boxes = dict(shown.boxes)
        assert boxes[1].left == pytest.approx(60, abs=6)
        assert boxes[2].top > 240
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_what_is_shown_is_what_is_written(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.png")
    edition = in_english(image.read(path, report=nothing))
    shown = np.asarray(Image.open(io.BytesIO(image.show(path, edition, 0, 600).picture)))
    np.testing.assert_array_equal(shown, pictures.pixels(rewritten(path, edition)))


def test_a_page_of_the_original_is_shown_as_it_is(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.png")
    with Image.open(io.BytesIO(image.picture(path, 0, 600))) as seen:
        np.testing.assert_array_equal(np.asarray(seen), poster)


def test_the_pdf_has_the_words_as_text_over_the_picture(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.png", dpi=(72, 72))
    document = image.read(path, report=nothing)
    kept = replace(document, blocks=(document.blocks[0], replace(document.blocks[1], is_kept=True)))
    out = path.with_suffix(".pdf")
    image.write_pdf(path, in_english(kept), out, report=nothing)
    with pikepdf.open(out) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == pytest.approx([0, 0, 600, 400], abs=0.2)
        assert "/StructTreeRoot" in pdf.Root
    texts, pixels = posters.of_pdf(out, 600)
    assert "Yard in summer" in texts
    assert "Karten an der Kasse" in texts  # not seen but heard: the picture shows it
    pixels = pixels[:400]
    assert other_than(pixels, poster) == 0
    kept_there = pixels[255:325, 40:460].astype(int) - poster[255:325, 40:460]
    assert np.abs(kept_there).mean() < 6  # a page of 599.9 points is not quite drawn pixel by pixel


def test_reading_can_be_stopped_between_pages(poster: Pixels, save: Save) -> None:
    pages = [Image.fromarray(poster)] * 3
    path = save(pages[0], "a.tiff", save_all=True, append_images=pages[1:])
    seen = []

    def stop(event: Progress | Partial) -> None:
        seen.append(event)
        if len(seen) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        image.read(path, report=stop)
    assert [event.done for event in seen if isinstance(event, Progress)] == [0, 1]


def test_half_a_photo_is_refused_and_nothing_is_written(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.jpg")
    document = image.read(path, report=nothing)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(InputError, match="damaged"):
        rewritten(path, in_english(document))
    assert not path.with_name("out-a.jpg").exists()


def test_a_block_joined_of_two_is_set_in_both_places(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.png")
    first, second = image.read(path, report=nothing).blocks
    joined: TextBlock = replace(first, areas=first.areas + second.areas, text=f"{first.text} {second.text}")
    document = replace(image.read(path, report=nothing), blocks=(joined,))
    out = rewritten(path, in_english(document, ("One long text that goes on over both of the places",)))
    now = pictures.pixels(out)
    assert now[60:150, 40:480].min() < 128
    assert now[255:330, 40:460].min() < 128


def test_a_block_that_goes_on_over_a_page_is_set_on_both(poster: Pixels, save: Save) -> None:
    path = save(Image.fromarray(poster), "a.tiff", save_all=True, append_images=[Image.fromarray(poster)])
    read = image.read(path, report=nothing)
    first, second, third, fourth = read.blocks
    joined = replace(second, areas=second.areas + third.areas, text=f"{second.text} {third.text}")
    edition = in_english(
        replace(read, blocks=(first, joined, fourth)), ("Yard", "A long text over both of the pages", "Desk")
    )
    written = image.write(path, edition, path.with_name("out.tiff"), report=nothing)
    pdf = image.write_pdf(path, edition, path.with_suffix(".pdf"), report=nothing)
    assert [fit.key for fit in written.fits] == [fit.key for fit in pdf.fits] == [1, 2, 4]
    assert pictures.pixels(path.with_name("out.tiff"), 1)[60:150, 40:480].min() < 128
    drawn = posters.of_pdf(path.with_suffix(".pdf"), 600, page=1)[1]
    assert drawn[60:150, 40:480].min() < 128
    assert "pages" in " ".join(posters.of_pdf(path.with_suffix(".pdf"), 600, page=page)[0] for page in (0, 1))
