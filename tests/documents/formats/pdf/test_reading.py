"""What is read from a PDF: its words as they were meant, in the order in which people read them, and how they look."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest

from studio.documents.formats import pdf
from studio.documents.formats.pdf import pdfium
from studio.documents.formats.pdf.pdfium import Kind
from studio.model.document import Align, Cell, Family, Lettering, MarkKind, PageKind, Role
from studio.model.progress import Partial, Progress
from tests.documents.formats.pdf.flyers import block, quiet, read, texts

PROSE = """Das Stadtmuseum zeigt vom 12. Mai bis zum 3. Oktober eine große Ausstellung über die Geschichte der
Donauschifffahrt und ihrer Menschen. Zu sehen sind über 200 Modelle, Karten und Lebensgeschichten aus vier
Jahrhunderten, darunter das älteste erhaltene Logbuch."""
MORE = """Die Ausstellung wurde gemeinsam mit dem Verkehrsmuseum entwickelt und ist in acht Räumen zu sehen. Kinder
finden an jeder Station ein eigenes Angebot zum Ausprobieren, und am Sonntag führt die Kuratorin durch das Haus."""


def flat(text: str) -> str:
    return " ".join(text.split())


def test_lines_become_running_text_without_the_hyphens_at_their_ends(tmp_path: Path) -> None:
    document = read(tmp_path, f"#set par(justify: true)\n#block(width: 120pt)[{PROSE}]")
    assert texts(document) == [flat(PROSE)]
    assert any(line.text.endswith(("-", "\x02")) for line in document.blocks[0].areas[0].lines)
    assert document.blocks[0].look.align is Align.JUSTIFY


def test_a_compound_keeps_its_hyphen(tmp_path: Path) -> None:
    document = read(tmp_path, "#block(width: 90pt)[Treffpunkt ist das Kultur-Café im Haus, Vor- und Nachmittag]")
    assert texts(document) == ["Treffpunkt ist das Kultur-Café im Haus, Vor- und Nachmittag"]


def test_columns_are_read_one_after_the_other_though_their_gap_is_narrow(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"= Oben\n#columns(2, gutter: 12pt)[{PROSE}\n\n#colbreak()\n#v(2.3pt)\n{MORE}]\n#align(center)[Unten]"
    )
    assert texts(document) == ["Oben", flat(PROSE), flat(MORE), "Unten"]


def test_a_paragraph_that_runs_over_a_column_is_one_block_with_two_areas(tmp_path: Path) -> None:
    source = f"#block(height: 60pt, columns(2, gutter: 14pt)[#set par(justify: true)\n{flat(PROSE + ' ' + MORE)}])"
    document = read(tmp_path, source)
    assert texts(document) == [flat(PROSE + " " + MORE)]
    first, second = document.blocks[0].areas
    assert second.box.left > first.box.right
    assert second.box.top < first.box.bottom


def test_a_paragraph_that_runs_over_a_page_is_one_block_with_two_areas(tmp_path: Path) -> None:
    document = read(tmp_path, f"#v(500pt)\n#set par(justify: true)\n{flat(PROSE + ' ' + MORE)}")
    assert texts(document) == [flat(PROSE + " " + MORE)]
    assert [area.page for area in document.blocks[0].areas] == [0, 1]


def test_boxes_are_read_together_and_what_stands_on_its_side_last(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"""#place(right, dx: 30pt, rotate(-90deg, reflow: true)[#text(size: 7pt)[Foto: A. Muster]])
        {PROSE}
        #rect(fill: blue, inset: 9pt)[#text(fill: white)[*Im Kasten* \\ Nur heute!]]
        {MORE}""",
    )
    assert texts(document) == [flat(PROSE), "Im Kasten", "Nur heute!", flat(MORE), "Foto: A. Muster"]
    boxed, aside = block(document, "Im Kasten"), block(document, "Foto")
    assert (boxed.look.colour, boxed.look.ground) == ("#ffffff", "#0074d9")
    assert aside.look.angle == 270
    assert aside.box.height > aside.box.width


def test_letters_set_wide_are_words(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """#text(size: 20pt, tracking: 5pt)[STADTMUSEUM OST]

        #text(size: 14pt)[S O M M E R #h(9pt) 2 0 2 6]""",
    )
    assert texts(document) == ["STADTMUSEUM OST", "SOMMER 2026"]
    assert document.blocks[0].look.tracking == pytest.approx(0.25, abs=0.03)


def test_lines_of_an_address_stay_lines(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"Stadtmuseum \\ Hafenstraße 12 \\ 12345 Beispielstadt \\ post\\@museum.example\n\n{PROSE}"
    )
    assert texts(document)[0] == "Stadtmuseum\nHafenstraße 12\n12345 Beispielstadt\npost@museum.example"


def test_a_headline_of_two_lines_is_one_sentence(tmp_path: Path) -> None:
    document = read(tmp_path, f"#text(size: 26pt)[*Ein Sommer \\ im Museum*]\n\n{PROSE}")
    assert texts(document)[0] == "Ein Sommer im Museum"
    assert (document.blocks[0].role, document.blocks[0].level) == (Role.HEADING, 1)


def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    first = (
        "#grid(columns: (24pt, 90pt), column-gutter: 3pt, text(size: 33pt)[D], [as Stadtmuseum zeigt viele Modelle und"
    )
    document = read(tmp_path, f"#set par(leading: 5pt)\n{first} auch Karten])\n#v(-8pt)\nvon Schiffen.")
    assert texts(document)[0].startswith("Das Stadtmuseum zeigt")


def test_paragraphs_part_at_indents_and_at_white(tmp_path: Path) -> None:
    indents = read(tmp_path, f"#set par(first-line-indent: 12pt, spacing: 4pt)\n{PROSE}\n\n{MORE}\n\n{PROSE}")
    assert texts(indents) == [flat(PROSE), flat(MORE), flat(PROSE)]
    white = read(tmp_path, f"{PROSE}\n\n{MORE}")
    assert texts(white) == [flat(PROSE), flat(MORE)]


def test_items_begin_with_a_bullet_or_count_on_and_dates_do_not(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """
        - Eintritt frei
        - Ermäßigt 5 €, auch für Gruppen ab zehn Personen und für Mitglieder des Vereins der Freunde, der hilft

        12. Mai geht es los, und zwar

        1. Anmelden
        2. Ankommen""",
    )
    assert [block.role for block in document.blocks] == [Role.ITEM, Role.ITEM, Role.PARAGRAPH, Role.ITEM, Role.ITEM]
    assert texts(document)[1].startswith("• Ermäßigt")
    assert texts(document)[1].endswith("der hilft")


def test_levels_follow_sizes_and_none_is_skipped(tmp_path: Path) -> None:
    sizes = {"Unter": 12, "Titel": 30, "Mitte": 18, "Klein": 12, "Ende": 18}
    document = read(tmp_path, "\n\n".join(f"#text(size: {size}pt)[*{name}*]\n\n{MORE}" for name, size in sizes.items()))
    levels = {block.text: block.level for block in document.blocks if block.role is Role.HEADING}
    assert levels == {"Unter": 1, "Titel": 1, "Mitte": 2, "Klein": 1, "Ende": 2}


def test_what_the_file_says_of_its_headings_counts(tmp_path: Path) -> None:
    from studio.documents import typesetting

    path = tmp_path / "flyer.pdf"
    source = f"= Titel\n#text(size: 8pt)[== Leise]\n{MORE}\n\n*{MORE}*\n\n{PROSE}"
    path.write_bytes(typesetting.pdf(f'#set document(title: "T")\n{source}', {}, standard="ua-1"))
    document = pdf.read(path, report=quiet)
    assert [(block.text, block.level) for block in document.blocks if block.role is Role.HEADING] == [
        ("Titel", 1),
        ("Leise", 2),
    ]
    assert document.title == "T"


def test_weight_slant_height_and_links_are_marks(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        'Der *große* Saal hat 120 m#super[2] und _viel_ Licht, siehe #link("https://museum.example/saal")[mehr dazu].',
    )
    text = document.blocks[0].text
    assert text == "Der große Saal hat 120 m2 und viel Licht, siehe mehr dazu."
    assert {(mark.kind, text[mark.start : mark.stop], mark.value) for mark in document.blocks[0].marks} == {
        (MarkKind.BOLD, "große", ""),
        (MarkKind.SUPERSCRIPT, "2", ""),
        (MarkKind.ITALIC, "viel", ""),
        (MarkKind.LINK, "mehr dazu", "https://museum.example/saal"),
    }


def test_an_address_broken_over_lines_is_healed_by_its_link(tmp_path: Path) -> None:
    address = "www.stadt-museum.example/programm/sommer-2026/fuehrungen-und-feste"
    document = read(tmp_path, f'#block(width: 130pt)[Mehr steht unter #link("https://{address}")[{address}] im Netz.]')
    assert len(document.blocks[0].areas[0].lines) > 1
    assert texts(document) == [f"Mehr steht unter {address} im Netz."]


def test_links_within_the_file_name_the_page_as_people_count(tmp_path: Path) -> None:
    document = read(tmp_path, "#link(<ziel>)[Zum Plan]\n#pagebreak()\nDer Plan <ziel>")
    assert [mark.value for mark in document.blocks[0].marks] == ["page:2"]


def test_a_table_with_lines_has_cells(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "#table(columns: 3, [*Raum*], [*Thema*], [*Zahl*], [1], [Alte Schiffe], [120], "
        "table.cell(colspan: 2)[Summe], [121])",
    )
    found = {block.text: block.cell for block in document.blocks if block.role is Role.CELL and block.cell}
    assert list(found) == ["Raum", "Thema", "Zahl", "1", "Alte Schiffe", "120", "Summe", "121"]
    assert found["Thema"] == Cell(0, 0, 1, is_header=True)
    assert found["Alte Schiffe"] == Cell(0, 1, 1)
    assert found["Summe"] == Cell(0, 2, 0, columns=2)


def test_times_beside_days_are_a_table_and_addresses_are_none(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """#table(columns: 2, stroke: none, [Dienstag], [10–18 Uhr], [Samstag], [11–17 Uhr], [Montag], [geschlossen])
        #v(30pt)
        #grid(columns: (1fr, 1fr), [Stadtmuseum \\ Hafenstraße 12 \\ 12345 Stadt],
          [Telefon 0123 4567 \\ Bus 7 \\ Halt Hafen])""",
    )
    cells = [(block.text, block.cell.row, block.cell.column) for block in document.blocks if block.cell]
    assert cells[:3] == [("Dienstag", 0, 0), ("10–18 Uhr", 0, 1), ("Samstag", 1, 0)]
    assert len(cells) == 6
    assert texts(document)[6:] == ["Stadtmuseum\nHafenstraße 12\n12345 Stadt", "Telefon 0123 4567\nBus 7\nHalt Hafen"]


def test_numbers_that_end_below_each_other_are_set_from_the_right(tmp_path: Path) -> None:
    document = read(
        tmp_path, "#table(columns: 2, align: (left, right), [Karte], [8 €], [Katalog], [12,50 €], [Tee], [3 €])"
    )
    assert {block.text: block.look.align for block in document.blocks}["12,50 €"] is Align.END
    assert {block.text: block.look.align for block in document.blocks}["Katalog"] is Align.START


def test_dots_that_lead_to_a_number_are_no_text(tmp_path: Path) -> None:
    document = read(
        tmp_path, "Einführung #box(width: 1fr, repeat[.]) 3\n\nDer erste Saal #box(width: 1fr, repeat[.]) 12"
    )
    assert texts(document) == ["Einführung", "3", "Der erste Saal", "12"]
    assert [block.role for block in document.blocks] == [Role.CELL] * 4


def test_what_comes_again_on_each_page_is_a_header_or_footer(tmp_path: Path) -> None:
    head = "#set page(header: [Museumsblatt], footer: context [Seite #counter(page).display()])"
    document = read(tmp_path, f"{head}\n{PROSE}\n#pagebreak()\n{MORE}")
    assert [(block.role, block.text[:12]) for block in document.blocks] == [
        (Role.HEADER, "Museumsblatt"),
        (Role.PARAGRAPH, flat(PROSE)[:12]),
        (Role.FOOTER, "Seite 1"),
        (Role.HEADER, "Museumsblatt"),
        (Role.PARAGRAPH, flat(MORE)[:12]),
        (Role.FOOTER, "Seite 2"),
    ]


@pytest.mark.parametrize(("set_as", "align"), [("left", Align.START), ("center", Align.CENTER), ("right", Align.END)])
def test_it_is_seen_how_lines_are_aligned(tmp_path: Path, set_as: str, align: Align) -> None:
    document = read(tmp_path, f"#align({set_as})[Wir danken sehr \\ allen Freundinnen und Freunden, \\ ja, allen]")
    assert document.blocks[0].look.align is align


def test_the_look_is_that_of_most_letters(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        '#set par(leading: 8pt)\n#block(width: 200pt)[#text(font: "Liberation Sans", size: 14pt, fill: rgb("#123456"), '
        f'weight: "bold")[{MORE}]]',
    )
    look = document.blocks[0].look
    assert (look.family, look.size, look.is_bold, look.is_italic) == (Family.SANS, 14, True, False)
    assert (look.colour, look.ground) == ("#123456", "#ffffff")
    assert 1.2 < look.leading < 1.4


def test_a_block_may_grow_up_to_the_next_thing(tmp_path: Path) -> None:
    document = read(tmp_path, "Kurz\n#v(40pt)\n#line(length: 100%)\n#v(10pt)\nEin Satz, der unten steht.")
    room = document.blocks[0].areas[0].room
    assert room is not None
    rule, margin = 36 + 10 + 9 + 40, 384
    assert document.blocks[0].box.bottom + 20 < room.bottom < rule + 12
    assert room.right == pytest.approx(margin, abs=30)


def test_each_object_of_text_belongs_to_a_line(tmp_path: Path) -> None:
    document = read(tmp_path, f"= Titel\n{PROSE}\n\n*Fett* und _schräg_")
    with pdfium.opened(tmp_path / "flyer.pdf") as file, pdfium.page_of(file, 0) as page:
        every = {drawn.number for drawn in pdfium.objects(page) if drawn.kind is Kind.TEXT}
    held = [place for block in document.blocks for line in block.areas[0].lines for place in line.places]
    assert set(held) == every


def test_a_headline_drawn_as_shapes_is_read_with_the_shapes_that_draw_it(tmp_path: Path) -> None:
    document = read(tmp_path, f"#image(bytes({json.dumps(outlined('Sommerfest'))}), width: 300pt)\n\n{PROSE}")
    found = block(document, "Sommerfest")
    assert (found.lettering, found.role, found.look.colour) == (Lettering.OUTLINE, Role.HEADING, "#800000")
    assert document.pages[0].kind is PageKind.MIXED
    with pdfium.opened(tmp_path / "flyer.pdf") as file, pdfium.page_of(file, 0) as page:
        paths = [drawn.number for drawn in pdfium.objects(page) if drawn.kind is Kind.PATH]
    assert sorted(found.areas[0].lines[0].places) == paths


def outlined(text: str) -> str:
    """Return an SVG picture of a word whose letters are paths, as a drawing program makes it."""
    from PIL import ImageFont

    from studio.documents import fonts
    from tests.documents.formats.pdf.outlines import paths_of

    return paths_of(text, ImageFont.truetype(fonts.folder() / "LiberationSans-Bold.ttf", 64), "#800000")


def test_the_practice_flyer_is_read_as_it_was_written() -> None:
    from studio import paths

    folder = paths.resources() / "practice"
    if not (folder / "flyer.de.pdf").is_file():
        pytest.skip("no practice flyer here; the scripts in packaging/practice make it")
    document = pdf.read(folder / "flyer.de.pdf", report=quiet)
    written = json.loads((folder / "flyer.de.json").read_text("utf-8"))
    assert sorted(plain(block.text) for block in document.blocks if block.text) == sorted(
        plain(one["text"]) for one in written
    )
    roles = {(plain(block.text), block.role.value) for block in document.blocks}
    assert {(plain(one["text"]), one["role"]) for one in written} - roles == set()


def plain(text: str) -> str:
    return " ".join(text.lstrip(string.punctuation + "• ").split())


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    said: list[Progress | Partial] = []
    read(tmp_path, "Eins\n#pagebreak()\nZwei")
    pdf.read(tmp_path / "flyer.pdf", report=said.append)
    assert [one.done for one in said if isinstance(one, Progress)] == [0, 1, 2]


def test_title_and_language_are_the_files_own(tmp_path: Path) -> None:
    document = read(tmp_path, '#set document(title: "Sommerprogramm")\nText')
    assert (document.title, document.language) == ("Sommerprogramm", "de")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cmyk", "Pure Magenta"),
        ("francais", "whisky"),
        ("type3_font_nomapping", "ua"),
        ("truetype_font_nomapping", "Phone"),
    ],
)
def test_pages_without_sound_text_are_read_from_their_picture(material: Path, name: str, said: str) -> None:
    document = pdf.read(material / f"{name}.pdf", report=quiet)
    assert said in "\n".join(texts(document))


def test_the_shared_tagged_file_is_read_with_its_tables(material: Path) -> None:
    document = pdf.read(material / "tagged.pdf", report=quiet)
    assert (document.title, document.language) == ("Tagged PDF Demo", "en-CA")
    cells = {block.text: block.cell for block in document.blocks if block.cell}
    assert cells["Cell 4"] == Cell(1, 2, 1)
    assert [block.text for block in document.blocks if block.role is Role.CAPTION] == ["Table 1: Table caption"]
