"""The list of names: each once, tidy, and every change taken back by undo (test_correct.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.project.project import Project
from studio.project.values import Name
from studio.workflow import names
from tests.workflow import corrected


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with corrected.production(tmp_path) as made:
        yield made


def test_a_name_is_kept_tidy_and_once(project: Project) -> None:
    first = names.add(project, "  Elfriede \n Jelinek ", " author ")
    assert names.add(project, "Elfriede Jelinek") == first
    assert names.all(project) == [Name(1, "Prospero"), Name(first, "Elfriede Jelinek", "author")]


def test_accents_written_apart_are_the_same_name(project: Project) -> None:
    assert names.add(project, "Andre\u0301") == names.add(project, "André")


@pytest.mark.parametrize("text", ["", " \n", "x" * 201])
def test_what_is_no_name_is_refused(project: Project, text: str) -> None:
    with pytest.raises(InputError, match="some letters"):
        names.add(project, text)
    with pytest.raises(InputError, match="some letters"):
        names.put(project, 1, text)


def test_a_name_gets_another_spelling_and_goes(project: Project) -> None:
    names.put(project, 1, "Prospero di Milano", "duke")
    assert names.all(project) == [Name(1, "Prospero di Milano", "duke")]
    names.remove(project, [1])
    assert names.all(project) == []
