"""A season flyer with its Dutch translation, as the parts at the right of a flyer's tab are given it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.gui.desk import Desk
from studio.gui.flyer_session import FlyerSession
from studio.gui.flyer_tab.units_side import UnitsSide
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.jobs.lanes import Lanes
from studio.project.project import Project
from tests.workflow.flyer import made_flyers

DUTCH = 1
"""The edition."""


@pytest.fixture
def flyer(tmp_path: Path) -> Iterator[Project]:
    """Give an open production: the flyer with seven blocks and a picture, and its Dutch edition."""
    with made_flyers.production(tmp_path, [*made_flyers.blocks(), made_flyers.picture()]) as project:
        made_flyers.translate(project)
        yield project


def desk(lanes: Lanes) -> Desk:
    """Return a desk whose reviewer has a name."""
    made = Desk(lanes, Runner(lanes), Preferences())
    made.preferences.change(reviewer="Ada")
    return made


@pytest.fixture
def session(flyer: Project, lanes: Lanes, qtbot: QtBot) -> Iterator[FlyerSession]:
    """Give the session of that flyer with the Dutch edition in hand."""
    session = FlyerSession(flyer, 1, desk(lanes))
    session.choose_edition(DUTCH)
    session.look_for_items()
    yield session
    session.desk.runner.close()
    session.close()


@pytest.fixture
def side(session: FlyerSession, qtbot: QtBot) -> UnitsSide:
    """Give the right side of its tab, shown, with the first block chosen."""
    side = UnitsSide(session)
    qtbot.addWidget(side, before_close_func=lambda _side: session.close())
    side.resize(846, 570)
    side.show()
    session.choose_block(session.blocks[0].id)
    return side


@pytest.fixture
def errors(session: FlyerSession) -> Iterator[list[str]]:
    """Give what the session could not do, and fail a test that does not take notice of it."""
    found: list[str] = []
    session.failed.connect(lambda error: found.append(error.message))
    yield found
    assert found == []


def ids(session: FlyerSession, places: Sequence[int]) -> list[int]:
    """Return the blocks at these places."""
    return [session.blocks[place].id for place in places]
