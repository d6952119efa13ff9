"""What a flyer is checked by, kept in step with little reading, and looked at bit by bit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.model.term import Term
from studio.project.project import Project
from studio.project.values import Changed
from studio.workflow.flyer import correct, proof
from tests.workflow.flyer import made_flyers


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with the flyer and its Dutch edition, which is number 1."""
    with made_flyers.production(tmp_path) as made:
        made_flyers.translate(made)
        yield made


def touched(project: Project) -> list[Changed]:
    """Return the list that all changes from now on will stand in."""
    found: list[Changed] = []
    project.subscribe(found.append)
    return found


def test_wordings_follow_every_change_as_if_they_were_read_anew(project: Project) -> None:
    changes = touched(project)
    known = project.flyers.wordings(1)
    first, second, third = (each.id for each in project.flyers.blocks(1)[:3])
    correct.set_wording(project, 1, first, "STADSTHEATER LINDENAU")
    correct.approve(project, 1, [second, third], "Ada")
    project.undo()
    with project.step("Remove"):
        project.flyers.remove_wording(1, third)
    project.undo()
    correct.join(project, [first, second])
    assert len(changes) >= 6
    for change in changes:
        known = proof.wordings_after(project, 1, known, change.rows.get("wording", frozenset()))
    assert known == project.flyers.wordings(1)


def test_a_wording_that_is_gone_is_forgotten(project: Project) -> None:
    known = project.flyers.wordings(1)
    changes = touched(project)
    block = project.flyers.blocks(1)[0].id
    with project.step("Remove"):
        project.flyers.remove_wording(1, block)
    after = proof.wordings_after(project, 1, known, changes[0].rows["wording"])
    assert after.keys() == known.keys() - {block}


def test_what_is_looked_at_bit_by_bit_is_what_is_found_at_once(project: Project) -> None:
    read = proof.read(project, 1, 1)
    assert sum(1 for _bite in proof.look_ahead(project, read)) == len(read.blocks)
    found = proof.findings(project, read)
    assert [[finding.rule for finding in each] for each in found if each] == [["set-smaller"], ["does-not-fit"]]


def test_the_original_needs_no_looking_ahead(project: Project) -> None:
    assert list(proof.look_ahead(project, proof.read(project, 1))) == []


def test_the_machine_is_asked_once_for_a_term_that_was_not_obeyed_and_then_it_can_be_mended(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "way", lambda *_what, practice: ())  # nobody translates here
    with project.step("Add names"):
        project.terms.add([Term("Rollstuhlplätze", "plaatsen voor rolstoelen", "de", "nl")])
    read = proof.read(project, 1, 1)

    def of_terms() -> list[tuple[str, ...]]:
        found = proof.findings(project, read)
        return [finding.meant for each in found for finding in each if finding.rule == "term"]

    assert of_terms() == [()]
    work = proof.renderings(project, read)
    assert work is not None
    assert work.values == (("Rollstuhlplätze",), ())
    work.finish({"Rollstuhlplätze": ("rolstoelplaatsen",)})
    assert of_terms() == [("plaatsen voor rolstoelen",)]
    assert proof.renderings(project, read) is None
