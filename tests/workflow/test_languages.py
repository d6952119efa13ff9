"""Languages are understood in the spellings people use."""

from __future__ import annotations

import pytest

from studio.errors import ExitCode, UsageError
from studio.packs import catalogue
from studio.workflow import languages


@pytest.mark.parametrize(
    ("said", "tag"), [("de", "de"), ("DE", "de"), (" nl ", "nl"), ("deu", "de"), ("pt-br", "pt-BR"), ("de_AT", "de-AT")]
)
def test_spellings_become_one_tag(said: str, tag: str) -> None:
    assert languages.tag(said) == tag


def test_every_language_of_the_catalogue_keeps_the_tag_by_which_it_is_offered() -> None:
    offered = {tag for offer in catalogue.shipped() for tag in offer.languages}
    assert {tag for tag in offered if languages.tag(tag) != tag} <= {"jw", "no"}
    assert (languages.tag("fil"), languages.tag("fil-PH")) == ("tl", "tl-PH")


@pytest.mark.parametrize("said", ["klingon", "xx", "", "english", "d"])
def test_what_is_no_language_is_a_usage_error_with_a_hint(said: str) -> None:
    with pytest.raises(UsageError) as caught:
        languages.tag(said)
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.hint
