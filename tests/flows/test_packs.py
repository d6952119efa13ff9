"""Packs through the command line: in from a folder, onto a stick, away, and back again; damage is found and said."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from studio.errors import ExitCode

PRACTICE = "whisper-practice"


@pytest.fixture
def own(home: Path) -> Path:
    """Return the folder of the user's own packs."""
    return home / "packs"


@pytest.fixture
def brought(souffleur, practice: Path, own: Path) -> Path:
    """Import a speech model and a translation package; return the folder they went to."""
    answer = souffleur("packs", "import", practice / PRACTICE, practice / "translate-de_en-1_0.argosmodel")
    assert answer.code == ExitCode.FINE, answer.err
    return own


def listed(souffleur, *more: str) -> dict[str, dict[str, object]]:
    return {pack["id"]: pack for pack in souffleur("packs", "list", "--json", *more).json["packs"]}


def states(souffleur) -> dict[str, object]:
    return {id: pack["state"] for id, pack in listed(souffleur).items() if pack["place"] == "own"}


def test_what_could_be_had_is_listed_when_asked_for(souffleur) -> None:
    here = listed(souffleur)
    everything = listed(souffleur, "--all")
    assert here["practice"]["state"] == "shipped"
    assert here["practice"]["practice"] is True
    assert "small" not in here
    assert everything["small"]["state"] == "absent"
    assert everything["small"]["role"] == "balanced"
    assert everything["de-en"]["languages"] == ["de", "en"]
    assert set(here) < set(everything)


def test_the_list_in_words(souffleur) -> None:
    answer = souffleur("packs", "list", "--all")
    lines = answer.out.splitlines()
    assert answer.code == ExitCode.FINE
    assert any(line.startswith("speech") and "practice language only" in line for line in lines)
    small = next(number for number, line in enumerate(lines) if line.startswith("speech       small "))
    assert lines[small].endswith("can be fetched")
    assert lines[small + 1].strip().startswith("Wrong of 100 words, about: de ")
    assert all(len(line) <= 120 for line in lines[:-1])


@pytest.mark.slow
def test_packs_go_onto_a_stick_away_and_back(souffleur, brought: Path, tmp_path: Path) -> None:
    assert set(states(souffleur).values()) == {"installed"}
    ids = list(states(souffleur))
    written = souffleur("packs", "pack", *ids, "-o", tmp_path / "stick", "--json")
    stick = tmp_path / "stick.souffleur-pack"
    assert written.code == ExitCode.FINE, written.err
    assert written.json == {"file": str(stick), "packs": ids, "bytes": stick.stat().st_size}
    assert souffleur("packs", "remove", *ids, "--json").json == {"removed": ids}
    assert states(souffleur) == {}
    again = souffleur("packs", "import", stick, "--json")
    assert again.code == ExitCode.FINE, again.err
    assert {pack["id"] for pack in again.json["imports"][0]["installed"]} == set(ids)
    assert set(states(souffleur)) == set(ids)


def test_a_file_on_the_stick_is_not_replaced_unasked(souffleur, practice: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick.souffleur-pack"
    stick.write_bytes(b"precious")
    answer = souffleur("packs", "pack", "practice", "-o", stick)
    assert answer.code == ExitCode.INPUT
    assert "--overwrite" in answer.err
    assert stick.read_bytes() == b"precious"
    assert souffleur("packs", "pack", "practice", "-o", stick, "--overwrite").code == ExitCode.FINE
    assert zipfile.is_zipfile(stick)


@pytest.mark.slow
def test_damage_is_found_and_the_pack_not_used(souffleur, brought: Path) -> None:
    assert souffleur("packs", "verify", *states(souffleur)).code == ExitCode.FINE
    model = next((brought / "speech").iterdir())
    with (model / "model.bin").open("r+b") as file:
        file.seek(1000)
        file.write(b"\x00damage\x00")
    answer = souffleur("packs", "verify", *states(souffleur), "--json")
    assert answer.code == ExitCode.ENVIRONMENT
    (damaged,) = [pack for pack in answer.json["packs"] if not pack["whole"]]
    assert damaged["path"] == str(model)
    assert damaged["message"]
    assert damaged["hint"]
    assert "damaged" in states(souffleur).values()
    assert "is damaged" in souffleur("packs", "verify", model.name).out


def test_one_refused_pack_does_not_stop_the_others(souffleur, practice: Path, own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    shutil.copytree(practice / PRACTICE, folder / PRACTICE)
    (folder / "translate-nl_en-1_0.argosmodel").write_bytes(b"PK\x03\x04 half of it")
    answer = souffleur("packs", "import", folder, "--json")
    assert answer.code == ExitCode.ENVIRONMENT
    (imported,) = answer.json["imports"]
    assert len(imported["installed"]) == 1
    assert [refused["name"] for refused in imported["refused"]] == ["translate-nl_en-1_0.argosmodel"]
    assert imported["refused"][0]["message"] in answer.err


def test_what_cannot_be_imported_is_said_for_each_path(souffleur, practice: Path, own: Path, tmp_path: Path) -> None:
    answer = souffleur("packs", "import", tmp_path / "nothing here", practice / PRACTICE, "--json")
    failed, came = answer.json["imports"]
    assert answer.code == failed["error"]["exit_code"] != ExitCode.FINE
    assert "nothing here" in failed["error"]["message"]
    assert len(came["installed"]) == 1


@pytest.mark.parametrize("command", ["get", "remove", "verify"])
def test_a_wrong_id_is_named_before_anything_happens(command: str, souffleur, own: Path) -> None:
    answer = souffleur("packs", command, "practice", "smal", "--json")
    assert answer.code == ExitCode.USAGE
    assert "smal" in answer.json["error"]["message"]
    assert "Traceback" not in answer.err


def test_near_ids_are_proposed(souffleur) -> None:
    assert "small" in souffleur("packs", "get", "smal").err
    assert "souffleur packs list --all" in souffleur("packs", "get", "§§§").err


def test_what_is_here_is_not_fetched_again(souffleur) -> None:
    answer = souffleur("packs", "get", "practice", "practice-de-en")
    assert answer.code == ExitCode.FINE
    assert answer.out.count("on this computer already") == 2


def test_what_ships_and_what_all_share_stays(souffleur, practice: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shutil.copytree(practice / PRACTICE, shared / "speech" / "ours")
    for id in ("practice-de-en", "ours"):
        answer = souffleur("packs", "remove", id, SOUFFLEUR_SHARED_PACKS=str(shared))
        assert answer.code == ExitCode.ENVIRONMENT
        assert id in answer.err
    assert (shared / "speech" / "ours" / "model.bin").is_file()


@pytest.mark.parametrize("command", ["get", "import", "pack", "remove"])
def test_a_command_without_its_words_says_what_it_needs(command: str, souffleur) -> None:
    answer = souffleur("packs", command)
    assert answer.code == ExitCode.USAGE
    assert "--help" in answer.err
