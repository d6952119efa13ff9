"""Every profile of the craft's table ships, with its numbers and its source."""

from fractions import Fraction

import pytest

from studio.errors import InputError
from studio.subtitles import profiles

# characters a line, max characters a second, max words a minute, least and most ms, gap in frames
PUBLISHED = {
    "de-ard": (37, 15, None, 1000, None, 1),
    "de-ard-kids": (37, 11, None, 1000, None, 1),
    "de-netflix": (42, 17, None, 834, 7000, 2),
    "nl-pro": (42, 15, None, 1400, 7000, 3),
    "nl-netflix": (42, 17, None, 834, 7000, 2),
    "en-bbc": (37, None, 180, None, None, 0),
    "en-netflix": (42, 20, None, 834, 7000, 2),
    "web": (45, 15, None, 1000, None, 0),
}


def test_the_profiles_are_those_of_the_table() -> None:
    assert profiles.names() == sorted(PUBLISHED)


@pytest.mark.parametrize("id", PUBLISHED)
def test_a_profile_has_the_published_numbers_and_names_its_source(id: str) -> None:
    p = profiles.load(id)
    assert (p.line_length, p.max_cps, p.max_wpm, p.min_duration, p.max_duration, p.gap_frames) == PUBLISHED[id]
    assert p.lines == 2
    assert len(p.source) > 20


@pytest.mark.parametrize(
    ("tag", "id"), [("de", "de-ard"), ("de-CH", "de-ard"), ("nl", "nl-pro"), ("en-GB", "en-netflix"), ("fr", "web")]
)
def test_a_language_chooses_its_profile(tag: str, id: str) -> None:
    assert profiles.for_language(tag) == id


def test_an_unknown_profile_is_an_input_error_that_lists_the_known() -> None:
    with pytest.raises(InputError) as caught:
        profiles.load("de-zdf")
    assert "de-zdf" in caught.value.message
    assert "de-ard" in caught.value.hint


def test_gaps_are_whole_milliseconds_not_below_the_frames() -> None:
    assert profiles.load("nl-pro").gap(Fraction(25)) == 120
    assert profiles.load("nl-netflix").gap(Fraction(24000, 1001)) == 84  # 83.4
