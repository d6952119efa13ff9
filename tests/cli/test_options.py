"""Lists and pairs on the command line become values."""

from __future__ import annotations

import pytest

from studio.cli import options
from studio.errors import UsageError


def test_a_list_keeps_its_order_and_drops_doubles() -> None:
    assert options.listed("srt, vtt,,srt") == ("srt", "vtt")


def test_languages_of_a_list_become_tags() -> None:
    assert options.tags("EN,nld") == ("en", "nl")


def test_profiles_are_given_by_language() -> None:
    assert options.pairs(["en=en-bbc", "NL = nl-pro"]) == {"en": "en-bbc", "nl": "nl-pro"}


@pytest.mark.parametrize("text", ["en-bbc", "en=", "=en-bbc", "klingon=web"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        options.pairs([text])
