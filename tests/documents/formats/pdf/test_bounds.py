"""Traps and oversized files are refused with a sentence, before they are unpacked; other contents are told of."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from studio.documents.formats import pdf
from studio.documents.formats.pdf import bounds, contents
from studio.documents.locked import Locked
from studio.errors import InputError
from studio.model.progress import Partial, Progress


def quiet(_progress: Progress | Partial) -> None:
    pass


def one_page(content: bytes = b"") -> pikepdf.Pdf:
    file = pikepdf.new()
    file.add_blank_page(page_size=(200, 100))
    file.pages[0].Contents = file.make_stream(content)
    return file


def put(file: pikepdf.Pdf, folder: Path) -> Path:
    path = folder / "flyer.pdf"
    file.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def zeros(megabytes: int, packings: int) -> bytes:
    packer, parts = zlib.compressobj(9), []
    for _part in range(megabytes):
        parts.append(packer.compress(bytes(1 << 20)))
    packed = b"".join([*parts, packer.flush()])
    for _packing in range(packings - 1):
        packed = zlib.compress(packed, 9)
    return packed


@pytest.mark.parametrize("packings", [1, 2])
def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, packings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 20_000_000)
    file = one_page()
    kinds = [pikepdf.Name.FlateDecode] * packings
    file.pages[0].Contents.write(zeros(21, packings), filter=pikepdf.Array(kinds))
    path = put(file, tmp_path)
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="unpacks to far more"):
        pdf.read(path, report=quiet)
    with pytest.raises(InputError, match="unpacks to far more"):
        pdf.picture(path, 0, 100)


def test_a_large_picture_may_unpack_to_more_than_other_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 20_000_000)
    file = one_page()
    image = file.make_stream(zeros(21, 1), Subtype=pikepdf.Name.Image, Filter=pikepdf.Name.FlateDecode)
    file.pages[0].obj.Spare = image
    bounds.check_file(put(file, tmp_path))


def test_forms_that_call_each_other_without_end_are_refused(tmp_path: Path) -> None:
    file = one_page(b"/A Do " * 10)
    inner = file.make_stream(b"0 0 1 1 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    for _level in range(12):
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))
        inner = file.make_stream(
            b"/A Do " * 10,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 9, 9],
            Resources=resources,
        )
    file.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))
    path = put(file, tmp_path)
    with pytest.raises(InputError, match="over and over"):
        pdf.read(path, report=quiet)
    with pytest.raises(InputError, match="over and over"):
        pdf.picture(path, 0, 100)


def test_a_form_that_calls_itself_does_not_hang(tmp_path: Path) -> None:
    file = one_page(b"/A Do")
    form = file.make_stream(b"/A Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
    file.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
    assert pdf.read(put(file, tmp_path), report=quiet).blocks == ()


def test_a_file_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no pages"):
        pdf.read(put(pikepdf.new(), tmp_path), report=quiet)


def test_too_many_pages_are_refused_before_any_is_read(tmp_path: Path) -> None:
    file = one_page()
    page = file.pages[0].obj
    file.Root.Pages.Kids = pikepdf.Array([page] * (bounds.MOST_PAGES + 1))
    file.Root.Pages.Count = bounds.MOST_PAGES + 1
    said: list[Progress | Partial] = []
    with pytest.raises(InputError, match=r"has 2001 pages; at most 2000"):
        pdf.read(put(file, tmp_path), report=said.append)
    assert said == []


def test_a_page_of_a_size_that_no_paper_has_is_refused(tmp_path: Path) -> None:
    file = one_page()
    file.pages[0].obj.MediaBox = [0, 0, 200_000, 200_000]
    with pytest.raises(InputError, match="no paper has"):
        pdf.read(put(file, tmp_path), report=quiet)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(tmp_path: Path) -> None:
    file = one_page(b"q 200 0 0 100 0 0 cm /I Do Q")
    image = file.make_stream(
        b"\0",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=20_000,
        Height=20_000,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
    file.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    with pytest.raises(InputError, match="megapixels"):
        pdf.read(put(file, tmp_path), report=quiet)


def test_a_damaged_file_is_mended_where_it_can_be(tmp_path: Path) -> None:
    path = put(one_page(b"0 0 10 10 re f"), tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref")])
    assert len(pdf.read(path, report=quiet).pages) == 1


def test_what_cannot_be_read_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    with pytest.raises(InputError, match=r"“flyer\.pdf” cannot be read"):
        pdf.read(path, report=quiet)


def test_a_locked_file_is_read_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    one_page().save(path, encryption=pikepdf.Encryption(user="geheim", owner="x"))
    with pytest.raises(Locked):
        pdf.read(path, report=quiet)
    assert len(pdf.read(path, password="geheim", report=quiet).pages) == 1


def test_programs_attachments_forms_and_comments_are_told_of(tmp_path: Path) -> None:
    file = one_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x')"))
    file.Root.OpenAction = script
    file.attachments["a.txt"] = pikepdf.AttachedFileSpec(file, b"words")
    field = pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, Rect=[0, 0, 9, 9])
    field = file.make_indirect(field)
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
    file.pages[0].obj.Annots = file.make_indirect(pikepdf.Array([field, note]))
    found = contents.contents(put(file, tmp_path)).notes
    assert len(found) == 4
    assert [
        next(word for word in ("JavaScript", "attached", "form", "Comments") if word in note) for note in found
    ] == [
        "JavaScript",
        "attached",
        "form",
        "Comments",
    ]


def test_a_plain_file_has_nothing_to_tell_of(tmp_path: Path) -> None:
    into = io.BytesIO()
    one_page().save(into)
    path = tmp_path / "flyer.pdf"
    path.write_bytes(into.getvalue())
    assert contents.contents(path) == contents.Contents()
