"""Rules about translations: what they find of planted faults, what they say of right ones, and how they mend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.model.cue import Cue, CueState
from studio.model.finding import Evidence, Finding, Original
from studio.model.speech import Span
from studio.model.term import Term
from studio.quality import said
from studio.quality.check import RISKS, RULES, TRANSLATION, check
from studio.subtitles import profiles
from tests.quality import bilingual_pairs
from tests.quality.bilingual_pairs import Told


def pair(
    source: str, target: str, *terms: Term, languages: tuple[str, str] = ("de", "en"), ratio: float = 0.0
) -> Evidence:
    """Return a translation of cues that stand between bars, each of one cue of the source."""
    originals = [Original(((i, text.strip()),)) for i, text in enumerate(source.split("|"))]
    cues = [Cue(i * 3000, i * 3000 + 2900, text.strip()) for i, text in enumerate(target.split("|"))]
    told = Told(languages, originals, terms, ratio)
    return Evidence(cues, profiles.load("en-netflix"), language=languages[1], bilingual=told)


def findings(on: Evidence) -> list[Finding]:
    return check(on, TRANSLATION)


def messages(on: Evidence) -> list[str]:
    return [each.message for each in findings(on)]


def mended(on: Evidence) -> list[str]:
    """Return the texts that the findings' fixes make."""
    return [each.correction.cues[0].text for each in findings(on) if each.correction]


@pytest.mark.parametrize("direction", bilingual_pairs.DIRECTIONS)
def test_nearly_all_faults_are_found_and_right_translations_pass(direction: str) -> None:
    made = bilingual_pairs.score(direction)
    assert made.faults == 40
    assert made.strays == []
    assert made.found >= 38, made.missed
    assert made.mended >= 16


def test_every_rule_has_a_name_of_its_own() -> None:
    ids = [rule.id for rule in (*RULES, *RISKS, *TRANSLATION)]
    assert len(ids) == len(set(ids))


def test_a_cue_that_stands_for_itself_is_no_translation() -> None:
    on = pair("Um 19.30 Uhr.", "At 9.30 pm.")
    assert findings(replace(on, bilingual=None)) == []
    assert findings(replace(on, bilingual=Told(("de", "en"), [Original()]))) == []


def test_a_time_that_differs_is_told_as_the_language_writes_it() -> None:
    on = pair("Die Premiere ist am 12. Februar,\nBeginn um 19.30 Uhr.", "The premiere is on 12 February,\nat 9.30 pm.")
    assert messages(on) == ["German says 19.30 Uhr, English says 9.30 pm. The same time would be 7.30 pm."]
    assert mended(on) == ["The premiere is on 12 February,\nat 7.30 pm."]
    assert findings(on)[0].meant == ("7.30 pm",)


def marked(on: Evidence) -> list[str]:
    """Return what is underlined, in the cues and in their source."""
    assert on.bilingual is not None
    found = []
    for each in findings(on):
        texts = dict(on.bilingual.original(each.index).parts)
        for mark in each.marks:
            text = on.cues[each.index].text if mark.source is None else texts[mark.source]
            found.append(text[mark.start : mark.end])
    return found


def test_what_differs_is_marked_on_both_sides() -> None:
    on = pair("Die Premiere ist\num <i>19.30</i> Uhr.", "The opening is <b>at</b>\n9.30 pm.")
    assert marked(on) == ["9.30 pm", "19.30</i> Uhr"]
    assert marked(pair("Im Jahr 1987 | hat er hier gesungen.", "He sang here | in 1978.")) == ["1978"]
    assert marked(pair("Meike Harmsen liest.", "And Maike Harmson reads.", Term("Meike Harmsen"))) == ["Maike Harmson"]


def test_two_names_in_one_cue_are_put_right_together() -> None:
    terms = (Term("Meike Harmsen"), Term("Caliban"))
    assert mended(pair("Meike Harmsen und Caliban.", "Maike Harmsen and\nKalibaan.", *terms)) == [
        "Meike Harmsen and\nCaliban."
    ]


def test_a_fix_leaves_markup_where_it_is_and_marks_the_cue_as_edited() -> None:
    on = pair("Wir öffnen <i>um 10 Uhr</i>.", "We open <i>at 11 am</i>.")
    [found] = findings(on)
    assert found.correction is not None
    assert found.correction.cues[0] == replace(on.cues[0], text="We open <i>at 10 am</i>.", state=CueState.EDITED)


def test_a_number_may_stand_in_the_cue_beside_it_within_its_sentence() -> None:
    assert findings(pair("Im Jahr 1987 | hat er hier gesungen.", "He sang here | in 1987.")) == []
    [found] = findings(pair("Es war 1987. | Er hat hier gesungen.", "It was then. | He sang here."))
    assert (found.index, found.message) == (0, "German says 1987, English leaves it out.")


def test_a_number_that_differs_is_shown_where_it_is_written() -> None:
    [found] = findings(pair("Im Jahr 1987 | hat er hier gesungen.", "He sang here | in 1978."))
    assert (found.index, found.message) == (1, "German says 1987, English says 1978.")


def test_words_for_numbers_and_digits_are_the_same() -> None:
    for source, target in (
        ("Um halb acht.", "At 7.30."),
        ("Um Viertel vor neun.", "At 8.45."),
        ("Mit 25 Leuten.", "With twenty-five people."),
        ("Im 19. Jahrhundert.", "In the nineteenth century."),
        ("In den 80er-Jahren.", "In the eighties."),
        ("Um 12 Uhr.", "At noon."),
        ("Zweieinhalb Stunden.", "2.5 hours."),
        ("Am 12.2. um acht.", "On 12 February at eight."),
        ("Um 8 Uhr.", "At 8 pm."),
        ("Vier Euro.", "€4."),
        ("Jahrgang 1968.", "Born in ’68."),
    ):
        assert messages(pair(source, target)) == [], source


def test_an_hour_that_nobody_says_of_the_evening_is_one_of_the_morning() -> None:
    assert mended(pair("Sonntags um 11 Uhr.", "On Sundays at 11 pm.")) == ["On Sundays at 11 am."]


def test_the_same_number_twice_is_looked_for_in_its_own_cue_first() -> None:
    source = "Tür 1 ist echt, | Tür 2 ist gemalt, | Tür 3 ist ein Schrank."
    [found] = findings(pair(source, "Door 3 is real, | door 2 is painted, | door 3 is a cupboard."))
    assert (found.index, found.message) == (0, "German says 1, English says 3.")


def test_years_of_other_centuries_are_no_twins() -> None:
    assert messages(pair("Eröffnet 1911.", "Opened in 1811.")) == ["German says 1911, English says 1811."]


def test_another_currency_is_another_price() -> None:
    assert mended(pair("Für 4 Euro.", "For £4.")) == ["For €4."]


def test_a_number_out_of_nowhere_is_told() -> None:
    assert messages(pair("Mit vielen Leuten.", "With 300 people.")) == ["English says 300, German does not."]


def test_a_price_is_written_in_the_manner_of_the_wrong_one() -> None:
    assert mended(pair("Für 4 Euro.", "For €14.")) == ["For €4."]
    assert mended(pair("Für 4 Euro.", "For 14 euros.")) == ["For 4 euros."]


def test_an_address_must_be_there_to_the_letter() -> None:
    on = pair("Auf www.haus.example/karten.", "At www.haus.example/tickets.")
    assert [each.rule for each in findings(on)] == ["address"]
    assert mended(on) == ["At www.haus.example/karten."]


def test_one_source_cue_may_be_two_in_the_translation() -> None:
    on = pair("x | x", "We open on 3 May, | at 10 am.")
    both = Original(((7, "Wir öffnen am 3. Mai um 10 Uhr."),))
    assert findings(replace(on, bilingual=Told(("de", "en"), [both, both]))) == []


def test_a_name_of_the_list_is_put_right_where_it_is_clear() -> None:
    on = pair("Meike Harmsen liest.", "Maike\nHarmson reads.", Term("Meike Harmsen"))
    assert messages(on) == ["“Maike Harmson” should be “Meike Harmsen”."]
    on = pair("Meike Harmsen liest.", "The director reads.", Term("Meike Harmsen"))
    assert messages(on) == ["German names “Meike Harmsen”, English does not."]
    assert mended(on) == []


def test_a_name_may_move_within_its_sentence_and_is_shown_where_it_was_changed() -> None:
    name = Term("Caliban")
    assert findings(pair("Hier hat Caliban | zuerst gesungen.", "The first to sing | here was Caliban.", name)) == []
    [found] = findings(pair("Hier hat Caliban | zuerst gesungen.", "The first to sing | here was Kalibaan.", name))
    assert (found.index, found.message) == (1, "“Kalibaan” should be “Caliban”.")


def test_a_term_says_what_it_should_be() -> None:
    term = Term("Generalprobe", "dress rehearsal")
    assert messages(pair("Nach der Generalprobe.", "After the final test.", term)) == [
        "“Generalprobe” should be “dress rehearsal”."
    ]
    assert findings(pair("Nach der Generalprobe.", "After the dress rehearsals.", term)) == []


def test_what_was_not_translated_is_told() -> None:
    for text in ("Ich freue mich sehr.", "Danke schön!"):
        assert messages(pair(text, text)) == ["This still seems to be German."]
    for text in ("Hamlet!", "Anna Meier", "1911", "Museum", "www.haus.example", "in Wien", "in 1911"):
        assert messages(pair(text, text)) == [], text


def test_what_is_translated_in_part_is_told() -> None:
    on = pair("Wir haben lange geprobt, und das war schön.", "Wir haben lange rehearsed, und das war nice.")
    assert messages(on) == ["This still seems to be German."]
    assert messages(pair("Ja, natürlich, genau so war das.", "Ja, natürlich, genau so war es.")) != []


def test_a_translation_that_is_half_a_sentence_long_is_odd() -> None:
    source = "Wir haben damals lange darüber gesprochen, was uns wichtig ist."
    on = pair(source, "We talked.", ratio=0.95)
    assert messages(on) == ["It is much shorter than what the German says. Is something missing?"]
    assert findings(pair("Ja.", "Yes, of course.", ratio=0.95)) == []


def test_words_that_moved_to_the_next_cue_make_no_length_odd() -> None:
    source = "Wir haben damals | nach der Premiere lange darüber gesprochen."
    assert findings(pair(source, "Back then, after the opening night, | we talked for long.", ratio=0.95)) == []


def test_a_source_that_changed_makes_its_translation_out_of_date() -> None:
    stale = Told(("de", "en"), [Original(((1, "Guten Abend."),), is_stale=True)])
    on = replace(pair("x", "Good day."), bilingual=stale)
    assert messages(on) == ["The German was changed after it was translated."]
    approved = [replace(on.cues[0], state=CueState.APPROVED)]
    assert len(findings(replace(on, cues=approved))) == 1


def test_what_nothing_stands_for_is_told() -> None:
    on = pair("Guten Abend.", "Good evening.")
    left = [Cue(4000, 5000, "Willkommen\nim Haus."), Cue(6000, 7000, "Danke.")]
    told = Told(("de", "en"), [Original(((0, "Guten Abend."),))], left={1: left[:1]})
    rule = TRANSLATION[-1]
    found = rule.check(replace(on, bilingual=told), 1)
    assert found is not None
    assert (found.message, found.span) == ("“Willkommen im Haus.” has no translation.", Span(4000, 5000))
    found = rule.check(replace(on, bilingual=replace(told, left={1: left})), 1)
    assert found is not None
    assert (found.message, found.span) == ("2 cues have no translation here.", Span(4000, 7000))
    assert rule.check(on, 0) is None


def test_what_a_person_approved_is_right() -> None:
    on = pair("Meike Harmsen um 19.30 Uhr.", "Maike Harmson at 9.30 pm.", Term("Meike Harmsen"))
    assert len(findings(on)) == 2
    assert findings(replace(on, cues=[replace(on.cues[0], state=CueState.APPROVED)])) == []


def test_a_finding_hangs_on_its_source_too() -> None:
    on = pair("Um 19.30 Uhr.", "At 9.30 pm.")
    assert [each.beside for each in findings(on)] == ["Um 19.30 Uhr."]


def test_words_say_numbers() -> None:
    assert ("7", "30") in said.forms("om half acht")
    assert ("42",) in said.forms("tweeënveertig")
    assert ("2", "5") in said.forms("zweieinhalb Stunden")
    assert said.forms("Guten Abend") == frozenset()
