"""Packs are found in every layout in which people bring them, and get the right id."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from studio import paths
from studio.errors import Cancelled, EnvironmentFault, InputError, PackError
from studio.model.pack import Manifest
from studio.model.progress import Partial, Progress
from studio.packs import importing, staging
from studio.packs import manifest as manifests
from studio.workflow import pack_tasks
from tests.packs import made_packs as made

pytestmark = pytest.mark.usefixtures("practice")


def found(path: Path) -> list[tuple[str, str]]:
    """Return kind and id of the packs at a path."""
    return [(candidate.kind.value, candidate.id) for candidate in importing.found(path).candidates]


def brought(path: Path, staged: Path) -> Manifest:
    """Bring the one pack at a path into a folder."""
    (candidate,) = importing.found(path).candidates
    return importing.bring(candidate, staged)


PRACTICE = ("speech", "practice")
DE_EN = ("translation", "practice-de-en")


def test_a_speech_model_is_known_by_its_files_whatever_its_folder_is_called(tmp_path: Path) -> None:
    assert found(made.speech(tmp_path / "Neuer Ordner (2)")) == [PRACTICE]


def test_a_speech_model_is_found_in_a_folder_in_a_folder_and_in_zips(tmp_path: Path) -> None:
    made.speech(tmp_path / "a" / "b" / "model")
    assert found(tmp_path) == [PRACTICE]
    made.zipped(tmp_path / "a" / "b" / "model", tmp_path / "with folder.zip")
    made.zipped(tmp_path / "a" / "b" / "model", tmp_path / "without.zip", root="", method=zipfile.ZIP_DEFLATED)
    for name in ("with folder.zip", "without.zip"):
        assert found(tmp_path / name) == [PRACTICE]
        assert brought(tmp_path / name, tmp_path / f"staged {name}").id == "practice"


def test_a_package_is_taken_packed_or_not_with_or_without_its_folder(tmp_path: Path) -> None:
    folder = made.package(tmp_path / "whatever")
    flat = made.zipped(folder, tmp_path / "flat.argosmodel", root="")
    assert found(made.archive(tmp_path)) == found(folder) == found(flat) == [DE_EN]
    renamed = made.zipped(folder, tmp_path / "en_fr.zip", root="Überraschung")
    assert brought(renamed, tmp_path / "staged").languages == ("de", "en")


def test_what_is_brought_is_what_was_there_and_its_practice_is_marked(tmp_path: Path) -> None:
    folder = made.package(tmp_path / "package")
    manifest = brought(folder, tmp_path / "staged")
    assert manifests.files_of(tmp_path / "staged") == manifest.files
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    after = {path.name: path.read_bytes() for path in (tmp_path / "staged").rglob("*") if path.is_file()}
    assert json.loads(after.pop("metadata.json")) == json.loads(before.pop("metadata.json")) | {"practice": True}
    assert after == before
    assert (manifest.practice, manifest.tested, manifest.source) == (True, "", "by hand")


def test_splitters_of_sentences_and_rubbish_are_left_out(tmp_path: Path) -> None:
    folder = made.package(tmp_path / "package")
    for name in ("stanza/resources.json", "minisbd/de.onnx", "spacy/x/meta.json", ".DS_Store", "model/._model.bin"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}", "utf-8")
    archive = made.zipped(folder, tmp_path / "package.argosmodel")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("__MACOSX/package/._model", b"x")
    for way in (folder, archive):
        names = {file.name for file in brought(way, tmp_path / f"staged {way.name}").files}
        assert names == {
            "README.md",
            "metadata.json",
            "model/config.json",
            "model/model.bin",
            "model/shared_vocabulary.json",
            "sentencepiece.model",
        }


def test_only_what_the_program_reads_is_taken_of_a_speech_model(tmp_path: Path) -> None:
    folder = made.speech(tmp_path / "model")
    for name in ("README.md", "LICENSE", "pytorch_model.bin", "holiday.jpg", ".gitattributes"):
        (folder / name).write_bytes(b"x")
    names = {file.name for file in brought(folder, tmp_path / "staged").files}
    assert names == {*made.SPEECH_FILES, "README.md", "LICENSE"}


@pytest.mark.parametrize("below", ["", "models--Somebody--faster-whisper-tried", "snapshot"])
def test_the_hubs_cache_is_read_through_its_links_from_wherever_one_points_at_it(below: str, tmp_path: Path) -> None:
    made.cached(tmp_path / "hub", repository="Systran/faster-whisper-small")
    root = tmp_path / "hub" / "models--Systran--faster-whisper-small"
    where = {"": tmp_path / "hub", "snapshot": root / "snapshots" / ("a" * 40)}.get(below, root)
    assert found(where) == [("speech", "small")]
    (candidate,) = importing.found(where).candidates
    with pytest.raises(PackError, match="known under this name"):  # it is the practice model in its clothes
        importing.bring(candidate, tmp_path / "staged")


def test_an_unknown_repository_keeps_its_name_and_its_files_come_as_files(tmp_path: Path) -> None:
    manifest = brought(made.cached(tmp_path / "hub"), tmp_path / "staged")
    assert manifest.id == "faster-whisper-tried"
    assert {path.name for path in (tmp_path / "staged").iterdir() if not path.is_symlink()} == set(made.SPEECH_FILES)


def test_of_two_snapshots_the_one_in_use_is_taken(tmp_path: Path) -> None:
    made.cached(tmp_path / "hub", commit="b" * 40)
    root = tmp_path / "hub" / "models--Somebody--faster-whisper-tried"
    for commit in ("a" * 40, "c" * 40):
        shutil.copytree(root / "snapshots" / ("b" * 40), root / "snapshots" / commit, symlinks=True)
    (candidate,) = importing.found(tmp_path).candidates
    assert candidate.folder.endswith("b" * 40)


def test_a_stick_with_all_sorts_of_things_is_searched_and_what_is_no_pack_is_named(tmp_path: Path) -> None:
    made.speech(tmp_path / "models" / "x")
    made.archive(tmp_path / "argos")
    made.archive(tmp_path / "argos", "translate-en_nl-1_0")
    (tmp_path / "broken").mkdir()
    made.truncated(tmp_path / "broken" / "pack.argosmodel")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(b"x")
    (tmp_path / "letter.zip").write_bytes(b"no zip")
    (tmp_path / ".Trashes").mkdir()
    made.speech(tmp_path / ".Trashes" / "old")
    there = importing.found(tmp_path)
    assert {candidate.id for candidate in there.candidates} == {"practice", "practice-de-en", "practice-en-nl"}
    assert [refusal.name for refusal in there.refused] == ["pack.argosmodel"]
    assert {"photos", "letter.zip"} <= set(there.passed_over)


def test_links_in_a_ring_end(tmp_path: Path) -> None:
    folder = made.speech(tmp_path / "stick" / "model")
    (folder / "again").symlink_to(tmp_path / "stick")
    assert found(tmp_path / "stick") == [PRACTICE]


def test_nothing_is_said_to_be_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("-", "utf-8")
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="no speech model and no translation") as caught:
        importing.found(tmp_path)
    assert "model.bin" in caught.value.hint
    with pytest.raises(InputError, match="nothing at"):
        importing.found(tmp_path / "missing")


def test_the_newest_of_two_versions_is_taken_and_that_is_said(tmp_path: Path) -> None:
    versioned(tmp_path / "old", "1.9")
    versioned(tmp_path / "new", "1.10")
    there = importing.found(tmp_path)
    assert [candidate.version for candidate in there.candidates] == ["1.10"]
    assert there.said == ["“practice-de-en” is there twice; version 1.10 was taken, version 1.9 was left."]


def test_an_older_version_than_the_one_here_is_left_where_it_is(tmp_path: Path) -> None:
    pack_tasks.import_from(versioned(tmp_path / "new", "1.10"), report=silent)
    outcome = pack_tasks.import_from(versioned(tmp_path / "old", "1.9"), report=silent)
    assert outcome.came == ()
    assert "newer version, 1.10" in outcome.said[0]
    assert pack_tasks.import_from(tmp_path / "new", report=silent).came[0].version == "1.10"


def test_two_strangers_of_one_name_both_come_and_the_same_known_model_comes_once(tmp_path: Path) -> None:
    for number, name in enumerate(("a", "b")):
        folder = made.speech(tmp_path / "strangers" / name / "model")
        (folder / "model.bin").write_bytes(b"model %d" % number)
        made.speech(tmp_path / "known" / name)
    assert len(importing.found(tmp_path / "strangers").candidates) == 2
    there = importing.found(tmp_path / "known")
    assert ([each.id for each in there.candidates], len(there.said)) == (["practice"], 1)


def test_a_file_of_a_model_stands_for_its_folder(tmp_path: Path) -> None:
    assert found(made.speech(tmp_path / "model") / "model.bin") == [PRACTICE]


def test_a_model_that_is_known_to_need_it_is_not_taken_without_its_preprocessor(tmp_path: Path) -> None:
    made.cached(tmp_path, repository="mobiuslabsgmbh/faster-whisper-large-v3-turbo")
    next(tmp_path.rglob("preprocessor_config.json")).unlink()
    (candidate,) = importing.found(tmp_path).candidates
    with pytest.raises(PackError, match="preprocessor_config"):
        importing.bring(candidate, tmp_path / "staged")


@pytest.mark.parametrize(("codes", "id"), [(("zt", "en"), "zh-Hant-en"), (("en", "pb"), "en-pt-BR")])
def test_codes_that_are_no_tags_become_tags(codes: tuple[str, str], id: str, tmp_path: Path) -> None:
    folder = made.package(tmp_path / "package")
    (folder / "model" / "model.bin").write_bytes(b"a model that is no practice model")
    (folder / "metadata.json").write_text(json.dumps(dict(zip(("from_code", "to_code"), codes, strict=True))), "utf-8")
    assert found(folder) == [("translation", id)]


def test_a_stranger_never_takes_the_place_of_another_pack(tmp_path: Path) -> None:
    ids = []
    for number in range(3):
        folder = made.speech(tmp_path / str(number) / "small")
        (folder / "model.bin").write_bytes(b"model %d" % number)
        manifest = brought(folder, tmp_path / f"staged {number}")
        ids.append(manifest.id)
        staging.put_in_place(tmp_path / f"staged {number}", manifest)
    assert ids == ["small-2", "small-3", "small-4"]
    assert brought(tmp_path / "1" / "small", tmp_path / "again").id == "small-3"


@pytest.mark.parametrize(
    ("name", "id"),
    [("Café Ø – v2", "Cafe-v2"), ("...", "model"), ("con", "model-con"), ("模型", "model"), ("a" * 99, "a" * 60)],
)
def test_names_become_safe(name: str, id: str, tmp_path: Path) -> None:
    folder = made.speech(tmp_path / name)
    (folder / "model.bin").write_bytes(b"unknown")
    assert brought(folder, tmp_path / "staged").id == id


def test_bytes_are_reported_and_it_stops_when_it_is_to_stop(tmp_path: Path) -> None:
    (candidate,) = importing.found(made.speech(tmp_path / "model")).candidates
    said: list[Progress | Partial] = []
    importing.bring(candidate, tmp_path / "staged", said.append)
    steps = [event.done for event in said if isinstance(event, Progress) and event.unit == "bytes"]
    assert steps == sorted(steps)
    assert steps[-1] == sum(path.stat().st_size for path in (tmp_path / "staged").iterdir())

    def stop(event: Progress | Partial) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        pack_tasks.import_from(tmp_path / "model", report=stop)
    assert not (paths.packs() / "speech").exists()
    assert not (paths.packs() / ".incoming" / "import").exists()


def test_a_disk_without_room_is_said_before_anything_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (candidate,) = importing.found(made.speech(tmp_path / "model")).candidates
    monkeypatch.setattr(staging, "SPARE", 1 << 60)
    with pytest.raises(EnvironmentFault, match="not enough room"):
        importing.bring(candidate, tmp_path / "staged")
    assert not (tmp_path / "staged").exists()


def test_a_folder_of_another_computers_packs_is_taken_with_its_manifests(tmp_path: Path) -> None:
    pack_tasks.import_from(made.archive(tmp_path), report=silent)
    stick = shutil.copytree(paths.packs() / "translation", tmp_path / "stick")
    (candidate,) = importing.found(stick).candidates
    assert candidate.manifest is not None
    assert importing.bring(candidate, tmp_path / "staged").source == "carried"


def versioned(folder: Path, version: str) -> Path:
    """Make an unpacked practice package of a version."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    file = made.package(folder) / "metadata.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"package_version": version}), "utf-8")
    return folder


def silent(event: Progress | Partial) -> None:
    """Watch nothing."""
