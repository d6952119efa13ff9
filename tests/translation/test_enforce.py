"""Terms in a job: chosen among the answers, put in by a marker, or named as not obeyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from studio.model.progress import Partial, Progress
from studio.model.term import Term
from studio.model.translation import Package, Part, TranslationUnit
from studio.translation import enforce, termbase
from studio.translation.enforce import glossary, places, reads_like
from studio.translation.scripted import Scripted, saying
from studio.translation.translate import translate

DE_EN = Package("de", "en", "de-en", "1", "/de-en")
TOUR = Term("Führung", "guided visit", "de", "en")
PAIR = ("de", "en")


def quiet(event: Progress | Partial) -> None:
    """Hear nothing."""


def done(answers: Mapping[str, str | Sequence[str]], text: str, *terms: Term) -> TranslationUnit:
    unit = TranslationUnit(text, (Part(0, text),))
    return translate([unit], [DE_EN], lambda _: Scripted(saying(answers)), report=quiet, terms=terms)[0]


def test_the_answer_that_has_the_term_is_chosen() -> None:
    unit = done(
        {"Die Führung beginnt.": ["The tour begins.", "The guided visit begins."]}, "Die Führung beginnt.", TOUR
    )
    assert (unit.target, unit.enforced, unit.unobeyed) == ("The guided visit begins.", (), ())


def test_values_go_before_terms() -> None:
    answers = {"Die Führung um 8.": ["The tour at 8.", "The guided visit at 9."]}
    unit = done(answers, "Die Führung um 8.", TOUR)
    assert (unit.target, unit.missing, unit.unobeyed) == ("The tour at 8.", (), ("Führung",))


def test_a_term_that_no_answer_has_comes_back_in_the_place_of_its_marker() -> None:
    answers = {"Die Führung beginnt.": "The tour begins.", "Die {{1}} beginnt.": "The {{1}} begins."}
    unit = done(answers, "Die Führung beginnt.", TOUR)
    assert (unit.target, unit.enforced, unit.unobeyed) == ("The guided visit begins.", ("Führung",), ())


@pytest.mark.parametrize(
    "astray", ["{{1}} Berger begins.", "{{1}}: the tour begins now.", "{{1}}", "", "The {{1}} was long."]
)
def test_an_answer_that_the_marker_led_astray_is_not_taken(astray: str) -> None:
    answers = {"Die Führung beginnt jetzt.": "The tour begins now.", "Die {{1}} beginnt jetzt.": astray}
    unit = done(answers, "Die Führung beginnt jetzt.", TOUR)
    assert (unit.target, unit.enforced, unit.unobeyed) == ("The tour begins now.", (), ("Führung",))


def test_another_form_of_a_term_is_left_to_a_person() -> None:
    unit = done({"Die Führungen sind lang.": "The tours are long."}, "Die Führungen sind lang.", TOUR)
    assert (unit.target, unit.unobeyed) == ("The tours are long.", ("Führung",))


def test_a_term_that_stays_as_it_is_is_a_name_to_keep() -> None:
    answers = {"Im Haus am See.": "In the house.", "Im {{1}}.": "In {{1}}."}
    assert done(answers, "Im Haus am See.", Term("Haus am See")).target == "In Haus am See."
    lost = done(
        dict.fromkeys(("Im Haus am See.", "Im {{1}}.", "Im X1X.", "Im Anna."), "In it."),
        "Im Haus am See.",
        Term("Haus am See"),
    )
    assert lost.missing == ("Haus am See",)


def test_terms_of_other_languages_and_longer_names_count_for_nothing() -> None:
    other = Term("Führung", "rondleiding", "de", "nl")
    assert done({"Die Führung.": "The tour."}, "Die Führung.", other).unobeyed == ()
    inside = glossary([Term("Haus am See"), Term("Haus", "house", "de", "en")], PAIR)
    assert inside.within("Im Haus am See") == ()
    assert inside.names() == ("Haus am See",)


def test_a_glossary_finds_what_the_termbase_finds() -> None:
    terms = [
        Term(word, "x", "de", "en")
        for word in ("Karte", "Haus", "Bühne", "schwarz", "Schauspielerin", "Oper", "IT", "z. B.", "große Halle")
    ]
    texts = [
        "Theaterkarten für das Schauspielhaus",
        "Häuser und Bühnen",
        "schwarze Schauspielerinnen",
        "Die IT der Kinderoper",
        "Kartenbüro",
        "Die großen Hallen, z. B. heute",
        "Drehbühne",
        "",
    ]
    found = glossary(terms, PAIR)
    for text in texts:
        assert list(found.within(text)) == termbase.relevant(terms, text, PAIR), text


def test_two_hundred_terms_cost_a_sentence_little(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(enforce.termbase, "relevant", lambda terms, source, pair: looked.append(source) or [])
    many = glossary([Term(f"Stichwort{n}", f"keyword {n}", "de", "en") for n in range(200)], PAIR)
    assert many.within("Das Konzert beginnt.") == ()
    assert looked == []


def test_places_are_forms_as_the_list_has_them_and_never_overlap() -> None:
    terms = [TOUR, Term("große Führung", "grand tour", "de", "en")]
    found = places(terms, "Die Führung, die große Führung, Führungen", "de")
    assert [(value.text, put) for value, put in found] == [("Führung", "guided visit"), ("große Führung", "grand tour")]


def test_only_what_the_term_replaces_may_go() -> None:
    term = [Term("Karte", "pass", "de", "en")]
    plain, better, astray = (
        text.split()
        for text in (
            "teachers who buy a ticket today get paintings",
            "teachers who buy a pass today get paintings",
            "teachers who buy a ticket to pass and paintings",
        )
    )
    assert reads_like(better, plain, term)
    assert not reads_like(astray, plain, term)


def test_all_wordings_are_given_on_request() -> None:
    unit = TranslationUnit("um 20.30 Uhr", (Part(0, "um 20.30 Uhr"),))
    engine = Scripted(saying({"um 20.30 Uhr": ["at 20.30", "20.30 hours", "at half past eight", "at 20.30"]}))
    asked = translate(
        [unit], [DE_EN], lambda _: engine, report=quiet, localise_values=True, alternatives=True
    )[0]  # fmt: skip
    assert asked.target == "at 8.30 pm"
    assert asked.alternatives == ("8.30 pm", "at half past eight")
    assert asked.localised == (("20.30", "8.30 pm"),)
