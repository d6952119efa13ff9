"""Words set apart in the original and not in a translation are a finding, with a fix."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.model.cue import CueState
from studio.model.document import Mark, MarkKind
from studio.workflow.flyer import formatting, review
from tests.workflow.flyer import made_flyers

TEXT = "Prospero ruft den Sturm, um sich zu rächen."
DUTCH = "Prospero roept de storm op om zich te wreken."


def test_a_bold_word_that_found_no_place_is_asked_for_and_set_by_a_button(tmp_path: Path) -> None:
    (part,) = made_flyers.blocks([TEXT])
    bold = replace(part, marks=(Mark(18, 23, MarkKind.BOLD), Mark(0, 8, MarkKind.LINK, "x")))
    with made_flyers.production(tmp_path, [bold]) as project:
        edition = made_flyers.translate(project, [DUTCH], states=[CueState.APPROVED], fits={})
        (item,) = [each for each in review.items(project, edition) if each.rule == formatting.RULE]
        assert "“Sturm” is bold" in item.text
        assert item.fix is not None
        assert item.fix.label == "Set “storm” apart"
        review.fix(project, item)
        (wording,) = project.flyers.wordings(edition).values()
        assert [(DUTCH[mark.start : mark.stop], mark.kind) for mark in wording.marks] == [("storm", MarkKind.BOLD)]
        assert wording.state is CueState.EDITED
        assert formatting.RULE not in {each.rule for each in review.items(project, edition)}
        project.undo()
        assert project.flyers.wordings(edition)[item.block].marks == ()


def test_what_a_person_leaves_as_it_is_stays_away(tmp_path: Path) -> None:
    (part,) = made_flyers.blocks([TEXT])
    with made_flyers.production(tmp_path, [replace(part, marks=(Mark(0, 8, MarkKind.ITALIC),))]) as project:
        edition = made_flyers.translate(project, [DUTCH], fits={})
        (item,) = [each for each in review.items(project, edition) if each.rule == formatting.RULE]
        review.leave(project, item)
        assert formatting.RULE not in {each.rule for each in review.items(project, edition)}


def test_a_translation_without_words_has_nothing_to_set_apart() -> None:
    assert formatting.near(TEXT, Mark(0, 8, MarkKind.BOLD), " … ") is None
