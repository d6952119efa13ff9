"""The rules by the names that people know."""

from studio.subtitles import profiles
from studio.workflow import house_styles


def test_every_profile_that_ships_has_a_name_and_a_sentence() -> None:
    styles = house_styles.listed()
    assert sorted(style.id for style in styles) == profiles.names()
    assert len({style.name for style in styles}) == len(styles)
    assert all(style.sentence.endswith(".") for style in styles)


def test_the_styles_of_a_language_come_first_and_those_for_any_next() -> None:
    languages = [style.language for style in house_styles.listed("nl-BE")]
    assert languages == ["nl", "nl", "", "de", "de", "de", "en", "en"]


def test_a_style_says_its_numbers() -> None:
    found = {style.id: style.sentence for style in house_styles.listed()}
    assert found["de-ard"] == "At most 2 lines of 37 characters, 15 characters a second."
    assert found["en-bbc"] == "At most 2 lines of 37 characters, 180 words a minute."


def test_names_are_found_by_id() -> None:
    assert house_styles.name("de-ard") == "German television (ARD, ZDF)"
    assert house_styles.name("of-a-colleague") == "of-a-colleague"
    assert house_styles.usual("de-AT") == "de-ard"
