"""The values of the corpus by hand are found, and none of them is lost in silence."""

from __future__ import annotations

from tests.translation import protected_scores
from tests.translation.protected_scores import LANGUAGES, total
from tests.translation.protected_sentences import spoiling


def test_every_value_is_found_and_nothing_else() -> None:
    tables = [protected_scores.finding(language) for language in LANGUAGES]
    protected_scores.shown("found", tables)
    assert total(tables, "spans") >= 250
    assert total(tables, "covered") == total(tables, "spans")
    assert total(tables, "whole") / total(tables, "spans") >= 0.85
    assert [protected_scores.beside(language) for language in LANGUAGES] == [0, 0, 0]


def test_none_is_lost_in_silence_by_a_bad_package() -> None:
    tables = [protected_scores.surviving(language, spoiling) for language in LANGUAGES]
    protected_scores.shown("through a bad package", tables)
    assert total(tables, "silent") == 0
    assert total(tables, "kept") / total(tables, "spans") >= 0.95
