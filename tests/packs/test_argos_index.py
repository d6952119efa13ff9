"""The Argos index is a stranger's list: what makes sense in it is offered, all else passed over."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from studio.errors import PackError
from studio.packs import argos_index

LINK = "https://argos-net.com/v1/translate-de_en-1_0.argosmodel"
GOOD: dict[str, Any] = {
    "package_version": "1.0",
    "argos_version": "1.0",
    "from_code": "de",
    "from_name": "German",
    "to_code": "en",
    "to_name": "English",
    "links": [LINK, "ipfs://QmV5bmf8iqKpoGoyuTzEppaSWdceuW6zgiePaUr5ThPCpW"],
    "code": "translate-de_en",
}
OTHER = GOOD | {"from_code": "nl", "from_name": "Dutch", "links": [LINK.replace("de_en", "nl_en")]}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the index is kept; neither it nor its folder is there yet."""
    monkeypatch.setenv("SOUFFLEUR_PACKS", str(tmp_path / "packs"))
    return tmp_path / "packs" / argos_index.FILE


def ids(*entries: object) -> list[str]:
    return [offer.id for offer in argos_index.parse(json.dumps(entries))]


def test_an_entry_becomes_an_offer_with_its_links_over_https() -> None:
    (offer,) = argos_index.parse(json.dumps([GOOD]))
    assert (offer.id, offer.name, offer.languages) == ("de-en", "German to English", ("de", "en"))
    assert (offer.version, offer.addresses) == ("1.0", (LINK,))
    assert [(file.name, file.size, file.sha256) for file in offer.files] == [(LINK.rpartition("/")[2], -1, "")]


def test_a_mirror_on_this_computer_may_speak_plain_http() -> None:
    links = ["http://127.0.0.1:8000/a.argosmodel", "http://elsewhere.org/a.argosmodel", "ftp://127.0.0.1/a.argosmodel"]
    (offer,) = argos_index.parse(json.dumps([GOOD | {"links": links}]))
    assert offer.addresses == ("http://127.0.0.1:8000/a.argosmodel",)


def test_codes_that_are_no_tags_become_tags() -> None:
    entries = (GOOD | {"from_code": "zt"}, GOOD | {"to_code": "pb"}, GOOD | {"from_code": "zh"})
    assert ids(*entries) == ["zh-Hant-en", "de-pt-BR", "zh-en"]


@pytest.mark.parametrize(
    ("versions", "newest"),
    [(("1.0", "1.5"), "1.5"), (("1.10", "1.9"), "1.10"), (("1.9", "1.9.6"), "1.9.6"), (("2", "1.9"), "2")],
)
def test_the_newest_of_two_versions_wins_wherever_it_stands(versions: tuple[str, str], newest: str) -> None:
    entries = [GOOD | {"package_version": version} for version in versions]
    for order in (entries, entries[::-1]):
        (offer,) = argos_index.parse(json.dumps(order))
        assert offer.version == newest


@pytest.mark.parametrize(
    "rubbish",
    [
        None,
        5,
        "de-en",
        [],
        [GOOD],
        {},
        *({key: value for key, value in GOOD.items() if key != left_out} for left_out in ("from_code", "to_code")),
        *({key: value for key, value in GOOD.items() if key != left_out} for left_out in ("links", "package_version")),
        GOOD | {"type": "sbd"},
        GOOD | {"from_code": 5},
        GOOD | {"from_code": ["de"]},
        GOOD | {"from_code": ""},
        GOOD | {"from_code": "en"},
        GOOD | {"from_code": "../de"},
        GOOD | {"from_code": "de/../.."},
        GOOD | {"from_code": "de\n"},
        GOOD | {"from_code": "DE"},
        GOOD | {"from_code": "german"},
        GOOD | {"to_code": "/etc"},
        GOOD | {"to_code": "C:"},
        GOOD | {"package_version": 1.0},
        GOOD | {"package_version": ""},
        GOOD | {"package_version": "../1"},
        GOOD | {"package_version": "9" * 5000},
        GOOD | {"package_version": "١.٢"},
        GOOD | {"links": LINK},
        GOOD | {"links": []},
        GOOD | {"links": [5, None, [LINK]]},
        GOOD | {"links": ["no link"]},
        GOOD | {"links": [LINK.replace("https", "http")]},
        GOOD | {"links": ["file:///etc/passwd.argosmodel"]},
        GOOD | {"links": ["ipfs://QmV5bmf8iqKpoGoyuTzEppaSWdceuW6zgiePaUr5ThPCpW"]},
        GOOD | {"links": ["https:///a.argosmodel"]},
        GOOD | {"links": ["https://me:secret@argos-net.com/a.argosmodel"]},
        GOOD | {"links": ["https://argos-net.com:99999/a.argosmodel"]},
        GOOD | {"links": ["https://[argos/a.argosmodel"]},
        GOOD | {"links": ["https://argos-net.com/../a.argosmodel"]},
        GOOD | {"links": ["https://argos-net.com/..argosmodel"]},
        GOOD | {"links": ["https://argos-net.com/a\\b.argosmodel"]},
        GOOD | {"links": ["https://argos-net.com/a b.argosmodel"]},
        GOOD | {"links": ["https://argos net.com/a.argosmodel"]},
        GOOD | {"links": ["https://argos-net.com/a.argosmodel\r\nHost: other"]},
        GOOD | {"links": ["https://argos-net.com/a.exe"]},
        GOOD | {"links": ["https://argos-net.com/a.argosmodel?key=5"]},
        GOOD | {"links": ["https://argos-net.com/" + "a" * 5000 + ".argosmodel"]},
    ],
)
def test_an_entry_that_makes_no_sense_is_passed_over(rubbish: object) -> None:
    assert ids(rubbish, OTHER, rubbish) == ["nl-en"]


@pytest.mark.parametrize("name", [None, 5, "", "x" * 61, "Ger\nman", "\ud800"])
def test_a_name_that_cannot_be_shown_gives_way_to_the_tag(name: object) -> None:
    (offer,) = argos_index.parse(json.dumps([GOOD | {"from_name": name}]))
    assert offer.name == "de to English"


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "{}", '"de"', "null", "[]", "[5]", "[" * 100_000, "[" + "9" * 5000 + "]", json.dumps(GOOD)],
    ids=lambda text: text[:8] or "empty",
)
def test_a_text_that_is_no_index_is_refused(text: str) -> None:
    with pytest.raises(PackError, match="not in the form of an Argos index") as caught:
        argos_index.parse(text)
    assert caught.value.hint


def test_an_index_that_is_too_long_is_refused_unread() -> None:
    with pytest.raises(PackError):
        argos_index.parse(json.dumps([GOOD]) + " " * argos_index.LARGEST)


def test_an_index_cut_anywhere_is_refused_or_whole() -> None:
    text = json.dumps([GOOD, OTHER])
    for end in range(len(text)):
        with pytest.raises(PackError):
            argos_index.parse(text[:end])


def test_whatever_is_changed_in_an_index_nothing_but_sound_offers_come_of_it() -> None:
    chance = random.Random(4)
    text = json.dumps([GOOD, OTHER], indent=1)
    for _ in range(300):
        place = chance.randrange(len(text))
        changed = text[:place] + chance.choice('x"/.:[]{}\\,5 é') + text[place + 1 :]
        try:
            offers = argos_index.parse(changed)
        except PackError:
            continue
        for offer in offers:
            assert offer.addresses
            assert all(address.startswith("https://") for address in offer.addresses)
            assert "/" not in offer.id
            assert "." not in offer.id


def test_a_kept_index_is_found_again(kept: Path) -> None:
    assert argos_index.load() == []
    argos_index.save(json.dumps([GOOD, OTHER]))
    assert [offer.id for offer in argos_index.load()] == ["de-en", "nl-en"]
    argos_index.save(json.dumps([OTHER]))
    assert [offer.id for offer in argos_index.load()] == ["nl-en"]
    assert [path.name for path in kept.parent.iterdir()] == [argos_index.FILE]


def test_a_text_that_is_refused_leaves_the_kept_index_as_it_was(kept: Path) -> None:
    argos_index.save(json.dumps([GOOD]))
    before = kept.read_bytes()
    with pytest.raises(PackError):
        argos_index.save("<html>not found</html>")
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir()] == [argos_index.FILE]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[", b"{}"])
def test_a_kept_index_that_is_damaged_counts_as_none(kept: Path, content: bytes) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    assert argos_index.load() == []
