"""Files are named as people expect, written whole or not at all, and never destroy work."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError, UsageError
from studio.model.cue import Cue
from studio.workflow import export

CUES = [Cue(0, 1500, "Guten Abend.")]


@pytest.mark.parametrize(
    ("video", "stem"),
    [
        ("film.mp4", "film"),
        ("film.de.mp4", "film"),
        ("film.de-AT.mp4", "film"),
        ("Fru\u0308hling.mov", "Frühling"),
        ("konzert.2026.mp4", "konzert.2026"),
        ("trailer.dvd.mkv", "trailer.dvd"),
        (".de.mp4", ".de"),
        ("-film.mp4", "-film"),
    ],
)
def test_outputs_are_named_after_the_video_without_its_language(video: str, stem: str) -> None:
    assert export.stem(Path(video)) == stem


def test_a_format_that_cannot_be_written_is_named() -> None:
    with pytest.raises(UsageError, match="doc"):
        export.dumps(CUES, "doc", "de")


def test_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def full(self: Path, *args, **kwargs):
        if len(list(tmp_path.iterdir())) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(EnvironmentFault, match="disk is full"):
        export.write_all({tmp_path / "a.srt": "eins", tmp_path / "b.srt": "zwei"})
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    export.write_all({tmp_path / "neu" / "tief" / "a.srt": "eins"})
    assert (tmp_path / "neu" / "tief" / "a.srt").read_text("utf-8") == "eins"


def test_a_file_where_a_folder_should_be_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputError, match="not a folder"):
        export.check_folder(tmp_path / "out" / "deeper")


def test_our_own_unchanged_file_may_be_replaced_but_not_a_corrected_one(tmp_path: Path) -> None:
    file, record = tmp_path / "film.de.srt", tmp_path / "film.record.json"
    file.write_text("eins", "utf-8")
    record.write_text(json.dumps({"tracks": [{"files": [{"sha256": export.digest("eins")}]}]}), "utf-8")
    export.refuse_to_destroy([file, tmp_path / "film.nl.srt"], record)
    file.write_text("eins, verbessert", "utf-8")
    with pytest.raises(InputError, match="changed since"):
        export.refuse_to_destroy([file], record)


def test_a_file_without_a_record_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "film.de.srt"
    file.write_text("von Hand", "utf-8")
    with pytest.raises(InputError):
        export.refuse_to_destroy([file], tmp_path / "film.record.json")


def test_a_damaged_record_protects_the_files(tmp_path: Path) -> None:
    file, record = tmp_path / "film.de.srt", tmp_path / "film.record.json"
    file.write_text("eins", "utf-8")
    record.write_text('{"tracks": 3}', "utf-8")
    with pytest.raises(InputError):
        export.refuse_to_destroy([file], record)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_behind_a_locked_one_is_no_defect(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may go everywhere, nobody may not
    try:
        with pytest.raises(EnvironmentFault, match="Nothing may be written"):
            export.check_folder(locked / "in" / "out")
        export.refuse_to_destroy([locked / "film.de.srt"], locked / "film.record.json")
    finally:
        os.seteuid(user)
        locked.chmod(0o700)
