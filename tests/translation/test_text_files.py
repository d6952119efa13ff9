"""The words of flyers as people have them, of every kind, and a sentence for what cannot be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.translation import text_files

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

DOCX = f"""<?xml version="1.0"?><w:document xmlns:w="{WORD}" xmlns:mc="m"><w:body>
<w:p><w:r><w:t>Anna </w:t></w:r><w:r><w:t>Berger</w:t><w:br/><w:t>liest</w:t></w:r></w:p>
<w:p><w:del><w:r><w:delText>alt</w:delText></w:r></w:del><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>
<w:t>Kasten</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></mc:Fallback>
</mc:AlternateContent></w:p></w:body></w:document>"""
ODT = f"""<?xml version="1.0"?><o:document xmlns:o="{OFFICE}" xmlns:t="{OPEN}"><o:body><o:text>
<t:h>Lesung</t:h><t:p>Anna<t:s/>Berger <t:span>liest</t:span><t:line-break/>
heute<o:annotation><t:p>?</t:p></o:annotation>.</t:p>
</o:text></o:body></o:document>"""


def packed(path: Path, member: str, content: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    return path


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "Größe\r\nzwei".encode("cp1252"), ["Größe", "zwei"]),
        ("a.TXT", "\ufeffGröße".encode("utf-16-le"), ["Größe"]),
        ("a.md", b"# Titel\n\n* **Anna** _Berger_\n1. [Karten](https://a.example/b_c) snake_case", None),
        ("a.csv", b"Name;Rolle\nAnna Berger;Regie", ["Name", "Rolle", "Anna Berger", "Regie"]),
        ("a.srt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Anna</i>\r\nBerger\r\n\r\n2\r\n", ["Anna Berger"]),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000 line:0\nAnna\n\nNOTE x\n", ["Anna"]),
    ],
)
def test_the_words_of_a_text_are_read(tmp_path: Path, name: str, content: bytes, expected: list[str] | None) -> None:
    (tmp_path / name).write_bytes(content)
    assert lines(text_files.read(tmp_path / name)) == (expected or ["Titel", "Anna Berger", "Karten snake_case"])


def test_a_web_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Lesung</title><style>p {}</style></head><body><h1>Anna&nbsp;Berger</h1><p>liest <b>im</b> "
    )
    (tmp_path / "a.html").write_text(page + "Caf&eacute;<br>heute<script>var Peter = 1</script></p>", "utf-8")
    assert lines(text_files.read(tmp_path / "a.html")) == ["Lesung", "Anna Berger", "liest im Café", "heute"]


def test_documents_of_an_office_are_read_without_what_was_deleted(tmp_path: Path) -> None:
    word = packed(tmp_path / "a.docx", "word/document.xml", DOCX)
    assert lines(text_files.read(word)) == ["Anna Berger", "liest", "Kasten"]
    other = packed(tmp_path / "a.odt", "content.xml", ODT)
    assert lines(text_files.read(other)) == ["Lesung", "Anna Berger liest", "heute."]


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.png", "a"])
def test_what_is_no_text_is_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF")
    with pytest.raises(InputError, match=f"words of “{name}” cannot be read") as caught:
        text_files.read(tmp_path / name)
    assert "Word document" in caught.value.hint


def test_a_picture_with_the_name_of_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\0\0\0")
    with pytest.raises(InputError, match="cannot be read"):
        text_files.read(tmp_path / "a.txt")


def test_damaged_documents_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\3\4 cut off")
    with pytest.raises(InputError, match="damaged"):
        text_files.read(tmp_path / "a.docx")
    with pytest.raises(InputError, match="damaged"):
        text_files.read(packed(tmp_path / "b.docx", "other.xml", DOCX))
    with pytest.raises(InputError, match="damaged"):
        text_files.read(packed(tmp_path / "c.docx", "word/document.xml", "no xml"))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x><p>&a;</p></x>'
    with pytest.raises(InputError, match="entities"):
        text_files.read(packed(tmp_path / "d.docx", "word/document.xml", bomb))


def test_a_text_that_unpacks_to_a_giant_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MOST_BYTES", 4000)
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<x>" + " " * 5000 + "</x>")
    with pytest.raises(InputError, match="too large"):
        text_files.read(tmp_path / "a.docx")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be read"):
        text_files.read(tmp_path / "a.txt")
