"""A flyer becomes one in each language, or nothing is written and a sentence says why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.documents.locked import Locked
from studio.errors import InputError, PackError, StudioError, UncheckedError, UsageError
from studio.jobs.lanes import Lanes
from studio.model.document import Document, Edition, Page, TextBlock
from studio.model.translation import Origin, Part, TranslationUnit
from studio.workflow.flyer import translate_flyer
from studio.workflow.flyer.tasks import Worded
from studio.workflow.flyer.translate_flyer import FlyerMade, FlyerOrder, MadeEdition, is_flyer

TEXT = """Führungen und Konzerte

Guten Abend, und willkommen in unserem Haus. Das Konzert kostet 20 Euro, aber für Kinder ist der Eintritt frei.

Mehr finden Sie unter www.theater.eu.
"""


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture
def flyer(tmp_path: Path, practice: Path) -> Path:
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    path = tmp_path / "flyer.de.txt"
    path.write_text(TEXT, "utf-8")
    return path


def translate(path: Path, lanes: Lanes, order: FlyerOrder) -> FlyerMade:
    return translate_flyer.translate_flyer(path, order, lanes, lambda _event: None)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_flyer_is_written_in_each_language_with_one_record(flyer: Path, lanes: Lanes) -> None:
    made = translate(flyer, lanes, FlyerOrder(("en", "nl"), practice=True))
    assert names(flyer.parent) == ["flyer.de.txt", "flyer.en.txt", "flyer.nl.txt", "flyer.record.json"]
    english = (flyer.parent / "flyer.en.txt").read_text("utf-8")
    assert english.splitlines()[0] == "Guided tours and concerts"
    assert "The concert costs 20 euros, but for children admission is free." in english
    assert "www.theater.eu" in english
    record = json.loads(made.record.read_text("utf-8"))
    assert record["flyer"] == "flyer.de.txt"
    assert record["translated"] == {"file": "flyer.de.txt", "language": "de", "format": "text"}
    assert [edition["language"] for edition in record["editions"]] == ["en", "nl"]
    assert record["editions"][1]["packages"][0]["practice"] is True
    assert record["editions"][0]["states"] == {"machine": 3}


def test_what_was_written_before_is_replaced_and_stays_in_the_record(flyer: Path, lanes: Lanes) -> None:
    translate(flyer, lanes, FlyerOrder(("en", "nl"), practice=True))
    made = translate(flyer, lanes, FlyerOrder(("en",), practice=True))
    record = json.loads(made.record.read_text("utf-8"))
    assert [edition["language"] for edition in record["editions"]] == ["en"]
    assert [edition["language"] for each in record["earlier"] for edition in each["editions"]] == ["nl"]


def test_the_accessible_edition_comes_beside_it(flyer: Path, lanes: Lanes) -> None:
    made = translate(flyer, lanes, FlyerOrder(("en",), practice=True, kinds=("same", "pdf", "accessible")))
    wanted = {"flyer.en.txt", "flyer.en.pdf"} | {f"flyer.en.accessible.{kind}" for kind in ("pdf", "html", "txt")}
    assert {file.name for file in made.editions[0].written.files} == wanted
    assert set(names(flyer.parent)) == wanted | {"flyer.de.txt", "flyer.record.json"}
    recorded = json.loads(made.record.read_text("utf-8"))["editions"][0]["files"]
    assert {file["name"] for file in recorded} == wanted


@pytest.mark.parametrize(
    ("name", "order", "error", "sentence"),
    [
        ("flyer.de.txt", FlyerOrder(("de",)), UsageError, "Into which language"),
        ("flyer.de.txt", FlyerOrder(("fi",), practice=True), PackError, "no translation package"),
        ("flyer.de.txt", FlyerOrder(("en",)), PackError, "no translation package"),  # practice is never chosen unasked
        ("flyer.en.txt", FlyerOrder(("en",), source="de", practice=True), UsageError, "replaced by its own"),
        ("empty.de.txt", FlyerOrder(("en",), practice=True), InputError, "empty.de.txt"),
        ("numbers.txt", FlyerOrder(("en",), practice=True), UsageError, "In which language"),
        ("numbers.de.txt", FlyerOrder(("en",), practice=True), InputError, "nothing to translate"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    flyer: Path, lanes: Lanes, name: str, order: FlyerOrder, error: type[StudioError], sentence: str
) -> None:
    path = flyer.rename(flyer.with_name(name))
    if not name.startswith("flyer"):
        path.write_text("" if name.startswith("empty") else "2026\n\n20 – 30\n", "utf-8")
    before = sorted(flyer.parent.rglob("*"))
    with pytest.raises(error, match=sentence):
        translate(path, lanes, order)
    assert sorted(flyer.parent.rglob("*")) == before


def test_the_language_is_what_the_words_look_like_where_nothing_says_it(flyer: Path, lanes: Lanes) -> None:
    path = flyer.rename(flyer.with_name("flyer.txt"))
    made = translate(path, lanes, FlyerOrder(("en",), practice=True))
    assert made.source == "de"


def test_a_translation_corrected_by_hand_is_not_replaced_unasked(flyer: Path, lanes: Lanes) -> None:
    translate(flyer, lanes, FlyerOrder(("en",), practice=True))
    (flyer.parent / "flyer.en.txt").write_text("Tours and concerts", "utf-8")
    with pytest.raises(InputError, match="changed since it was made"):
        translate(flyer, lanes, FlyerOrder(("en",), practice=True))
    translate(flyer, lanes, FlyerOrder(("en",), practice=True, overwrite=True))
    assert "Guided tours" in (flyer.parent / "flyer.en.txt").read_text("utf-8")


def test_what_was_made_of_another_flyer_of_that_name_is_not_replaced_unasked(flyer: Path, lanes: Lanes) -> None:
    translate(flyer, lanes, FlyerOrder(("en",), practice=True, kinds=("pdf",)))
    other = flyer.with_suffix(".md")
    other.write_text(f"# {TEXT}", "utf-8")
    made = (flyer.parent / "flyer.en.pdf").read_bytes()
    with pytest.raises(InputError, match="is there already"):
        translate(other, lanes, FlyerOrder(("en",), practice=True, kinds=("pdf",)))
    assert (flyer.parent / "flyer.en.pdf").read_bytes() == made
    translate(flyer, lanes, FlyerOrder(("en",), practice=True, kinds=("pdf",)))
    translate(other, lanes, FlyerOrder(("en",), practice=True, kinds=("pdf",), overwrite=True))


def test_what_lost_a_number_is_held_back_and_the_rest_is_written(flyer: Path, lanes: Lanes) -> None:
    making = translate_flyer._Making(flyer, FlyerOrder(("en", "nl"), practice=True), lanes, lambda _event: None)
    making.prepare()
    lost = TranslationUnit("Um 12.", (Part(0, "Um 12."),), "'s Middags.", Origin.MACHINE, missing=("12",))
    english, dutch = (making.edition(tag, making.routes()[tag]) for tag in ("en", "nl"))
    dutch = replace(dutch, worded={**dutch.worded, english.edition.document.blocks[1].key: Worded("", (), (lost,))})
    with pytest.raises(UncheckedError, match="nl, block 2 on page 1: 12"):
        making.export([english, dutch])
    assert names(flyer.parent) == ["flyer.de.txt", "flyer.en.txt", "flyer.record.json"]


def test_a_locked_flyer_says_how_to_give_its_password(
    flyer: Path, lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    path = flyer.with_name("locked.de.pdf")
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        document.save(path, encryption=pikepdf.Encryption(owner="o", user="geheim"))
    for password, hint in (("", "--password"), ("falsch", "capital letters")):
        with pytest.raises(Locked) as told:
            translate(path, lanes, FlyerOrder(("en",), practice=True, password=password))
        assert hint in told.value.hint
    with pytest.raises(InputError, match="nothing to translate"):
        translate(path, lanes, FlyerOrder(("en",), practice=True, password="geheim"))


def test_the_title_of_the_document_that_lost_a_number_is_named_as_such() -> None:
    block = TextBlock(1, (), "Um 12.")
    document = Document("text", (Page(0, 1, 1),), (block,), "Saison 2026", "de")
    lost = TranslationUnit("Saison 2026", (Part(0, "Saison 2026"),), "Season", Origin.MACHINE, missing=("2026",))
    made = MadeEdition(Edition(document, "en", {}), {translate_flyer.TITLE: Worded("Season", (), (lost,))}, ())
    assert [made.place(number) for number, _unit in made.unchecked] == ["the title of the document"]


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("film.srt", "1\n00:00:01,000 --> 00:00:02,000\nJa.\n", False),
        ("film.txt", "{0}{25}Ja.\n{30}{60}Nein.\n", False),
        ("film.srt", "%PDF-1.4\n", True),
        ("flyer.txt", TEXT, True),
        ("flyer.md", "# Konzerte\n", True),
        ("flyer", TEXT, True),
        ("office.docx", "PK\x03\x04", True),
        ("broken.srt", "\x00\x01\x02", False),
        ("missing.pdf", None, True),
        ("missing.srt", None, False),
        ("missing.txt", None, False),
    ],
)
def test_flyers_and_subtitles_are_told_apart_by_what_is_in_them(
    tmp_path: Path, name: str, content: str | None, answer: bool
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, "latin-1" if "\x00" in content else "utf-8")
    assert is_flyer(path) is answer
