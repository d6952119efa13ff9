"""A flyer in another language: with real packages, and in step with its original whatever people do."""

from __future__ import annotations

import contextlib
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import InputError, PackError
from studio.jobs.lanes import Lanes
from studio.model.cue import CueState
from studio.model.document import Mark, MarkKind
from studio.model.term import Term
from studio.model.translation import Origin, Part, TranslationUnit
from studio.project.project import Project
from studio.workflow import memories, terms, work
from studio.workflow.flyer import correct, remembered, state, tasks, translate
from studio.workflow.flyer.tasks import Worded
from studio.workflow.flyer.translate import Again
from tests.workflow.corrected import dump
from tests.workflow.flyer import made_flyers

FLYER = 1


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with made_flyers.production(tmp_path) as made:
        yield made


def ids(project: Project) -> list[int]:
    return [stored.id for stored in project.flyers.blocks(FLYER)]


def unit(text: str, target: str, **more: object) -> TranslationUnit:
    return TranslationUnit(text, (Part(0, text),), target, Origin.MACHINE, **more)  # type: ignore[arg-type]


def scripted(project: Project, blocks: list[int] | None, edition: int, luck: random.Random) -> Again | None:
    """Have blocks (None: all that are due) translated again by a scripted machine; None where none may be."""
    own = state.edition(project, edition)
    free, left = translate._free(project, own, "de", blocks)
    if not free:
        return None
    told: list[Again] = []
    hand = translate._Again(project, own, free, left, told.append)
    said = [" ".join(luck.choices(each.block.text.split() or ["x"], k=luck.randint(1, 9))) for each in free]
    hand.finish([Worded(text, (), (unit(each.block.text, text),)) for each, text in zip(free, said, strict=True)])
    return told[0]


def test_an_edition_says_what_the_machine_said_and_by_which_packages(project: Project) -> None:
    blocks = project.flyers.blocks(FLYER)[:2]
    hand = translate._Beginning(project, state.flyer(project, FLYER), "en", blocks, [])
    worded = [
        Worded("THEATRE", (), (unit("STADTTHEATER", "THEATRE"),)),
        Worded("The Storm", (), (unit("Der Sturm", "The Storm", enforced=("Storm",)),), (Mark(0, 3, MarkKind.BOLD),)),
    ]
    hand.finish(worded)
    (edition,) = project.flyers.editions(FLYER)
    wordings = project.flyers.wordings(edition.id)
    assert [wordings[each.id].text for each in blocks] == ["THEATRE", "The Storm"]
    assert wordings[blocks[1].id].comment == "Put in from the list of terms: Storm\nBold in the original: Der"
    assert state.standing(project, edition.id).machine == 2
    assert project.undo_label == "Add flyer"  # the machine's work is nothing that undo takes back


def test_what_nobody_has_to_translate_is_left_alone(project: Project) -> None:
    blocks = ids(project)
    correct.keep_as_is(project, blocks[:1], True)
    correct.set_language(project, blocks[1:2], "nl")
    correct.decoration(project, blocks[2:3], True)
    correct.set_language(project, blocks[3:4], "fr")
    made_flyers.translate(project, [])
    own = project.flyers.editions(FLYER)[0]
    free, _left = translate._free(project, own, "de", None)
    assert [each.id for each in free] == blocks[4:]


def test_a_language_that_no_package_leads_to_is_refused(project: Project) -> None:
    with pytest.raises(PackError):
        translate.begin(project, FLYER, "fi")


def test_a_flyer_of_unknown_language_is_asked_for_it(project: Project) -> None:
    with project.step("Forget"):
        project.flyers.set_language(FLYER, "")
    with pytest.raises(InputError, match="in which language"):
        translate.begin(project, FLYER, "en")


def test_nothing_left_to_translate_is_said(project: Project) -> None:
    edition = made_flyers.translate(project)
    with pytest.raises(InputError, match="nothing here"):
        translate.again(project, edition)


def test_what_a_person_wrote_meanwhile_is_left_alone(project: Project) -> None:
    edition = made_flyers.translate(project, [""] * 7)
    own, first = state.edition(project, edition), project.flyers.blocks(FLYER)[1]
    told: list[Again] = []
    hand = translate._Again(project, own, [first], 0, told.append)
    correct.set_wording(project, edition, first.id, "De Storm")
    hand.finish([Worded("The Storm", (), (unit("Der Sturm", "The Storm"),))])
    assert project.flyers.wordings(edition)[first.id].text == "De Storm"
    assert told == [Again(0, 1)]


def test_a_suggestion_that_is_taken_is_edited_and_one_step(project: Project) -> None:
    edition = made_flyers.translate(project)
    block = ids(project)[1]
    translate.take(project, edition, block, tasks.Suggestion("De orkaan", (), Origin.MEMORY, 0.9))
    wording = project.flyers.wordings(edition)[block]
    assert (wording.text, wording.state, wording.origin) == ("De orkaan", CueState.EDITED, Origin.MEMORY)
    project.undo()
    assert project.flyers.wordings(edition)[block].text == "De Storm"


def test_confirmed_blocks_are_remembered_sentence_by_sentence(project: Project) -> None:
    edition = made_flyers.translate(project)
    correct.approve(project, edition, ids(project), "Eva")
    found = {each.source: each for each in remembered.confirmed(project)}
    assert found["Eine Insel, ein Zauberer und eine alte Rechnung."].target == (
        "Een eiland, een tovenaar en een oude rekening."
    )
    assert found["Karten ab 14 €, Studierende 7 €, Rollstuhlplätze auf Anfrage"].reviewer == "Eva"
    correct.change_text(project, ids(project)[1], "Der neue Sturm")
    assert "Der Sturm" not in {each.source for each in memories.confirmed(project)}


def test_a_block_in_another_language_is_remembered_in_that_one(project: Project) -> None:
    edition = made_flyers.translate(project)
    correct.set_language(project, ids(project)[:1], "en")
    correct.approve(project, edition, ids(project)[:2], "Eva")
    found = {each.source: each.source_language for each in remembered.confirmed(project)}
    assert (found["STADTTHEATER LINDENAU"], found["Der Sturm"]) == ("en", "de")


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_approved_wordings_never_change_and_each_step_can_be_taken_back(luck: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder, made_flyers.production(Path(folder)) as project:
        edition = made_flyers.translate(project)
        for _turn in range(8):
            _edit(project, edition, luck)
            approved = _approved(project, edition)
            before, steps = dump(project), project.undo_label
            chosen = luck.choice([None, luck.sample(ids(project), k=min(2, len(ids(project))))])
            if scripted(project, chosen, edition, luck) is not None and dump(project) != before:
                assert project.undo_label == "Translate again"
                assert {id: text for id, text in _texts(project, edition).items() if id in approved} == approved
                project.undo()
                assert (dump(project), project.undo_label) == (before, steps)
                project.redo()


def _edit(project: Project, edition: int, luck: random.Random) -> None:
    """Do one thing that a person does to a flyer."""
    blocks = ids(project)
    one = luck.choice(blocks)
    with contextlib.suppress(InputError):
        match luck.randrange(7):
            case 0:
                correct.change_text(project, one, luck.choice(["Neu.", "Ein anderer Satz. Und noch einer."]))
            case 1:
                correct.set_wording(project, edition, one, luck.choice(["Nieuw.", "Iets anders"]))
            case 2 | 3:
                correct.approve(project, edition, luck.sample(blocks, k=min(3, len(blocks))), "Eva")
            case 4:
                correct.split(project, one, luck.randrange(1, 30))
            case 5:
                place = blocks.index(one)
                correct.join(project, blocks[place : place + 2])
            case 6:
                correct.keep_as_is(project, [one], luck.random() < 0.5)


def _texts(project: Project, edition: int) -> dict[int, str]:
    return {id: wording.text for id, wording in project.flyers.wordings(edition).items()}


def _approved(project: Project, edition: int) -> dict[int, str]:
    wordings = project.flyers.wordings(edition)
    return {id: each.text for id, each in wordings.items() if each.state is CueState.APPROVED}


def test_real_packages_make_an_edition_and_other_wordings(tmp_path: Path, practice: Path) -> None:
    sentence = "Willkommen im Theater."
    part = made_flyers.blocks([sentence, "12.30 Uhr", "Das Konzert beginnt um 20 Uhr."])
    with made_flyers.production(tmp_path, part) as project, Lanes() as lanes:
        route = translate.way("de", "en", practice=True)
        blocks = project.flyers.blocks(FLYER)
        values = ([each.block for each in blocks], route, translate.help_for(project, "de", "en"))
        hand = translate._Beginning(project, state.flyer(project, FLYER), "en", blocks, route)
        made = work.run(work.Work("Translating", "translation", tasks.translate, values, hand), lanes, lambda _e: None)
        assert made[0].text
        assert made[0].text != sentence
        (edition,) = project.flyers.editions(FLYER)
        assert edition.made == (("de-en", f"{route[0].name} {route[0].version}"),)
        found = lanes.submit("translation", tasks.suggest, blocks[0].block, route, values[2]).result(lambda _e: None)
        assert found[0].text == made[0].text
        assert len({each.text for each in found}) == len(found) > 1


def begun(project: Project, lanes: Lanes) -> list[str]:
    """Return what the blocks of a flyer say in English once practice packages translated them, with their origin."""
    route = translate.way("de", "en", practice=True)
    blocks = project.flyers.blocks(FLYER)
    values = ([each.block for each in blocks], route, translate.help_for(project, "de", "en"))
    hand = translate._Beginning(project, state.flyer(project, FLYER), "en", blocks, route)
    work.run(work.Work("Translating", "translation", tasks.translate, values, hand), lanes, lambda _event: None)
    (edition,) = project.flyers.editions(FLYER)
    said = project.flyers.wordings(edition.id)
    return [f"{said[each.id].text} ({said[each.id].origin})" for each in blocks]


def test_what_was_confirmed_on_one_flyer_comes_back_on_the_next_with_the_terms_of_the_house(
    tmp_path: Path, practice: Path
) -> None:
    if not (practice / "translate-de_en-1_0.argosmodel").is_file():
        pytest.skip("no practice packages here; the scripts in packaging/practice make them")
    terms.House().add([Term("Wien", "", "de", "en")])
    texts = ["Willkommen im Theater.", "Das Konzert beginnt um 20 Uhr.", "Der Zug kommt aus Wien."]
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    with Lanes() as lanes:
        with made_flyers.production(tmp_path / "first", made_flyers.blocks(texts)) as first:
            begun(first, lanes)
            (edition,) = first.flyers.editions(FLYER)
            correct.set_wording(first, edition.id, ids(first)[0], "Make yourself at home in our theatre.")
            correct.approve(first, edition.id, ids(first)[:1], "Eva")
            memories.keep(first)
        with made_flyers.production(tmp_path / "second", made_flyers.blocks(texts[::-1])) as second:
            train, concert, welcome = begun(second, lanes)
    assert welcome == "Make yourself at home in our theatre. (memory)"
    assert concert.endswith("(machine)")
    assert "Wien" in train
