"""The practice language: parallel, correctly inflected, and honest about what is held out."""

from __future__ import annotations

import random
import re

import grammar
import pytest
import templates
import vocabulary

SAMPLE = grammar.training(3000, seed=1, written=True)


@pytest.mark.parametrize("template", [*templates.SPOKEN, *templates.WRITTEN], ids=lambda template: template[0])
def test_a_pattern_has_the_same_slots_in_every_language(template: templates.Template) -> None:
    english, german, dutch = (set(re.findall(r"\{(\w+)", text)) for text in template)

    assert english == german == dutch


def test_every_slot_has_phrases() -> None:
    known = {**vocabulary.SPOKEN_SLOTS, **vocabulary.WRITTEN_SLOTS}

    used = {slot for template in (*templates.SPOKEN, *templates.WRITTEN) for slot in grammar.slots_of(template)}

    assert used == set(known)


def test_numbers_are_the_same_in_every_language() -> None:
    for sentence in SAMPLE:
        numbers = [sorted(re.findall(r"\d+", text)) for text in sentence]
        assert numbers[0] == numbers[1] == numbers[2], sentence


def test_addresses_are_the_same_in_every_language() -> None:
    for sentence in SAMPLE:
        addresses = [re.findall(r"\S+@\S+\w|https?://\S+\w|www\.\S+\w", text) for text in sentence]
        assert addresses[0] == addresses[1] == addresses[2], sentence


def test_speech_has_no_addresses() -> None:
    spoken = grammar.training(3000, seed=2)

    assert not [sentence for sentence in spoken if re.search(r"www|@|\d:\d|//", sentence.en)]


def test_sentences_begin_with_a_capital_and_have_no_open_slot() -> None:
    for sentence in SAMPLE:
        for text in sentence:
            assert text[0].isupper() or text.startswith("http"), text
            assert not re.search(r"[{}]|  ", text), text


@pytest.mark.parametrize("language", grammar.LANGUAGES)
def test_held_out_sentences_are_never_trained_in_any_language(language: str) -> None:
    trained = {getattr(sentence, language) for sentence in grammar.training(30_000, seed=4, written=True)}

    held_out = {getattr(sentence, language) for sentence in grammar.held_out(500, written=True)}

    assert len(held_out) == 500
    assert not held_out & trained


def test_held_out_sentences_come_from_most_patterns() -> None:
    heads = {re.split(r"\W", sentence.de)[0] for sentence in grammar.held_out(500)}

    assert len(heads) > 25


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert grammar.training(50, seed=3) == grammar.training(50, seed=3)
    assert grammar.held_out(50) == grammar.held_out(50)


@pytest.mark.parametrize(
    ("slot", "phrase", "english", "german"),
    [
        ("event", "the concert", "A ticket for {event}", "Eine Karte für das Konzert"),
        ("event", "the film", "A ticket for {event}", "Eine Karte für den Film"),
        ("event", "the opera", "After {event} you", "Nach der Oper"),
        ("event", "the festival", "Before {event} ", "Vor dem Festival"),
        ("role", "the conductor", "If you have questions, please", "fragen Sie bitte den Dirigenten."),
        ("role", "the choir", "{role}, who", "Der Chor, der aus"),
        ("audience", "children", "We thank all", "Wir danken allen Kindern aus"),
        ("audience", "guests", "We thank all", "Wir danken allen Gästen aus"),
        ("audience", "students", "We thank all", "Wir danken allen Studenten aus"),
    ],
)
def test_german_nouns_are_inflected(slot: str, phrase: str, english: str, german: str) -> None:
    assert german in _filled(slot, phrase, english).de


@pytest.mark.parametrize(
    ("phrase", "dutch"), [("the orchestra", "Het orkest, dat"), ("the singer", "De zangeres, die")]
)
def test_dutch_relative_pronouns_agree(phrase: str, dutch: str) -> None:
    assert _filled("role", phrase, "{role}, who").nl.startswith(dutch)


def test_a_sentence_is_found_by_its_text() -> None:
    sentence = grammar.find("de", "Am 3. Juni beginnt das Konzert um 6 Uhr.")

    assert sentence.en == "On 3 June the concert begins at 6 o'clock."
    assert sentence.nl == "Op 3 juni begint het concert om 6 uur."
    with pytest.raises(LookupError):
        grammar.find("de", "Das ist kein Satz der Übungssprache.")


def _filled(slot: str, phrase: str, english: str) -> grammar.Sentence:
    """Return a sentence of the pattern that begins so, with this phrase in the slot."""
    rng = random.Random(1)
    (template,) = (template for template in templates.SPOKEN if template[0].startswith(english))
    phrases = {name: rng.choice(vocabulary.SPOKEN_SLOTS[name]) for name in grammar.slots_of(template)}
    (row,) = (row for row in vocabulary.SPOKEN_SLOTS[slot] if row[0] == phrase)
    return grammar.fill(template, {**phrases, slot: row})
