"""Packs go by stick to a computer without network, and do there what they did here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio import paths
from studio.errors import ExitCode
from tests.packs import made_packs as made

KINDS = ("speech", "translation", "ocr")
IDS = ("practice", "practice-de-en", "practice-en-nl")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _no_network() -> None:
    """Skip where a process cannot be given a network of its own, which has no interface."""
    if shutil.which("unshare") is None:
        pytest.skip("only Linux takes the network away from a process")
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("taking the network away from a process is not allowed here")


def offline(*words: str | Path, **environment: str) -> str:
    """Run `souffleur WORDS…` without any network and return what it said."""
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "-m", "studio", *map(str, words)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )
    assert done.returncode == ExitCode.FINE, done.stderr
    return done.stdout


def bare_resources(folder: Path) -> Path:
    """Make resources that lack the practice packs: what ships then, is what was carried, or nothing."""
    models = shutil.ignore_patterns("whisper-practice", "*.argosmodel")
    return Path(shutil.copytree(paths.resources(), folder, ignore=models))


def texts(folder: Path) -> dict[str, str]:
    """Return the subtitle files in a folder."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.suffix in (".srt", ".vtt")}


def test_carried_packs_do_the_same_on_a_computer_without_network(tmp_path: Path, practice: Path) -> None:
    stick = tmp_path / "stick.souffleur-pack"
    offline("tour", tmp_path / "shipped")
    made.speech(tmp_path / "brought" / "model")
    for name in ("translate-de_en-1_0", "translate-en_nl-1_0"):
        made.archive(tmp_path / "brought", name)

    offline("packs", "import", tmp_path / "brought")
    offline("packs", "pack", *IDS, "-o", stick)
    offline("packs", "remove", *IDS)
    assert not any((paths.packs() / kind).is_dir() and any((paths.packs() / kind).iterdir()) for kind in KINDS)

    elsewhere = {"SOUFFLEUR_PACKS": str(tmp_path / "packs"), "SOUFFLEUR_RESOURCES": str(bare_resources(tmp_path / "r"))}
    offline("packs", "import", stick, **elsewhere)
    offline("tour", tmp_path / "carried", **elsewhere)
    assert texts(tmp_path / "carried") == texts(tmp_path / "shipped")
    assert len(texts(tmp_path / "carried")) == 6
    record = json.loads((tmp_path / "carried" / "welcome.record.json").read_text("utf-8"))
    assert record["speech_model"]["practice"] is True


def test_without_any_pack_the_tour_says_what_is_missing(tmp_path: Path, practice: Path) -> None:
    environment = {**os.environ, "SOUFFLEUR_RESOURCES": str(bare_resources(tmp_path / "resources"))}
    command = ["unshare", "-rn", sys.executable, "-m", "studio", "tour", str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == ExitCode.ENVIRONMENT
    assert "practice" in done.stderr
