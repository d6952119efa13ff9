"""Packs are made ready beside the others and moved in whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio import paths
from studio.errors import EnvironmentFault, PackError
from studio.model.pack import Manifest, Pack, PackFile, PackKind, PackPlace, PackState
from studio.packs import installed, manifest, marks, staging

SPEECH = PackKind.SPEECH


@pytest.fixture(autouse=True)
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of packs, which is not there yet."""
    monkeypatch.setenv("SOUFFLEUR_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("SOUFFLEUR_SHARED_PACKS", str(tmp_path / "shared"))
    return tmp_path / "packs"


def staged(content: bytes = b"new") -> tuple[Path, Manifest]:
    """Return a staged folder with one file, and its manifest."""
    with staging.held(SPEECH, "small") as place:
        (place / "model.bin").write_bytes(content)
        return place, Manifest(
            "small", SPEECH, "Small", (), "MIT", "carried", manifest.files_of(place), tested="2026-01-01"
        )


def small() -> Pack:
    return next(pack for pack in installed.speech_models() if pack.id == "small")


def test_what_is_fetched_is_not_listed_before_it_is_put_in_place() -> None:
    place, made = staged()
    assert "small" not in [pack.id for pack in installed.speech_models()]
    staging.put_in_place(place, made)
    assert small().state is PackState.VERIFIED
    assert staging.waiting() == {}


def test_a_new_pack_replaces_an_old_one_of_its_name(packs: Path) -> None:
    staging.put_in_place(*staged(b"old"))
    staging.put_in_place(*staged(b"new"))
    assert (packs / "speech" / "small" / "model.bin").read_bytes() == b"new"
    assert [path.name for path in (packs / ".incoming").iterdir() if not path.name.endswith(".lock")] == []


def test_what_was_fetched_so_far_is_counted_and_can_be_dropped() -> None:
    staged(b"12345")
    assert staging.waiting() == {(SPEECH, "small"): 5}
    staging.drop(SPEECH, "small")
    assert staging.waiting() == {}


HOLDING = """
from studio.model.pack import PackKind
from studio.packs import staging
with staging.held(PackKind.SPEECH, "small"):
    print("held", flush=True)
    input()
"""


def test_only_one_process_holds_a_pack() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(PackError, match="small"), staging.held(SPEECH, "small"):
            pass
        with staging.held(SPEECH, "base"):
            pass
        other.communicate("\n")
    assert other.returncode == 0
    with staging.held(SPEECH, "small"):
        pass


def test_an_import_begins_in_an_empty_folder_and_leaves_none() -> None:
    left = paths.packs() / ".incoming" / "import"
    left.mkdir(parents=True)
    (left / "half").write_text("")
    with staging.import_held() as place:
        assert list(place.iterdir()) == []
        (place / "model.bin").write_text("")
    assert not left.exists()


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOUFFLEUR_PACKS", str(tmp_path / "file" / "packs"))
    with pytest.raises(EnvironmentFault, match="cannot write"), staging.held(SPEECH, "small"):
        pass


def test_too_little_room_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="not enough room"):
        staging.need_room(tmp_path / "not" / "there", 1 << 60)
    staging.need_room(tmp_path, 1)


def test_half_an_import_goes_with_the_next_look_unless_it_is_still_going_on() -> None:
    with staging.import_held() as place:
        (place / "model.bin").write_bytes(b"half")
        staging.sweep()
        assert (place / "model.bin").is_file()
    place.mkdir()  # as a kill leaves it
    (place / "model.bin").write_bytes(b"half")
    staging.sweep()
    assert not place.exists()


def test_where_room_is_missing_is_named_as_people_know_it(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as among_packs:
        staging.need_room(staging.folder(SPEECH, "small"), 1 << 60)
    assert among_packs.value.hint.startswith(f"Make room in {paths.packs()}, for example")
    with pytest.raises(EnvironmentFault) as on_stick:
        staging.need_room(tmp_path, 1 << 60)
    assert on_stick.value.hint == f"Make room in {tmp_path}, or choose another place."


def test_a_marked_pack_is_damaged_until_it_is_replaced() -> None:
    staging.put_in_place(*staged())
    marks.mark(small(), ["model.bin"])
    assert small().state is PackState.DAMAGED
    with pytest.raises(PackError, match="damaged"):
        installed.speech_model("small")
    staging.put_in_place(*staged())
    assert small().state is PackState.VERIFIED


def test_a_file_of_another_size_makes_a_pack_damaged(packs: Path) -> None:
    staging.put_in_place(*staged())
    (packs / "speech" / "small" / "model.bin").write_bytes(b"longer")
    assert small().state is PackState.DAMAGED


def test_a_manifest_that_cannot_be_used_makes_a_pack_damaged(packs: Path) -> None:
    staging.put_in_place(*staged())
    (packs / "speech" / "small" / manifest.FILE).write_text("nonsense")
    assert small().state is PackState.DAMAGED


def test_a_pack_all_users_share_is_found_and_ones_own_goes_before_it(packs: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "speech" / "small"
    shared.mkdir(parents=True)
    (shared / "model.bin").write_bytes(b"shared")
    assert (small().place, small().path) == (PackPlace.SHARED, shared)
    staging.put_in_place(*staged())
    assert small().place is PackPlace.OWN


def test_what_a_kill_left_of_a_replaced_pack_is_swept_away(packs: Path) -> None:
    staging.put_in_place(*staged(b"new"))
    for name in ("replaced-speech-small", "removed-small-1"):
        (packs / ".incoming" / name).mkdir()
        (packs / ".incoming" / name / "model.bin").write_bytes(b"old")
    staging.sweep()
    assert [path.name for path in (packs / ".incoming").iterdir() if not path.name.endswith(".lock")] == []
    assert (packs / "speech" / "small" / "model.bin").read_bytes() == b"new"


def test_a_kill_between_the_old_pack_and_the_new_one_brings_the_old_one_back(packs: Path) -> None:
    staging.put_in_place(*staged(b"old"))
    (packs / "speech" / "small").rename(packs / ".incoming" / "replaced-speech-small")
    staging.sweep()
    assert small().state is PackState.VERIFIED
    assert (packs / "speech" / "small" / "model.bin").read_bytes() == b"old"


def test_a_new_pack_comes_after_such_a_kill_as_well(packs: Path) -> None:
    staging.put_in_place(*staged(b"old"))
    (packs / "speech" / "small").rename(packs / ".incoming" / "replaced-speech-small")
    staging.put_in_place(*staged(b"new"))
    assert (packs / "speech" / "small" / "model.bin").read_bytes() == b"new"
    assert not (packs / ".incoming" / "replaced-speech-small").exists()


def test_a_pack_with_files_that_have_no_safe_name_cannot_be_described() -> None:
    from studio.errors import SettingsError

    with pytest.raises(SettingsError):
        PackFile("../model.bin", 1)
