"""Malformed packs: each is refused with its own sentence, and nothing is left behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from studio import paths
from studio.errors import StudioError
from studio.workflow import pack_tasks
from tests.packs import made_packs as made

DE_EN = {"from_code": "de", "to_code": "en"}
ROOT = "translate-de_en-1_0"
NOT_A_ZIP = b"This is a letter to the theatre, and no archive at all.\n"


@dataclass(frozen=True)
class Case:
    """A malformed pack at `name`, how it is made, and words of the sentence with which it is refused."""

    says: str
    make: Callable[[Path], object]
    name: str = "pack.argosmodel"


def speech(says: str, make: Callable[[Path], object]) -> Case:
    return Case(says, make, "practice")


def carried(says: str, make: Callable[[Path], object]) -> Case:
    return Case(says, make, "pack.souffleur-pack")


def listed(says: str, **change: object) -> Case:
    """Return a carried archive whose only entry is changed."""
    return carried(says, lambda out: made.carried(out, lambda content: made.first(content).update(change)))


def file_listed(says: str, **change: object) -> Case:
    """Return a carried archive whose list changes what it says of the first file."""

    def edit(content: dict[str, object]) -> None:
        files = made.first(content)["files"]
        assert isinstance(files, list)
        files[0].update(change)

    return carried(says, lambda out: made.carried(out, edit))


CASES = {
    "traversal": Case("outside its folder", lambda out: made.with_members(out, ("../../evil", b"x"))),
    "absolute": Case("a place of its own", lambda out: made.with_members(out, ("/etc/evil", b"x"))),
    "backslash traversal": Case("a backslash", lambda out: made.with_members(out, (made.raw("..\\evil"), b"x"))),
    "drive letter": Case("a drive of its own", lambda out: made.with_members(out, ("C:/evil", b"x"))),
    "name that not every system holds": Case(
        "not every computer", lambda out: made.with_members(out, (f"{ROOT}/a:b", b"x"))
    ),
    "several roots": Case("several folders", made.several_roots),
    "link in the zip": Case("a link", lambda out: made.with_members(out, (made.link(f"{ROOT}/evil"), b"/etc/passwd"))),
    "device in the zip": Case(
        "neither a file nor", lambda out: made.with_members(out, (made.device(f"{ROOT}/evil"), b""))
    ),
    "encrypted": Case("a password", made.locked),
    "packed in an unknown way": Case("cannot unpack", made.unknown_method),
    "same file twice but for its case": Case(
        "twice", lambda out: made.with_members(out, (f"{ROOT}/Metadata.JSON", b"{}"))
    ),
    "file and folder of one name": Case(
        "“translate-de_en-1_0/sentencepiece.model” twice",
        lambda out: made.with_members(out, (f"{ROOT}/sentencepiece.model/x", b"")),
    ),
    "bomb by ratio": Case("times larger", made.bomb),
    "bomb by count": Case("more files", made.crowd),
    "larger than any pack": Case("that large", made.large),
    "size that lies": Case("lies about the size", made.lying),
    "members over each other": Case("lies about the size of its file “translate-de_en-1_0/met", made.overlapping),
    "damaged sum": Case("is damaged: its file “translate-de_en-1_0/model/model.bin”", made.damaged_sum),
    "cut off": Case("cut off", made.truncated),
    "not a zip": Case("is no archive", lambda out: out.write_bytes(NOT_A_ZIP)),
    "no content": Case("without content", lambda out: out.write_bytes(b"")),
    "empty zip": Case("is empty", lambda out: made.crowd(out, 0)),
    "no metadata": Case("lacks its file metadata.json", lambda out: made.without(out, "metadata.json")),
    "no model": Case("lacks its file model/model.bin", lambda out: made.without(out, "model")),
    "no tokenizer": Case("sentencepiece.model or bpe.model", lambda out: made.without(out, "sentencepiece.model")),
    "no configuration": Case("its model cannot", lambda out: made.without(out, "model/config.json")),
    "no vocabulary": Case(
        "lacks its file model/shared_vocabulary.json or", lambda out: made.without(out, "model/shared_vocabulary.json")
    ),
    "garbage for a model": Case("its model cannot", lambda out: made.changed(out, model__model_bin=b"garbage" * 999)),
    "garbage for a tokenizer": Case(
        "its sentencepiece.model cannot", lambda out: made.changed(out, sentencepiece_model=b"garbage" * 99)
    ),
    "bpe only, and broken": Case("its bpe.model cannot", lambda out: made.bpe(out, b"#version: 0.2\none two three\n")),
    "tokenizer of other words": Case("answers nonsense", made.foreign_tokenizer),
    "metadata that is no JSON": Case("says nothing about itself", lambda out: made.changed(out, metadata_json=b"{")),
    "metadata that is a list": Case("does not hold what belongs", lambda out: made.metadata(out, [DE_EN])),
    "metadata without codes": Case("from which language", lambda out: made.metadata(out, {"from_code": "de"})),
    "codes with a path": Case("a language that is none", lambda out: made.metadata(out, DE_EN | {"to_code": "../x"})),
    "codes that are no text": Case("is none: “['en']”", lambda out: made.metadata(out, DE_EN | {"to_code": ["en"]})),
    "not for translating": Case("for “sbd”", lambda out: made.metadata(out, DE_EN | {"type": "sbd"})),
    "other languages than it says": Case(
        "answers nonsense", lambda out: made.metadata(out, {**DE_EN, "to_code": "nl"})
    ),
    "speech without a model": speech("lacks its file model.bin", lambda out: made.speech_without(out, "model.bin")),
    "speech without config": speech("file config.json", lambda out: made.speech_without(out, "config.json")),
    "speech without tokenizer": speech("file tokenizer.json", lambda out: made.speech_without(out, "tokenizer.json")),
    "speech without words": speech("file vocabulary.json", lambda out: made.speech_without(out, "vocabulary.json")),
    "speech without preprocessor": speech(
        "file preprocessor_config.json", lambda out: made.speech_without(out, "preprocessor_config.json")
    ),
    "speech with a garbage model": speech(
        "The file model.bin of", lambda out: made.speech_changed(out, model_bin=b"garbage" * 999)
    ),
    "speech with an empty model": speech(
        "The file model.bin of “practice” is empty", lambda out: made.speech_changed(out, model_bin=b"")
    ),
    "speech with a garbage tokenizer": speech(
        "The file tokenizer.json of", lambda out: made.speech_changed(out, tokenizer_json=b"garbage")
    ),
    "wrong mel bands": speech("needs 80 bands of sound", made.wrong_bands),
    "speech in the form of training": speech("in a form", made.foreign_form),
    "link that leads out": speech("is a link that leads out", made.linked_out),
    "pipe": speech("is no file that can be copied", made.piped),
    "list that lies about a hash": file_listed("not the one on its list", sha256="0" * 64),
    "list that lies about a size": file_listed("has 620 bytes, where its list says 1", size=1),
    "list with an unsafe name": file_listed("outside the folder of its pack", name="../../evil"),
    "list with a file that is not there": file_listed("lacks its file nothing.bin", name="nothing.bin"),
    "list with an unsafe id": listed("The list of files in this pack", id="../../evil"),
    "list of an unknown kind": listed("of a kind that", kind="video"),
    "list of the wrong kind": carried("something else than it is", made.wrong_kind),
    "list entry of the future": listed("made by a newer Souffleur", format=99),
    "list of the future": carried("was made by a newer", lambda out: made.carried(out, lambda c: c.update(format=99))),
    "list without packs": carried("The list of packs in", lambda out: made.carried(out, lambda c: c.update(packs=[]))),
    "list that takes a known name": carried("known under this name", made.impostor),
}


SAME_CAUSE = [
    ["same file twice but for its case", "file and folder of one name"],
    ["size that lies", "members over each other"],
    ["no configuration", "garbage for a model"],
    ["tokenizer of other words", "other languages than it says"],
    ["codes with a path", "codes that are no text"],
]
"""Cases with the same sentence, but for the names in it; all others differ."""


@dataclass(frozen=True)
class Outcome:
    """What an import of a malformed pack said, and what lay where before and after it."""

    error: StudioError | None
    before: tuple[list[str], list[str]]
    after: tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, practice: Path) -> dict[str, Outcome]:
    """Import each malformed pack once."""
    return {name: imported(case, tmp_path_factory.mktemp("malformed") / "it") for name, case in CASES.items()}


def imported(case: Case, folder: Path) -> Outcome:
    """Make a malformed pack in a folder and import it."""
    folder.mkdir()
    (paths.packs() / ".incoming").mkdir(parents=True, exist_ok=True)
    case.make(folder / case.name)
    before = lying(paths.packs()), lying(folder.parent)
    error = None
    try:
        pack_tasks.import_from(folder / case.name, report=lambda event: None)
    except StudioError as caught:
        error = caught
    return Outcome(error, before, (lying(paths.packs()), lying(folder.parent)))


def lying(folder: Path) -> list[str]:
    """Return all that lies in a folder but locks, which stay for the next one."""
    return sorted(path.as_posix() for path in folder.rglob("*") if path.suffix != ".lock")


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_and_nothing_is_left_behind(name: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[name]
    assert outcome.error is not None, "it was taken in"
    assert CASES[name].says in outcome.error.message
    assert outcome.error.hint
    assert outcome.before == outcome.after


def test_each_cause_has_a_sentence_of_its_own(outcomes: dict[str, Outcome]) -> None:
    told: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        sentence = re.sub("“.*?”", "“…”", outcome.error.message if outcome.error else "")
        told.setdefault(sentence, []).append(name)
    assert [names for names in told.values() if len(names) > 1] == SAME_CAUSE
    assert len(told) >= 50


def test_what_was_installed_stays_when_a_malformed_one_comes(tmp_path: Path, practice: Path) -> None:
    pack_tasks.import_from(made.archive(tmp_path / "good"), report=lambda event: None)
    before = {path: path.stat().st_mtime_ns for path in paths.packs().rglob("*") if path.suffix == ".bin"}
    assert imported(CASES["damaged sum"], tmp_path / "bad").error is not None
    assert {path: path.stat().st_mtime_ns for path in paths.packs().rglob("*") if path.suffix == ".bin"} == before
