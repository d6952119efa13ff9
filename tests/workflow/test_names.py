"""The names of both lists help to hear, and near misses of them are found in the cues."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio import paths
from studio.model.term import Term
from studio.project.project import Project
from studio.workflow import correct, find, listening, names
from studio.workflow.terms import House, Production
from tests.workflow import corrected


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with corrected.production(tmp_path) as made:
        yield made


def test_what_is_likely_to_be_heard_comes_from_both_lists(project: Project) -> None:
    House().add([Term("Seebühne"), Term("Prospero"), Term("Großes Haus", "Main Stage", "de", "en")])
    assert names.heard(project, "de-AT") == ("Prospero", "Seebühne", "Großes Haus")
    assert names.heard(project, "nl") == ("Prospero", "Seebühne")


def test_a_model_is_not_given_more_names_than_it_can_take_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    House().add([Term(f"Name {number}") for number in range(500)])
    likely = listening._likely(project, listening.Choice(names=("Ariel",)))
    assert likely[:3] == ("Prospero", "Ariel", "Name 0")
    assert len(likely) == listening.MOST_NAMES


def test_near_misses_of_the_houses_names_are_found_too(project: Project) -> None:
    House().add([Term("Caliban")])
    id = project.cues.ids(corrected.GERMAN)[0]
    correct.set_text(project, id, "Kaliban wartet.")
    found = names.preview(project, corrected.GERMAN)
    assert (found[0].before, found[0].after) == ("Kaliban wartet.", "Caliban wartet.")
    assert find.names_preview is names.preview


@pytest.mark.parametrize(
    ("term", "is_name"),
    [
        (Term("Prospero"), True),
        (Term("freier Eintritt"), True),
        (Term("Karte", "ticket", "de", "en"), False),
        (Term("Großes Haus", "Main Stage", "de", "en"), True),
        (Term("Duke", "Herzog", "en", "de"), True),
        (Term("ticket", "Karte", "en", "de"), False),
        (Term("Karte", "ticket"), False),
    ],
)
def test_a_word_that_is_translated_is_no_name(project: Project, term: Term, is_name: bool) -> None:
    Production(project).remove([1])
    Production(project).add([term])
    assert (names.known(project) == [term.source]) is is_name


def test_a_list_of_the_house_that_cannot_be_read_holds_nobody_up(project: Project) -> None:
    paths.venue().parent.mkdir(parents=True)
    paths.venue().write_bytes(b"no list" * 1000)
    assert names.heard(project) == ("Prospero",)
    assert names.known(project) == ["Prospero"]
