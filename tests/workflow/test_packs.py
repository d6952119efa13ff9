"""What there is and what could be had, in one list."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from studio import paths
from studio.errors import PackError, SettingsError, UsageError
from studio.model.pack import Manifest, PackKind, PackPlace, PackState
from studio.packs import manifest, staging
from studio.workflow import packs, translate
from studio.workflow.packs import Entry, EntryState


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's own folder of packs, with nothing in it."""
    monkeypatch.setenv("SOUFFLEUR_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("SOUFFLEUR_SHARED_PACKS", str(tmp_path / "shared"))
    monkeypatch.delenv("SOUFFLEUR_CATALOGUE", raising=False)
    return tmp_path / "packs"


def listed() -> dict[str, Entry]:
    return {each.id: each for each in packs.entries()}


def install(id: str, kind: PackKind, languages: tuple[str, ...], *, practice: bool = False) -> Path:
    """Put a pack of one file in its place, as if it had been fetched and tested."""
    with staging.held(kind, id) as staged:
        codes = {"from_code": languages[0], "to_code": languages[-1], "practice": practice}
        (staged / "metadata.json").write_text(json.dumps(codes))
        files = manifest.files_of(staged)
        made = Manifest(id, kind, id, languages, "", "carried", files, practice=practice, tested="2026-01-01")
        return staging.put_in_place(staged, made)


def test_every_offer_is_listed_once_by_kind() -> None:
    found = packs.entries()
    assert len({each.id for each in found}) == len(found)
    kinds = [each.kind for each in found]
    assert kinds == sorted(kinds, key=list(PackKind).index)


def test_what_is_neither_here_nor_shipped_is_absent() -> None:
    assert listed()["small"].state is EntryState.ABSENT
    assert listed()["small"].can_be_fetched


def test_what_comes_with_the_program_cannot_be_fetched() -> None:
    practice = listed()["practice"]
    assert (practice.state, practice.practice) == (EntryState.SHIPPED, True)
    with pytest.raises(PackError, match="cannot be fetched"):
        packs.get("practice")


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="smal") as raised:
        packs.get("smal")
    assert "small" in raised.value.hint


def test_what_was_fetched_in_part_says_how_much_and_can_be_forgotten() -> None:
    with staging.held(PackKind.SPEECH, "small") as staged:
        (staged / "model.bin.incomplete").write_bytes(bytes(100))
    assert (listed()["small"].state, listed()["small"].here) == (EntryState.PARTLY, 100)
    packs.forget("small")
    assert listed()["small"].state is EntryState.ABSENT


def test_a_model_put_there_by_hand_under_its_repositorys_name_is_the_offered_one(folder: Path) -> None:
    place = folder / "speech" / "faster-whisper-small"
    place.mkdir(parents=True)
    (place / "model.bin").write_bytes(bytes(10))
    small = listed()["small"]
    assert small.state is EntryState.UNCHECKED
    assert small.pack is not None
    assert small.pack.path == place


@pytest.mark.parametrize("name", ["small", "faster-whisper-small"])
def test_a_model_put_there_by_hand_goes_by_both_of_its_names(name: str, folder: Path) -> None:
    place = folder / "speech" / "faster-whisper-small"
    place.mkdir(parents=True)
    (place / "model.bin").write_bytes(bytes(10))
    (chosen,) = packs.verify([name]).values[0]  # type: ignore[misc]
    assert chosen.path == place
    packs.remove(name)
    assert not place.exists()


def test_a_model_nobody_offered_is_listed_after_the_others(folder: Path) -> None:
    place = folder / "speech" / "our-own"
    place.mkdir(parents=True)
    (place / "model.bin").write_bytes(bytes(10))
    speech = [each for each in packs.entries() if each.kind is PackKind.SPEECH]
    assert (speech[-1].id, speech[-1].offer, speech[-1].size) == ("our-own", None, 10)


def test_two_directions_with_a_language_between_make_a_third_ready() -> None:
    install("de-en", PackKind.TRANSLATION, ("de", "en"))
    assert "de-nl" not in listed()
    install("en-nl", PackKind.TRANSLATION, ("en", "nl"))
    through = listed()["de-nl"]
    assert (through.state, through.way) == (EntryState.READY, ("de-en", "en-nl"))


def test_practice_packages_make_no_way_for_real_material() -> None:
    install("practice-de-en", PackKind.TRANSLATION, ("de", "en"), practice=True)
    install("en-nl", PackKind.TRANSLATION, ("en", "nl"))
    assert "de-nl" not in listed()
    assert [package.practice for package in translate.packages(practice=False)] == [False]


def test_a_copy_of_a_practice_package_hides_the_shipped_one() -> None:
    install("practice-de-en", PackKind.TRANSLATION, ("de", "en"), practice=True)
    ours = [pack for pack in packs.installed_packs() if pack.id == "practice-de-en"]
    assert [pack.place for pack in ours] == [PackPlace.OWN]


def test_a_damaged_package_is_listed_as_such_and_translates_nothing(folder: Path) -> None:
    place = install("de-en", PackKind.TRANSLATION, ("de", "en"))
    assert [package.source for package in translate.packages(practice=False)] == ["de"]
    (place / "metadata.json").write_text((place / "metadata.json").read_text() + " ")
    assert listed()["de-en"].state is EntryState.DAMAGED
    assert translate.packages(practice=False) == []


def test_an_archive_put_there_by_hand_is_not_checked_yet(folder: Path) -> None:
    (folder / "translation").mkdir(parents=True)
    with zipfile.ZipFile(folder / "translation" / "any.argosmodel", "w") as archive:
        archive.writestr("root/metadata.json", json.dumps({"from_code": "de", "to_code": "en"}))
    entry = listed()["de-en"]
    assert entry.state is EntryState.UNCHECKED
    assert entry.pack is not None
    assert entry.pack.state is PackState.UNCHECKED


def test_only_ones_own_packs_can_be_removed() -> None:
    place = install("de-en", PackKind.TRANSLATION, ("de", "en"))
    packs.remove("de-en")
    assert not place.exists()
    with pytest.raises(PackError):
        packs.remove("practice")
    with pytest.raises(UsageError):
        packs.remove("de-en")


def test_a_shared_pack_is_used_and_cannot_be_removed() -> None:
    place = install("de-en", PackKind.TRANSLATION, ("de", "en"))
    shared = paths.shared_packs() / "translation"
    shared.mkdir(parents=True)
    place.rename(shared / "de-en")
    assert listed()["de-en"].state is EntryState.INSTALLED
    with pytest.raises(PackError):
        packs.remove("de-en")


def test_what_packs_take_and_what_is_free_is_said(folder: Path) -> None:
    assert packs.used() == 0
    assert packs.free_disk() > 0
    install("de-en", PackKind.TRANSLATION, ("de", "en"))
    assert packs.used() > 0


def test_a_broken_list_of_the_venue_hides_nothing_that_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = packs.overview()
    assert (before.trouble, {each.id for each in before.entries}) == (None, set(listed()))
    (tmp_path / "own.toml").write_text("[", "utf-8")
    monkeypatch.setenv("SOUFFLEUR_CATALOGUE", str(tmp_path / "own.toml"))
    after = packs.overview()
    assert [each.id for each in after.entries] == [each.id for each in before.entries]
    assert after.trouble is not None
    assert "own.toml" in after.trouble.message
    with pytest.raises(SettingsError):
        packs.entries()
