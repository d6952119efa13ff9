"""The one question about speech models: two answers at most, each with its time and its errors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from studio.gui.subtitle_tab import model_choice
from studio.gui.subtitle_tab.model_question import ModelQuestion
from studio.model.pack import Pack
from studio.workflow import pace
from studio.workflow.packs import Entry
from tests.gui.accessible import spoken, unnamed
from tests.gui.made_entries import measure, model


def asked(*ids: str) -> tuple[str, str, str]:
    """Return the ids of the two answers, and what is lacking."""
    question = model_choice.ask(model_choice.real([model(id) for id in ids]))
    named = [entry.id if entry is not None else "" for entry in (question.faster, question.careful)]
    return named[0], named[1], question.lacks


@pytest.mark.parametrize(
    ("ids", "answers"),
    [
        ((), ("", "", "")),
        (("small",), ("", "small", "careful")),
        (("turbo",), ("", "turbo", "faster")),
        (("base", "small"), ("base", "small", "")),
        (("base", "small", "turbo"), ("small", "turbo", "")),
        (("tiny", "small"), ("tiny", "small", "")),
        (("small", "large"), ("small", "large", "")),
        (("medium", "turbo"), ("", "turbo", "faster")),  # medium is smaller, and slower
        (("medium", "large"), ("medium", "large", "")),
    ],
)
def test_two_models_answer_the_question(ids: tuple[str, ...], answers: tuple[str, str, str]) -> None:
    assert asked(*ids) == answers


def test_practice_models_and_those_that_are_not_here_are_no_answer() -> None:
    assert model_choice.real([model("practice", practice=True), model("small", here=False)]) == []


@pytest.fixture
def question(qtbot: QtBot) -> ModelQuestion:
    """Return the question for a film of ten minutes, with a quick and a balanced model of German."""
    shown = ModelQuestion(600)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def show(question: ModelQuestion, *entries: Entry, usual: str = "") -> list[Pack]:
    packs = [entry.pack for entry in entries if entry.pack is not None]
    question.show_models(packs, entries, next((pack for pack in packs if pack.id == usual), None))
    question.explain("de")
    return packs


def test_each_answer_says_which_model_how_long_and_how_often_wrong(question: ModelQuestion) -> None:
    measure()
    show(question, model("base", "de", wrong=16), model("small", "de", wrong=10), usual="small")
    faster, careful = (option.button.accessibleName() for option in question.options.all.values())
    assert faster.startswith("Faster. Quick (Whisper base), about ")
    assert careful.startswith("More careful. Balanced (Whisper small), about ")
    assert careful.endswith("for this film. About 1 word in 10 is wrong in German")
    assert unnamed(question) == []


def test_the_answer_is_chosen_by_key_and_by_click(question: ModelQuestion, qtbot: QtBot) -> None:
    base, small = show(question, model("base"), model("small"), usual="small")
    options = question.options.all
    assert options["careful"].is_chosen
    question.activateWindow()
    options["careful"].button.setFocus()
    qtbot.waitUntil(lambda: options["careful"].button.hasFocus() and options["careful"].y() > options["faster"].y())
    qtbot.keyClick(options["careful"].button, Qt.Key.Key_Up)
    assert question.pack == base
    qtbot.mouseClick(options["careful"], Qt.MouseButton.LeftButton)
    assert question.pack == small


def test_other_models_are_folded_away_and_no_answer_is_ticked_then(question: ModelQuestion) -> None:
    tiny, *_others = show(question, model("tiny"), model("base"), model("small"), usual="small")
    assert question.box.isHidden()
    question.others.click()
    assert question.box.isVisible()
    question.box.setCurrentIndex(0)
    assert question.pack == tiny
    assert question.options.chosen == ""


def test_one_model_alone_is_named_and_leads_to_another(question: ModelQuestion) -> None:
    action = QAction("packs")
    asked = []
    action.triggered.connect(lambda: asked.append(1))
    question.use_packs(action)
    show(question, model("small"), usual="small")
    assert [option.title.text() for option in question.options.all.values()] == ["Balanced"]
    assert question.get.text() == "Get a more careful one"
    question.get.click()
    assert asked == [1]


def test_without_a_real_model_there_is_a_way_to_one_and_practice_is_not_chosen(question: ModelQuestion) -> None:
    question.use_packs(QAction("packs"))
    show(question, model("practice", practice=True))
    assert question.pack is None
    assert question.options.isHidden()
    assert question.note.text() == "There is none for your own films here yet."
    assert question.get.text() == "Languages and models"
    assert question.others.isVisible()


def test_the_practice_model_says_what_it_is(question: ModelQuestion) -> None:
    show(question, model("practice", practice=True), usual="practice")
    assert "The practice model listens. It learned the words of the sample, nothing else." in spoken(question)


def test_a_computer_that_was_not_measured_can_be_measured(question: ModelQuestion, qtbot: QtBot) -> None:
    show(question, model("small", "de", wrong=10), usual="small")
    assert question.options.all["careful"].note.text() == ("Whisper small. About 1 word in 10 is wrong in German.")
    with qtbot.waitSignal(question.measure_asked):
        question.measure.click()
    question.show_measuring("working")
    assert not question.measure.isEnabled()
    measure()
    assert pace.measured() is not None
    question.show_measuring("finished")
    question.explain("de")
    assert question.measure.isHidden()
    assert "for this film" in question.options.all["careful"].note.text()


def test_for_a_stretch_the_time_of_the_stretch_is_told(qtbot: QtBot) -> None:
    measure()
    question = ModelQuestion(10, is_stretch=True)
    qtbot.addWidget(question)
    show(question, model("small"), usual="small")
    assert question.options.all["careful"].note.text().startswith("Whisper small, about a minute for this")
