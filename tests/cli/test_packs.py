from __future__ import annotations

from pathlib import Path

import pytest

from studio.cli import pack_lines
from studio.cli import packs as cli
from studio.cli.console import Console
from studio.model.pack import Accuracy, Offer, Pack, PackKind, Role, Shape
from studio.workflow import pace
from studio.workflow.pack_tasks import Verified
from studio.workflow.packs import Entry, EntryState

WRONG = (Accuracy("de", 10.4, "FLEURS"), Accuracy("nl", 16.0, "FLEURS"), Accuracy("en", 0.75, "FLEURS"))
OFFER = Offer(
    "small",
    PackKind.SPEECH,
    "Whisper small",
    ("de", "nl", "en", "fr"),
    "MIT",
    size=486_000_000,
    role=Role.BALANCED,
    repository="somebody/small",
    accuracy=WRONG,
    shape=Shape(12, 12, 768, 51865),
)
HERE = Pack("small", PackKind.SPEECH, (), 486_000_000, Path("/packs/speech/small"))


def entry(state: EntryState, **more: object) -> Entry:
    return Entry("small", PackKind.SPEECH, OFFER.languages, state, OFFER, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (entry(EntryState.ABSENT), "can be fetched"),
        (entry(EntryState.INSTALLED, pack=HERE), "installed"),
        (entry(EntryState.UNCHECKED, pack=HERE), "here, never tested"),
        (entry(EntryState.DAMAGED, pack=HERE), "damaged, not used"),
        (entry(EntryState.PARTLY, here=120_000_000), "120 MB of 486 MB fetched"),
        (
            Entry("de-nl", PackKind.TRANSLATION, ("de", "nl"), EntryState.READY, way=("de-en", "en-nl")),
            "goes through de-en, en-nl",
        ),
    ],
    ids=lambda value: str(getattr(value, "state", "")),
)
def test_a_line_says_whether_a_pack_is_here(shown: Entry, said: str) -> None:
    assert pack_lines.line(shown).endswith(f"  {said}")


def test_every_state_and_kind_has_words() -> None:
    assert set(pack_lines.STATES) == {str(state) for state in EntryState}
    assert set(pack_lines.KINDS) == set(PackKind)


def test_a_line_says_for_which_languages() -> None:
    assert "many languages" in pack_lines.line(entry(EntryState.ABSENT))
    way = Entry("de-nl", PackKind.TRANSLATION, ("de", "nl"), EntryState.READY, way=("de-en", "en-nl"))
    assert "de → nl" in pack_lines.line(way)


def test_how_good_a_model_is_stands_below_it() -> None:
    assert pack_lines.note(entry(EntryState.ABSENT)).strip() == "Wrong of 100 words, about: de 10, nl 16, en 0.8."


def test_how_long_a_model_takes_is_told_once_it_is_known() -> None:
    assert pack_lines.plain(entry(EntryState.ABSENT))["seconds_for_ten_minutes"] is None
    pace.keep_listened("small", 1000, 500)
    assert pack_lines.note(entry(EntryState.ABSENT)).endswith("A talk of 10 minutes takes about 5 minutes.")
    assert pack_lines.plain(entry(EntryState.ABSENT))["seconds_for_ten_minutes"] == 300


def test_of_what_knows_the_practice_language_only_nothing_is_claimed() -> None:
    practice = Offer("practice", PackKind.SPEECH, "Practice", ("de",), "MIT", accuracy=WRONG, practice=True)
    shown = Entry("practice", PackKind.SPEECH, ("de",), EntryState.SHIPPED, practice)
    assert pack_lines.note(shown) == ""
    assert pack_lines.line(shown).endswith("practice language only")


@pytest.mark.parametrize(
    ("count", "said"),
    [(20_000, "0.1 MB"), (4_500_000, "4.5 MB"), (486_000_000, "486 MB"), (1_620_000_000, "1.6 GB"), (3e9, "3 GB")],
)
def test_sizes_are_written_as_people_read_them(count: float, said: str) -> None:
    assert pack_lines.size(count) == said


def test_what_is_wrong_with_a_damaged_pack_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    cli._say_verified(Verified(HERE, False, "“small” is damaged: model.bin.", "Get it again."), Console(as_json=False))
    assert capsys.readouterr().out.splitlines() == ["“small” is damaged: model.bin.", "Get it again."]
