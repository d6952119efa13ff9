"""Flyers in the production: what was read comes back as it was, and undo takes back all that people do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import CueState
from studio.model.document import (
    Area,
    Box,
    Cell,
    Document,
    Fit,
    Line,
    Look,
    Mark,
    MarkKind,
    Measure,
    Page,
    PageKind,
    Role,
    TextBlock,
)
from studio.model.translation import Origin
from studio.project.project import Project
from studio.project.values import StoredEdition, StoredFit, Wording

BOX = Box(10, 20.5, 200, 44.25)
PAGES = (Page(0, 595.28, 841.89), Page(1, 420, 595, PageKind.SCAN, 180))


def block(text: str, **named: object) -> TextBlock:
    """Return a block as a format gives it."""
    area = Area(0, BOX, (Line(BOX, text, (1, 2)),), BOX.grown(4))
    return replace(TextBlock(0, (area,), text), **named)  # type: ignore[arg-type]


@pytest.fixture
def flyer(project: Project, tmp_path: Path) -> int:
    file = tmp_path / "flyer.pdf"
    file.write_bytes(b"flyer")
    blocks = (
        block("Der Sturm", role=Role.HEADING, level=1, look=Look(size=32, angle=-90, colour="#ff0000")),
        block("Karten", marks=(Mark(0, 6, MarkKind.LINK, "https://example.org"),), score=0.5),
        block("8 €", role=Role.CELL, cell=Cell(0, 1, 2, is_header=True), is_kept=True),
    )
    with project.step("Add flyer"):
        id = project.media.add_flyer(file)
        project.flyers.add(id, Document("pdf", PAGES, blocks, "Spielzeit", "de", ("Said.",)))
    return id


def test_what_was_read_comes_back_as_it_was(project: Project, flyer: int) -> None:
    stored = project.media.flyer(flyer)
    assert stored is not None
    assert (stored.format, stored.language, stored.title, stored.pages, stored.notes) == (
        *("pdf", "de", "Spielzeit"),
        PAGES,
        ("Said.",),
    )
    first, second, third = project.flyers.blocks(flyer)
    assert first.block == replace(
        block("Der Sturm", role=Role.HEADING, level=1, look=Look(size=32, angle=-90, colour="#ff0000")), key=first.id
    )
    assert (second.block.marks, second.block.score) == ((Mark(0, 6, MarkKind.LINK, "https://example.org"),), 0.5)
    assert (third.block.cell, third.block.is_kept) == (Cell(0, 1, 2, is_header=True), True)


def test_another_order_is_kept_and_taken_back(project: Project, flyer: int) -> None:
    ids = [stored.id for stored in project.flyers.blocks(flyer)]
    with project.step("Move"):
        project.flyers.order(flyer, [ids[2], ids[0]])
    assert [stored.id for stored in project.flyers.blocks(flyer)] == [ids[2], ids[0], ids[1]]
    project.undo()
    assert [stored.id for stored in project.flyers.blocks(flyer)] == ids


def test_a_wording_takes_the_place_of_the_one_before(project: Project, flyer: int) -> None:
    first = project.flyers.blocks(flyer)[0].id
    with project.record():
        edition = project.flyers.add_edition(StoredEdition(0, flyer, "en", "", (("de-en", "1.9"),)))
        project.flyers.put_wording(Wording(0, edition.id, first, "The Storm", "Der Sturm", Origin.MACHINE))
    with project.step("Change"):
        edited = Wording(0, edition.id, first, "The Tempest", "Der Sturm", Origin.PERSON, CueState.EDITED)
        project.flyers.put_wording(edited)
    assert {key: each.text for key, each in project.flyers.wordings(edition.id).items()} == {first: "The Tempest"}
    project.undo()
    assert project.flyers.wordings(edition.id)[first].text == "The Storm"
    assert project.flyers.editions(flyer) == [edition]


def test_fits_are_noted_for_wordings_only_and_go_with_them(project: Project, flyer: int) -> None:
    first, second, _third = (stored.id for stored in project.flyers.blocks(flyer))
    fit = Fit(first, 0.92, 0.12, 21, Measure.SMALLER)
    with project.record():
        edition = project.flyers.add_edition(StoredEdition(0, flyer, "en")).id
        project.flyers.put_wording(Wording(0, edition, first, "The Storm", "Der Sturm", Origin.MACHINE))
        for _again in range(2):
            project.flyers.keep_fits(edition, [StoredFit(fit, "x"), StoredFit(replace(fit, key=second), "x")])
    assert project.flyers.fits(edition) == {first: StoredFit(fit, "x")}
    with project.step("Delete"):
        project.flyers.remove([first])
    assert project.flyers.fits(edition) == {}
    project.undo()
    assert project.flyers.wordings(edition)[first].text == "The Storm"


def test_a_finding_is_left_alone_in_one_edition_or_in_all(project: Project, flyer: int) -> None:
    first = project.flyers.blocks(flyer)[0].id
    with project.step("Leave"):
        edition = project.flyers.add_edition(StoredEdition(0, flyer, "en")).id
        other = project.flyers.add_edition(StoredEdition(0, flyer, "nl")).id
        project.flyers.dismiss(first, edition, "misfit", "a")
        project.flyers.dismiss(first, None, "unsure", "b")
    assert project.flyers.dismissed(flyer, edition) == {(first, "misfit"): "a", (first, "unsure"): "b"}
    assert project.flyers.dismissed(flyer, other) == {(first, "unsure"): "b"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("areas", "[]"),
        ("areas", "[[0, [0, 0, 0], null, []]]"),
        ("areas", "[[0, [10, 0, 0, 5], null, []]]"),
        ("areas", "{}"),
        ("areas", "[" * 9000),
        ("look", "[]"),
        ("look", '["sans", "", "#00000g", "", "start", [1100, 1200, 0, 0], [0, 0, 0]]'),
        ("marks", '[[0, 1, "blink", ""]]'),
        ("cell", "[1e400]"),
    ],
)
def test_a_strangers_nonsense_is_said_to_be_damage(project: Project, flyer: int, column: str, value: str) -> None:
    with project.record():
        project._db.run(f"UPDATE block SET {column} = ?", (value,))
    with pytest.raises(InputError, match="damaged"):
        project.flyers.blocks(flyer)
