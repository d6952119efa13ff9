"""A row says in plain words what a pack is, how good, how large, how it stands, and what can be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.errors import PackError
from studio.gui.packs_tab import details_words, doing, names, order, words
from studio.gui.packs_tab.doing import Doing
from studio.gui.packs_tab.order import Shown
from studio.gui.packs_tab.words import Act, Ground
from studio.model.pack import Manifest, PackPlace
from studio.packs import catalogue
from studio.workflow.packs import Entry, EntryState
from tests.gui.packs_tab import entries

HOUSE = ("de", "nl", "en")
FETCHING = Doing("working", True, 312e6, 486e6, 180.0, True)


def said(entry: Entry, **ground: object) -> str:
    return words.row(entry, Ground(HOUSE, **ground)).spoken  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "spoken"),
    [
        (
            entries.QUICK,
            "Quick, Whisper base · 4 languages, German 16, Dutch 19, English 9 of 100 words wrong, 145 MB, "
            "Installed, verified",
        ),
        (
            entries.BALANCED,
            "Balanced, Whisper small · 4 languages, German 8 of 100 words wrong, 486 MB, Paused, 312 of 486 MB",
        ),
        (entries.CAREFUL, "Careful, Whisper turbo · 4 languages, Not measured, 1.6 GB, Not installed"),
        (entries.EXPERT, "Whisper large, 4 languages, Not measured, 3.1 GB, Not installed"),
        (
            entries.PRACTICE,
            "Practice, For practice: knows the words of the sample only, Not meant for your own films, 1 MB, "
            "Comes with the program",
        ),
        (
            entries.GERMAN_ENGLISH,
            "German to English, Clear text, Not measured. Check names and numbers, 90 MB, Installed, verified",
        ),
        (
            entries.GERMAN_DUTCH,
            "German to Dutch, With “German to English” and “English to Dutch”, Not measured. Read every sentence, "
            "Ready, goes through English",
        ),
        (entries.LATIN, "Latin letters, German, Dutch and English, Not measured, 15 MB, Comes with the program"),
    ],
    ids=lambda value: value.id if isinstance(value, Entry) else "",
)
def test_a_row_speaks_name_quality_size_and_state(entry: Entry, spoken: str) -> None:
    assert said(entry) == spoken


@pytest.mark.parametrize(
    ("entry", "acts"),
    [
        (entries.QUICK, ()),
        (entries.BALANCED, (Act.GO_ON, Act.CANCEL)),
        (entries.CAREFUL, (Act.GET,)),
        (entries.PRACTICE, ()),
        (entries.ENGLISH_DUTCH, (Act.CHECK,)),
        (entries.GERMAN_DUTCH, ()),
        (entries.DUTCH_ENGLISH, (Act.GET_AGAIN,)),
        (replace(entries.DUTCH_ENGLISH, offer=None), ()),
    ],
)
def test_a_row_offers_what_can_be_done(entry: Entry, acts: tuple[Act, ...]) -> None:
    assert words.row(entry, Ground()).standing.acts == acts


def test_only_a_pack_of_ones_own_can_be_removed() -> None:
    assert words.row(entries.QUICK, Ground()).more == (Act.CHECK, Act.CARRY, Act.REMOVE)
    assert words.row(entries.LATIN, Ground()).more == ()
    assert entries.QUICK.pack is not None
    shared = replace(entries.QUICK, pack=replace(entries.QUICK.pack, place=PackPlace.SHARED))
    assert words.row(shared, Ground()).more == (Act.CHECK, Act.CARRY)


@pytest.mark.parametrize(
    ("now", "text", "acts"),
    [
        (FETCHING, "312 MB, 3 min left", (Act.PAUSE, Act.CANCEL)),
        (replace(FETCHING, remaining=None), "312 MB so far", (Act.PAUSE, Act.CANCEL)),
        (replace(FETCHING, remaining=20.0), "312 MB, under 1 min left", (Act.PAUSE, Act.CANCEL)),
        (replace(FETCHING, done=0.0, total=0.0), "Connecting…", (Act.PAUSE, Act.CANCEL)),
        (replace(FETCHING, total=0.0, remaining=None), "312 MB so far", (Act.PAUSE, Act.CANCEL)),
        (replace(FETCHING, trouble="The hub is silent."), "The hub is silent. Trying again…", (Act.PAUSE, Act.CANCEL)),
        (replace(FETCHING, state="waiting"), "Waits for its turn", (Act.CANCEL,)),
        (replace(FETCHING, state="pausing"), "Pausing…", ()),
        (replace(FETCHING, state="stopping"), "Stopping…", ()),
        (replace(FETCHING, is_fetch=False), "Checking…", (Act.CANCEL,)),
    ],
)
def test_a_row_follows_what_is_done(now: Doing, text: str, acts: tuple[Act, ...]) -> None:
    standing = words.row(entries.BALANCED, Ground(doing=now)).standing
    assert (standing.text, standing.acts) == (text, acts)


def test_a_translation_is_said_to_be_good_at_what_its_offer_says() -> None:
    assert words.about(entries.GERMAN_ENGLISH) == "Clear text"
    assert words.about(replace(entries.GERMAN_ENGLISH, offer=None)) == "Put there by hand"


def test_the_bar_is_there_only_where_its_length_is_known() -> None:
    def share(now: Doing) -> float | None:
        return words.row(entries.BALANCED, Ground(doing=now)).standing.share

    assert share(FETCHING) == pytest.approx(312 / 486)
    assert share(replace(FETCHING, total=0.0)) is None
    assert words.row(entries.BALANCED, Ground()).standing.share == pytest.approx(312 / 486)


def test_a_failure_stands_in_the_row_with_the_way_to_try_again() -> None:
    standing = words.row(entries.BALANCED, Ground(error=PackError("The connection broke off."))).standing
    assert standing.text == "The connection broke off."
    assert standing.is_problem
    assert standing.acts == (Act.GO_ON, Act.CANCEL)


def test_a_model_that_suits_this_computer_says_so() -> None:
    assert "Whisper turbo · 4 languages · suits this computer" in said(entries.CAREFUL, advice="suits this computer")


@pytest.mark.parametrize(
    ("act", "entry", "name"),
    [
        (Act.GET, entries.CAREFUL, "Download Careful, Whisper turbo, 1.6 GB"),
        (Act.GO_ON, entries.BALANCED, "Go on Balanced, Whisper small"),
        (Act.GET, entries.ENGLISH_GERMAN, "Download English to German"),
    ],
)
def test_a_button_names_its_pack(act: Act, entry: Entry, name: str) -> None:
    assert words.spoken_act(act, entry) == name


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0.1 MB"), (1_310_000, "1.3 MB"), (145_400_000, "145 MB"), (1_620_000_000, "1.6 GB")]
)
def test_sizes_are_written_as_people_write_them(count: int, text: str) -> None:
    assert names.bytes_in_words(count) == text


def test_the_line_at_the_bottom_has_shorter_words_for_less_room() -> None:
    assert doing.at_the_bottom("Balanced", FETCHING) == [
        "Downloading “Balanced”: 64 %, about 3 minutes left",
        "Downloading “Balanced”: 64 %",
        "“Balanced”: 64 %",
        "64 %",
    ]


def shown(languages: str = "", *, more: bool = False) -> list[list[str]]:
    found = order.sections(entries.EVERYTHING, HOUSE, Shown(more, languages))
    return [[entry.id for entry in section.entries] for section in found]


def test_the_packs_of_the_house_stand_first_and_practice_last() -> None:
    assert shown() == [
        ["base", "small", "turbo", "practice"],
        ["de-en", "en-nl", "de-nl", "nl-en", "en-de"],
        ["latin"],
    ]


def test_models_for_experts_are_shown_when_asked_for() -> None:
    assert shown(more=True)[0] == ["base", "small", "turbo", "large", "practice"]


def test_other_languages_are_shown_when_asked_for() -> None:
    assert shown("fr")[1] == ["de-en", "en-nl", "de-nl", "nl-en", "en-de", "fr-en"]
    assert shown(order.ALL)[1][-2:] == ["fr-en", "da-en"]


def test_what_is_left_out_is_counted() -> None:
    assert [section.left_out for section in order.sections(entries.EVERYTHING, HOUSE, Shown())] == [1, 2, 0]


def test_a_pack_that_is_here_is_never_left_out() -> None:
    danish = entries.pair("da", "en", EntryState.DAMAGED)
    assert order.is_usual(danish, HOUSE)
    assert not order.is_usual(entries.DANISH_ENGLISH, HOUSE)


def test_languages_can_be_chosen_by_name() -> None:
    assert order.choices(entries.EVERYTHING) == [
        ("", "Languages of the house"),
        (order.ALL, "All languages"),
        ("da", "Danish"),
        ("nl", "Dutch"),
        ("en", "English"),
        ("fr", "French"),
        ("de", "German"),
    ]


def test_the_details_tell_what_it_is_good_at_and_whose_it_is() -> None:
    parts = dict(details_words.parts(entries.QUICK))
    assert details_words.head(entries.QUICK) == "Quick, speech to text"
    assert parts["Good at"] == "Clear speech."
    assert parts["Weak at"] == "Dialect."
    assert parts["How good"] == (
        f"Of 100 words so many were wrong:\nEnglish 9, German 16.2, Dutch 19, French 20 ({entries.PAPER})"
    )
    assert parts["Comes from"] == "Made by somebody.\nLicence: MIT\nmaker/base @ 0123456789ab"
    assert parts["Lies in"].endswith("base")


def test_nobody_is_told_that_an_unmeasured_model_is_good() -> None:
    assert dict(details_words.parts(entries.CAREFUL))["How good"].startswith("Nobody has told us")


def test_a_way_and_a_pack_with_the_same_id_are_two_rows() -> None:
    assert names.key(entries.GERMAN_DUTCH) != names.key(entries.pair("de", "nl", EntryState.ABSENT))


def test_what_came_just_now_is_called_as_it_will_be_in_the_list() -> None:
    came = Manifest("pt-BR-en", entries.TRANSLATION, "Portuguese → English", ("pt-BR", "en"), "", "by hand", ())
    assert names.of_manifest(came) == "Portuguese (BR) to English"
    assert names.of_manifest(replace(came, practice=True)) == "Portuguese (BR) to English (practice)"
    assert names.of_manifest(Manifest("mine", entries.SPEECH, "", (), "", "by hand", ())) == "mine"


@pytest.mark.parametrize(
    ("id", "tags"),
    [("de-en", ("de", "en")), ("pt-BR-en", ("pt-BR", "en")), ("en-zh-Hant", ("en", "zh-Hant")), ("odd", ("odd", ""))],
)
def test_the_id_of_a_translation_has_two_languages(id: str, tags: tuple[str, str]) -> None:
    assert names.tags(id) == tags


def test_the_ways_of_writing_chinese_have_names() -> None:
    assert names.of_pair("en-zh-Hant") == "English to Chinese (traditional)"


def test_every_translation_of_the_catalogue_is_called_by_its_languages() -> None:
    for offer in catalogue.shipped():
        if offer.kind is entries.TRANSLATION and not offer.practice:
            assert names.tags(offer.id) == offer.languages
            assert not any(
                name.startswith(tag)
                for tag, name in zip(offer.languages, names.of_pair(offer.id).split(" to "), strict=True)
            )


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (entries.QUICK, "Whisper base · 4 languages"),
        (entries.EXPERT, "4 languages"),
        (entries.GERMAN_ENGLISH, None),
        (entries.GERMAN_DUTCH, "With “German to English” and “English to Dutch”"),
    ],
    ids=lambda value: value.id if isinstance(value, Entry) else "",
)
def test_the_details_say_what_the_title_has_not_said(entry: Entry, what: str | None) -> None:
    assert dict(details_words.parts(entry)).get("What it is") == what
