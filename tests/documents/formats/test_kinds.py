"""What a file is, its content says; what cannot be read is told by name, with what to do."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from studio.documents import formats
from studio.errors import InputError

CAN = "Flyers can be PDF, JPEG, PNG, TIFF, WebP, Word, PowerPoint,"


def picture(kind: str) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (8, 8)).save(into, kind)
    return into.getvalue()


def zipped(*names: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return into.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.jpg", b"%PDF-1.7\n", "pdf"),
        ("a.pdf", b"\0\0\r\n%PDF-1.4", "pdf"),
        ("a.pdf", picture("JPEG"), "image"),
        ("a.txt", picture("PNG"), "image"),
        ("a", picture("TIFF"), "image"),
        ("a.png", picture("WEBP"), "image"),
        ("a.md", b"# Hallo", "markdown"),
        ("a.txt", b"# Hallo", "text"),
        ("a.pdf", "Größe\n".encode("cp1252"), "text"),
        ("a.txt", "\ufeffHallo".encode("utf-16"), "text"),
        ("BMW.txt", b"BMW und andere", "text"),
        ("a.txt", zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.zip", zipped("mimetype", "designmap.xml"), "idml"),
        ("a.xml", b'<?xml version="1.0"?>\n<svg xmlns="x"/>', "drawing"),
        ("a.txt", b"\xef\xbb\xbf<html>", "web"),
        ("a.txt", b"Hallo <html> ist ein Wort", "text"),
    ],
)
def test_the_content_says_what_a_file_is(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert formats.detect(tmp_path / name) == kind


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "comes from an office program", "Save it as PDF"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "from an office program", "Save it as PDF"),
        ("a.psd", b"8BPS\0\1" + bytes(9), "comes from a layout or drawing program", "Save it as PDF"),
        ("a.epub", zipped("mimetype", "META-INF/container.xml"), "is an electronic book", "Save it as PDF"),
        ("a.zip", zipped("flyer.pdf"), "is an archive", "Unpack it"),
        ("a.zip", b"PK\x03\x04 broken", "is an archive", "Unpack it"),
        ("a.gif", picture("GIF"), "is a picture of a kind", "Save it as PNG"),
        ("a.bmp", picture("BMP"), "is a picture of a kind", "Save it as PNG"),
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(9), "is a picture of a kind", "Save it as PNG"),
        ("a.mp4", b"\0\0\0\x18ftypisom" + bytes(9), "is a film or a sound", "subtitles"),
        ("a.pdf", bytes(range(256)), "none of the kinds", CAN),
    ],
)
def test_what_cannot_be_read_is_called_by_name(
    name: str, content: bytes, message: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        formats.detect(tmp_path / name)
    assert name in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert CAN in caught.value.hint


def test_a_file_that_is_missing_empty_a_folder_or_forbidden_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "secret.pdf").chmod(0)
    cases = {"no.pdf": "no file", "empty.pdf": "is empty", ".": "is a folder"}
    if os.access(tmp_path / "secret.pdf", os.R_OK) is False:  # root may read everything
        cases["secret.pdf"] = "cannot be opened"
    for name, message in cases.items():
        with pytest.raises(InputError, match=message) as caught:
            formats.detect(tmp_path / name)
        assert caught.value.hint


def test_the_name_alone_says_what_may_be_dropped() -> None:
    assert formats.is_flyer(Path("Flyer.PDF"))
    assert formats.is_flyer(Path("a.tiff"))
    assert not formats.is_flyer(Path("film.mp4"))
    assert not formats.is_flyer(Path("pdf"))
