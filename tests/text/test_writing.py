"""Values as another language writes them."""

from __future__ import annotations

import pytest

from studio.text import conventions
from studio.text.quantities import same_value
from studio.text.writing import expected


@pytest.mark.parametrize(
    ("value", "source", "target", "written"),
    [
        ("20.30 Uhr", "de", "en", "8.30 pm"),
        ("20.30 Uhr", "de", "nl", "20:30 uur"),
        ("19.30 Uhr", "de", "fr", "19 h 30"),
        ("19.30", "de", "en", "7.30 pm"),
        ("20 uur", "nl", "en", "8 pm"),
        ("8.30 p.m.", "en", "nl", "20:30 uur"),
        ("7.30 pm", "en-GB", "de-AT", "19.30 Uhr"),
        ("09.30 Uhr", "de", "en", "9.30 am"),
        ("0.30 Uhr", "de", "en", "12.30 am"),
        ("8 Uhr abends", "de", "en", "8 pm"),
        ("12. Februar", "de", "en", "12 February"),
        ("February 12, 2026", "en", "de", "12. Februar 2026"),
        ("12.02.2026", "de", "nl", "12-02-2026"),
        ("1er mai", "fr", "en", "1 May"),
        ("1.234,50 €", "de", "en", "€1,234.50"),
        ("€12.50", "en", "de", "12,50\u00a0€"),
        ("€12.50", "en", "nl", "€\u00a012,50"),
        ("12,- €", "de", "en", "€12"),
        ("1 Euro", "de", "en", "1 euro"),
        ("12,50 Euro", "de", "en", "12.50 euros"),
        ("1.500", "de", "en", "1,500"),
        ("1,500", "en", "fr", "1\u00a0500"),
        ("3,5", "nl", "en", "3.5"),
    ],
)
def test_a_value_is_written_as_the_language_does(value: str, source: str, target: str, written: str) -> None:
    assert expected(value, source, target) == written
    assert same_value(value, source, written, target)


@pytest.mark.parametrize(
    ("value", "source", "written"),
    [("8 Uhr", "de", "8 o'clock"), ("9.30 Uhr", "de", "9.30"), ("9.30 uur", "nl", "9.30")],
)
def test_nobody_is_told_a_half_of_the_day_that_was_not_said(value: str, source: str, written: str) -> None:
    assert expected(value, source, "en") == written


@pytest.mark.parametrize("value", ["7.30", "2026", "www.a.org", "a@b.org", "020 123456", "Anna", "", "8 or 9", "4a"])
def test_what_is_not_clear_or_no_matter_of_language_stays(value: str) -> None:
    assert expected(value, "en", "de") == value


def test_a_language_without_conventions_changes_nothing() -> None:
    assert conventions.of("pl") is None
    assert expected("20.30 Uhr", "de", "pl") == "20.30 Uhr"
    assert expected("20.30", "pl", "de") == "20.30"
