"""Memories of other programs: what is written is read back the same, what strangers wrote is not trusted."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import InputError
from studio.model.memory import MemoryUnit
from studio.translation import tmx, xml_stream

FULL = MemoryUnit(
    "Sie sagt: <i>Komm & <b>bleib</b></i> < heute>!",
    "She says: <i>Come & stay!</i>",
    "de-AT",
    "en",
    production="Der Sturm",
    reviewer="Eva Müller",
    time=datetime(2026, 5, 1, 20, 15, tzinfo=UTC),
    before="Guten Abend.",
    after="Danke.",
)
VARIANT = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'


def read(text: str | bytes) -> tuple[list[MemoryUnit], tmx.Reading]:
    reading = tmx.Reading(BytesIO(text if isinstance(text, bytes) else text.encode()), "memory.tmx")
    return list(reading), reading


def written(units: list[MemoryUnit]) -> bytes:
    file = BytesIO()
    assert tmx.write(file, units) == len(units)
    return file.getvalue()


def body(inside: str, *, source: str = "de", before: str = "") -> str:
    return f'{before}<tmx version="1.4"><header srclang="{source}"/><body>{inside}</body></tmx>'


def tu(source: str, target: str, attributes: str = "") -> str:
    return f"<tu {attributes}>{VARIANT.format('de', source)}{VARIANT.format('en', target)}</tu>"


def test_a_unit_comes_back_as_it_was() -> None:
    units, reading = read(written([FULL]))
    assert units == [FULL]
    assert (reading.left_out, reading.is_damaged) == (0, False)


def test_the_file_is_as_the_standard_says() -> None:
    text = written([FULL]).decode()
    assert text.startswith("<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">")
    assert '<seg>Sie sagt: <bpt i="2">&lt;i&gt;</bpt>Komm &amp; <bpt i="1">&lt;b&gt;</bpt>' in text
    assert 'changedate="20260501T201500Z"' in text


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\t\n\r ", exclude_categories=["Cc", "Cs"]), max_size=9)
TEXTS = st.lists(st.one_of(LINES, st.sampled_from(["<i>", "</i>", "<b>", "</b>", "x"])), max_size=6).map(" ".join)


@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was_but_for_blanks(source: str, target: str) -> None:
    units, reading = read(written([MemoryUnit(f"a {source}", f"b {target}", "de", "en")]))
    expected = [xml_stream.on_one_line(xml_stream.allowed(text)) for text in (f"a {source}", f"b {target}")]
    assert [[unit.source, unit.target] for unit in units] == [expected]
    assert not reading.is_damaged


def test_what_xml_cannot_hold_is_left_out_of_the_text() -> None:
    units, _reading = read(written([MemoryUnit("a\x00b\x1fc\ud800d", "\ufffee", "de", "en", reviewer="\x01R")]))
    assert [(unit.source, unit.target, unit.reviewer) for unit in units] == [("abcd", "e", "R")]


def test_codes_of_other_programs_go_and_the_text_stays() -> None:
    source = (
        'Vor <bpt i="1">{\\b </bpt>dem<ept i="1">}</ept> <hi type="x">Vorhang</hi><ph x="1">[1<sub>Note</sub>]</ph>'
        ' <it pos="begin">&lt;font&gt;</it>steht<ph type="lb"/>Anna\u00a0B.\n      <ut>x</ut>'
    )
    units, _reading = read(body(tu(source, "x")))
    assert [unit.source for unit in units] == ["Vor dem Vorhang steht Anna\u00a0B."]


def test_each_other_language_makes_a_unit_and_a_variant_of_the_source_none() -> None:
    variants = [("EN-GB", "Hello"), ("de_DE", "Hallo"), ("nl", "Hoi"), ("de-AT", "Servus"), ("", "nothing")]
    inside = "<tu>" + "".join(VARIANT.format(tag, text) for tag, text in variants) + "</tu>"
    units, _reading = read(body(inside, source="DE"))
    assert [(unit.source, unit.target_language, unit.target) for unit in units] == [
        ("Hallo", "EN-GB", "Hello"),
        ("Hallo", "nl", "Hoi"),
    ]


@pytest.mark.parametrize(
    ("header", "own", "expected"), [("*all*", "", "a"), ("en", "", "b"), ("de", 'srclang="EN"', "b")]
)
def test_the_source_is_what_unit_or_header_say_else_the_first(header: str, own: str, expected: str) -> None:
    units, _reading = read(body(tu("a", "b", own), source=header))
    assert [unit.source for unit in units] == [expected]


def test_dates_and_people_are_those_of_the_last_change() -> None:
    inside = tu("a", "b", 'creationdate="20200101T000000Z" creationid="Eva" changeid="Jan" changedate="rubbish"')
    (unit,) = read(body(inside))[0]
    assert (unit.reviewer, unit.time) == ("Jan", None)
    (unit,) = read(body(inside.replace("rubbish", "20250203T040506Z")))[0]
    assert unit.time == datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_what_cannot_be_used_is_counted_and_the_rest_is_read() -> None:
    useless = [
        "<tu/>",
        f"<tu>{VARIANT.format('de', 'alone')}</tu>",
        tu(" ", "empty"),
        f"<tu>{VARIANT.format('fr', 'a')}{VARIANT.format('en', 'b')}</tu>",
        tu("x" * 10_001, "long"),
        tu("&unknown;", "b"),
        "<tu><tuv xml:lang='de'/><tuv xml:lang='en'><seg>b</seg></tuv></tu>",
    ]
    units, reading = read(body(tu("a", "b") + "".join(useless) + "<odd><odder/></odd>" + tu("c", "d")))
    assert [unit.source for unit in units] == ["a", "c"]
    assert reading.left_out == len(useless)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_files_in_other_encodings_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + body(tu("Grüße", "é"))
    units, reading = read(text.encode(encoding))
    assert [(unit.source, unit.target) for unit in units] == [("Grüße", "é")]
    assert not reading.is_damaged


def test_a_torn_file_gives_what_is_whole_and_says_that_it_is_torn() -> None:
    whole = body(tu("a", "b") + tu("c", "d"))
    units, reading = read(whole[: whole.index("c<")])
    assert [unit.source for unit in units] == ["a"]
    assert reading.is_damaged


def test_a_forbidden_character_does_not_end_the_reading() -> None:
    units, _reading = read(body(tu("a&#x1F;b", "x") + tu("c", "d")))
    assert "c" in [unit.source for unit in units]


BOMB = "<!DOCTYPE tmx [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
FILE = "<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("doctype", [BOMB, FILE])
def test_a_file_with_entities_of_its_own_is_refused(doctype: str) -> None:
    with pytest.raises(InputError, match="entities"):
        read(body(tu("&a;", "x"), before=doctype))


def test_a_dtd_elsewhere_is_never_looked_for() -> None:
    before = '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'
    assert len(read(body(tu("a", "b"), before=before))[0]) == 1


@pytest.mark.parametrize("text", ["", "no xml", "\0\0\0", "{}"])
def test_what_is_no_xml_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"memory\.tmx"):
        read(text)


def test_other_xml_is_refused() -> None:
    with pytest.raises(InputError, match="no translation memory"):
        read("<html><body><tu/></body></html>")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="too large"):
        read(body(""))


def test_memory_stays_flat_however_many_units(tmp_path_factory: pytest.TempPathFactory) -> None:
    def many() -> Iterator[MemoryUnit]:
        return (MemoryUnit(f"Satz {number}", f"Sentence {number}", "de", "en") for number in range(5000))

    path = tmp_path_factory.mktemp("tmx") / "many.tmx"
    with path.open("wb") as file:
        assert tmx.write(file, many()) == 5000
    tracemalloc.start()
    with path.open("rb") as file:
        assert sum(1 for _unit in tmx.Reading(file, path.name)) == 5000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000
