"""Packs are tested before they count, verified when asked, and never half there."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from studio import paths
from studio.documents import ocr
from studio.errors import PackError
from studio.jobs.lanes import Lanes
from studio.model.pack import Manifest, Pack, PackKind, PackPlace, PackState
from studio.model.progress import Partial, Progress
from studio.packs import manifest as manifests
from studio.packs import marks, staging
from studio.workflow import pack_tasks, packs, self_test
from studio.workflow.work import Said, run
from tests.packs import made_packs as made

pytestmark = pytest.mark.usefixtures("practice")


def silent(event: Progress | Partial) -> None:
    """Watch nothing."""


def here(id: str) -> Pack:
    """Return a pack on this computer."""
    return next(pack for pack in packs.installed_packs() if pack.id == id)


def fetched(kind: PackKind, id: str, languages: tuple[str, ...], *, practice: bool = True) -> Manifest:
    """Return the manifest of what lies in a staged folder, as fetching gives it."""
    files = manifests.files_of(staging.folder(kind, id))
    return Manifest(id, kind, "A name", languages, "MIT", "hub:a/b@c", files, practice=practice)


def speech_fetched() -> Manifest:
    staging.folder(PackKind.SPEECH, "practice").parent.mkdir(parents=True)
    made.speech(staging.folder(PackKind.SPEECH, "practice"))
    return fetched(PackKind.SPEECH, "practice", ("de",))


def test_what_was_fetched_is_tested_and_put_in_its_place() -> None:
    said: list[Progress | Partial] = []
    tested = pack_tasks.install(PackKind.SPEECH, "practice", speech_fetched(), report=said.append)
    assert "Willkommen" in tested.answer
    assert tested.tested
    assert (here("practice").place, here("practice").state) == (PackPlace.OWN, PackState.VERIFIED)
    assert manifests.read(here("practice").path) == tested
    assert not staging.folder(PackKind.SPEECH, "practice").exists()
    assert said


def test_a_fetched_archive_is_unpacked() -> None:
    place = staging.folder(PackKind.TRANSLATION, "practice-de-en")
    made.archive(place)
    manifest = fetched(PackKind.TRANSLATION, "practice-de-en", ("de", "en"))
    tested = pack_tasks.install(PackKind.TRANSLATION, "practice-de-en", manifest, report=silent)
    assert (tested.source, tested.licence, tested.version) == ("hub:a/b@c", "MIT", "1.0")
    assert tested.answer == "Welcome to Vienna, dear families."
    assert manifests.differences(here("practice-de-en").path, tested) == []
    assert not place.exists()


def test_what_fails_its_test_is_deleted_and_what_was_there_stays() -> None:
    pack_tasks.install(PackKind.SPEECH, "practice", speech_fetched(), report=silent)
    made.wrong_bands(staging.folder(PackKind.SPEECH, "practice"))
    manifest = fetched(PackKind.SPEECH, "practice", ("de",))
    with pytest.raises(PackError, match="bands of sound"):
        pack_tasks.install(PackKind.SPEECH, "practice", manifest, report=silent)
    assert not staging.folder(PackKind.SPEECH, "practice").exists()
    assert here("practice").state is PackState.VERIFIED


def test_an_address_that_gives_another_package_is_found_out() -> None:
    made.archive(staging.folder(PackKind.TRANSLATION, "de-nl"))
    manifest = fetched(PackKind.TRANSLATION, "de-nl", ("de", "nl"), practice=False)
    with pytest.raises(PackError, match="from “de” to “en”"):
        pack_tasks.install(PackKind.TRANSLATION, "de-nl", manifest, report=silent)
    assert not (paths.packs() / "translation").exists()


def test_one_refused_pack_does_not_stop_the_others(tmp_path: Path) -> None:
    made.archive(tmp_path)
    made.speech_changed(tmp_path / "broken", model_bin=b"garbage" * 999)
    made.archive(tmp_path, "translate-en_de-1_0")
    (tmp_path / "letter.txt").write_text("-", "utf-8")
    outcome = pack_tasks.import_from(tmp_path, report=silent)
    assert {manifest.id for manifest in outcome.came} == {"practice-de-en", "practice-en-de"}
    (refused,) = outcome.refused
    assert (refused.name, "model.bin" in refused.message, bool(refused.hint)) == ("broken", True, True)
    assert outcome.said == ("Passed over, for they are no packs: letter.txt.",)


def test_several_packs_are_one_bar_that_never_goes_back_and_say_whose_turn_it_is(tmp_path: Path) -> None:
    made.speech(tmp_path / "practice")
    made.archive(tmp_path)
    heard: list[Progress | Partial] = []
    pack_tasks.import_from(tmp_path, report=heard.append)
    pack_tasks.verify([here("practice"), here("practice-de-en")], report=(again := list[Progress | Partial]()).append)
    for events, names in ((heard, {"Practice", "German → English"}), (again, {"practice", "practice-de-en"})):
        shares = [event.share for event in events if isinstance(event, Progress)]
        assert shares == sorted(shares)
        assert (shares[0] < 0.1, shares[-1]) == (True, 1)
        assert len({event.total for event in events if isinstance(event, Progress)}) == 1
        assert {event.value for event in events if isinstance(event, Partial)} == names


def test_a_pack_that_is_removed_while_others_are_verified_is_left_out(tmp_path: Path) -> None:
    pack_tasks.import_from(made.speech(tmp_path / "model"), report=silent)
    pack_tasks.import_from(made.archive(tmp_path), report=silent)
    both = [here("practice"), here("practice-de-en")]

    def remove(event: Progress | Partial) -> None:
        shutil.rmtree(both[0].path, ignore_errors=True)

    verified = pack_tasks.verify(both, report=remove)
    assert [(each.pack.id, each.is_whole) for each in verified] == [("practice-de-en", True)]
    assert marks.damaged() == {}


def test_who_verifies_is_told_each_pack_by_its_name(tmp_path: Path) -> None:
    said: list[object] = []
    with Lanes() as lanes:
        run(packs.verify(["practice", "practice-de-en"]), lanes, said.append)
    names = {"Verifying “Practice”", "Verifying “Practice, German to English”"}
    assert {event.text for event in said if isinstance(event, Said)} == names


def test_an_import_in_a_worker_of_its_lane(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    broken = made.truncated(tmp_path / "b" / "x.argosmodel")
    with Lanes() as lanes:
        outcome = lanes.submit("packs", pack_tasks.import_from, made.speech(tmp_path / "model")).result()
        refused = lanes.submit("packs", pack_tasks.import_from, broken)
        with pytest.raises(PackError, match="cut off"):
            refused.result()
    assert [manifest.id for manifest in outcome.came] == ["practice"]


def test_whole_packs_are_verified_and_say_when(tmp_path: Path) -> None:
    pack_tasks.import_from(made.archive(tmp_path), report=silent)
    before = manifests.read(here("practice-de-en").path)
    assert before is not None
    manifests.write(here("practice-de-en").path, dataclasses.replace(before, tested="", answer=""))
    assert here("practice-de-en").state is PackState.UNCHECKED
    (verified,) = pack_tasks.verify([here("practice-de-en")], report=silent)
    assert verified.is_whole
    assert here("practice-de-en").state is PackState.VERIFIED


def test_a_changed_file_is_found_marked_and_no_longer_used_until_it_is_whole_again(tmp_path: Path) -> None:
    pack_tasks.import_from(made.speech(tmp_path / "model"), report=silent)
    file = here("practice").path / "vocabulary.json"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"a", b"b", 1))
    (verified,) = pack_tasks.verify([here("practice")], report=silent)
    assert (verified.is_whole, verified.message) == (False, "“practice” is damaged: vocabulary.json.")
    assert here("practice").state is PackState.DAMAGED
    file.write_bytes(whole)
    assert pack_tasks.verify([here("practice")], report=silent)[0].is_whole
    assert here("practice").state is PackState.VERIFIED


def test_a_model_put_there_by_hand_gets_its_manifest_when_it_answers() -> None:
    (paths.packs() / "speech").mkdir(parents=True)
    made.speech(paths.packs() / "speech" / "my-practice")
    assert here("my-practice").state is PackState.UNCHECKED
    (verified,) = pack_tasks.verify([here("my-practice")], report=silent)
    assert verified.is_whole
    assert here("my-practice").state is PackState.VERIFIED
    manifest = manifests.read(here("my-practice").path)
    assert manifest is not None
    assert (manifest.source, manifest.id) == ("by hand", "my-practice")


def test_an_archive_put_there_by_hand_becomes_a_folder_when_it_answers() -> None:
    archive = made.archive(paths.packs() / "translation")
    (verified,) = pack_tasks.verify([here("de-en")], report=silent)
    assert verified.is_whole
    assert not archive.exists()
    assert here("practice-de-en").state is PackState.VERIFIED


def test_a_damaged_archive_put_there_by_hand_stays_for_its_owner() -> None:
    archive = made.archive(paths.packs() / "translation")
    pack = here("de-en")
    made.damaged_sum(archive)
    (verified,) = pack_tasks.verify([pack], report=silent)
    assert not verified.is_whole
    assert "cannot be unpacked" in verified.message
    assert archive.is_file()


def test_all_that_ships_is_verified() -> None:
    shipped = [pack for pack in packs.installed_packs() if pack.place is PackPlace.SHIPPED]
    verified = pack_tasks.verify([pack for pack in shipped if pack.kind is not PackKind.OCR], report=silent)
    assert [each.message for each in verified if not each.is_whole] == []
    assert len(verified) == 5


def test_data_for_reading_pictures_are_verified_and_never_carried(tmp_path: Path) -> None:
    folder = ocr.data()
    if folder is None:
        pytest.skip("what reads pictures is not installed")
    pack = Pack("latin", PackKind.OCR, ("de",), 1, folder, place=PackPlace.SHIPPED)
    assert [each.message for each in pack_tasks.verify([pack], report=silent)] == [""]
    with pytest.raises(PackError, match="need not be carried"):
        pack_tasks.write_carry([pack], tmp_path / "out", report=silent)
    assert list(tmp_path.iterdir()) == []


def test_shipped_packs_are_held_against_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "resources"
    shutil.copytree(paths.resources(), copy)
    monkeypatch.setenv("SOUFFLEUR_RESOURCES", str(copy))
    (copy / "practice" / "whisper-practice" / "config.json").write_text("{}", "utf-8")
    archive = copy / "practice" / "translate-de_en-1_0.argosmodel"
    archive.write_bytes(archive.read_bytes() + b"\0")
    verified = pack_tasks.verify([here("practice"), here("practice-de-en")], report=silent)
    assert [each.message for each in verified] == [
        "“practice” is damaged: config.json.",
        "“practice-de-en” is damaged: translate-de_en-1_0.argosmodel.",
    ]


def test_a_shared_pack_is_verified_and_nothing_is_written_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUFFLEUR_SHARED_PACKS", str(tmp_path / "shared"))
    (tmp_path / "shared" / "speech").mkdir(parents=True)
    folder = made.speech(tmp_path / "shared" / "speech" / "practice-for-all")
    assert pack_tasks.verify([here("practice-for-all")], report=silent)[0].is_whole
    assert {path.name for path in folder.iterdir()} == set(made.SPEECH_FILES)
    (folder / "tokenizer.json").write_text("{", "utf-8")
    assert not pack_tasks.verify([here("practice-for-all")], report=silent)[0].is_whole
    assert marks.damaged()
    assert here("practice-for-all").state is PackState.DAMAGED


@pytest.mark.parametrize(
    ("text", "said", "is_absurd"),
    [
        ("Guten Morgen.", "Good morning.", False),
        ("早上好。", "Good morning, everybody, and welcome.", False),
        ("Guten Morgen.", "the the the the the the the the", True),
        ("Guten Morgen.", "Good " * 40, True),
        ("Guten Morgen.", "⁇ ⁇ a", True),
    ],
)
def test_absurd_translations_are_told_from_others(text: str, said: str, *, is_absurd: bool) -> None:
    assert self_test._is_absurd(text, said) is is_absurd


def test_a_package_with_bpe_alone_is_loaded_and_asked(tmp_path: Path) -> None:
    """The practice model knows other pieces, so that it answers nonsense: but it answers."""
    made.bpe(tmp_path / "x.argosmodel", b"#version: 0.2\nt h\nth e</w>\n")
    with pytest.raises(PackError) as caught:
        pack_tasks.import_from(tmp_path / "x.argosmodel", report=silent)
    assert "nonsense" in caught.value.message or "has no answer" in caught.value.message
