"""Languages are understood in the spellings people use."""

from __future__ import annotations

import pytest

from studio.errors import ExitCode, UsageError
from studio.workflow import languages


@pytest.mark.parametrize(
    ("said", "tag"), [("de", "de"), ("DE", "de"), (" nl ", "nl"), ("deu", "de"), ("pt-br", "pt-BR"), ("de_AT", "de-AT")]
)
def test_spellings_become_one_tag(said: str, tag: str) -> None:
    assert languages.tag(said) == tag


@pytest.mark.parametrize("said", ["klingon", "xx", "", "english", "d"])
def test_what_is_no_language_is_a_usage_error_with_a_hint(said: str) -> None:
    with pytest.raises(UsageError) as caught:
        languages.tag(said)
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.hint
