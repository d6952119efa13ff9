"""Terms are found in every form, in compounds, and nowhere else; what would be right is offered where it is clear."""

from __future__ import annotations

import pytest

from studio.model.term import Term, Unobeyed
from studio.translation import inflection, termbase
from studio.translation.inflection import Wanted

FORMS = {
    "de": (
        ("Karte", "Karte Karten Theaterkarten Eintrittskarte karte KARTEN"),
        ("Haus", "Haus Häuser Hauses Häusern Schauspielhaus Schauspielhäuser"),
        ("Schauspielerin", "Schauspielerin Schauspielerinnen"),
        ("Vorstellung", "Vorstellungen Abendvorstellung"),
        ("Oper", "Opern Kinderoper"),
        ("Bühne", "Bühnen Drehbühne Drehbühnen"),
        ("schwarz", "schwarze schwarzem"),
        ("Mutter", "Mütter Müttern Großmutter"),
    ),
    "nl": (
        ("zaal", "zaal zalen theaterzaal theaterzalen zaaltje"),
        ("kaartje", "kaartjes toegangskaartjes"),
        ("brief", "brieven liefdesbrieven"),
        ("huis", "huizen schouwburghuis"),
        ("voorstelling", "voorstellingen kindervoorstelling"),
        ("acteur", "acteurs"),
    ),
    "en": (
        ("story", "story stories Story"),
        ("dance", "dance danced dancing dancer dances"),
        ("theatre", "theatres"),
        ("stop", "stopped stopping"),
        ("box", "boxes"),
    ),
}
OTHERS = {
    "de": (
        ("Karte", "Kartenbüro Kartoffel karg Kern"),
        ("Meister", "meiste"),
        ("Stand", "Verstand"),
        ("Akt", "Kontakt"),
        ("Rat", "Vorrat Ratte"),
        ("Bild", "Schild"),
    ),
    "nl": (("kop", "koop"), ("zaal", "zaalwacht zalf"), ("stand", "verstand")),
    "en": (("art", "party article"), ("story", "storm"), ("stage", "backstage")),
}


@pytest.mark.parametrize("language", sorted(FORMS))
def test_a_term_is_found_in_all_its_forms(language: str) -> None:
    for term, forms in FORMS[language]:
        missed = [form for form in forms.split() if not inflection.is_in(f"Da: {form}.", Wanted(term, language))]
        assert missed == [], term


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_other_words_are_no_forms_of_it(language: str) -> None:
    for term, others in OTHERS[language]:
        assert [other for other in others.split() if inflection.is_in(other, Wanted(term, language))] == [], term


def test_each_word_of_a_term_may_have_its_ending() -> None:
    assert inflection.is_in("mit den schwarzen Karten", Wanted("schwarze Karte", "de"))
    assert not inflection.is_in("die schwarze kleine Karte", Wanted("schwarze Karte", "de"))


def test_a_term_in_capitals_of_its_own_is_found_in_these_only() -> None:
    wanted = Wanted("IT", "en", case_sensitive=True)
    assert [inflection.is_in(text, wanted) for text in ("our IT team", "it rains")] == [True, False]


def test_a_language_without_rules_knows_the_words_themselves() -> None:
    assert inflection.is_in("To jest Teatr.", Wanted("teatr", "pl"))
    assert not inflection.is_in("w teatrze", Wanted("teatr", "pl"))


CARD = Term("Karte", "ticket", "de", "en")
FOYER = Term("Foyer", "lobby", "de", "en")
HOUSE = Term("Haus am See")
LANGUAGES = ("de", "en")


@pytest.mark.parametrize(
    ("term", "source", "target", "expected"),
    [
        (CARD, "Zwei Theaterkarten, bitte.", "Two theatre tickets, please.", True),
        (CARD, "Zwei Theaterkarten, bitte.", "Two theatre cards, please.", False),
        (CARD, "Guten Abend.", "Good evening.", True),
        (Term("ticket", "kaartje", "en", "nl"), "Tickets are here.", "De theaterkaartjes liggen hier.", True),
        (Term("stage", "Bühne", "en", "de"), "The stage is dark.", "Das Bühnenbild ist dunkel.", True),
        (HOUSE, "Wir sind im Haus am See.", "We are at the Haus am See.", True),
        (HOUSE, "Wir sind im Haus am See.", "We are in the house by the lake.", False),
        (Term("Prospero"), "Prosperos Insel", "Prospero's island", True),
        (Term("Rose"), "Eine rose Blume", "A pink flower", True),
    ],
)
def test_a_term_is_obeyed_in_every_form_or_not(term: Term, source: str, target: str, expected: bool) -> None:
    assert termbase.obeyed(term, source, target) == expected


def test_only_terms_between_these_languages_count_and_the_longest_of_them() -> None:
    terms = [CARD, Term("Karte", "kaartje", "de", "nl"), Term("Freie Karte", "free ticket", "de", "en"), FOYER]
    assert termbase.relevant(terms, "Freie Karten im Saal", ("de-AT", "en")) == [terms[2]]
    assert termbase.relevant(terms, "Freie Karten und Karten", ("de", "en")) == [CARD, terms[2]]


def test_of_hypotheses_the_first_that_obeys_most_terms_is_chosen() -> None:
    source = "Die Karten liegen im Foyer."
    hypotheses = ["The cards are in the foyer.", "The tickets are in the foyer.", "The tickets lie in the foyer."]
    assert termbase.choose(hypotheses, [CARD, FOYER], source, LANGUAGES) == (1, (FOYER,))
    assert termbase.choose(hypotheses, [], source, LANGUAGES) == (0, ())


@pytest.mark.parametrize(
    ("term", "source", "target", "replacement"),
    [
        (FOYER, "Im Foyer.", "In the Foyer.", "In the lobby."),
        (CARD, "Die Karte, bitte.", "The card, please.", "The ticket, please."),
        (CARD, "Die Karten, bitte.", "The cards, please.", "The tickets, please."),
        (CARD, "Karten!", "Cards!", "Tickets!"),
        (CARD, "Karten!", "Card after card!", ""),
        (CARD, "Karten!", "Something else!", ""),
        (Term("Anna Huber"), "Das ist Anna Huber.", "This is Anna Hubert.", "This is Anna Huber."),
        (Term("Jelinek"), "Jelinek schrieb es.", "Jellinek wrote it.", "Jelinek wrote it."),
        (HOUSE, "Im Haus am See.", "In the house by the lake.", ""),
    ],
)
def test_what_would_be_right_is_offered_where_it_is_clear(
    term: Term, source: str, target: str, replacement: str
) -> None:
    found = termbase.unobeyed([term], source, target, LANGUAGES, {"Karte": ["card", "map"]})
    assert found == [Unobeyed(term, replacement)]


def test_what_is_offered_obeys() -> None:
    (found,) = termbase.unobeyed([FOYER], "Im Foyer.", "In the foyer.", LANGUAGES)
    assert termbase.obeyed(FOYER, "Im Foyer.", found.replacement, LANGUAGES)
