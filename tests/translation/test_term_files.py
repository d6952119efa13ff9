"""Lists of terms as people and other programs have them; what is written is read back the same."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import InputError
from studio.model.term import Term
from studio.translation import tbx, term_csv, xml_stream
from studio.translation.term_csv import Table

TERMS = [
    Term("Karte", "ticket", "de", "en", "never “card”; ask Eva", case_sensitive=True),
    Term("Haus am See", "", "", "", "the venue\nitself"),
    Term("=SUMME", "-sum", "de", "en"),
]


def loads(text: str, encoding: str = "utf-8") -> list[Term]:
    return list(term_csv.loads(text.encode(encoding), ("de", "en")).terms)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_table_comes_back_as_it_was(delimiter: str) -> None:
    assert term_csv.loads(term_csv.dumps(TERMS, delimiter)) == Table(tuple(TERMS))


def test_a_spreadsheet_takes_no_term_for_a_formula() -> None:
    assert "'=SUMME;'-sum" in term_csv.dumps(TERMS).decode("utf-8-sig")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
CLEAN = WORDS.map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(st.builds(Term, CLEAN, CLEAN, st.just("de"), st.just("en"), CLEAN), max_size=5))
def test_any_terms_come_back_as_they_were(terms: list[Term]) -> None:
    terms = [term for term in dict.fromkeys(terms) if term.source != term.target]
    assert list(term_csv.loads(term_csv.dumps(terms)).terms) == terms


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_as_every_spreadsheet_writes_them(encoding: str) -> None:
    assert loads("Begriff;Übersetzung\nBühne;stage – café\n", encoding) == [Term("Bühne", "stage – café", "de", "en")]


@pytest.mark.parametrize(
    "heading",
    ["Source,Target,Note", "BEGRIFF,Übersetzung,Anmerkung", "bron,vertaling,opmerking", " term ,translation,comment"],
)
def test_headings_are_known_in_three_languages(heading: str) -> None:
    assert loads(f"{heading}\nBühne,stage,x") == [Term("Bühne", "stage", "de", "en", "x")]


def test_columns_may_stand_in_any_order_and_others_are_left_alone() -> None:
    text = "Nr;Vertaling;Doeltaal;Bron;Brontaal;Behouden\n1;stage;Engels;Bühne;de-AT;\n2;;;Prospero;;ja\n"
    assert loads(text) == [Term("Bühne", "stage", "de-AT", "en"), Term("Prospero", "", "de", "en")]


def test_headings_may_be_the_names_of_the_languages() -> None:
    assert loads("Deutsch\tNiederländisch\tNotiz\nBühne\ttoneel\tx") == [Term("Bühne", "toneel", "de", "nl", "x")]
    assert loads("de-AT,en-GB\nJause,snack") == [Term("Jause", "snack", "de-AT", "en-GB")]


def test_both_languages_may_stand_in_one_column() -> None:
    text = "source;target;languages\nBühne;stage;de-AT > en\nx;y;de → nl\na;b;de\n"
    assert [(term.source_language, term.target_language) for term in loads(text)] == [
        ("de-AT", "en"),
        ("de", "nl"),
        ("de", "en"),
    ]


def test_without_headings_the_columns_are_source_target_and_note() -> None:
    assert loads("Bühne;stage;x\nFoyer;lobby\nProspero\n") == [
        Term("Bühne", "stage", "de", "en", "x"),
        Term("Foyer", "lobby", "de", "en"),
        Term("Prospero", "", "de", "en"),
    ]


def test_excel_may_say_what_divides_and_cells_may_hold_it() -> None:
    assert loads('sep=,\r\nsource,target\r\n"a; b, c","d"\r\n') == [Term("a; b, c", "d", "de", "en")]
    assert loads('source;target\n"Karte, frei";"ticket, free"\n') == [Term("Karte, frei", "ticket, free", "de", "en")]


def test_rows_without_a_term_are_counted_and_doubles_come_once() -> None:
    found = term_csv.loads(b"source;target\n;stage\na;b\na;b\n\n" + b"x" * 1001 + b";y\n")
    assert (found.terms, found.left_out) == ((Term("a", "b"),), 2)


def test_an_empty_file_holds_no_terms() -> None:
    assert term_csv.loads(b"") == Table(())


@pytest.mark.parametrize("raw", [b"\x00\x01\x02", b"PK\x03\x04\x00\x00"])
def test_what_is_no_table_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="no list of terms"):
        term_csv.loads(raw)


@pytest.mark.parametrize("version", [2, 3])
def test_terms_come_back_from_tbx_but_for_their_capitals(version: Literal[2, 3]) -> None:
    file = BytesIO()
    terms = [
        Term("Karte", "ticket", "de", "en", "never < card"),
        Term("Prospero"),
        Term("Foyer", "lobby", "de-AT", "nl"),
    ]
    assert tbx.write(file, terms, version) == 3
    reading = tbx.Reading(file, "terms.tbx")
    assert list(reading) == terms
    assert (reading.left_out, reading.is_damaged) == (0, False)


V2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><martifHeader/><text>
<body><termEntry id="1"><descripGrp><descrip type="definition">where one
  plays</descrip></descripGrp>
<langSet xml:lang="en"><tig><term>stage</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="de"><ntig><termGrp><term>Bühne</term></termGrp></ntig><tig><term>Bretter</term></tig>
<tig><term>Brettl</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry>
<termEntry><langSet xml:lang="de"><tig><term>alone</term></tig></langSet></termEntry></body></text></martif>"""

DCT = """<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="b" xmlns:min="m">
<text><body><conceptEntry id="1"><langSec xml:lang="de"><basic:definition>x</basic:definition>
<termSec><term>Bühne</term></termSec></langSec>
<langSec xml:lang="nl"><termSec><term>podium</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
</termSec><termSec><term>toneel</term></termSec></langSec></conceptEntry></body></text></tbx>"""


def test_words_of_version_2_become_terms_from_the_language_asked_for() -> None:
    reading = tbx.Reading(BytesIO(V2.encode()), "terms.tbx", "de-AT")
    note = "where one plays"
    assert list(reading) == [Term("Bühne", "stage", "de", "en", note), Term("Bretter", "stage", "de", "en", note)]
    assert reading.left_out == 1


def test_words_of_version_3_are_read_in_the_style_with_names_as_tags() -> None:
    assert list(tbx.Reading(BytesIO(DCT.encode()), "terms.tbx")) == [Term("Bühne", "toneel", "de", "nl", "x")]


@pytest.mark.parametrize("text", ["", "no xml", "<html/>", "<tmx><termEntry/></tmx>"])
def test_what_is_no_tbx_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"terms\.tbx"):
        list(tbx.Reading(BytesIO(text.encode()), "terms.tbx"))


def test_entities_of_its_own_are_refused_and_what_is_torn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="entities"):
        list(tbx.Reading(BytesIO(b"<!DOCTYPE tbx [<!ENTITY a 'b'>]><tbx>&a;</tbx>"), "terms.tbx"))
    torn = tbx.Reading(BytesIO(V2.encode()[:-60]), "terms.tbx")
    assert list(torn)
    assert torn.is_damaged
    monkeypatch.setattr(xml_stream, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="too large"):
        list(tbx.Reading(BytesIO(V2.encode()), "terms.tbx"))
