"""Dictionaries are found where they lie, read once, and doubt no compound and no name by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio import paths
from studio.quality import dictionaries, spelling
from studio.quality.words import bare, normal, spans, words

WORDS = ["Theater", "Gewand", "Haus", "Bühne", "Bildner", "Stich", "Wort", "Probe", "probe", "gut", "Abend", "Hasen"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of dictionaries, the only one on this computer."""
    monkeypatch.setenv("DICPATH", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    monkeypatch.setattr(dictionaries, "_of_libre_office", lambda home: [])
    return tmp_path


def write(folder: Path, name: str, *entries: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\n", "utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(entries)), *entries]) + "\n", "utf-8")
    return folder / f"{name}.aff"


def unknown(*asked: str) -> dict[str, str]:
    checked = spelling.check("de", asked)
    assert checked is not None
    return dict(checked.unknown)


def test_a_word_one_slip_away_from_a_known_one_is_named_with_it(folder: Path) -> None:
    write(folder, "de_DE", *WORDS)
    assert unknown("Theater", "Theatter", "Tehater", "Thater", "Thexter") == {
        "Theatter": "Theater",
        "Tehater": "Theater",
        "Thater": "Theater",
        "Thexter": "Theater",
    }


def test_a_compound_of_known_words_is_known(folder: Path) -> None:
    write(folder, "de_DE", *WORDS)
    assert unknown("Gewandhaus", "Bühnenbildner", "Gewandhausprobe") == {}


def test_in_a_compound_the_slip_is_in_one_part(folder: Path) -> None:
    write(folder, "de_DE", *WORDS)
    assert unknown("Stichwohrt") == {"Stichwohrt": "Stichwort"}


def test_a_name_has_no_nearest_word_beyond_its_first_letter(folder: Path) -> None:
    write(folder, "de_DE", *WORDS)
    assert unknown("Nasen", "Kaliban") == {"Nasen": "", "Kaliban": ""}


def test_short_words_have_too_many_neighbours_to_name_one(folder: Path) -> None:
    write(folder, "de_DE", *WORDS)
    assert unknown("guut", "Wart") == {"guut": "", "Wart": ""}


def test_words_longer_than_anybody_says_are_not_looked_up(folder: Path) -> None:
    write(folder, "de_DE", *WORDS)
    assert unknown("probe" * 1000) == {}


@pytest.mark.parametrize(
    ("language", "there", "found"),
    [
        ("de", ["de_CH", "de_DE", "de_AT"], "de_DE"),
        ("de-AT", ["de_AT_frami", "de_DE_frami"], "de_AT_frami"),
        ("de-CH", ["de_AT", "de_DE"], "de_DE"),
        ("nl", ["nl", "nl_BE"], "nl"),
        ("nl", ["nl", "nl_BE", "nl_NL"], "nl_NL"),
        ("en", ["en_AU", "en_GB", "en_US"], "en_GB"),
        ("de", ["den_XX", "en_GB"], None),
        ("../de", ["de_DE"], None),
        ("", ["de_DE"], None),
    ],
)
def test_the_dictionary_of_the_region_comes_first(
    folder: Path, language: str, there: list[str], found: str | None
) -> None:
    for name in there:
        write(folder, name, "Wort")
    path = dictionaries.find(language)
    assert (path.stem if path else None) == found


def test_the_users_own_dictionary_comes_before_the_systems(folder: Path) -> None:
    write(folder, "de_DE", "Wort")
    own = write(paths.dictionaries(), "de_DE", "Wort")
    assert dictionaries.find("de") == own


def test_rules_without_a_word_list_are_no_dictionary(folder: Path) -> None:
    write(folder, "de_DE", "Wort").with_suffix(".dic").unlink()
    assert dictionaries.find("de") is None
    assert spelling.check("de", ["Wort"]) is None


def test_a_damaged_dictionary_counts_as_none(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "de_DE.aff").write_bytes(b"SET KLINGON-8\n\xff\xfe")
    (folder / "de_DE.dic").write_bytes(b"\xff\xfe\x00")
    assert spelling.check("de", ["Wort"]) is None
    assert "de_DE.aff cannot be read" in caplog.text


def test_a_dictionary_says_in_which_encoding_it_is(folder: Path) -> None:
    (folder / "de_DE.aff").write_bytes("\ufeffSET ISO8859-1\r\n".encode())
    (folder / "de_DE.dic").write_bytes("1\r\nBühne\r\n".encode("latin-1"))
    assert unknown("Bühne", "Bühme") == {"Bühme": "Bühne"}


def test_libre_office_brings_dictionaries_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    own = Path.home() / ".config/libreoffice/4/user/uno_packages/cache/uno_packages/lu1.tmp_/dict.oxt/dictionaries"
    path = write(own, "sv_SE", "Ord")
    assert dictionaries.find("sv") == path


def test_words_are_taken_without_their_marks_numbers_and_addresses() -> None:
    text = "„Ja“, <i>sagt</i> er: Um 19.30 Uhr, im 3.\nStock, www.haus.example, geht’s los – z.B. E-Mail."
    assert words(text) == ["Ja", "sagt", "er", "Um", "Uhr", "im", "Stock", "geht’s", "los", "z.B", "E-Mail"]


def test_a_word_stands_only_where_it_is_whole() -> None:
    assert spans("Der Rat rät dem Rathaus-Rat.", "Rat") == [(4, 7), (24, 27)]


def test_what_is_said_is_compared_without_marks_and_capitals() -> None:
    assert normal("<i>Ja,\nGenau!</i>") == normal("ja genau")
    assert bare("„Ja!“") == "Ja"
    assert bare("–") == ""
