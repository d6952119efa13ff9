"""Office files as LibreOffice shows them, where it is: pages, places of words; nothing runs, nothing is fetched."""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from studio.documents import formats, typesetting
from studio.documents.office import program, rendered
from studio.model.document import Area, Box, Document, Edition, Line, TextBlock
from tests.documents import office_files

needs_libreoffice = pytest.mark.skipif(program.found() is None, reason="LibreOffice is not installed here")

NOWHERE = Box(0, 0, 0, 0)


NAMES = "http://schemas.openxmlformats.org/package/2006/relationships"


def quiet(_progress: object) -> None:
    """Say nothing."""


def block(key: int, text: str) -> TextBlock:
    return TextBlock(key, (Area(0, NOWHERE, (Line(NOWHERE, text, (key,)),)),), text)


def test_words_are_found_on_the_pages_of_a_pdf() -> None:
    pdf = typesetting.pdf(
        '#set document(title: "t")\n#set page(width: 200pt, height: 100pt)\n= Kopf\nDer große Sturm\n#pagebreak()\n'
        "findet statt. Ende",
        {},
    )
    found = rendered.placed(
        Document("docx", (), (block(1, "Ende"), block(2, "Der große Sturm findet statt."), block(3, "Nirgends"))), pdf
    )
    assert len(found.pages) == 2
    end, storm, nowhere = found.blocks
    assert (end.page, [area.page for area in storm.areas]) == (1, [0, 1])
    assert storm.box.left < storm.box.right <= 200
    assert storm.areas[0].lines[0].places == (2,)
    assert nowhere.box == Box(0, 0, 1, 1)


def test_a_program_that_hangs_or_fails_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("a script is no program there")
    stuck = tmp_path / "soffice"
    stuck.write_text("#!/bin/sh\nexec sleep 30\n")
    stuck.chmod(stuck.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(program, "found", lambda: stuck)
    monkeypatch.setattr(program, "PATIENCE", 0.3)
    path = office_files.docx(tmp_path / "a.docx")
    assert program.as_pdf(path.read_bytes(), ".docx") is None
    document = formats.read(path, report=quiet)
    assert any("preview" in note for note in document.notes)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nobody is left")
def test_what_a_hanging_program_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stuck = tmp_path / "soffice"
    stuck.write_text(f"#!/bin/sh\nsetsid -f sh -c 'echo $$ > {tmp_path}/id; sleep 20; true' \"$@\"\nexec sleep 30\n")
    stuck.chmod(stuck.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(program, "found", lambda: stuck)
    monkeypatch.setattr(program, "PATIENCE", 2.0)
    assert program.as_pdf(office_files.docx(tmp_path / "a.docx").read_bytes(), ".docx") is None
    place = Path("/proc", (tmp_path / "id").read_text().strip(), "stat")
    deadline = time.monotonic() + 8
    while not _is_gone(place) and time.monotonic() < deadline:  # it was killed, and dies when it is its turn
        time.sleep(0.02)
    assert _is_gone(place)


def _is_gone(place: Path) -> bool:
    """Say whether a process has ended, whether or not somebody has taken note of it."""
    try:
        return place.read_text().split()[2] == "Z"
    except OSError:
        return True


def test_places_outside_are_taken_out_of_the_copy_but_links_stay(tmp_path: Path) -> None:
    path = linked_picture(tmp_path / "a.docx", "http://far.example/x.png")
    made = tmp_path / "harmless.docx"
    made.write_bytes(program._harmless(path.read_bytes(), tmp_path / "copy.docx"))
    relations = office_files.parts(made)["word/_rels/document.xml.rels"]
    assert b"far.example" not in relations
    assert office_files.LINK.encode() in relations


@pytest.mark.parametrize(
    "said",
    [
        """Target='http://far.example/x.png' TargetMode='External'""",
        """TargetMode = "External" Target = "file://far.example/share/x.png\"""",
        """Target="http://far.example/x.png\"""",
    ],
)
def test_a_place_outside_is_found_however_it_is_written(tmp_path: Path, said: str) -> None:
    path = office_files.docx(tmp_path / "a.docx")
    parts = office_files.parts(path)
    more = f'<x:Relationship xmlns:x="{NAMES}" Id="rId99" Type="{NAMES}/image" {said}/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", more.encode())
    assert b"far.example" not in harmless(tmp_path / "b.docx", parts)[name]


@pytest.mark.parametrize(
    "said",
    ["'http://far.example/a.png'", '"//far.example/a.png"', '"FILE:///far.example/a"', '"../../far.example/a"'],
)
def test_a_picture_of_an_open_document_outside_is_found_however_it_is_written(tmp_path: Path, said: str) -> None:
    parts = office_files.parts(office_files.odt(tmp_path / "a.odt"))
    more = f"<text:p><draw:frame><draw:image xlink:href={said}/></draw:frame></text:p></office:text>"
    parts["content.xml"] = parts["content.xml"].replace(b"</office:text>", more.encode())
    parts["styles.xml"] = b"<broken"
    made = harmless(tmp_path / "b.odt", parts)
    assert b"far.example" not in made["content.xml"]
    assert "styles.xml" not in made


def harmless(path: Path, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a file's copy that the program is given."""
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    path.write_bytes(program._harmless(path.read_bytes(), path))
    return office_files.parts(path)


def linked_picture(path: Path, address: str) -> Path:
    """Write a Word file whose picture lies elsewhere."""
    office_files.docx(path)
    parts = office_files.parts(path)
    relations = parts["word/_rels/document.xml.rels"].decode()
    inside = next(line for line in relations.split("<Relationship ") if "/image" in line)
    outside = inside.partition("Target=")[0] + f'Target="{address}" TargetMode="External"/>'
    kept = inside[inside.index("/>") + 2 :]
    parts["word/_rels/document.xml.rels"] = relations.replace(inside, outside + kept).encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"r:embed=", b"r:link=")
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server here, and what it was asked for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/x.png", seen
        server.shutdown()
        thread.join()


@needs_libreoffice
@pytest.mark.slow
def test_nothing_is_fetched_to_show_a_file(tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    address, seen = asked
    assert program.as_pdf(linked_picture(tmp_path / "a.docx", address).read_bytes(), ".docx")
    assert seen == []


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "pptx", "odt"])
def test_a_file_is_shown_as_it_will_look(tmp_path: Path, kind: str) -> None:
    path = office_files.BUILD[kind](tmp_path / f"a.{kind}")
    document = formats.read(path, report=quiet)
    assert not any("preview" in note for note in document.notes)
    placed = [each for each in document.blocks if each.box.width > 1]
    assert {"Datum", "8 Euro", "Der Sturm"} <= {each.text for each in placed}
    edition = Edition(document, "en", {each.key: each.text.upper() for each in document.blocks})
    shown = formats.show(path, edition, 0, 300)
    assert shown.picture.startswith(b"\x89PNG")
    assert len(shown.boxes) >= 1
    out = tmp_path / f"b.{kind}"
    formats.write(path, edition, out, report=quiet)
    pdf = program.as_pdf(out.read_bytes(), f".{kind}")
    assert pdf is not None
    again = rendered.placed(
        replace(document, blocks=tuple(replace(b, text=b.text.upper()) for b in document.blocks)), pdf
    )
    assert {"DATUM", "8 EURO", "DER STURM"} <= {each.text for each in again.blocks if each.box.width > 1}


@needs_libreoffice
def test_the_profile_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert program.as_pdf(office_files.docx(tmp_path / "a.docx").read_bytes(), ".docx")
    assert [name for name in os.listdir(tmp_path) if name.startswith("souffleur-office")] == []
