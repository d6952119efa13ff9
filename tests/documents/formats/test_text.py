"""Plain text: cut into what people set apart by hand, and written back with nothing but its words changed."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.documents import encodings, pieces, plain_text
from studio.documents.formats import text
from studio.errors import InputError
from studio.model.document import Document, Edition, Role

PROGRAMME = """\
Das Wintermärchen
=================

Wir laden Sie herzlich ein in unser Haus am Fluss, wo auch in diesem
Winter wieder gespielt, gesungen und getanzt wird.

Premiere am
24. Dezember 2026
Großes Haus

- Karten an der Kasse
- Kinder zahlen die Hälfte, Gruppen ab zehn Personen bekommen einen Rabatt
  von 20 Prozent
1. Eins
2. Zwei

SPIELPLAN

Mo   19.30 Uhr   Faust
Di   20.00 Uhr   Die Räuber
"""


def quiet(_progress: object) -> None:
    pass


def written(path: Path, edition: Edition, out: Path) -> bytes:
    text.write(path, edition, out, report=quiet)
    return out.read_bytes()


def loud(document: Document) -> Edition:
    return Edition(document, "en", {block.key: block.text.upper() for block in document.blocks})


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    path = tmp_path / "programme.txt"
    path.write_text(PROGRAMME, "utf-8")
    return path


def test_what_people_set_apart_by_hand_becomes_blocks() -> None:
    found = [(piece.role, piece.text) for piece in plain_text.pieces(PROGRAMME)]
    assert found[0] == (Role.HEADING, "Das Wintermärchen")
    assert found[1][1].endswith("wo auch in diesem Winter wieder gespielt, gesungen und getanzt wird.")
    assert found[2] == (Role.PARAGRAPH, "Premiere am\n24. Dezember 2026\nGroßes Haus")
    assert found[3] == (Role.ITEM, "- Karten an der Kasse")
    assert found[4][1].endswith("einen Rabatt von 20 Prozent")
    assert found[5:8] == [(Role.ITEM, "1. Eins"), (Role.ITEM, "2. Zwei"), (Role.HEADING, "SPIELPLAN")]
    assert [said for role, said in found if role is Role.CELL][-1] == "Die Räuber"


@pytest.mark.parametrize(
    "source",
    ["24. Dezember 2026: Premiere\nim Großen Haus", "1. Mai\n\nTag der Arbeit", "Er kommt.\n\nSie geht."],
)
def test_what_only_looks_like_a_list_is_none(source: str) -> None:
    assert all(piece.role is not Role.ITEM for piece in plain_text.pieces(source))


def test_other_words_take_the_place_of_the_old_and_nothing_else_changes(programme: Path, tmp_path: Path) -> None:
    document = text.read(programme, report=quiet)
    made = written(programme, loud(document), tmp_path / "out.txt").decode()
    assert made == PROGRAMME.upper()


def test_an_underline_is_as_long_as_its_heading(programme: Path, tmp_path: Path) -> None:
    document = text.read(programme, report=quiet)
    made = written(programme, Edition(document, "en", {1: "The Winter's Tale, again"}), tmp_path / "out.txt").decode()
    assert made.splitlines()[:2] == ["The Winter's Tale, again", "=" * 24]


def test_columns_stay_below_each_other_as_far_as_words_let_them(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("Montag       Faust    20 Euro\nDienstag     Nathan   15 Euro\n", "utf-8")
    document = text.read(path, report=quiet)
    words = ["Monday", "Faust", "20 euros", "Tuesday", "Nathan the Wise", "15 euros"]
    edition = Edition(document, "en", dict(zip((b.key for b in document.blocks), words, strict=True)))
    assert written(path, edition, tmp_path / "out.txt").decode() == (
        "Monday       Faust    20 euros\nTuesday      Nathan the Wise  15 euros\n"
    )


def test_longer_words_are_broken_and_indented_as_the_old_ones_were(programme: Path, tmp_path: Path) -> None:
    document = text.read(programme, report=quiet)
    item = next(block for block in document.blocks if "Hälfte" in block.text)
    said = "- Children pay half; groups of ten people and more are given a discount of twenty per cent on all tickets"
    made = written(programme, Edition(document, "en", {item.key: said}), tmp_path / "out.txt").decode()
    lines = made[made.index("- Children") : made.index("1. Eins")].splitlines()
    assert " ".join(line.strip() for line in lines) == said
    assert [line[:2] for line in lines] == ["- ", "  "]
    assert max(map(len, made.splitlines())) <= plain_text.width(PROGRAMME)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("cp1252", b"")],
)
def test_encoding_mark_and_line_ends_stay(line_end: str, encoding: str, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(mark + PROGRAMME.replace("\n", line_end).encode(encoding))
    document = text.read(path, report=quiet)
    assert document.blocks[0].text == "Das Wintermärchen"
    assert written(path, Edition(document, "de", {}), tmp_path / "same.txt") == path.read_bytes()
    made = written(path, loud(document), tmp_path / "loud.txt")
    assert made == mark + PROGRAMME.upper().replace("\n", line_end).encode(encoding)


def test_letters_that_an_old_encoding_lacks_make_it_utf_8_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Schöne Grüße".encode("cp1252"))
    document = text.read(tmp_path / "old.txt", report=quiet)
    made = text.write(
        tmp_path / "old.txt", Edition(document, "pl", {1: "Piękne życzenia"}), tmp_path / "new.txt", report=quiet
    )
    assert (tmp_path / "new.txt").read_text("utf-8") == "Piękne życzenia"
    assert "CP1252" in made.notes[0]


def test_joined_and_split_blocks_find_their_words_again(programme: Path, tmp_path: Path) -> None:
    document = text.read(programme, report=quiet)
    one, two = document.blocks[3:5]
    joined = replace(one, areas=one.areas + two.areas, text=f"{one.text} {two.text}")
    first = replace(document.blocks[1], text="Wir laden Sie herzlich ein.")
    second = replace(document.blocks[1], key=99, text="Und Sie auch.")
    blocks = (document.blocks[0], first, second, document.blocks[2], joined, *document.blocks[5:])
    made = written(
        programme,
        Edition(replace(document, blocks=blocks), "en", {one.key: "- All in one", 2: "Come in.", 99: "You too."}),
        tmp_path / "out.txt",
    ).decode()
    assert "\n\nCome in. You too.\n\nPremiere" in made
    assert "\n\n- All in one\n1. Eins" in made


def test_a_block_that_is_kept_stays_as_it_is(programme: Path, tmp_path: Path) -> None:
    document = text.read(programme, report=quiet)
    blocks = tuple(replace(block, is_kept=True) for block in document.blocks)
    assert written(programme, loud(replace(document, blocks=blocks)), tmp_path / "out.txt") == PROGRAMME.encode()


def test_a_page_is_shown_with_its_blocks_where_they_are_said_to_be(programme: Path) -> None:
    document = text.read(programme, report=quiet)
    (page,) = document.pages
    boxes = [block.box for block in document.blocks]
    assert all(0 <= box.left < box.right <= page.width and 0 <= box.top < box.bottom <= page.height for box in boxes)
    assert [box.top for box in boxes[:8]] == sorted(box.top for box in boxes[:8])
    shown = text.show(programme, loud(document), 0, 400)
    assert shown.picture.startswith(b"\x89PNG")
    assert {key for key, _box in shown.boxes} == {block.key for block in document.blocks}
    assert dict(shown.boxes)[1].top == pytest.approx(boxes[0].top, abs=0.5)


def test_a_long_text_has_several_pages_and_a_longer_translation_stays_on_them(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Absatz {number}: " + "Wort " * 60 for number in range(30)), "utf-8")
    document = text.read(path, report=quiet)
    assert len(document.pages) > 2
    edition = Edition(document, "en", {block.key: block.text + "more " * 30 for block in document.blocks})
    shown = text.show(path, edition, 1, 300)
    keys = {block.key for block in document.blocks if block.page == 1}
    assert {fit.key for fit in shown.fits} == keys
    assert max(box.bottom for _key, box in shown.boxes) <= document.pages[1].height


def test_a_file_without_words_or_with_too_many_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n\n \t\n")
    with pytest.raises(InputError, match="holds no words"):
        text.read(tmp_path / "empty.txt", report=quiet)
    (tmp_path / "long.txt").write_bytes(b"a " * encodings.MOST_BYTES)
    with pytest.raises(InputError, match="too long"):
        text.read(tmp_path / "long.txt", report=quiet)


@given(st.text(alphabet="aB1.)- *=\t\n\r|•ä", max_size=200))
def test_any_text_is_its_pieces_and_what_lies_between(source: str) -> None:
    found = plain_text.pieces(source)
    ends = [0, *(piece.stop for piece in found)]
    assert all(end <= piece.start < piece.stop for end, piece in zip(ends, found, strict=False))
    edition = Edition(Document("text", (), tuple(pieces.blocks(found))), "de", {})
    assert pieces.rewritten(source, found, edition, plain_text.Setter(source).render) == source
    loud = {block.key: block.text.upper() for block in edition.document.blocks}
    made = pieces.rewritten(source, found, replace(edition, texts=loud), plain_text.Setter(source).render)
    assert "".join(made.split()) == "".join(source.upper().split())
