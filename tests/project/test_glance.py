"""A list of recent productions says how far each is, without opening it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import EnvironmentFault, InputError
from studio.model.cue import Cue, CueState
from studio.model.document import Area, Box, TextBlock
from studio.model.translation import Origin
from studio.project.glance import Glance, glance
from studio.project.project import Project
from studio.project.values import StoredEdition, StoredTrack, Wording


def test_a_glance_counts_what_is_checked(project: Project, path: Path) -> None:
    with project.step("a"):
        project.cues.put(*[replace(c, cue=replace(c.cue, state=CueState.EDITED)) for c in project.cues.of(1)[:2]])
        imported = project.tracks.add(StoredTrack(0, 1, "fr", is_read_only=True))
        project.cues.add(imported.id, [Cue(0, 1, "Bonsoir")])
    project.close()
    before = path.read_bytes()
    assert glance(path) == Glance(videos=1, flyers=1, cues=3, checked=2, languages=("de", "en"))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.glob("season*")] == ["season.souffleur"]


def test_a_glance_counts_what_flyers_say_in_other_languages(project: Project, path: Path) -> None:
    flyer = project.media.flyers()[0].id
    area = Area(0, Box(0, 0, 9, 9))
    with project.step("a"):
        blocks = project.flyers.add_blocks(flyer, [TextBlock(0, (area,), "Der Sturm"), TextBlock(0, (area,), "Karten")])
        for tag, states in (("fr", [CueState.APPROVED, CueState.EDITED]), ("nl", [CueState.MACHINE])):
            edition = project.flyers.add_edition(StoredEdition(0, flyer, tag)).id
            for block, state in zip(blocks, states, strict=False):
                project.flyers.put_wording(Wording(0, edition, block, "x", "y", Origin.MACHINE, state))
    project.close()
    found = glance(path)
    assert found is not None
    assert (found.blocks, found.blocks_checked, found.languages) == (3, 2, ("de", "en", "fr", "nl"))


def test_an_empty_production_is_nothing_yet(path: Path) -> None:
    Project.create(path).close()
    assert glance(path) == Glance(0, 0, 0, 0, ())


def test_a_glance_says_when_a_production_is_open(project: Project) -> None:
    with pytest.raises(EnvironmentFault, match="another window"):
        glance(project.path)


def test_a_glance_does_not_trust_a_file(doctor: Callable[[str], Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not there"):
        glance(tmp_path / "none.souffleur")
    with pytest.raises(InputError, match="never writes"):
        glance(doctor("DROP TABLE view; CREATE VIEW view AS SELECT * FROM cue"))
