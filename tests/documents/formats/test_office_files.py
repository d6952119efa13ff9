"""Files of offices keep all but their words: the same words give the same bytes, other words reach every reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio.documents import formats
from studio.documents.office import program
from studio.model.document import Role
from studio.text import marks as carry
from studio.translation import marking, sentences
from tests.documents import office_files
from tests.documents.office_files import BUILD, LINK, WORDS

CAST = tuple(f"Name{letter}" for letter in "ABCDEFGHIJKLMNOPQRST")


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files shown as simple pages, as they are without LibreOffice."""
    monkeypatch.setattr(program, "found", lambda: None)


def quiet(_progress: object) -> None:
    """Say nothing."""


@pytest.fixture(params=sorted(BUILD))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the programme in each format."""
    return BUILD[request.param](tmp_path / f"programm.{request.param}", CAST)


def test_all_words_are_read_whole_in_their_order(file: Path) -> None:
    document = formats.read(file, report=quiet)
    texts = [block.text for block in document.blocks]
    assert [text for text in texts if text in WORDS] == sorted(set(WORDS) & set(texts), key=texts.index)
    assert set(WORDS) <= {text.replace("\n", " ") for text in texts}
    assert "Es spielen " + ", ".join(CAST) in {text.rstrip(", ") for text in texts}
    heading = next(block for block in document.blocks if block.text == WORDS[0])
    assert heading.role is Role.HEADING
    if file.suffix != ".svg":  # a drawing knows neither cells nor pictures with words
        roles = {block.text: block.role for block in document.blocks}
        assert (roles["Datum"], roles[WORDS[8]]) in {(Role.CELL, Role.FIGURE), (Role.HEADING, Role.FIGURE)}


def test_the_same_words_give_the_same_bytes(file: Path) -> None:
    out = file.with_stem("same")
    formats.write(file, office_files.edition(formats.read(file, report=quiet), str, "de"), out, report=quiet)
    assert office_files.parts(out) == office_files.parts(file)


def test_other_words_reach_every_reader_and_the_old_ones_are_gone(file: Path) -> None:
    out = file.with_stem("upper")
    document = formats.read(file, report=quiet)
    formats.write(file, office_files.edition(document, str.upper), out, report=quiet)
    said = office_files.seen(out)
    assert not re.search(r"[a-zäöüß]{2}", said.replace("ihr", "")), re.findall(r"\S*[a-zäöüß]{2}\S*", said)
    for word in WORDS:
        assert word.upper().split()[0] in said
    assert [block.text for block in formats.read(out, report=quiet).blocks] == [
        block.text.upper() for block in document.blocks
    ]


def test_what_nobody_touched_stays_byte_for_byte(file: Path) -> None:
    out = file.with_stem("one")
    document = formats.read(file, report=quiet)
    first = next(block for block in document.blocks if block.text == WORDS[0])
    formats.write(
        file,
        office_files.edition(document, lambda text: "The Storm" if text == first.text else text),
        out,
        report=quiet,
    )
    before, after = office_files.parts(file), office_files.parts(out)
    changed = [name for name in before if before[name] != after[name]]
    assert before.keys() == after.keys()
    assert len(changed) <= 4, changed
    assert "The Storm" in office_files.seen(out)


def test_words_set_apart_stay_so_in_a_translation(file: Path) -> None:
    document = formats.read(file, report=quiet)
    texts, placed = {}, {}
    for block in document.blocks:
        units = sentences.from_blocks([block.text], "de")
        text = _translated(block.text)
        texts[block.key] = text
        placed[block.key] = marking.carried(block.text, text, block.marks, units)[0]
    edition = office_files.edition(document, str)
    out = file.with_stem("styled")
    formats.write(file, type(edition)(document, "en", texts, "", placed), out, report=quiet)
    found = office_files.styled(out)
    wanted = {name: "bold" if number % 2 == 0 else "italic" for number, name in enumerate(CAST)}
    assert {name: found.get(name) for name in wanted} == wanted
    assert (found.get("Lindenau"), found.get("Anna Weber")) == ("bold", "italic")
    assert "link" in found.values()


def _translated(text: str) -> str:
    """Return words in another language: names stay, the link's words do not."""
    for before, after in (
        ("Veranstaltungsort ist", "The venue is"),
        ("Es liest", "Reading:"),
        ("Mehr auf unserer Seite im Netz.", "More on our web site."),
        ("Es spielen", "With"),
    ):
        text = text.replace(before, after)
    return text


def test_no_link_is_lost(file: Path) -> None:
    out = file.with_stem("linked")
    document = formats.read(file, report=quiet)
    formats.write(file, office_files.edition(document, lambda text: f"Gone {len(text)}"), out, report=quiet)
    where = b'Self="h1"' if file.suffix == ".idml" else LINK.encode()  # InDesign's links lead where a list says
    assert any(where in content for content in office_files.parts(out).values())
    assert "link" in office_files.styled(out).values()


def test_marks_of_a_person_are_written_in_the_look_of_their_kind(file: Path) -> None:
    document = formats.read(file, report=quiet)
    own = next(block for block in document.blocks if "Lindenau" in block.text)
    text = "A bold word."
    bold = next(mark for mark in own.marks if own.text[mark.start : mark.stop] == "Lindenau")
    mark = carry.shifted([type(bold)(2, 6, bold.kind)], 0)
    edition = type(office_files.edition(document, str))(document, "en", {own.key: text}, "", {own.key: mark})
    out = file.with_stem("person")
    formats.write(file, edition, out, report=quiet)
    assert office_files.styled(out).get("bold") == "bold"
