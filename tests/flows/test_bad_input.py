"""Bad input gets one clear sentence and a hint, the right exit code, and nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.errors import ExitCode
from tests import clips


def _missing(folder: Path) -> Path:
    return folder / "gibt es nicht.mp4"


def _folder(folder: Path) -> Path:
    path = folder / "Ordner"
    path.mkdir()
    return path


def _empty(folder: Path) -> Path:
    path = folder / "leer.mp4"
    path.touch()
    return path


def _truncated(folder: Path) -> Path:
    whole = clips.silent(folder / "ganz.mp4")
    path = folder / "halb.mp4"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    whole.unlink()
    return path


def _text(folder: Path) -> Path:
    path = folder / "text.mp4"
    path.write_text("Dies ist kein Film.\n" * 50, "utf-8")
    return path


MEDIA: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (_missing, "gibt es nicht.mp4"),
    "folder": (_folder, "Ordner"),
    "empty": (_empty, "leer.mp4"),
    "truncated": (_truncated, "halb.mp4"),
    "text": (_text, "text.mp4"),
    "mute": (lambda folder: clips.mute(folder / "stumm.mp4"), "stumm.mp4"),
    "silent": (lambda folder: clips.silent(folder / "still.mp4"), "still.mp4"),
    "blip": (lambda folder: clips.blip(folder / "kurz.wav"), "kurz.wav"),
}


@pytest.mark.parametrize("name", MEDIA)
def test_bad_media_is_named_explained_and_leaves_nothing(name: str, tmp_path: Path, souffleur, practice: Path) -> None:
    make, named = MEDIA[name]
    film, out = make(tmp_path), tmp_path / "out"
    answer = souffleur("subtitle", film, "--language", "de", "--model", "practice", "-o", out)
    assert answer.code == ExitCode.INPUT
    assert named in answer.err
    message, hint = answer.err.split("Error: ")[1].strip().splitlines()[:2]
    assert message.endswith((".", "”."))
    assert hint
    assert "Traceback" not in answer.err
    assert not out.exists() or list(out.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({film.name} if film.exists() else set())


def test_an_error_is_also_one_json_document(tmp_path: Path, souffleur, practice: Path) -> None:
    answer = souffleur("subtitle", tmp_path / "nix.mp4", "--model", "practice", "--json")
    assert answer.code == ExitCode.INPUT
    error = answer.json["videos"][0]["error"]
    assert "nix.mp4" in error["message"]
    assert error["hint"]
    assert error["exit_code"] == ExitCode.INPUT


@pytest.mark.parametrize(
    "words",
    [
        ("subtitle", "film.mp4", "--language", "klingon"),
        ("subtitle", "film.mp4", "--to", "en,klingon"),
        ("subtitle", "film.mp4", "--profile-for", "en"),
        ("subtitle", "film.mp4", "--audio", "0"),
        ("subtitle", "film.mp4", "--sound", "noise"),
        ("subtitle", "film.mp4", "--model", "practice", "--format", "doc"),
        ("subtitle", "film.mp4", "film.mov", "--model", "practice"),
        ("subtitle",),
        ("sing",),
        ("convert", "a.srt", "b.docx"),
    ],
    ids=" ".join,
)
def test_words_that_do_not_fit_are_a_usage_error(words: tuple[str, ...], souffleur, practice: Path) -> None:
    answer = souffleur(*words)
    assert answer.code == ExitCode.USAGE
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_without_a_real_model_the_practice_model_is_not_chosen_silently(souffleur, tmp_path: Path) -> None:
    answer = souffleur("subtitle", tmp_path / "film.mp4", "--language", "de")
    assert answer.code == ExitCode.ENVIRONMENT
    assert "--model practice" in answer.err


@pytest.mark.parametrize(
    "file", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json", "preprocessor_config.json"]
)
@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_model_with_a_bad_file_is_refused_by_its_name(
    file: str, damage: str, tmp_path: Path, souffleur, practice: Path
) -> None:
    model, film = tmp_path / "whisper-practice", clips.silent(tmp_path / "film.mp4")
    shutil.copytree(practice / "whisper-practice", model)
    if damage == "missing":
        (model / file).unlink()
    else:
        (model / file).write_bytes((model / file).read_bytes()[:40])
    answer = souffleur("subtitle", film, "--language", "de", "--model", model)
    assert answer.code == ExitCode.ENVIRONMENT
    assert file in answer.err
    assert "Traceback" not in answer.err
    assert not list(tmp_path.glob("*.srt"))


def test_a_folder_that_does_not_exist_is_no_model(tmp_path: Path, souffleur) -> None:
    answer = souffleur("subtitle", tmp_path / "film.mp4", "--model", tmp_path / "nirgends")
    assert answer.code == ExitCode.ENVIRONMENT
    assert "nirgends" in answer.err


def test_a_language_without_a_package_is_refused_before_the_work(tmp_path: Path, souffleur, practice: Path) -> None:
    film = clips.silent(tmp_path / "film.mp4")
    answer = souffleur("subtitle", film, "--language", "de", "--to", "fi", "--model", "practice")
    assert answer.code == ExitCode.ENVIRONMENT
    assert "fi" in answer.err


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_folder_that_may_not_be_written_is_refused_before_the_work(tmp_path: Path, souffleur, practice: Path) -> None:
    film, out = clips.silent(tmp_path / "film.mp4"), tmp_path / "zu"
    words = ["subtitle", str(film), "--language", "de", "--model", "practice", "-o", str(out)]
    out.mkdir(mode=0o555)
    if os.geteuid():
        answer = souffleur(*words)
        code, err = answer.code, answer.err
    else:  # root may write anywhere but to a disk that is mounted for reading only
        if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
            pytest.skip("root may write anywhere, and no disk can be mounted here")
        script = f'mount -t tmpfs -o ro none {out} && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", script, "sh", sys.executable, "-m", "studio", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        code, err = done.returncode, done.stderr
    assert code == ExitCode.ENVIRONMENT
    assert "zu" in err
    assert "Transcribe" not in err
