"""Names, terms and memory through the command line: in from files, and out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio import paths
from studio.cli.app import run
from studio.errors import ExitCode
from studio.model.memory import MemoryUnit
from studio.project.project import Project
from studio.project.venue import Venue
from studio.translation import tmx


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Souffleur = Callable[..., Answer]


@pytest.fixture
def souffleur(capsys: pytest.CaptureFixture[str]) -> Souffleur:
    """Return a function that carries out a command in this process."""

    def ask(*words: str | Path) -> Answer:
        code = run([*map(str, words)])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return ask


def test_a_list_comes_in_is_said_and_goes_out(souffleur: Souffleur, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Begriff;Übersetzung\nGroßes Haus;Main Stage\nKleist;Kleist\n;\n", "utf-8")
    answer = souffleur("terms", "import", tmp_path / "list.csv", "--from", "de", "--to", "en", "--json")
    assert answer.json == {"added": 2, "known": 0, "left_out": 0, "damaged": False}
    said = souffleur("terms", "list").out.splitlines()
    assert said == ["Großes Haus  = Main Stage  [de → en]", "Kleist  = stays as it is  [de → en]"]
    out = tmp_path / "out.tbx"
    assert souffleur("terms", "export", out).code == ExitCode.FINE
    assert "Main Stage" in out.read_text("utf-8")
    assert souffleur("terms", "export", out).code == ExitCode.USAGE
    assert souffleur("terms", "export", tmp_path / "out.doc").code == ExitCode.USAGE


def test_a_production_has_a_list_of_its_own(souffleur: Souffleur, tmp_path: Path) -> None:
    Project.create(tmp_path / "a.souffleur").close()
    (tmp_path / "list.csv").write_text("Name\nKleist\n", "utf-8")
    souffleur("terms", "import", tmp_path / "list.csv", "--production", tmp_path / "a.souffleur")
    assert souffleur("terms", "list", "--json").json == {"terms": []}
    listed = souffleur("terms", "list", "--production", tmp_path / "a.souffleur", "--json").json
    assert [term["source"] for term in listed["terms"]] == ["Kleist"]


def test_a_memory_goes_out_and_comes_in_again(souffleur: Souffleur, tmp_path: Path) -> None:
    with Venue.open(paths.venue()) as venue, venue.writing():
        venue.memory.remember([MemoryUnit("Ja.", "Yes.", "de", "en")])
    file = tmp_path / "memory.tmx"
    assert souffleur("memory", "export", file, "--json").json == {"file": str(file), "sentences": 1}
    answer = souffleur("memory", "import", file, "--json").json
    assert answer == {"added": 0, "known": 1, "left_out": 0, "damaged": False}
    Project.create(tmp_path / "a.souffleur").close()
    own = souffleur("memory", "export", tmp_path / "own.tmx", "--production", tmp_path / "a.souffleur", "--json").json
    assert own["sentences"] == 0


def test_a_memory_comes_into_a_production_alone(souffleur: Souffleur, tmp_path: Path) -> None:
    file, production = tmp_path / "memory.tmx", tmp_path / "a.souffleur"
    with file.open("wb") as stream:
        tmx.write(stream, [MemoryUnit("Ja.", "Yes.", "de", "en")])
    Project.create(production).close()
    answer = souffleur("memory", "import", file, "--production", production, "--json").json
    assert answer == {"added": 1, "known": 0, "left_out": 0, "damaged": False}
    with Project.open(production) as project:
        assert [unit.target for unit in project.units.all()] == ["Yes."]


def test_what_is_no_list_is_said(souffleur: Souffleur, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<x/>")
    answer = souffleur("memory", "import", tmp_path / "a.tmx")
    assert answer.code == ExitCode.INPUT
    assert "is no translation memory" in answer.err
