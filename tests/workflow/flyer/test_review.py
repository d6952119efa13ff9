"""What is to be checked on a flyer: risk first, each with what can be done, silent where a person said so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import InputError
from studio.model.cue import CueState
from studio.model.document import Fit, Lettering
from studio.model.term import Term
from studio.project.project import Project
from studio.workflow.flyer import proof, review
from studio.workflow.flyer.review import Act, FlyerItem
from tests.workflow.flyer import made_flyers

DUTCH = made_flyers.DUTCH


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give a production with the flyer, not translated yet."""
    with made_flyers.production(tmp_path) as made:
        yield made


def translated(project: Project, place: int, text: str, *, state: CueState = CueState.MACHINE) -> int:
    """Translate the flyer, with another text in one place; all of it fits."""
    texts = [*DUTCH[:place], text, *DUTCH[place + 1 :]]
    states = [*made_flyers.STATES[:place], state, *made_flyers.STATES[place + 1 :]]
    return made_flyers.translate(project, texts, states=states, fits={})


def titles(found: list[FlyerItem]) -> list[str]:
    return [item.title for item in found]


def only(project: Project, edition: int) -> FlyerItem:
    (item,) = review.items(project, edition)
    return item


def reword(project: Project, block: int, text: str) -> None:
    """Change what a block of the original says."""
    stored = project.flyers.block(block)
    assert stored is not None
    with project.step("Type"):
        project.flyers.put(replace(stored, block=replace(stored.block, text=text)))


def put(project: Project, block: int, **changes: object) -> None:
    """Change something else about a block."""
    stored = project.flyers.block(block)
    assert stored is not None
    with project.step("Change"):
        project.flyers.put(replace(stored, block=replace(stored.block, **changes)))  # type: ignore[arg-type]


def test_a_right_translation_that_fits_has_nothing_to_check(project: Project) -> None:
    assert review.items(project, made_flyers.translate(project, fits={})) == []


def test_what_has_no_room_comes_first_and_what_is_set_smaller_last(project: Project) -> None:
    found = review.items(project, made_flyers.translate(project))
    assert titles(found) == ["Block 6: does not fit", "Block 4: set smaller than the original"]
    assert [item.severity for item in found] == ["problem", "info"]
    assert all([fix.act for fix in item.fixes] == [Act.SHORTER] for item in found)
    assert found[1].text.startswith("It is 12 % too long and set at 92 % of the size, so that it fits.")


def test_a_number_that_differs_is_written_right_by_its_button_and_undo_takes_it_back(project: Project) -> None:
    edition = translated(project, 4, "Première, 12 februari 2027, 21.30 uur")
    item = only(project, edition)
    assert item.title == "Block 5: the number differs"
    assert [DUTCH[4][:28] + "21.30 uur"] == [item.before]
    assert [item.before[start:end] for start, end in item.marks] == ["21.30 uur"]
    assert [made_flyers.GERMAN[4][start:end] for start, end in item.source_marks] == ["19.30 Uhr"]
    assert item.fix is not None
    assert item.fix.label == "Write 19:30 uur"
    review.fix(project, item)
    assert project.flyers.wordings(edition)[item.block].text == "Première, 12 februari 2027, 19:30 uur"
    assert review.items(project, edition) == []
    project.undo()
    assert titles(review.items(project, edition)) == ["Block 5: the number differs"]


def test_a_fix_is_not_made_over_what_somebody_wrote_meanwhile(project: Project) -> None:
    edition = translated(project, 4, "Première, 12 februari 2027, 21.30 uur")
    item = only(project, edition)
    wording = project.flyers.wordings(edition)[item.block]
    with project.step("Type"):
        project.flyers.put_wording(replace(wording, text="Première"))
    with pytest.raises(InputError, match="changed meanwhile"):
        review.fix(project, item)


def test_what_is_said_about_the_same_numbers_is_one_item(project: Project) -> None:
    edition = translated(project, 5, "Kaarten vanaf € 41, rolstoelplaatsen op aanvraag")
    item = only(project, edition)
    assert item.title == "Block 6: the number differs"
    assert {rule for _block, rule, _seen in item.covers} == {"number-differs", "number-missing"}


def test_blocks_stand_for_themselves_although_no_full_stop_ends_them(project: Project) -> None:
    """A number that is missing in one block and stands in the next is missing all the same."""
    texts = [
        *DUTCH[:4],
        "Première in februari",
        "Op 12-2-2027 om 19.30 uur: kaarten vanaf € 14, studenten € 7",
        DUTCH[6],
    ]
    found = review.items(project, made_flyers.translate(project, texts, states=(), fits={}))
    assert {item.title for item in found} >= {"Block 5: a number is missing", "Block 6: a number was added"}


def test_names_and_terms_of_the_list_are_looked_for(project: Project) -> None:
    with project.step("Add names"):
        project.terms.add([Term("Meike Harmsen")])
    edition = translated(project, 2, "Van William Shakespeare, in een nieuwe lezing van Meike Harmes")
    item = only(project, edition)
    assert (item.rule, item.label) == ("name-changed", "Name?")


def test_what_was_left_in_its_language_can_be_translated_again(project: Project) -> None:
    item = only(project, translated(project, 3, made_flyers.GERMAN[3]))
    assert item.rule == "untranslated"
    assert [fix.act for fix in item.fixes] == [Act.AGAIN]
    with pytest.raises(InputError):
        review.fix(project, item)  # the window asks for the translation


def test_a_changed_original_makes_its_translation_out_of_date_until_somebody_says_that_it_fits(
    project: Project,
) -> None:
    edition = made_flyers.translate(project, fits={})
    first = project.flyers.blocks(1)[0]
    reword(project, first.id, "STADTTHEATER LINDENAU!")
    item = only(project, edition)
    assert (item.title, item.text) == ("Block 1: out of date", "The German was changed after it was translated.")
    review.leave(project, item)
    assert review.items(project, edition) == []
    assert project.flyers.wordings(edition)[first.id].seen == "STADTTHEATER LINDENAU!"
    assert project.undo() == "Leave as it is"
    assert titles(review.items(project, edition)) == ["Block 1: out of date"]


def test_what_has_no_translation_is_said_of_each_block_and_of_many_as_one(project: Project, tmp_path: Path) -> None:
    edition = made_flyers.translate(project, [*DUTCH[:5], "", ""], fits={})
    assert titles(review.items(project, edition)) == ["Block 6: not translated", "Block 7: not translated"]
    (tmp_path / "large").mkdir()
    with made_flyers.production(tmp_path / "large", made_flyers.blocks(["Ein Satz."] * 12)) as large:
        item = only(large, made_flyers.translate(large, [""] * 12))
        assert (item.title, len(item.blocks)) == ("12 blocks: not translated", 12)
        assert [fix.label for fix in item.fixes] == ["Translate 12 blocks"]
        review.leave(large, item)
        assert review.items(large, item.edition or 0) == []


def test_what_is_kept_or_in_the_language_already_needs_no_translation(project: Project) -> None:
    edition = made_flyers.translate(project, [*DUTCH[:5], "", ""], fits={})
    sixth, seventh = (each.id for each in project.flyers.blocks(1)[5:])
    put(project, sixth, is_kept=True)
    put(project, seventh, language="nl")
    assert review.items(project, edition) == []


def test_a_picture_without_description_is_asked_for_until_it_is_decoration(tmp_path: Path) -> None:
    parts = [*made_flyers.blocks(), made_flyers.picture()]
    with made_flyers.production(tmp_path, parts) as project:
        edition = made_flyers.translate(project, fits={})
        item = only(project, edition)
        assert (item.rule, [fix.act for fix in item.fixes]) == ("no-description", [Act.DESCRIBE, Act.DECORATION])
        review.fix(project, item, item.fixes[1])
        assert review.items(project, edition) == []


def test_a_description_has_to_be_translated(tmp_path: Path) -> None:
    with made_flyers.production(tmp_path, [*made_flyers.blocks(), made_flyers.picture("Ein Boot im Sturm")]) as project:
        item = only(project, made_flyers.translate(project, fits={}))
        assert (item.rule, item.text) == ("not-translated", "The description of the picture has no translation.")


def test_a_skipped_level_is_mended_by_its_button(project: Project) -> None:
    edition = made_flyers.translate(project, fits={})
    third = project.flyers.blocks(1)[2].id
    put(project, third, level=4)
    item = only(project, edition)
    assert item.fix is not None
    assert item.fix.label == "Make it level 2"
    review.fix(project, item)
    assert [each.block.level for each in project.flyers.blocks(1)][:3] == [0, 1, 2]
    assert review.items(project, edition) == []


def test_the_original_alone_has_its_own_things_to_check(project: Project) -> None:
    fifth = project.flyers.blocks(1)[4].id
    put(project, fifth, lettering=Lettering.SCAN, score=0.7)
    found = review.look(project, proof.read(project, 1))
    assert titles(found) == ["Block 5: is this read right?"]


def test_what_was_left_stays_away_until_the_block_changes(project: Project) -> None:
    edition = made_flyers.translate(project)
    misfit, smaller = review.items(project, edition)
    review.leave(project, misfit)
    assert review.items(project, edition) == [smaller]
    wording = project.flyers.wordings(edition)[misfit.block]
    with project.step("Type"):
        project.flyers.put_wording(replace(wording, text=f"{wording.text}!"))
    assert titles(review.items(project, edition))[0] == "Block 6: does not fit"


def test_what_was_left_of_the_original_is_left_in_all_languages(tmp_path: Path) -> None:
    with made_flyers.production(tmp_path, [*made_flyers.blocks(), made_flyers.picture()]) as project:
        dutch = made_flyers.translate(project, fits={})
        other = made_flyers.translate(project, fits={}, language="af")
        review.leave(project, only(project, dutch))
        assert review.items(project, other) == []
        assert review.look(project, proof.read(project, 1)) == []


def test_what_was_left_in_one_language_is_asked_in_another(project: Project) -> None:
    dutch = made_flyers.translate(project)
    other = made_flyers.translate(project, language="af")
    review.leave(project, review.items(project, dutch)[0])
    assert [item.rule for item in review.items(project, other)] == ["does-not-fit", "set-smaller"]


def test_an_edition_that_is_gone_is_said_to_be(project: Project) -> None:
    with pytest.raises(InputError):
        review.items(project, 99)


def test_items_are_the_same_when_nothing_changed(project: Project) -> None:
    edition = made_flyers.translate(project)
    assert review.items(project, edition) == review.items(project, edition)


def test_fits_that_are_not_known_say_nothing(project: Project) -> None:
    edition = made_flyers.translate(project, fits={3: Fit(0, 0.999)})
    assert review.items(project, edition) == []
