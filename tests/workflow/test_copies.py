"""Copies of a production are whole, or lack what is nobody else's business; they take no one's place unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.project.project import Project
from studio.workflow import copies, correct, view
from tests.workflow import corrected


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with corrected.production(tmp_path) as made:
        correct.set_text(made, 1, "Guten Morgen.")
        view.keep(made, view.Place(corrected.FILM, 1))
        yield made


def test_a_copy_has_everything(project: Project, tmp_path: Path) -> None:
    with Project.open(copies.save(project, tmp_path / "copy.souffleur")) as copy:
        assert corrected.dump(copy) == corrected.dump(project)
        assert copy.undo_label == "Change text"


def test_a_copy_to_hand_over_has_the_texts_but_not_the_steps(project: Project, tmp_path: Path) -> None:
    with Project.open(copies.hand_over(project, tmp_path / "copy.souffleur")) as copy:
        assert corrected.texts(copy) == corrected.texts(project)
        assert copy.undo_label is None
        assert view.last(copy) is None


def test_a_copy_gets_the_ending_of_productions(project: Project, tmp_path: Path) -> None:
    assert copies.save(project, tmp_path / "2. Akt") == tmp_path / "2. Akt.souffleur"
    with pytest.raises(InputError, match=r"“2\. Akt\.souffleur” is there already"):
        copies.save(project, tmp_path / "2. Akt")


def test_a_copy_never_takes_the_place_of_the_open_production(project: Project) -> None:
    with pytest.raises(InputError, match="cannot take the place"):
        copies.save(project, project.path)
