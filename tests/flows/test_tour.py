"""The main job on the sample film, and on files of all sorts made from it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.errors import ExitCode
from studio.jobs.event import Event
from studio.jobs.job import Job
from studio.jobs.lanes import Lane, Lanes
from studio.subtitles import profiles
from studio.workflow import tasks
from studio.workflow.subtitle import Order, make
from tests import clips
from tests.flows.conftest import Answer, Souffleur

PROFILES = {"de": "de-ard", "en": "en-netflix", "nl": "nl-pro"}

MEASURED = ("de-ard", "nl-pro", "en-netflix", "web")
"""The profiles the sample is spoken slowly enough for; for children, say, it is too fast here and there."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film(practice: Path) -> Path:
    """Return the sample film."""
    path = practice / "welcome.de.mp4"
    if not path.is_file() or not (practice / "whisper-practice").is_dir():
        pytest.skip("no sample film or practice model here; the scripts in packaging/practice make them")
    return path


@pytest.fixture(scope="module")
def toured(film: Path, souffleur: Souffleur, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """Take the tour once; return where it wrote and what it said."""
    folder = tmp_path_factory.mktemp("tour")
    return folder, souffleur("tour", folder, "--json")


def test_the_tour_writes_three_languages_in_two_formats_and_a_record(toured: tuple[Path, Answer]) -> None:
    folder, answer = toured
    assert answer.code == ExitCode.FINE, answer.err
    wanted = {f"welcome.{tag}.{kind}" for tag in PROFILES for kind in ("srt", "vtt")}
    assert {path.name for path in folder.glob("welcome.*")} == wanted | {"welcome.record.json"}
    assert {Path(file).name for track in answer.json["tracks"] for file in track["files"]} == wanted
    assert answer.json["practice"] is True


def test_the_tour_writes_the_flyer_and_its_photo_in_two_languages(toured: tuple[Path, Answer]) -> None:
    folder, answer = toured
    accessible = {f"flyer.en.accessible.{kind}" for kind in ("pdf", "html", "txt")}
    flyers = {"flyer.en.pdf", "flyer.nl.pdf", *accessible, "flyer-photo.en.jpg", "flyer-photo.nl.jpg"}
    assert {path.name for path in folder.glob("flyer*")} == flyers | {"flyer.record.json", "flyer-photo.record.json"}
    office = {"programme.en.docx", "programme.nl.docx", "programme.record.json"}
    assert {path.name for path in folder.glob("programme*")} == office
    editions = [edition for flyer in answer.json["flyers"] for edition in flyer["editions"]]
    assert {Path(file).name for edition in editions for file in edition["files"]} == {
        *flyers,
        *(name for name in office if name.endswith(".docx")),
    }


@pytest.mark.parametrize("language", PROFILES)
def test_every_language_keeps_its_profile_but_where_the_program_says_so(
    language: str, toured: tuple[Path, Answer], souffleur: Souffleur
) -> None:
    folder, answer = toured
    track = next(track for track in answer.json["tracks"] if track["language"] == language)
    checked = souffleur("check", folder / f"welcome.{language}.srt", "--profile", PROFILES[language], "--json")
    assert checked.code == ExitCode.FINE
    listed = {entry["cue"] for entry in track["impossible"]}
    assert {finding["cue"] for finding in checked.json["findings"]} <= listed
    assert len(listed) <= 0.02 * track["cues"]


class HeardOnce(Lanes):
    """Lanes that listen once to a film that is made eight times: what is heard hangs on no profile."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: list[Event] = []

    def submit(self, lane: Lane, task: Callable[..., Any], *values: object) -> Job[Any]:
        if task is not tasks.listen_to:
            return super().submit(lane, task, *values)
        self._heard = self._heard or list(super().submit(lane, task, *values).events())
        job: Job[Any] = Job(lambda job: None)
        for event in self._heard:
            job.say(event)
        return job


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    """Return workers that stay, so that a film made eight times loads its models once."""
    with HeardOnce() as opened:
        yield opened


@pytest.mark.parametrize("profile", profiles.names())
def test_every_profile_is_kept_in_every_language(profile: str, film: Path, lanes: Lanes, tmp_path: Path) -> None:
    order = Order(
        language="de",
        targets=("en", "nl"),
        model="practice",
        profile=profile,
        profiles={"en": profile, "nl": profile},
        folder=tmp_path,
    )
    made = make(film, order, lanes, lambda event: None)
    for track in made.tracks:
        broken = {finding.index + 1 for finding in track.report.findings}
        assert track.report.errors == 0
        assert broken <= track.impossible.keys(), track.report.findings
        if profile in MEASURED:
            assert len(track.impossible) <= 0.02 * len(track.cues), track.report.findings


@pytest.mark.parametrize("profile", MEASURED)
def test_a_checker_from_outside_agrees(profile: str, film: Path, lanes: Lanes, tmp_path: Path, material: Path) -> None:
    checker = material.parent / "acceptance" / "check_subtitles.py"
    if not checker.is_file():
        pytest.skip("the checker from outside is not on this machine")
    order = Order("de", ("en", "nl"), "practice", profile, {"en": profile, "nl": profile}, folder=tmp_path)
    made = make(film, order, lanes, lambda event: None)
    for track in made.tracks:
        allowed = sum(len(rules) for rules in track.impossible.values())
        words = [str(track.files[0]), "--profile", profile, "--max-warnings", str(allowed)]
        done = subprocess.run([sys.executable, str(checker), *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_tour_says_what_was_said(toured: tuple[Path, Answer], film: Path) -> None:
    true = json.loads(film.with_suffix(".json").read_text("utf-8"))
    spoken = " ".join(sentence["text"] if isinstance(sentence, dict) else sentence for sentence in true["sentences"])
    heard = _text(toured[0] / "welcome.de.srt")
    assert _word_errors(_plain(spoken), _plain(heard)) <= 0.05


def test_the_record_says_that_nobody_checked_it(toured: tuple[Path, Answer]) -> None:
    record = json.loads((toured[0] / "welcome.record.json").read_text("utf-8"))
    assert record["reviewer"] is None
    assert record["speech_model"]["practice"] is True
    assert all(set(track["states"]) == {"machine"} for track in record["tracks"])
    assert "practice language only" in (toured[0] / "welcome.en.vtt").read_text("utf-8")


def test_any_name_of_a_file_works(film: Path, tmp_path: Path, souffleur: Souffleur) -> None:
    name = "-Grüße an 'Ödön' \"live\" 🎭.de.mp4"
    shutil.copy(film, tmp_path / name)
    words = ("subtitle", "--language", "de", "--model", "practice", "-o", "aus gabe", "--", name)
    answer = souffleur(*words, cwd=tmp_path)
    assert answer.code == ExitCode.FINE, answer.err
    assert (tmp_path / "aus gabe" / f"{name.removesuffix('.de.mp4')}.de.srt").is_file()


def test_the_language_is_proposed_where_nobody_says_it(film: Path, tmp_path: Path, souffleur: Souffleur) -> None:
    shutil.copy(film, tmp_path / "film.mp4")
    answer = souffleur("subtitle", tmp_path / "film.mp4", "--model", "practice", "--to", "de,en", "--json")
    assert answer.code == ExitCode.FINE, answer.err
    assert answer.json["videos"][0]["language"] == "de"
    assert [track["language"] for track in answer.json["videos"][0]["tracks"]] == ["de", "en"]


def test_one_bad_film_does_not_stop_the_others(film: Path, tmp_path: Path, souffleur: Souffleur) -> None:
    bad = clips.mute(tmp_path / "stumm.mp4")
    words = ("subtitle", bad, film, "--language", "de", "--model", "practice", "-o", tmp_path / "out", "--json")
    answer = souffleur(*words)
    assert answer.code == ExitCode.INPUT
    assert "error" in answer.json["videos"][0]
    assert (tmp_path / "out" / "welcome.de.srt").is_file()


def test_a_corrected_file_is_not_overwritten_unasked(toured: tuple[Path, Answer], film: Path, souffleur) -> None:
    file = toured[0] / "welcome.de.srt"
    machine = file.read_text("utf-8")
    words = ("subtitle", film, "--language", "de", "--model", "practice", "-o", toured[0])
    file.write_text(machine.replace("Willkommen", "Herzlich willkommen"), "utf-8")
    try:
        refused = souffleur(*words)
        assert refused.code == ExitCode.INPUT
        assert "--overwrite" in refused.err
        assert "Herzlich" in file.read_text("utf-8")
    finally:
        file.write_text(machine, "utf-8")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_ctrl_c_leaves_no_process_and_no_file(film: Path, tmp_path: Path, home: Path) -> None:
    long, scratch = tmp_path / "lang.mp4", tmp_path / "tmp"
    scratch.mkdir()
    clips.ffmpeg("-stream_loop", "30", "-i", film, "-c", "copy", long)
    mark = f"SOUFFLEUR_TEST={tmp_path.name}"
    words = ["subtitle", str(long), "--language", "de", "--model", "practice", "-o", str(tmp_path / "out")]
    environment = {**os.environ, "TMPDIR": str(scratch), "SOUFFLEUR_TEST": tmp_path.name}
    with subprocess.Popen(
        [sys.executable, "-m", "studio", *words],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if re.match(r" +3  ", line):  # the third cue is there: decoding, listening and cuts are all under way
                break
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=60) == ExitCode.INTERRUPTED
    assert "Traceback" not in rest
    _until(lambda: not _processes_with(mark))
    assert _processes_with(mark) == []
    assert not (tmp_path / "out").exists()
    assert [*scratch.iterdir(), *home.rglob("*.s16")] == []


@pytest.mark.parametrize("full", ["output", "cache"])
def test_a_full_disk_is_said_and_leaves_nothing(full: str, film: Path, tmp_path: Path) -> None:
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    target = disk if full == "output" else out
    words = f"{sys.executable} -m studio subtitle {film} --language de --model practice -o {target}"
    filled = "64k" if full == "output" else "30k"  # the folder for the sound itself has room
    script = f"mount -t tmpfs -o size=64k none {disk} && head -c {filled} /dev/zero > {disk}/fill 2>/dev/null; "
    script += f"{'XDG_CACHE_HOME=' + str(disk) if full == 'cache' else ''} {words}; code=$?"
    script += f"; cd {disk} && find . -type f; exit $code"
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.ENVIRONMENT, done.stderr
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.split() == ["./fill"]


def _text(file: Path) -> str:
    blocks = file.read_text("utf-8").strip().split("\n\n")
    return " ".join(" ".join(block.split("\n")[2:]) for block in blocks)


def _plain(text: str) -> list[str]:
    return re.sub(r"[^\w\s]", "", text.lower()).split()


def _word_errors(true: list[str], heard: list[str]) -> float:
    row = list(range(len(heard) + 1))
    for i, word in enumerate(true, 1):
        above, row = row, [i]
        for j, other in enumerate(heard, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (word != other)))
    return row[-1] / len(true)


def _processes_with(mark: str) -> list[int]:
    """Return the processes whose environment holds `mark`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _until(holds, patience: float = 30.0) -> None:
    end = time.monotonic() + patience
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
