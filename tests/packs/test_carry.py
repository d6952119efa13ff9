"""Packs written into one file, whole or not at all, and read again as they were."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio import paths
from studio.errors import Cancelled, EnvironmentFault, PackError, UsageError
from studio.model.pack import Pack, PackKind, PackPlace
from studio.model.progress import Partial, Progress
from studio.packs import carry, file_systems, importing, removing, staging
from studio.packs import manifest as manifests
from studio.workflow import pack_tasks, packs
from tests.packs import made_packs as made

pytestmark = pytest.mark.usefixtures("practice")


def here(*ids: str) -> list[Pack]:
    """Return packs on this computer."""
    return [pack for pack in packs.installed_packs() if pack.id in ids]


def silent(event: Progress | Partial) -> None:
    """Watch nothing."""


def test_what_ships_is_carried_and_read_again_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "stick.souffleur-pack"
    size = carry.write(here("practice", "practice-de-en"), out)
    assert size == out.stat().st_size
    there = importing.found(out)
    assert {candidate.id for candidate in there.candidates} == {"practice", "practice-de-en"}
    speech = next(candidate for candidate in there.candidates if candidate.id == "practice")
    brought = importing.bring(speech, tmp_path / "staged")
    assert brought.files == manifests.files_of(paths.practice() / "whisper-practice")
    assert brought.source == "carried"


def test_it_is_a_zip_of_stored_files_with_a_list_and_the_licences(tmp_path: Path) -> None:
    carry.write(here("practice"), tmp_path / "out.souffleur-pack")
    with zipfile.ZipFile(tmp_path / "out.souffleur-pack") as opened:
        assert {info.compress_type for info in opened.infolist()} == {zipfile.ZIP_STORED}
        names = {f"packs/speech/practice/{name}" for name in made.SPEECH_FILES}
        assert set(opened.namelist()) == names | {"manifest.json", "LICENCES.txt"}
        content = json.loads(opened.read("manifest.json"))
        assert (content["format"], content["packs"][0]["id"]) == (1, "practice")
        assert all(file["sha256"] for file in content["packs"][0]["files"])
        assert "Apache-2.0" in opened.read("LICENCES.txt").decode()


def test_the_same_packs_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        carry.write(here("practice-en-nl"), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_archive_put_there_by_hand_is_carried_unpacked(tmp_path: Path) -> None:
    made.archive(paths.packs() / "translation", "translate-en_nl-1_0")
    (pack,) = here("en-nl")
    assert pack.place is PackPlace.OWN
    carry.write([pack], tmp_path / "out")
    (candidate,) = importing.found(tmp_path / "out").candidates
    assert importing.bring(candidate, tmp_path / "staged").languages == ("en", "nl")


def test_an_installed_pack_keeps_what_its_manifest_says_but_for_its_test(tmp_path: Path) -> None:
    (installed,) = pack_tasks.import_from(made.archive(tmp_path), report=silent).came
    carry.write(here(installed.id), tmp_path / "out")
    (candidate,) = importing.found(tmp_path / "out").candidates
    assert candidate.manifest is not None
    assert (candidate.manifest.files, candidate.manifest.tested) == (installed.files, "")


def test_a_damaged_pack_is_not_carried(tmp_path: Path) -> None:
    (installed,) = pack_tasks.import_from(made.speech(tmp_path / "model"), report=silent).came
    file = paths.packs() / "speech" / installed.id / "model.bin"
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)
    with pytest.raises(PackError, match=r"model\.bin is not what it was"):
        carry.write(here("practice"), tmp_path / "out")
    file.unlink()
    with pytest.raises(PackError, match=r"lacks its file model\.bin"):
        carry.write(here("practice"), tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"old")

    def stop(event: Progress | Partial) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        carry.write(here("practice"), out, stop)
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (b"old", [out])
    carry.write(here("practice"), out)
    assert zipfile.is_zipfile(out)


def test_bytes_are_reported_up_to_all(tmp_path: Path) -> None:
    said: list[Any] = []
    carry.write(here("practice", "practice-de-en"), tmp_path / "out", said.append)
    assert [event.done for event in said] == sorted(event.done for event in said)
    assert said[-1].share == 1
    assert {event.total for event in said} == {said[-1].done}


def test_no_pack_and_no_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        carry.write([], tmp_path / "out")
    with pytest.raises(EnvironmentFault, match="no folder"):
        carry.write(here("practice"), tmp_path / "missing" / "out")


def test_a_stick_that_holds_no_such_file_is_said_before_and_after_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(file_systems, "largest_file", lambda folder: 1_000_000)
        with pytest.raises(EnvironmentFault, match="no file as large") as caught:
            carry.write(here("practice"), tmp_path / "out")
        assert "exFAT" in caught.value.hint
    monkeypatch.setattr(os, "replace", raising(OSError(errno.EFBIG, "File too large")))
    with pytest.raises(EnvironmentFault, match="no file as large"):
        carry.write(here("practice"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_stick_without_room_or_pulled_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(staging, "SPARE", 1 << 60)
        with pytest.raises(EnvironmentFault, match="not enough room"):
            carry.write(here("practice"), tmp_path / "out")
    monkeypatch.setattr(os, "replace", raising(OSError(errno.EIO, "Input/output error")))
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        carry.write(here("practice"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_file_system_of_the_nearest_mount_counts() -> None:
    table = (
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 22 8:17 / /media/my\\040stick rw,nosuid shared:1 - vfat /dev/sdb1 rw\n"
        "41 22 8:33 / /media/large rw - exfat /dev/sdc1 rw\n"
    )
    kinds = {"/media/my stick/a": "vfat", "/media/large": "exfat", "/media/my": "ext4"}
    assert {place: file_systems._mounted(table, Path(place)) for place in kinds} == kinds


def test_a_pack_is_removed_wholly_and_the_one_that_ships_is_there_again(tmp_path: Path) -> None:
    pack_tasks.import_from(made.speech(tmp_path / "model"), report=silent)
    (own,) = here("practice")
    assert own.place is PackPlace.OWN
    removing.remove(own)
    assert not own.path.exists()
    assert [path for path in (paths.packs() / ".incoming").iterdir() if path.suffix != ".lock"] == []
    assert [pack.place for pack in here("practice")] == [PackPlace.SHIPPED]


def test_a_removed_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    made.speech(tmp_path / "elsewhere")
    (paths.packs() / "speech").mkdir(parents=True)
    (paths.packs() / "speech" / "linked").symlink_to(tmp_path / "elsewhere")
    (own,) = here("linked")
    removing.remove(own)
    assert not own.path.is_symlink()
    assert (tmp_path / "elsewhere" / "model.bin").is_file()


def test_what_is_not_ones_own_stays_with_a_sentence_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUFFLEUR_SHARED_PACKS", str(tmp_path / "shared"))
    (tmp_path / "shared" / "speech").mkdir(parents=True)
    made.speech(tmp_path / "shared" / "speech" / "for-all")
    stranger = Pack("x", PackKind.SPEECH, (), 1, made.speech(tmp_path / "x"))
    told = []
    for pack in (*here("practice"), *here("for-all"), stranger):
        with pytest.raises(PackError) as caught:
            removing.remove(pack)
        told.append(caught.value.message)
        assert pack.path.exists()
    assert len(set(told)) == 3


def test_a_pack_in_use_is_said_to_be_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack_tasks.import_from(made.archive(tmp_path), report=silent)
    (own,) = here("practice-de-en")
    monkeypatch.setattr(Path, "rename", raising(PermissionError(13, "used by another process")))
    with pytest.raises(EnvironmentFault, match="in use"):
        removing.remove(own)
    assert own.path.is_dir()


def raising(error: Exception) -> Callable[..., None]:
    """Return a function that raises."""

    def fail(*_values: object) -> None:
        raise error

    return fail
