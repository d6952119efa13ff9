"""Taking a sentence apart, hiding values behind markers, and mending what came back torn."""

from __future__ import annotations

import pytest

from studio.text.values import find
from studio.translation import markers, protect, repair
from studio.translation.engine import ignore
from studio.translation.markers import BRACES, CROSSES, FAMILIES, STAND_INS
from studio.translation.scripted import Scripted, changing, identity


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Das Museum ist zu.", "Das Museum ist zu."),
        ("♪ Freude, schöner Götterfunken ♪", "Freude, schöner Götterfunken"),
        ("*Telefon klingelt*", "Telefon klingelt"),
        ("[door creaks]", "door creaks"),
        ("# Happy birthday #", "Happy birthday"),
        ("- Nein, danke.", "Nein, danke."),
        ("-Nee", "Nee"),
        ("-5 Grad sind es.", "-5 Grad sind es."),
        ("Telefon: 030 1234567", "Telefon"),
        ("Tickets: www.museum.example.", "Tickets"),
        ("20.30 – Konzert im Saal 4.", "Konzert im Saal 4."),
        ("Um 20.30 Uhr.", "Um 20.30 Uhr."),
        ("www.museum.example", ""),
        ("♪", ""),
        ("", ""),
        ("20.30", ""),
        ("…", "…"),
    ],
)
def test_only_the_core_is_translated_and_the_rest_comes_back(text: str, core: str) -> None:
    frame = protect.frame(text)
    assert frame.core == core
    assert frame.around(frame.core) == text


def test_a_text_without_words_needs_no_translation() -> None:
    assert all(protect.frame(text).is_empty for text in ("♪", "…", " ", "12.3.", "www.a.de, b@c.de", "- 30", "**"))
    assert protect.frame("Anna Blume", keep=("Anna Blume",)).is_empty
    assert not protect.frame("Anna Blume singt", keep=("Anna Blume",)).is_empty


def test_names_are_kept_as_whole_words_before_the_numbers_in_them() -> None:
    found = protect.find("Haus 7 und Haus 70 um 7", keep=("Haus 7",))
    assert [(value.kind.value, value.text) for value in found] == [
        ("name", "Haus 7"),
        ("number", "70"),
        ("number", "7"),
    ]
    assert protect.faults("Im Haus 7.", "In House 7.", keep=("Haus 7",)) == protect.Faults(("Haus 7",), ("7",))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_kind_of_value_can_be_hidden_and_comes_back(family: markers.Family) -> None:
    text = "Frau Kuhn, Saal 4, 20.30 Uhr, www.a.de oder b_c@d.de."
    values = protect.find(text, keep=("Kuhn",))
    masked = markers.mask(text, values, family)
    assert masked is not None
    assert len(masked.hidden) == 5
    assert not any(value.text in masked.text for value in values if value.text != "4")
    assert masked.restored(masked.text) == text


def test_a_marker_never_looks_like_what_is_in_the_text() -> None:
    masked = markers.mask("20 Karten für 12 Euro, Saal 7", find("20 Karten für 12 Euro, Saal 7")[2:], STAND_INS)
    assert masked is not None
    assert masked.text == "20 Karten für 12 Euro, Saal 30"


@pytest.mark.parametrize(
    ("family", "back", "expected"),
    [
        (BRACES, "um { {1} } Uhr", "um 20.30 Uhr"),
        (BRACES, "um {1} Uhr", "um 20.30 Uhr"),
        (BRACES, "um {{1}} {{1}} Uhr", None),
        (BRACES, "um {{1}} Uhr }}", None),
        (BRACES, "um {{2}} Uhr", None),
        (BRACES, "um Uhr", None),
        (CROSSES, "um x1x Uhr", "um 20.30 Uhr"),
        (CROSSES, "um X1X X2X Uhr", None),
        (CROSSES, "um X11X Uhr", None),
        (STAND_INS, "um 12 Uhr", "um 20.30 Uhr"),
        (STAND_INS, "um 12.15 Uhr", None),
        (STAND_INS, "um 8,12 Uhr", None),
        (STAND_INS, "um 12 vor 12 Uhr", None),
    ],
)
def test_a_marker_must_come_back_once_and_whole(family: markers.Family, back: str, expected: str | None) -> None:
    masked = markers.mask("um 20.30 Uhr", find("um 20.30 Uhr"), family)
    assert masked is not None
    assert masked.restored(back) == expected


def test_markers_may_change_places() -> None:
    text = "von 10 bis 12 Uhr"
    masked = markers.mask(text, find(text), BRACES)
    assert masked is not None
    assert masked.restored("bis {{2}}, von {{1}}") == "bis 12, von 10"


def test_a_package_is_tried_for_the_markers_it_keeps() -> None:
    assert markers.kept(Scripted(identity), "de", ignore) == list(FAMILIES)
    assert markers.kept(Scripted(changing(r"[{}]", "")), "pl", ignore) == [CROSSES, STAND_INS]
    assert markers.kept(Scripted(changing(r"X\d|\{\{.\}\} Uhr", "")), "de", ignore) == [STAND_INS, BRACES]
    assert markers.kept(Scripted(changing(r"\d", "")), "en", ignore) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Um 20.30 Uhr.", "At 20. 30.", "At 20.30."),
        ("Um 20.30 Uhr.", "At 20 : 30.", "At 20:30."),
        ("Um 20.30 Uhr in Saal 4.", "At 20.3 in room 4.", "At 20.30 in room 4."),
        ("Mehr auf www.museum.de/a_b.", "More at www. museum. de / a b.", "More at www.museum.de/a_b."),
        ("An info@museum.de schreiben.", "Write to info @ museum .de.", "Write to info@museum.de."),
        ("Um 10 und 12 Uhr.", "At 11 and 13.", None),
        ("Um 10 Uhr.", "In the morning.", None),
        ("Mehr auf www.museum.de.", "More elsewhere.", None),
    ],
)
def test_only_what_is_clear_is_mended(source: str, target: str, expected: str | None) -> None:
    assert repair.repaired(source, target) == expected


@pytest.mark.parametrize("text", ["a" + "*" * 1500 + "b", "- " * 3000 + "a", "a." * 4000, "a@" * 4000, "1 " * 4000])
def test_odd_texts_do_not_take_for_ever(text: str) -> None:
    frame = protect.frame(text)
    assert frame.around(frame.core) == text


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Um 19.30 Uhr.", "At 9.30 pm.", "At 7.30 pm."),
        ("Am 12. Februar.", "On 12 March.", "On 12 February."),
        ("Karten kosten 12,50 Euro.", "Tickets cost 12.30 euros.", "Tickets cost 12.50 euros."),
        ("Um 8 Uhr.", "At 9 o'clock.", "At 8 o'clock."),
        ("Um 19.30 Uhr.", "On 12 March.", None),
        ("Um 19.30 Uhr und 21 Uhr.", "At 9.30 pm and 11 pm.", None),
    ],
)
def test_a_wrong_value_is_mended_as_the_language_writes_it(source: str, target: str, expected: str | None) -> None:
    assert repair.repaired(source, target, (), ("de", "en")) == expected
