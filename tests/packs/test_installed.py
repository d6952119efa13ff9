"""Speech models are found as folders, whatever lies between them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from studio import paths
from studio.errors import PackError
from studio.packs import installed


@pytest.fixture
def speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the empty folder of the speech models."""
    monkeypatch.setenv("SOUFFLEUR_PACKS", str(tmp_path / "packs"))
    folder = tmp_path / "packs" / "speech"
    folder.mkdir(parents=True)
    return folder


def model(folder: Path, size: int) -> Path:
    folder.mkdir()
    (folder / "model.bin").write_bytes(bytes(size))
    return folder


def test_the_largest_real_model_is_chosen_and_rubbish_passed_over(speech: Path) -> None:
    model(speech / "tiny", 10)
    model(speech / "small", 20)
    (speech / "notes.txt").write_text("-", "utf-8")
    (speech / "empty").mkdir()
    assert [pack.id for pack in installed.speech_models() if not pack.practice] == ["small", "tiny"]
    assert installed.chosen_speech_model().id == "small"


def test_a_practice_model_is_never_chosen_even_as_a_copy(speech: Path) -> None:
    model(speech / "whisper-practice", 10)
    with pytest.raises(PackError):
        installed.chosen_speech_model()
    assert installed.speech_model("whisper-practice").practice


def test_the_shipped_model_is_known_by_any_way_to_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speech: Path
) -> None:
    there = tmp_path / "resources" / "practice"
    there.mkdir(parents=True)
    monkeypatch.setattr(paths, "practice", lambda: there)
    model(there / "whisper-practice", 10)
    assert installed.speech_model("practice").practice
    monkeypatch.chdir(there)
    for way in ("whisper-practice", "../practice/whisper-practice"):
        assert (installed.speech_model(way).id, installed.speech_model(way).practice) == ("practice", True)


def test_the_folder_one_stands_in_has_a_name(speech: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(model(speech / "small", 1))
    assert installed.speech_model(".").id == "small"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_of_models_that_may_not_be_read_is_like_none(speech: Path) -> None:
    shutil.copytree(model(speech / "small", 1), speech / "copy")
    speech.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may go everywhere, nobody may not
    try:
        found = [pack.id for pack in installed.speech_models() if not pack.practice]
        with pytest.raises(PackError):
            installed.speech_model(str(speech / "small"))
    finally:
        os.seteuid(user)
        speech.chmod(0o700)
    assert found == []
