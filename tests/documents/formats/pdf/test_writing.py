"""A flyer written in another language: the words, what a screen reader finds, and what stays as it looked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from studio.documents.formats import pdf as formats_pdf
from studio.documents.formats.pdf import pdfium, rendering, writing
from studio.documents.output import Written
from studio.errors import InputError
from studio.model.document import (
    Area,
    Box,
    Cell,
    Document,
    Edition,
    Family,
    Lettering,
    Line,
    Look,
    Mark,
    MarkKind,
    Measure,
    Role,
    TextBlock,
)
from studio.model.progress import Partial, Progress
from tests.documents import pdf_ua, structure
from tests.documents.formats.pdf.leaflets import document, edition, leaflet, put

TWO = "BT /F 12 Tf 20 150 Td (Titel) Tj 0 -40 Td (Ein Absatz) Tj ET 1 0 0 rg 200 50 60 60 re f"


def test_what_is_written_is_tagged_and_says_the_other_words(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = with_roles(document(path.read_bytes()), Role.HEADING, Role.PARAGRAPH)
    out, _written = written(path, edition(doc, Titel="A title", Ein_Absatz="A paragraph"))
    assert pdf_ua.faults(out, "en") == []
    assert structure.read(out).outline() == [("H1", "A title"), ("P", "A paragraph")]
    assert structure.text_outside(out) == ""
    assert "Absatz" not in text(out)
    with pikepdf.open(out) as pdf, pdf.open_metadata() as said:
        assert said["dc:title"] == "Leaflet"


def test_texts_that_stay_the_same_are_written_as_they_were(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = document(path.read_bytes())
    out, made = written(path, Edition(doc, "de", {block.key: block.text for block in doc.blocks}))
    assert [said for _role, said in structure.read(out).outline()] == ["Titel", "Ein Absatz"]
    assert {fit.measure for fit in made.fits} == {Measure.NONE}
    assert differing(path, out) < 0.005


def test_the_picture_around_the_words_stays(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = document(path.read_bytes())
    out, _written = written(path, edition(doc, Titel="TITLE", Ein_Absatz="WORDS"))
    assert differing(path, out, *(block.box for block in doc.blocks)) < 0.005


def test_the_order_of_reading_is_that_of_the_blocks_over_pages(tmp_path: Path) -> None:
    path = put(
        tmp_path, leaflet("BT /F 12 Tf 20 150 Td (Eins) Tj 0 -40 Td (Zwei) Tj ET", "BT /F 12 Tf 20 150 Td (Drei) Tj ET")
    )
    doc = document(path.read_bytes())
    doc = replace(doc, blocks=(doc.blocks[2], doc.blocks[1], doc.blocks[0]))
    out, _written = written(path, edition(doc, Eins="One", Zwei="Two", Drei="Three"))
    assert [said for _role, said in structure.read(out).outline()] == ["Three", "Two", "One"]
    assert pdf_ua.faults(out) == []


def test_headings_do_not_skip_a_level_and_that_is_said(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("BT /F 12 Tf 20 150 Td (Eins) Tj 0 -40 Td (Zwei) Tj 0 -40 Td (Drei) Tj ET"))
    doc = with_roles(document(path.read_bytes()), Role.HEADING, Role.HEADING, Role.HEADING)
    levels = (2, 5, 2)
    doc = replace(doc, blocks=tuple(replace(b, level=n) for b, n in zip(doc.blocks, levels, strict=True)))
    out, made = written(path, edition(doc, Eins="One", Zwei="Two", Drei="Three"))
    assert [role for role, _said in structure.read(out).outline()] == ["H1", "H2", "H2"]
    assert any("level" in note for note in made.notes)


def test_items_are_a_list_and_cells_a_table(tmp_path: Path) -> None:
    lines = " ".join(
        f"BT /F 12 Tf {x} {y} Td ({name}) Tj ET"
        for x, y, name in [(20, 180, "- A"), (20, 160, "- B"), (20, 120, "Tag"), (120, 120, "Preis"), (120, 100, "5")]
    )
    path = put(tmp_path, leaflet(lines))
    doc = with_roles(document(path.read_bytes()), Role.ITEM, Role.ITEM, Role.CELL, Role.CELL, Role.CELL)
    cells = [None, None, Cell(1, 0, 0, is_header=True), Cell(1, 0, 1, is_header=True), Cell(1, 1, 1)]
    doc = replace(doc, blocks=tuple(replace(b, cell=cell) for b, cell in zip(doc.blocks, cells, strict=True)))
    out, _written = written(path, edition(doc, __A="- C", __B="- D", Tag="Day", Preis="Price", **{"5": "6"}))
    tree = structure.read(out)
    assert [item.text for item in tree.all("L")[0].all("LBody")] == ["- C", "- D"]
    rows = [[(cell.role, cell.text, cell.scope) for cell in row.kids] for row in tree.all("Table")[0].all("TR")]
    assert rows == [[("TH", "Day", "Column"), ("TH", "Price", "Column")], [("TD", "", ""), ("TD", "6", "")]]
    assert pdf_ua.faults(out) == []


def test_a_cell_over_several_rows_and_columns_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("BT /F 12 Tf 20 150 Td (Gross) Tj 0 -40 Td (Klein) Tj ET"))
    doc = with_roles(document(path.read_bytes()), Role.CELL, Role.CELL)
    cells = [Cell(1, 0, 0, rows=2, columns=2), Cell(1, 2, 1)]
    doc = replace(doc, blocks=tuple(replace(b, cell=cell) for b, cell in zip(doc.blocks, cells, strict=True)))
    out, _written = written(path, edition(doc, Gross="Large", Klein="Small"))
    first, second, third = structure.read(out).all("TR")
    assert first.kids[0].spans == {"RowSpan": 2, "ColSpan": 2}
    assert [len(first.kids), len(second.kids), [cell.text for cell in third.kids]] == [1, 0, ["", "Small"]]


def test_a_picture_says_its_description_or_is_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = document(path.read_bytes())
    figures = [TextBlock(8, (Area(0, Box(200, 90, 260, 150)),), "", Role.FIGURE, lettering=Lettering.NONE)]
    figures.append(replace(figures[0], key=9))
    doc = replace(doc, blocks=(*doc.blocks, *figures))
    texts = {1: "A title", 2: "A paragraph", 8: "A red square ★ 日本"}
    out, made = written(path, Edition(doc, "en", texts, "T"))
    assert [(one.alt, one.role) for one in structure.read(out).all("Figure")] == [("A red square ★ 日本", "Figure")]
    assert pdf_ua.faults(out) == []
    assert any("description" in note for note in made.notes)
    assert differing(path, out, *(block.box for block in doc.blocks[:2])) < 0.005


def test_links_lead_to_addresses_and_pages(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("BT /F 12 Tf 20 150 Td (Hier und dort) Tj ET", "BT /F 12 Tf 20 150 Td (Ende) Tj ET"))
    doc = document(path.read_bytes())
    marks = (Mark(0, 4, MarkKind.LINK, "https://example.org/a?b=c"), Mark(9, 14, MarkKind.LINK, "page:2"))
    out, _written = written(path, Edition(doc, "en", {1: "Here and there", 2: "End"}, "T", {1: marks}))
    tree = structure.read(out)
    assert [(link.text, link.target) for link in tree.all("Link")] == [
        ("Here", "https://example.org/a?b=c"),
        ("there", "page 2"),
    ]
    assert tree.kids[0].text == "Here and there"
    assert pdf_ua.faults(out) == []


def test_links_over_pictures_and_kept_words_stay(tmp_path: Path) -> None:
    def link(*sides: int) -> pikepdf.Dictionary:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org")
        return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=list(sides), A=action)

    notes = pikepdf.Array([link(200, 50, 260, 110), link(20, 148, 56, 160)])
    path = put(tmp_path, leaflet(TWO, more={"/Annots": notes}))
    out, _written = written(path, edition(document(path.read_bytes()), Ein_Absatz="Words"))
    tree = structure.read(out)
    assert [link.target for link in tree.all("Link")] == ["https://example.org"] * 2
    assert len(tree.kids[0].all("Link")) == 1
    assert pdf_ua.faults(out) == []


def test_kept_words_look_the_same_are_read_once_and_in_their_language(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = document(path.read_bytes())
    doc = replace(doc, blocks=(replace(doc.blocks[0], is_kept=True), doc.blocks[1]))
    out, made = written(path, edition(doc, Titel="Never used", Ein_Absatz="A paragraph"))
    tree = structure.read(out)
    assert [(one.text, one.language) for one in tree.kids] == [("Titel", "de"), ("A paragraph", "")]
    assert text(out).count("Titel") == 1
    assert differing(path, out, doc.blocks[1].box) < 0.0001
    assert pdf_ua.faults(out, "en") == []
    assert {fit.key for fit in made.fits} == {1, 2}


def test_kept_words_of_a_scan_are_read_and_seen_once(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("0 g 20 100 200 8 re f"))
    scanned = TextBlock(1, (Area(0, Box(20, 88, 220, 104)),), "Wie im Bild", lettering=Lettering.SCAN, is_kept=True)
    doc = replace(document(path.read_bytes()), blocks=(scanned,))
    out, _written = written(path, Edition(doc, "en", {}, "T"))
    assert structure.read(out).outline() == [("P", "Wie im Bild")]
    assert differing(path, out) < 0.0001


def test_words_of_a_scan_that_say_the_same_stay_as_they_look(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("0 g 20 100 200 8 re f"))
    scanned = TextBlock(1, (Area(0, Box(20, 88, 220, 104)),), "www.theater.eu", lettering=Lettering.SCAN)
    doc = replace(document(path.read_bytes()), blocks=(scanned,))
    out, _written = written(path, Edition(doc, "en", {1: "www.theater.eu"}, "T"))
    assert structure.read(out).outline() == [("P", "www.theater.eu")]
    assert differing(path, out) < 0.0001


def test_words_heard_from_letters_that_say_nothing_are_set_anew_and_kept_ones_stay(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = document(path.read_bytes())
    heard = [replace(b, lettering=Lettering.SCAN, areas=(Area(0, b.box, (Line(b.box, b.text),)),)) for b in doc.blocks]
    doc = replace(doc, blocks=(heard[0], replace(heard[1], is_kept=True)))
    out, _written = written(path, Edition(doc, "de", {block.key: block.text for block in doc.blocks}, "T"))
    assert structure.read(out).outline() == [("P", "Titel"), ("P", "Ein Absatz")]
    assert differing(path, out) < 0.005
    assert text(out).count("Titel") == 1


def test_words_heard_from_letters_are_set_in_the_kind_of_face_that_the_file_names(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("BT /F 12 Tf 20 150 Td (mmmiii) Tj ET"))
    block = document(path.read_bytes()).blocks[0]
    area = Area(0, block.box, (Line(block.box, block.text),))
    heard = replace(block, lettering=Lettering.SCAN, areas=(area,), look=Look(size=15.0, is_bold=True))
    doc = replace(document(path.read_bytes()), blocks=(heard,))
    out, made = written(path, Edition(doc, "en", {1: "iiimmm"}, "T"))
    assert made.fits[0].measure is Measure.NONE
    with pikepdf.open(out) as pdf:
        assert {
            str(held.FontName)[8:]
            for held in pdf.objects
            if isinstance(held, pikepdf.Dictionary) and "/FontName" in held
        } == {"LiberationMono"}


def test_marked_words_are_set_apart_and_stay_one_text(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    marks = {2: (Mark(0, 3, MarkKind.BOLD), Mark(4, 7, MarkKind.ITALIC), Mark(8, 9, MarkKind.SUPERSCRIPT))}
    doc = document(path.read_bytes())
    doc = replace(
        doc, blocks=tuple(replace(block, look=replace(block.look, family=Family.SANS)) for block in doc.blocks)
    )
    out, _written = written(path, Edition(doc, "en", {1: "Title", 2: "One two 3"}, "T", marks))
    assert structure.read(out).outline()[1] == ("P", "One two 3")
    with pikepdf.open(out) as pdf:
        names = {
            str(held.FontName)[8:]
            for held in pdf.objects
            if isinstance(held, pikepdf.Dictionary) and "/FontName" in held
        }
    assert names == {"LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic"}


def test_decoration_is_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    doc = document(path.read_bytes())
    for texts, said in (({1: "Title", 2: "Words"}, "Title"), ({2: "Words"}, "Titel")):
        doc = replace(doc, blocks=(replace(doc.blocks[0], is_decoration=True), doc.blocks[1]))
        out, _written = written(path, Edition(doc, "en", texts, "T"))
        assert structure.read(out).outline() == [("P", "Words")]
        assert said in text(out)
        assert pdf_ua.faults(out) == []


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_cropped_and_turned_pages_are_written_as_people_see_them(tmp_path: Path, turned: int) -> None:
    more = {"/CropBox": [10, 40, 250, 180], "/Rotate": turned}
    path = put(tmp_path, leaflet(TWO, more=more))
    doc = document(path.read_bytes())
    out, _written = written(path, Edition(doc, "en", {block.key: block.text for block in doc.blocks}, "T"))
    with pdfium.opened(out) as pdf:
        assert pdf[0].get_size() == (doc.pages[0].width, doc.pages[0].height)
    assert differing(path, out) < 0.01


def test_sloped_words_stay_sloped(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("BT /F 12 Tf 0.866 0.5 -0.5 0.866 60 60 Tm (Schief gesetzt) Tj ET"))
    doc = document(path.read_bytes())
    out, _written = written(path, edition(doc, Schief_gesetzt="Schief gesetzt"))
    assert differing(path, out) < 0.005
    assert text(out).strip() == "Schief gesetzt"


def test_a_block_runs_on_in_its_next_area_as_one_element(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("BT /F 12 Tf 20 150 Td (Eine Zeile) Tj ET", "BT /F 12 Tf 20 150 Td (noch eine) Tj ET"))
    one, other = document(path.read_bytes()).blocks
    doc = document(path.read_bytes())
    doc = replace(doc, blocks=(replace(one, areas=one.areas + other.areas, text="Eine Zeile noch eine"),))
    out, made = written(path, Edition(doc, "en", {1: "First line goes on"}, "T"))
    tree = structure.read(out)
    assert tree.outline() == [("P", "First line goes on")]
    assert text(out, 0).strip() == "First line"
    assert text(out, 1).strip() == "goes on"
    assert [fit.fits for fit in made.fits] == [True]


def test_characters_without_a_shape_are_said(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    out, made = written(path, edition(document(path.read_bytes()), Titel="日 A \ud800", Ein_Absatz="Żół Ελ ☎✓★"))
    assert made.fits[0].fits is False
    assert any("日" in note for note in made.notes)
    assert structure.read(out).outline()[1] == ("P", "Żół Ελ ☎✓★")


def test_words_are_never_taken_for_commands(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    odd = '*A* #panic("no") $x$ <a> `b` \\ [c] @d'
    out, _written = written(path, edition(document(path.read_bytes()), Titel=odd, Ein_Absatz="= // /* ~"))
    assert [said for _role, said in structure.read(out).outline()] == [odd, "= // /* ~"]


def test_nothing_of_the_source_is_left_in_the_file(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(leaflet(TWO))) as pdf:
        pdf.docinfo["/Title"] = pdf.docinfo["/Subject"] = "Geheim"
        pdf.attachments["geheim.txt"] = pikepdf.AttachedFileSpec(pdf, b"Geheim", filename="geheim.txt")
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="Geheim")
        pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(Geheim=pikepdf.Dictionary(Private="Geheim"))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Geheim", 0))
        path = tmp_path / "flyer.pdf"
        pdf.save(path)
    out, _written = written(path, edition(document(path.read_bytes()), Titel="Title", Ein_Absatz="Words"))
    assert pdf_ua.faults(out) == []
    with pikepdf.open(out) as pdf:
        whole = b"".join(
            bytes(held.read_bytes())
            for held in pdf.objects
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") != "/Image"
        )
        whole += repr(list(pdf.objects)).encode()
    assert b"Geheim" not in whole
    assert b"Absatz" not in whole


def test_the_title_is_the_first_heading_or_the_name_of_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO))
    plain = document(path.read_bytes())
    for doc, title in ((with_roles(plain, Role.PARAGRAPH, Role.HEADING), "Words"), (plain, "flyer")):
        out, _written = written(path, replace(edition(doc, Titel="First", Ein_Absatz="Words"), title=""))
        with pikepdf.open(out) as pdf, pdf.open_metadata() as said:
            assert said["dc:title"] == title


def test_many_pages_are_one_document(tmp_path: Path) -> None:
    line = "BT /F 12 Tf 20 150 Td (Seite {0}) Tj 0 -40 Td (Mehr {0}) Tj ET"
    path = put(tmp_path, leaflet(*(line.format(number) for number in range(14))))
    doc = document(path.read_bytes())
    doc = replace(doc, blocks=(*doc.blocks[::2], *doc.blocks[1::2]))
    kept = replace(doc.blocks[9], is_kept=True)
    doc = replace(doc, blocks=tuple(kept if block.key == kept.key else block for block in doc.blocks))
    texts = {block.key: block.text.replace("Seite", "Page").replace("Mehr", "More") for block in doc.blocks}
    marks = {block.key: (Mark(0, 4, MarkKind.LINK, "page:1"),) for block in doc.blocks[14:]}
    out, made = written(path, Edition(doc, "en", texts, "T", marks))
    tree = structure.read(out)
    said = [f"Page {number}" for number in range(14)] + [f"More {number}" for number in range(14)]
    said[9] = "Seite 9"
    assert [kid.text for kid in tree.kids] == said
    assert [link.target for link in tree.all("Link")] == ["page 1"] * 14
    assert pdf_ua.faults(out, "en") == []
    assert sorted(fit.key for fit in made.fits) == list(range(1, 29))


def test_what_lies_on_a_page_is_painted_on_it(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(leaflet(TWO))) as pdf:
        shown = pdf.make_stream(b"0 0 1 rg 0 0 10 10 re f", BBox=[0, 0, 10, 10])
        stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[100, 60, 160, 80], F=4)
        stamp.AP = pikepdf.Dictionary(N=shown)
        hidden = pikepdf.Dictionary({**dict(stamp.items()), "/Rect": [20, 20, 60, 60], "/F": 2})
        said = pdf.make_stream(b"1 g BT /F 12 Tf 2 4 Td (Stempel) Tj ET", BBox=[0, 0, 60, 20])
        said.Resources = pikepdf.Dictionary(Font=pdf.pages[0].Resources.Font)
        wordy = pikepdf.Dictionary({**dict(stamp.items()), "/Rect": [100, 60, 160, 80]})
        wordy.AP = pikepdf.Dictionary(N=said)
        pdf.pages[0].obj.Annots = pikepdf.Array([stamp, wordy, hidden])
        path = tmp_path / "flyer.pdf"
        pdf.save(path)
    doc = document(path.read_bytes())
    out, _written = written(path, edition(doc, Titel="Title", Ein_Absatz="Words"))
    boxes = [block.box for block in doc.blocks]
    assert differing(path, out, *boxes) < 0.01  # letters of stamps are pictures of letters now
    assert differing(path, out, *boxes, Box(100, 120, 160, 140)) < 0.0001
    assert pdf_ua.faults(out) == []
    assert "Stempel" not in text(out)


def test_a_picture_on_every_page_is_in_the_file_once(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(leaflet("/A Do", "/A Do", "/A Do"))) as pdf:
        cover = pdf.make_stream(bytes(range(100)), Subtype=pikepdf.Name.Image, Width=10, Height=10)
        picture = pdf.make_stream(bytes(300), Subtype=pikepdf.Name.Image, Width=10, Height=10, SMask=cover)
        for one in (cover, picture):
            one.BitsPerComponent, one.ColorSpace = 8, pikepdf.Name.DeviceGray
        picture.ColorSpace = pikepdf.Name.DeviceRGB
        for page in pdf.pages:
            page.Resources.XObject = pikepdf.Dictionary(A=picture)
        path = tmp_path / "flyer.pdf"
        pdf.save(path)
    out, _written = written(path, edition(document(path.read_bytes())))
    with pikepdf.open(out) as pdf:
        assert [str(held.Width) for held in pdf.objects if isinstance(held, pikepdf.Stream) and "/Width" in held] == [
            "10"
        ] * 2


def test_unbalanced_and_endless_content_is_written(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("Q Q q q /A Do", forms={"A": "Q BT /F 12 Tf 20 150 Td (Titel) Tj ET q /A Do"}))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = pdf.pages[0].Resources.XObject.A
        form.Resources.XObject = pikepdf.Dictionary(A=form)
        pdf.save(path)
    out, _written = written(path, edition(document(path.read_bytes()), Titel="Title"))
    assert structure.read(out).outline() == [("P", "Title")]


def test_a_file_that_only_one_reader_can_mend_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, leaflet(TWO))

    def refuse(*_args: object, **_more: object) -> None:
        raise pikepdf.PdfError("no trailer")

    monkeypatch.setattr(pikepdf, "open", refuse)
    with pytest.raises(InputError, match=r"flyer\.pdf"):
        written(path, edition(document(path.read_bytes())))
    assert not (tmp_path / "out.pdf").exists()


def test_headings_of_several_pages_are_bookmarks_in_the_other_language(tmp_path: Path) -> None:
    path = put(
        tmp_path, leaflet("BT /F 12 Tf 20 150 Td (Eins) Tj ET", "BT /F 12 Tf 20 150 Td (Zwei) Tj 0 -40 Td (Drei) Tj ET")
    )
    doc = with_roles(document(path.read_bytes()), Role.HEADING, Role.HEADING, Role.HEADING)
    doc = replace(doc, blocks=tuple(replace(b, level=n) for b, n in zip(doc.blocks, (1, 1, 2), strict=True)))
    out, _written = written(path, edition(doc, Eins="One", Zwei="Two", Drei="Three"))
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        assert [(item.title, [kid.title for kid in item.children]) for item in outline.root] == [
            ("One", []),
            ("Two", ["Three"]),
        ]


def test_a_page_is_shown_as_it_is_written_and_kept_for_the_next_time(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet("0 g 5 5 20 20 re f", TWO))
    ed = edition(document(path.read_bytes()), Titel="Title", Ein_Absatz="A longer paragraph")
    out, made = written(path, ed)
    keep = tmp_path / "kept"
    shown = [writing.show(path, ed, 1, 600, keep=keep) for _turn in range(2)]
    assert len(list(keep.iterdir())) == 2
    for held in keep.iterdir():
        held.write_bytes(b"damaged")
    shown.append(writing.show(path, ed, 1, 600, keep=keep))
    assert {one.picture for one in shown} == {rendering.picture(out, 1, 600)}
    assert shown[0].fits == made.fits
    assert [key for key, _box in shown[0].boxes] == [1, 2]
    assert shown[0].boxes[1][1].top == pytest.approx(ed.document.blocks[1].box.top, abs=2)


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    path = put(tmp_path, leaflet(TWO, TWO))
    told: list[Progress | Partial] = []
    writing.write(path, Edition(document(path.read_bytes()), "en", {}, "T"), tmp_path / "out.pdf", report=told.append)
    assert [one.done for one in told if isinstance(one, Progress)] == [1, 2, 3]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cmyk", "formxobject", "link", "tagged", "toc"])
@pytest.mark.parametrize("change", [str, str.upper])
def test_flyers_of_others_keep_their_look_and_say_the_other_words(
    tmp_path: Path, material: Path, name: str, change: Callable[[str], str]
) -> None:
    doc = read(material, name)
    blocks = [block for block in doc.blocks if block.role is not Role.FIGURE]
    ed = Edition(doc, "en", {b.key: change(b.text) for b in blocks}, "T", {b.key: b.marks for b in blocks})
    out, _made = written(put(tmp_path, (material / f"{name}.pdf").read_bytes()), ed)
    assert pdf_ua.faults(out, "en") == []
    said = " ".join(text for _role, text in structure.read(out).outline())
    assert said == " ".join(" ".join(change(block.text).split()) for block in blocks)
    for page in doc.pages:
        areas = [area for block in blocks for area in block.areas if area.page == page.number]
        free = [box for area in areas for box in (area.box, area.room) if box is not None]
        assert differing(material / f"{name}.pdf", out, *free, page=page.number) < 0.005


@cache
def read(material: Path, name: str) -> Document:
    return formats_pdf.read(material / f"{name}.pdf", report=lambda _progress: None)


def written(path: Path, edition: Edition) -> tuple[Path, Written]:
    out = path.with_name("out.pdf")
    made = writing.write(path, edition, out, report=lambda _progress: None)
    assert made.files == (out,)
    return out, made


def with_roles(document: Document, *roles: Role) -> Document:
    return replace(
        document, blocks=tuple(replace(b, role=role) for b, role in zip(document.blocks, roles, strict=True))
    )


def text(path: Path, page: int = 0) -> str:
    with pdfium.opened(path) as pdf, pdfium.page_of(pdf, page) as seen:
        held = seen.get_textpage()
        try:
            return str(held.get_text_range())
        finally:
            held.close()


def differing(one: Path, other: Path, *besides: Box, page: int = 0) -> float:
    """Return the share of pixels in which two pages differ, some boxes (and a point around them) left out."""
    before, after = (rendering.render(path, page, dpi=144).astype(int) for path in (one, other))
    assert before.shape == after.shape
    apart = np.abs(before - after).max(axis=2) > 40
    for box in besides:
        around = box.grown(1)
        apart[int(2 * around.top) : int(2 * around.bottom) + 1, int(2 * around.left) : int(2 * around.right) + 1] = (
            False
        )
    return float(apart.mean())
