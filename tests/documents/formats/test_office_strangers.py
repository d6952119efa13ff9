"""Files of strangers in the formats of offices: bombs, passwords, macros, damage; nothing outside is ever fetched."""

from __future__ import annotations

import importlib
import io
import os
import random
import re
import socket
import zipfile
from pathlib import Path

import pytest

from studio.documents import formats, package
from studio.documents.office import program
from studio.errors import InputError
from studio.model.document import Document
from tests.documents import office_files
from tests.documents.office_files import BUILD

ROUNDS = int(os.environ.get("SOUFFLEUR_FUZZ", "40"))
"""Mutated copies of each format; SOUFFLEUR_FUZZ=2000 looks long."""

EACH = 20
"""One of so many is set on pages, too."""

ZIPPED = sorted(set(BUILD) - {"html", "svg"})
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files shown as simple pages, as they are without LibreOffice."""
    monkeypatch.setattr(program, "found", lambda: None)


def quiet(_progress: object) -> None:
    """Say nothing."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have anybody who asks for a socket fail."""

    def refused(*_args: object, **_named: object) -> None:
        raise AssertionError("somebody asked for a socket")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def rewritten(path: Path, change: dict[str, bytes], more: dict[str, bytes] | None = None) -> Path:
    """Write a file with other contents for some of its parts, and with more parts."""
    parts = {**office_files.parts(path), **change, **(more or {})}
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def main_part(path: Path) -> str:
    """Return the name of the part with the words."""
    names = office_files.parts(path)
    wanted = ("word/document.xml", "ppt/slides/slide1.xml", "content.xml", "Stories/Story_u1.xml")
    return next(name for name in wanted if name in names)


@pytest.mark.parametrize("kind", ZIPPED)
def test_xml_that_defines_entities_is_refused(tmp_path: Path, kind: str) -> None:
    path = BUILD[kind](tmp_path / f"a.{kind}")
    name = main_part(path)
    content = office_files.parts(path)[name]
    head, _mark, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b"", b"", content)
    rewritten(path, {name: (head + b"?>" if head else b"") + BOMB.encode() + rest})
    with pytest.raises(InputError, match="damaged"):
        formats.read(path, report=quiet)


def test_a_drawings_shorthands_are_written_out_but_bombs_are_refused(tmp_path: Path) -> None:
    path = BUILD["svg"](tmp_path / "a.svg")
    text = path.read_text("utf-8")
    start = text.index("<svg")
    path.write_text(text[:start] + '<!DOCTYPE svg [<!ENTITY o "Ort">]>' + text[start:].replace("Datum", "&o;"), "utf-8")
    assert "Ort" in {block.text for block in formats.read(path, report=quiet).blocks}
    path.write_text(text[:start] + BOMB + text[start:].replace("Datum", "&c;"), "utf-8")
    with pytest.raises(InputError):
        formats.read(path, report=quiet)


@pytest.mark.parametrize("kind", ZIPPED)
def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = BUILD[kind](tmp_path / f"a.{kind}")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bomb.bin", bytes(30_000_000))
    monkeypatch.setattr(package, "MOST_BYTES", 20_000_000)
    with pytest.raises(InputError, match="too large"):
        formats.read(path, report=quiet)


@pytest.mark.parametrize("kind", ["docx", "pptx", "odt"])
def test_a_file_with_a_password_is_said_to_have_one(tmp_path: Path, kind: str) -> None:
    path = BUILD[kind](tmp_path / f"a.{kind}")
    if kind == "odt":
        manifest = office_files.parts(path)["META-INF/manifest.xml"]
        rewritten(path, {"META-INF/manifest.xml": manifest.replace(b"/>", b"><x:encryption-data/></y>", 1)})
    else:
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048))
    with pytest.raises(InputError, match=r"password|cannot be read"):
        formats.read(path, report=quiet)


def test_macros_are_kept_said_and_never_run(tmp_path: Path) -> None:
    path = rewritten(BUILD["docx"](tmp_path / "a.docm"), {}, {"word/vbaProject.bin": b"Sub AutoOpen()"})
    document = formats.read(path, report=quiet)
    assert any("macros" in note for note in document.notes)
    out = tmp_path / "b.docm"
    formats.write(path, office_files.edition(document, str.upper), out, report=quiet)
    assert office_files.parts(out)["word/vbaProject.bin"] == b"Sub AutoOpen()"


@pytest.mark.parametrize("kind", ["html", "svg", "odt", "docx"])
def test_what_lies_elsewhere_is_never_fetched(tmp_path: Path, kind: str) -> None:
    path = BUILD[kind](tmp_path / f"a.{kind}")
    document = formats.read(path, report=quiet)
    formats.write(path, office_files.edition(document, str.upper), tmp_path / f"b.{kind}", report=quiet)
    formats.show(path, office_files.edition(document, str.upper), 0, 200)
    formats.write_pdf(path, office_files.edition(document, str.upper), tmp_path / "b.pdf", report=quiet)


def test_tracked_changes_are_read_as_accepted_and_remarks_stay(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    xml = office_files.parts(path)["word/document.xml"]
    old = b"<w:t>Erster Punkt</w:t></w:r>"
    assert old in xml
    new = (
        b"<w:t>Erster </w:t></w:r>"
        b'<w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>alter</w:delText></w:r></w:del>'
        b'<w:ins w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>neuer</w:t></w:r></w:ins>'
        b'<w:commentRangeStart w:id="3"/><w:r><w:t> Punkt</w:t></w:r><w:commentRangeEnd w:id="3"/>'
        b'<w:r><w:commentReference w:id="3"/></w:r>'
    )
    rewritten(path, {"word/document.xml": xml.replace(old, new)})
    document = formats.read(path, report=quiet)
    assert "Erster neuer Punkt" in {block.text for block in document.blocks}
    assert any("Tracked changes" in note for note in document.notes)
    out = tmp_path / "b.docx"
    formats.write(path, office_files.edition(document, str.upper), out, report=quiet)
    made = office_files.parts(out)["word/document.xml"]
    assert "ERSTER NEUER PUNKT" in office_files.seen(out)
    assert b"alter" not in made
    assert made.count(b"commentReference") == 1


TITLE = b"<dc:title>Der Sturm</dc:title>"


def test_what_is_said_about_a_file_follows_its_words(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    core = office_files.parts(path)["docProps/core.xml"]
    rewritten(path, {"docProps/core.xml": re.sub(rb"<dc:title\s*/>|<dc:title>.*?</dc:title>", TITLE, core)})
    document = formats.read(path, report=quiet)
    out = tmp_path / "b.docx"
    formats.write(path, office_files.edition(document, str.upper), out, report=quiet)
    assert b"<dc:title>DER STURM</dc:title>" in office_files.parts(out)["docProps/core.xml"]


def test_a_new_description_of_a_picture_is_no_word_about_the_file(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    before = office_files.parts(path)
    bare = re.sub(rb' descr="[^"]*"', b"", before["word/document.xml"])
    rewritten(path, {"word/document.xml": bare})
    document = formats.read(path, report=quiet)
    out = tmp_path / "b.docx"
    told = office_files.edition(document, lambda text: text or "Ein Bild")
    formats.write(path, told, out, report=quiet)
    after = office_files.parts(out)
    assert b'descr="Ein Bild"' in after["word/document.xml"]
    assert {name: after[name] for name in after if name.startswith("docProps")} == {
        name: before[name] for name in before if name.startswith("docProps")
    }


def test_whoever_made_a_file_keeps_their_name(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    core = office_files.parts(path)["docProps/core.xml"]
    made = b"<dc:creator>Der Sturm</dc:creator>"
    rewritten(path, {"docProps/core.xml": re.sub(rb"<dc:creator\s*/>|<dc:creator>.*?</dc:creator>", made, core)})
    document = formats.read(path, report=quiet)
    formats.write(path, office_files.edition(document, str.upper), tmp_path / "b.docx", report=quiet)
    assert made in office_files.parts(tmp_path / "b.docx")["docProps/core.xml"]


def test_words_from_right_to_left_stay_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<html lang="he" dir="rtl"><body><p>שלום <b>עולם</b> 2026</p></body></html>', "utf-8")
    document = formats.read(path, report=quiet)
    assert [block.text for block in document.blocks] == ["שלום עולם 2026"]
    formats.write(path, office_files.edition(document, str, "he"), tmp_path / "b.html", report=quiet)
    assert (tmp_path / "b.html").read_bytes() == path.read_bytes()


def test_a_new_drawing_and_its_old_twin_say_the_same(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    xml = office_files.parts(path)["word/document.xml"]
    box = "<w:txbxContent><w:p><w:r><w:t>Im Kasten</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    twins = (
        f'<w:p><w:r><w:t>Davor </w:t></w:r><w:r><mc:AlternateContent {names}><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>danach.</w:t></w:r></w:p>"
    )
    rewritten(path, {"word/document.xml": xml.replace(b"<w:sectPr", twins.encode() + b"<w:sectPr", 1)})
    document = formats.read(path, report=quiet)
    texts = [block.text for block in document.blocks]
    assert texts.count("Im Kasten") == 1
    assert "Davor danach." in texts
    out = tmp_path / "b.docx"
    formats.write(path, office_files.edition(document, str.upper), out, report=quiet)
    made = office_files.parts(out)["word/document.xml"]
    assert made.count(b"IM KASTEN") == 2
    assert b"Im Kasten" not in made


def test_a_footnote_is_read_and_its_number_stays_at_its_word(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    found = office_files.parts(path)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="foot" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
    note = (
        f'<w:footnotes {space}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Eine'
        " Anmerkung</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    text = (
        '<w:p><w:r><w:t>Ein Wort.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t xml:space="preserve"> Mehr davon.</w:t></w:r></w:p><w:sectPr'
    )
    change = {
        "word/document.xml": found["word/document.xml"].replace(b"<w:sectPr", text.encode(), 1),
        "word/_rels/document.xml.rels": found["word/_rels/document.xml.rels"].replace(b"</Relationships>", relation),
    }
    rewritten(path, change, {"word/footnotes.xml": note.encode()})
    document = formats.read(path, report=quiet)
    assert {"Ein Wort. Mehr davon.", "Eine Anmerkung"} <= {block.text.strip() for block in document.blocks}
    out = tmp_path / "b.docx"
    said = {"Ein Wort. Mehr davon.": "A single word. There is more of it."}
    formats.write(path, office_files.edition(document, lambda text: said.get(text, text.upper())), out, report=quiet)
    made = office_files.parts(out)
    body = made["word/document.xml"].decode()
    assert body.index("A single word.") < body.index("footnoteReference") < body.index("There is more")
    assert b"EINE ANMERKUNG" in made["word/footnotes.xml"]
    assert made["word/footnotes.xml"].index(b"footnoteRef") < made["word/footnotes.xml"].index(b"EINE")


def test_the_number_of_a_page_is_no_word_and_stays(tmp_path: Path) -> None:
    path = BUILD["docx"](tmp_path / "a.docx")
    xml = office_files.parts(path)["word/document.xml"]
    field = (
        '<w:p><w:r><w:t xml:space="preserve">Seite </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> von vielen</w:t></w:r></w:p>'
    )
    rewritten(path, {"word/document.xml": xml.replace(b"<w:sectPr", field.encode() + b"<w:sectPr", 1)})
    document = formats.read(path, report=quiet)
    assert "Seite  von vielen" in {block.text for block in document.blocks}
    out = tmp_path / "b.docx"
    formats.write(path, office_files.edition(document, str.upper), out, report=quiet)
    made = office_files.parts(out)["word/document.xml"].decode()
    order = [made.index(word) for word in ("SEITE", '"begin"', "PAGE", '"separate"', ">7<", '"end"', "VON VIELEN")]
    assert order == sorted(order)


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(BUILD))
def test_no_damage_is_more_than_a_refusal(tmp_path: Path, kind: str) -> None:
    fuzz(BUILD[kind](tmp_path / f"a.{kind}"), rounds=ROUNDS, seed=1)


def fuzz(path: Path, rounds: int, seed: int) -> int:
    """Read and write mutated copies of a file; return how many could be read.  Nothing but `InputError` may come."""
    luck = random.Random(seed)
    sound, good = office_files.parts(path), 0
    for number in range(rounds):
        hurt, out = path.with_stem(f"hurt{number}"), path.with_stem(f"out{number}")
        hurt.write_bytes(_mutated(path.read_bytes(), sound, luck))
        try:
            document = _read(hurt, is_placed=number % EACH == 0)
            formats.write(hurt, office_files.edition(document, str.upper), out, report=quiet)
            good += 1
        except InputError:
            assert not out.exists()
        finally:
            hurt.unlink(missing_ok=True)
            out.unlink(missing_ok=True)
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
    return good


def _read(path: Path, *, is_placed: bool) -> Document:
    """Return what a file holds; setting its preview takes most of the time and is done for some only."""
    if is_placed:
        return formats.read(path, report=quiet)
    module = importlib.import_module(f"studio.documents.formats.{formats.detect(path)}")
    return formats.read(path, report=quiet) if not hasattr(module, "document") else module.document(path)


def _mutated(raw: bytes, parts: dict[str, bytes], luck: random.Random) -> bytes:
    """Return a file that was cut, or has wrong bytes in it: in the whole, or inside one of its parts."""
    if "" in parts or luck.random() < 0.3:
        return _hurt(raw, luck)
    xml = [name for name in parts if name.endswith(".xml") or name.endswith(".rels")]
    victim = luck.choice(xml)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in parts.items():
            if name != victim or luck.random() < 0.9:
                target.writestr(name, _hurt(content, luck) if name == victim else content)
    return made.getvalue()


def _hurt(raw: bytes, luck: random.Random) -> bytes:
    if not raw:
        return luck.randbytes(3)
    match luck.randrange(4):
        case 0:
            return raw[: luck.randrange(1, max(2, len(raw)))]
        case 1:
            at = luck.randrange(max(1, len(raw)))
            return raw[:at] + luck.randbytes(luck.randint(1, 8)) + raw[at + luck.randint(0, 8) :]
        case 2:  # a tag or a value goes, or comes twice
            at, stop = sorted(luck.randrange(max(1, len(raw))) for _end in range(2))
            stop = min(stop, at + 200)
            return raw[:at] + raw[at:stop] * luck.choice([0, 2]) + raw[stop:]
        case _:
            made = bytearray(raw)
            for _turn in range(luck.randint(1, 20)):
                made[luck.randrange(len(made))] = luck.choice(b'<>"&/=0-9 \0\xff')
            return bytes(made)
