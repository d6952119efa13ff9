"""Editions of a production's flyer become files: what is to be known is said first, and all files come or none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.jobs.lanes import Lanes
from studio.model.cue import CueState
from studio.model.document import Fit
from studio.model.term import Term
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredEdition, Wording
from studio.workflow import work
from studio.workflow.flyer import adding, export
from studio.workflow.flyer.export import Choice
from tests.workflow.flyer import made_flyers

GERMAN = "Führungen und Konzerte\n\nDas Konzert kostet 20 Euro.\n\nGuten Abend.\n"
DUTCH = ("Rondleidingen en concerten", "Het concert kost 20 euro.", "Goedenavond.")
FLYER = 1


@pytest.fixture(scope="module")
def lanes() -> Iterator[Lanes]:
    with Lanes() as opened:
        yield opened


@pytest.fixture
def project(tmp_path: Path, lanes: Lanes) -> Iterator[Project]:
    """Return a production with a flyer of three paragraphs and its approved Dutch edition."""
    path = tmp_path / "flyer.de.txt"
    path.write_text(GERMAN, "utf-8")
    with Project.create(tmp_path / "season.souffleur") as made:
        work.run(adding.adding(made, path), lanes, lambda _event: None)
        with made.record():
            edition = made.flyers.add_edition(StoredEdition(0, FLYER, "nl", made=(("de-nl", "German → Dutch 1.0"),)))
        for stored, text in zip(made.flyers.blocks(FLYER), DUTCH, strict=True):
            said = Wording(0, edition.id, stored.id, text, stored.block.text, Origin.PERSON, CueState.APPROVED)
            put(made, replace(said, reviewer="Meike"))
        yield made


def put(project: Project, wording: Wording) -> None:
    with project.step("Say it otherwise"):
        project.flyers.put_wording(wording)


def edition(project: Project) -> int:
    return project.flyers.editions(FLYER)[0].id


def wordings(project: Project) -> list[Wording]:
    return list(project.flyers.wordings(edition(project)).values())


def write(project: Project, lanes: Lanes, choice: Choice, *, overwrite: bool = False) -> None:
    plan = export.plan(project, FLYER, choice)
    work.run(export.writing(project, plan, overwrite=overwrite), lanes, lambda _event: None)


def test_what_is_checked_is_written_with_a_record_of_who_checked_it(project: Project, lanes: Lanes) -> None:
    choice = Choice((edition(project),), ("same", "accessible"))
    plan = export.plan(project, FLYER, choice)
    assert [check.title for check in plan.checks] == ["nl is checked, and all of it has room"]
    write(project, lanes, choice)
    folder = project.path.parent
    wanted = {"flyer.nl.txt"} | {f"flyer.nl.accessible.{kind}" for kind in ("pdf", "html", "txt")}
    assert {path.name for path in plan.files} == wanted
    assert {path.name for path in folder.glob("flyer.nl*")} == wanted
    assert (folder / "flyer.nl.txt").read_text("utf-8").split("\n\n") == [*DUTCH[:2], DUTCH[2] + "\n"]
    record = json.loads(plan.record.read_text("utf-8"))
    assert record["reviewer"] == "Meike"
    assert record["editions"][0]["states"] == {"approved": 3}
    assert record["editions"][0]["reviewers"] == {"Meike": 3}
    assert record["editions"][0]["packages"] == [{"languages": "de-nl", "package": "German → Dutch 1.0"}]


def test_the_record_says_what_rules_changed_and_which_terms_are_missing(project: Project, lanes: Lanes) -> None:
    first = wordings(project)[0]
    with project.step("Terms"):
        project.terms.add([Term("Führungen", "Nergens", "de", "nl")])
    put(
        project,
        replace(first, comment="Written for the language: 20 Uhr → 20.00 uur\nPut in from the list of terms: x"),
    )
    choice = Choice((edition(project),))
    plan = export.plan(project, FLYER, choice)
    write(project, lanes, choice)
    said = json.loads(plan.record.read_text("utf-8"))["editions"][0]
    assert said["localised"] == [{"block": 1, "from": "20 Uhr", "to": "20.00 uur"}]
    assert said["enforced"] == [{"block": 1, "term": "x"}]
    assert said["unobeyed"] == [{"block": 1, "term": "Führungen"}]


def test_what_is_not_in_order_is_said_before_with_the_blocks_it_is_about(project: Project) -> None:
    first, second, third = wordings(project)
    put(project, replace(first, seen="Führungen"))
    put(project, replace(second, state=CueState.MACHINE, text="Het concert kost euro."))
    put(project, replace(third, text=""))
    checks = export.plan(project, FLYER, Choice((edition(project),))).checks
    assert [(check.title, check.blocks) for check in checks] == [
        ("2 nl blocks were not checked", (first.block, second.block)),
        ("nl: 1 block lost a number", (second.block,)),
        ("nl: 1 block has no translation", (third.block,)),
    ]
    assert checks[0].text == "1 is written by machine. 1 is out of date. The record says so."


def test_blocks_without_room_and_pictures_without_words_are_said(tmp_path: Path) -> None:
    with made_flyers.production(tmp_path, (*made_flyers.blocks(), made_flyers.picture())) as project:
        made_flyers.translate(project, made_flyers.DUTCH, fits={3: Fit(0, 0.8, 0.5, 20, fits=False)})
        own = project.flyers.editions(FLYER)[0].id
        titles = [check.title for check in export.plan(project, FLYER, Choice((own,))).checks]
    assert "nl: 1 block has no room" in titles
    assert "nl: 1 picture is not described" in titles


def test_a_file_that_somebody_changed_is_said_and_not_replaced_unasked(project: Project, lanes: Lanes) -> None:
    choice = Choice((edition(project),))
    write(project, lanes, choice)
    file = project.path.parent / "flyer.nl.txt"
    file.write_text("by hand", "utf-8")
    plan = export.plan(project, FLYER, choice)
    assert plan.changed == (file,)
    with pytest.raises(InputError, match="changed since it was made"):
        export.writing(project, plan)
    write(project, lanes, choice, overwrite=True)
    assert file.read_text("utf-8").startswith("Rondleidingen")


def test_a_second_edition_in_a_language_gets_a_number(project: Project) -> None:
    with project.record():
        other = project.flyers.add_edition(StoredEdition(0, FLYER, "nl"))
    plan = export.plan(project, FLYER, Choice((edition(project), other.id), ("pdf",)))
    assert [path.name for path in plan.files] == ["flyer.nl.pdf", "flyer.2.nl.pdf"]


def test_nothing_to_write_is_refused(project: Project) -> None:
    for choice in (Choice(()), Choice((edition(project),), ())):
        with pytest.raises(InputError, match="nothing to export"):
            export.writing(project, export.plan(project, FLYER, choice))


def test_work_that_is_stopped_leaves_nothing_behind(project: Project, lanes: Lanes) -> None:
    before = sorted(project.path.parent.rglob("*"))
    writing = export.writing(project, export.plan(project, FLYER, Choice((edition(project),), ("accessible",))))
    job = writing.start(lanes)
    job.cancel()
    for _event in job.events():
        pass
    writing.stopped()
    left = [path for path in sorted(project.path.parent.rglob("*")) if path not in before]
    assert left == [] or {path.name for path in left} >= {"flyer.record.json"}  # or it was done before
