"""Values of a translation, written as its language does."""

from __future__ import annotations

import pytest

from studio.text.quantities import compared
from studio.translation.localise import expected, localised, same_value


@pytest.mark.parametrize(
    ("pair", "source", "target", "wanted"),
    [
        ("de-en", "Um 20.30 Uhr im Saal 4.", "At 20.30 o'clock in hall 4.", "At 8.30 pm in hall 4."),
        ("de-en", "Von 10 bis 18 Uhr.", "From 10 to 18 o'clock.", "From 10 am to 6 pm."),
        ("de-en", "10–18 Uhr", "10–18", "10 am–6 pm"),
        ("de-en", "Am 12. Februar um 20 Uhr.", "On 12. February at 20 Uhr.", "On 12 February at 8 pm."),
        ("de-en", "Am 12. und 13. Februar", "On 12. and 13. February", "On 12 and 13 February"),
        ("de-en", "Karten kosten 12,50 Euro.", "Tickets cost 12,50 euros.", "Tickets cost 12.50 euros."),
        ("de-en", "1.500 Plätze, 3,5 Meter", "1.500 seats, 3,5 metres", "1,500 seats, 3.5 metres"),
        ("en-de", "It costs €1,234.50.", "Es kostet €1,234.50.", "Es kostet 1.234,50\u00a0€."),
        ("en-de", "It begins at 7.30 p.m.", "Es beginnt um 7.30 p.m.", "Es beginnt um 19.30 Uhr."),
        ("en-nl", "On May 3 at 7 pm", "Op May 3 om 7 pm", "Op 3 mei om 19 uur"),
        ("nl-en", "Om 20.30 uur, € 12,50", "At 20.30, € 12,50", "At 8.30 pm, €12.50"),
        ("nl-de", "Om 20:30 uur", "Um 20:30 uur", "Um 20.30 Uhr"),
        ("fr-en", "Le 1er mai à 20 h 30", "On 1er mai at 20h30", "On 1 May at 8.30 pm"),
    ],
)
def test_what_the_package_left_as_it_was_is_written_anew(pair: str, source: str, target: str, wanted: str) -> None:
    first, second = pair.split("-")
    done = localised(source, target, (first, second))
    assert done.text == wanted
    assert compared(source, done.text, (first, second)) == ((), ())
    assert done.changes
    assert all(before in target and after in wanted for before, after in done.changes)
    assert localised(source, done.text, (first, second)) == type(done)(done.text)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Am 12. Februar", "On the 12th of February"),
        ("Am 12. Februar", "On February 12"),
        ("Um 20.30 Uhr", "At 8:30 p.m. sharp"),
        ("Heute Abend um 8 Uhr", "Tonight at 8 pm"),
        ("Um 8 Uhr", "At 8 o'clock"),
        ("Het duurt 2 uur.", "It lasts 2 hours."),
        ("12 Euro", "12 euros"),
        ("12 Euro", "€12"),
        ("Raum 2.14, KV 525", "Room 2.14, K. 525"),
        ("Im Jahr 1848, Tel. 030 123456", "In 1848, phone 030 123456"),
        ("Um 19.30 Uhr", "At 9.30 pm"),
        ("www.a.de/20.30", "www.a.de/20.30"),
        ("Nach Absatz 1.2. gilt", "According to paragraph 1.2. it holds"),
        ("Der 3. 4. und 5. Akt", "The 3rd, 4th and 5th act"),
        ("Im Maßstab 1:50", "On a scale of 1:50"),
        ("20.30 Uhr", "soon"),
    ],
)
def test_what_is_usual_unclear_or_something_else_stays(source: str, target: str) -> None:
    assert localised(source, target, ("nl" if "duurt" in source else "de", "en")).text == target


def test_a_language_without_conventions_stays_as_it_is() -> None:
    assert localised("Um 20.30 Uhr", "O 20.30", ("de", "pl")).changes == ()


def test_what_checks_translations_has_the_same_rules() -> None:
    assert expected("19.30 Uhr", "de", "en") == "7.30 pm"
    assert same_value("19.30 Uhr", "de", "7.30 pm", "en")
    assert not same_value("19.30 Uhr", "de", "9.30 pm", "en")
