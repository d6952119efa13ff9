"""The production's list and the house's: each term once, tidy, and the production's before the house's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio import paths
from studio.errors import InputError
from studio.model.term import Term
from studio.project.project import Project
from studio.project.values import StoredTerm
from studio.workflow import terms
from studio.workflow.terms import House, Production, TermList


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "season.souffleur") as made:
        yield made


@pytest.fixture(params=["production", "house"])
def kept(request: pytest.FixtureRequest, project: Project) -> TermList:
    """Return each of the two lists."""
    return Production(project) if request.param == "production" else House()


def test_a_term_is_kept_tidy_and_once(kept: TermList) -> None:
    assert kept.all() == []
    first = kept.add([Term("  Großes \n Haus ", " Main  Stage ", "de", "en", " since 2026 ")])
    assert kept.add([Term("Großes Haus", "Main Stage", "de", "en")]) == []
    second = kept.add([Term("Großes Haus", "Grote Zaal", "de", "nl"), Term("Andre\u0301", "André")])
    assert kept.all() == [
        StoredTerm(first[0], Term("Großes Haus", "Main Stage", "de", "en", "since 2026")),
        StoredTerm(second[0], Term("Großes Haus", "Grote Zaal", "de", "nl")),
        StoredTerm(second[1], Term("André")),
    ]


def test_a_term_is_changed_and_goes(kept: TermList) -> None:
    [id] = kept.add([Term("Kleist")])
    kept.put(StoredTerm(id, Term("Kleist ", "", "", "", "poet", True)))
    assert kept.all() == [StoredTerm(id, Term("Kleist", note="poet", case_sensitive=True))]
    kept.remove([id])
    assert kept.all() == []
    with pytest.raises(InputError, match="no longer there"):
        kept.put(StoredTerm(id, Term("Kleist")))


@pytest.mark.parametrize("text", ["", " \n", "–", "x" * 201])
def test_what_is_no_name_is_refused(kept: TermList, text: str) -> None:
    [id] = kept.add([Term("Kleist")])
    with pytest.raises(InputError, match="some letters"):
        kept.add([Term("Goethe"), Term(text)])
    with pytest.raises(InputError, match="some letters"):
        kept.put(StoredTerm(id, Term(text)))
    assert kept.all() == [StoredTerm(id, Term("Kleist"))]


def test_each_change_of_the_productions_list_is_one_step_of_undo(project: Project) -> None:
    kept = Production(project)
    kept.add([Term("Kleist"), Term("Goethe")])
    assert project.undo_label == "Add names"
    kept.put(StoredTerm(1, Term("Kleist", "Kleist!")))
    kept.remove([1, 2])
    assert kept.all() == []
    project.undo()
    project.undo()
    assert [stored.term for stored in kept.all()] == [Term("Kleist"), Term("Goethe")]
    project.undo()
    assert kept.all() == []


def test_the_productions_terms_stand_in_for_those_of_the_house(project: Project) -> None:
    House().add([Term("Großes Haus", "Big House", "de", "en"), Term("Foyer"), Term("Haus", "huis", "de", "nl")])
    Production(project).add([Term("großes haus", "Main Stage", "de", "en")])
    assert [term.target for term in terms.for_pair(project, "de-AT", "en-GB")] == ["Main Stage", ""]
    assert [term.target for term in terms.for_pair(None, "de", "en")] == ["Big House", ""]
    assert [term.source for term in terms.for_pair(project, "de", "nl")] == ["Foyer", "Haus"]


def test_a_term_in_these_capitals_only_stands_beside_the_other(project: Project) -> None:
    Production(project).add([Term("Sie", "you", "de", "en", case_sensitive=True), Term("sie", "she", "de", "en")])
    assert len(terms.for_pair(project, "de", "en")) == 2


def test_looking_makes_no_file_of_the_house(project: Project) -> None:
    assert terms.for_pair(project, "de", "en") == []
    assert not paths.venue().exists()
