"""The languages of a flyer, what has no room, and the list of what is to be checked."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.gui.dialogs.flyer_language import FlyerLanguageDialog
from studio.gui.dialogs.reading_order import ReadingOrderDialog
from studio.gui.dialogs.translate import TranslateDialog
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.language_bar import LanguageBar
from studio.gui.flyer_tab.units_side import UnitsSide
from studio.model.document import Fit
from studio.project.project import Project
from studio.workflow.flyer import correct
from tests.gui import unit_scene
from tests.gui.accessible import spoken, unnamed
from tests.workflow.flyer import made_flyers


@pytest.fixture
def bar(side: UnitsSide) -> LanguageBar:
    return side.bar


def languages(bar: LanguageBar) -> list[str]:
    return [bar.target.itemText(place) for place in range(bar.target.count())]


def test_source_and_languages_are_named(bar: LanguageBar) -> None:
    assert bar.source.text() == "German"
    assert languages(bar) == ["Original only", "Dutch"]
    assert bar.target.currentText() == "Dutch"


def test_another_language_is_shown_by_choosing_it(bar: LanguageBar, session: FlyerSession, flyer: Project) -> None:
    english = made_flyers.translate(flyer, ["CITY THEATRE LINDENAU"], "en")
    session.choose_edition(english)
    assert languages(bar) == ["Original only", "Dutch", "English"]
    assert bar.target.currentText() == "English"
    bar.target.activated.emit(0)
    bar.target.setCurrentIndex(0)
    bar.target.activated.emit(0)
    assert session.edition is None


def test_what_does_not_fit_is_counted_and_gone_to_one_after_the_other(
    session: FlyerSession, flyer: Project, side: UnitsSide
) -> None:
    more = made_flyers.translate(flyer, language="fr", fits={3: Fit(0, 0.8, 0.3, fits=False), 5: Fit(0, fits=False)})
    session.choose_edition(more)
    session.look_for_items()
    assert side.bar.misfits.text() == "2 do not fit"
    places = []
    for _time in range(3):
        side.bar.misfits.click()
        places.append(session.row_of(session.block))
    assert places == [3, 5, 3]
    assert session.item is not None
    assert session.item.rule == "does-not-fit"


def test_where_everything_fits_nothing_is_counted(session: FlyerSession, flyer: Project, side: UnitsSide) -> None:
    session.choose_edition(made_flyers.translate(flyer, language="fr", fits={}))
    assert side.bar.misfits.isHidden()


def test_what_is_due_can_be_translated_at_once(session: FlyerSession, flyer: Project, side: UnitsSide) -> None:
    assert side.bar.renew.isHidden()
    correct.change_text(flyer, unit_scene.ids(session, (3,))[0], "Eine Insel und ein Zauberer.")
    assert side.bar.renew.text() == "Translate 1 block"
    correct.change_text(flyer, unit_scene.ids(session, (1,))[0], "Der große Sturm")  # its Dutch is approved
    assert side.bar.renew.text() == "Translate 1 block"


def test_what_is_to_be_checked_is_listed_when_asked_for(side: UnitsSide, session: FlyerSession) -> None:
    assert side.queue.isHidden()
    side.bar.queue.click()
    assert side.queue.isVisible()
    assert side.queue.items.rowCount() == len(session.items) == 3
    side.bar.queue.click()
    assert side.queue.isHidden()


def test_an_item_of_the_list_shows_its_block_and_its_buttons(side: UnitsSide, session: FlyerSession) -> None:
    side.show_queue(True)
    item = next(item for item in session.items if item.rule == "no-description")
    session.choose_item(item)
    assert session.block == item.block
    assert side.queue.opened is not None
    assert list(side.queue.opened.made) == ["describe", "decoration"]
    side.queue.opened.made["decoration"].click()
    assert item.key not in {each.key for each in session.items}


def test_nothing_to_check_says_so(session: FlyerSession, flyer: Project, side: UnitsSide) -> None:
    correct.decoration(flyer, [session.blocks[7].id], True)
    session.choose_edition(made_flyers.translate(flyer, language="fr", fits={}))
    session.look_for_items()
    side.show_queue(True)
    assert side.queue.empty_title.text() == "Nothing to check."


def test_in_a_narrow_window_the_list_takes_the_place_of_the_blocks(side: UnitsSide, qtbot: QtBot) -> None:
    side.resize(500, 570)
    side.show_queue(True)
    qtbot.waitUntil(lambda: side.view.isHidden() and side.queue.isVisible())
    side.show_queue(False)
    qtbot.waitUntil(lambda: not side.view.isHidden())


def test_the_ways_to_languages_and_order_open_their_windows(
    bar: LanguageBar, side: UnitsSide, monkeypatch: pytest.MonkeyPatch, errors: list[str]
) -> None:
    bar.order.click()
    assert isinstance(side.findChild(ReadingOrderDialog), ReadingOrderDialog)
    bar.add.click()
    dialog = side.findChild(TranslateDialog)
    assert isinstance(dialog, TranslateDialog)
    assert [show.accessibleName() for show in dialog.shows.values()] == ["Show Dutch"]


def test_the_language_of_the_flyer_is_chosen_by_its_name(
    bar: LanguageBar, side: UnitsSide, session: FlyerSession, flyer: Project, errors: list[str]
) -> None:
    bar.source.click()
    dialog = side.findChild(FlyerLanguageDialog)
    assert isinstance(dialog, FlyerLanguageDialog)
    assert unnamed(dialog) == []
    assert dialog.field.currentText() == "German"
    dialog.field.setCurrentIndex(dialog.field.findData("fr"))
    dialog.keep.click()
    assert session.flyer.language == "fr"
    assert bar.source.text() == "French"
    assert flyer.undo() == "Change language"
    assert bar.source.text() == "German"


def test_without_a_language_the_flyer_cannot_be_translated_and_says_why(
    session: FlyerSession, flyer: Project, side: UnitsSide
) -> None:
    with flyer.step("Forget"):
        flyer.flyers.set_language(1, "")
    assert side.bar.source.text() == "Language unknown"
    side.bar.add.click()
    dialog = side.findChild(TranslateDialog)
    assert isinstance(dialog, TranslateDialog)
    assert dialog.choices == {}
    assert any(name.startswith("It is not known in which language") for name in spoken(dialog))


def test_a_narrow_bar_keeps_the_names_of_its_tools(bar: LanguageBar, side: UnitsSide, qtbot: QtBot) -> None:
    side.resize(620, 570)
    qtbot.waitUntil(lambda: bar.order.text() == "")
    assert bar.order.accessibleName() == "Reading order…"
    assert bar.queue.accessibleName() == "To check (3)"
