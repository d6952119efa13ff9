"""The timeline on a small production, with pointer, wheel and keys as people use them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from studio.gui import theme
from studio.gui.desk import Desk
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.gui.session import Session
from studio.gui.subtitle_tab.timeline import Timeline
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.model.media import AudioTrack, ShotChange, Video
from studio.model.speech import Heard, Run, Span
from studio.project.evidence import Listening
from studio.project.project import Project
from studio.project.values import StoredTrack
from tests import clips
from tests.gui import accessible

CUES = [
    Cue(1000, 3000, "Guten Abend,\nliebe Gäste."),
    Cue(5000, 7000, "Willkommen."),
    Cue(9000, 11_000, "Viel Freude."),
]
LENGTH = 60_000


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "film.mp4").write_bytes(b"film")
    with Project.create(tmp_path / "Der Sturm.souffleur") as project:
        with project.record():
            video = project.media.add_video(Video(tmp_path / "film.mp4", LENGTH, Fraction(25), ()), "de")
            track = project.tracks.add(StoredTrack(0, video, "de", profile="de-ard")).id
            project.cues.add(track, CUES)
            project.evidence.keep_shots(video, [ShotChange(4000)])
            run = project.evidence.begin(Run("scripted", "", "de", False, ()), Listening(video, track))
            project.evidence.keep(run, Heard(Span(0, 12_000), (Span(900, 3100), Span(5000, 6900)), ()))
        yield project


@pytest.fixture
def session(project: Project, lanes: Lanes, qapp: QApplication) -> Iterator[Session]:
    runner = Runner(lanes)
    session = Session(project, 1, Desk(lanes, runner, Preferences()))
    yield session
    runner.close()
    session.close()


@pytest.fixture
def timeline(session: Session, qtbot) -> Timeline:
    """Return a timeline that shows 20 s from the start of the film."""
    made = Timeline(session)
    qtbot.addWidget(made)
    made.resize(1100, 180)
    made.show()
    qtbot.waitExposed(made)
    canvas = made.canvas
    canvas.show_scale(canvas.scale.zoomed(20_000 / canvas.scale.span, 0))
    return made


def place(timeline: Timeline, ms: int, lane: str = "cues") -> QPoint:
    """Return where a time lies in a lane."""
    canvas = timeline.canvas
    return QPoint(canvas.lanes.all.left() + round(canvas.scale.x(ms)), getattr(canvas.lanes, lane).center().y())


def pull(timeline: Timeline, start: int, end: int, *, let_go: bool = True, free: bool = False) -> None:
    """Drag in the lane of the cues from one time to another; `free`: with Alt held, so that nothing catches."""
    canvas = timeline.canvas
    modifier = Qt.KeyboardModifier.AltModifier if free else Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, modifier, place(timeline, start))
    target = place(timeline, end)
    for step in (0.3, 0.7, 1.0):
        between = place(timeline, start) + (target - place(timeline, start)) * step
        move(timeline, between, modifier)
    if let_go:
        QTest.mouseRelease(canvas, left, modifier, target)


def move(timeline: Timeline, at: QPoint, modifier: Qt.KeyboardModifier) -> None:
    """Move the pointer with the left button held, which `QTest.mouseMove` does not."""
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), timeline.canvas.mapToGlobal(QPointF(at)), left, left, modifier
    )
    QApplication.sendEvent(timeline.canvas, event)


def turn(timeline: Timeline, ms: int, notches: int, modifier: Qt.KeyboardModifier) -> None:
    at = QPointF(place(timeline, ms, "sound"))
    event = QWheelEvent(
        at,
        timeline.canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline.canvas, event)


def times(session: Session, row: int) -> tuple[int, int]:
    cue = session.cues.stored(row).cue
    return cue.start, cue.end


def picture(timeline: Timeline) -> QImage:
    return timeline.grab().toImage()


NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def test_a_click_on_the_sound_seeks(timeline: Timeline, session: Session) -> None:
    QTest.mouseClick(timeline.canvas, LEFT, NONE, place(timeline, 8000, "sound"))
    assert session.moment == pytest.approx(8000, abs=20)
    assert session.cue == 0


def test_a_click_on_a_cue_chooses_and_shows_it(timeline: Timeline, session: Session) -> None:
    QTest.mouseClick(timeline.canvas, LEFT, NONE, place(timeline, 6000))
    assert session.cue == 2
    assert session.moment == 5000


def test_a_click_between_cues_seeks(timeline: Timeline, session: Session) -> None:
    QTest.mouseClick(timeline.canvas, LEFT, NONE, place(timeline, 8000))
    assert session.moment == pytest.approx(8000, abs=20)


def test_a_click_on_the_names_does_nothing(timeline: Timeline, session: Session) -> None:
    session.seek(8000)
    QTest.mouseClick(timeline.canvas, LEFT, NONE, QPoint(5, 60))
    assert session.moment == 8000


def test_a_body_is_dragged_as_one_step_of_undo(timeline: Timeline, session: Session) -> None:
    pull(timeline, 6000, 7000, free=True)
    start, end = times(session, 1)
    assert start == pytest.approx(6000, abs=20)
    assert end - start == 2000
    assert session.project.undo_label == "Change times"
    session.project.undo()
    assert times(session, 1) == (5000, 7000)
    assert session.project.undo_label is None


def test_edges_are_dragged_and_caught_by_cut_and_playhead(timeline: Timeline, session: Session) -> None:
    session.seek(7500)
    pull(timeline, 5010, 4060)
    assert times(session, 1) == (4000, 7000)
    pull(timeline, 6990, 7440)
    assert times(session, 1) == (4000, 7500)


def test_an_edge_keeps_the_gap_of_the_rules_to_its_neighbour(timeline: Timeline, session: Session) -> None:
    assert session.house is not None
    gap = session.house.profile.gap(Fraction(25))
    pull(timeline, 6990, 8990)
    assert times(session, 1) == (5000, 9000 - gap)


def test_escape_takes_a_drag_back(timeline: Timeline, session: Session) -> None:
    pull(timeline, 6000, 7000, let_go=False)
    assert timeline.canvas.preview is not None
    QTest.keyClick(timeline.canvas, Qt.Key.Key_Escape)
    assert timeline.canvas.preview is None
    QTest.mouseRelease(timeline.canvas, LEFT, NONE, place(timeline, 7000))
    assert times(session, 1) == (5000, 7000)
    assert session.project.undo_label is None


def test_a_click_that_slips_moves_nothing(timeline: Timeline, session: Session) -> None:
    canvas = timeline.canvas
    QTest.mousePress(canvas, LEFT, NONE, place(timeline, 6000))
    move(timeline, place(timeline, 6000) + QPoint(2, 0), NONE)
    QTest.mouseRelease(canvas, LEFT, NONE, place(timeline, 6000) + QPoint(2, 0))
    assert session.project.undo_label is None


def test_a_cue_to_compare_with_cannot_be_dragged(timeline: Timeline, session: Session) -> None:
    with session.project.record():
        track = session.project.tracks.add(StoredTrack(0, 1, "nl", is_read_only=True)).id
        session.project.cues.add(track, [Cue(5000, 7000, "Welkom.")])
    session.choose_track(track)
    failures: list[object] = []
    session.failed.connect(failures.append)
    pull(timeline, 6000, 7000)
    assert times(session, 0) == (5000, 7000)
    assert failures == []


def test_a_double_click_plays_the_cue_and_elsewhere_the_film(timeline: Timeline, session: Session) -> None:
    stretches: list[tuple[int, int, bool]] = []
    plays: list[bool] = []
    session.stretch_asked.connect(lambda *stretch: stretches.append(stretch))
    session.play_asked.connect(lambda: plays.append(True))
    QTest.mouseDClick(timeline.canvas, LEFT, NONE, place(timeline, 6000))
    assert stretches == [(5000, 7000, False)]
    QTest.mouseDClick(timeline.canvas, LEFT, NONE, place(timeline, 8000, "sound"))
    assert plays == [True]


def test_a_drag_beyond_the_edge_takes_along_what_is_shown(timeline: Timeline, session: Session) -> None:
    canvas = timeline.canvas
    pull(timeline, 6000, 7000, let_go=False, free=True)
    for _move in range(5):
        move(timeline, QPoint(canvas.width() + 30, place(timeline, 0).y()), Qt.KeyboardModifier.AltModifier)
    assert canvas.scale.start > 1000
    QTest.mouseRelease(canvas, LEFT, NONE, QPoint(canvas.width() + 30, place(timeline, 0).y()))
    assert times(session, session.cues.row_of(2) or 0)[0] > 18_000


def test_the_playhead_dragged_beyond_the_edge_goes_on_calmly(timeline: Timeline, session: Session) -> None:
    canvas = timeline.canvas
    outside = QPoint(canvas.width() + 500, canvas.lanes.sound.center().y())
    QTest.mousePress(canvas, LEFT, NONE, place(timeline, 8000, "sound"))
    for _move in range(3):
        move(timeline, outside, NONE)
        assert session.moment == pytest.approx(canvas.scale.end, abs=50)
    QTest.mouseRelease(canvas, LEFT, NONE, outside)
    assert 20_000 < session.moment < 23_000


def test_the_tool_tip_shows_a_cue_whole(timeline: Timeline, session: Session) -> None:
    at = place(timeline, 2000)
    QApplication.sendEvent(timeline.canvas, QHelpEvent(QEvent.Type.ToolTip, at, timeline.canvas.mapToGlobal(at)))
    assert QToolTip.text() == "<p>0:01.0 – 0:03.0<br>Guten Abend,<br>liebe Gäste.</p>"
    QToolTip.hideText()


def test_the_menu_under_the_pointer_is_about_the_cue_there(timeline: Timeline, session: Session, qtbot) -> None:
    at = place(timeline, 6000)
    QApplication.sendEvent(
        timeline.canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, timeline.canvas.mapToGlobal(at))
    )
    assert session.cue == 2
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [line.isEnabled() for line in menu.actions()] == [True] * 5
    menu.close()


def test_the_wheel_zooms_where_the_pointer_is(timeline: Timeline) -> None:
    canvas = timeline.canvas
    canvas.show_scale(canvas.scale.centred(30_000))
    before, at = canvas.scale, place(timeline, 25_000).x()
    turn(timeline, 25_000, 2, NONE)
    assert canvas.scale.span < before.span
    assert place(timeline, 25_000).x() == pytest.approx(at, abs=1)
    turn(timeline, 25_000, -4, NONE)
    assert canvas.scale.span > before.span


def test_the_wheel_scrolls_with_shift(timeline: Timeline) -> None:
    span = timeline.canvas.scale.span
    turn(timeline, 5000, -3, SHIFT)
    assert timeline.canvas.scale.start > 0
    assert timeline.canvas.scale.span == span
    turn(timeline, 5000, 30, SHIFT)
    assert timeline.canvas.scale.start == 0


def test_a_window_that_was_tiny_for_a_moment_shows_as_much_as_before(timeline: Timeline, session: Session) -> None:
    session.seek(15_000)
    for width in (30, 1100):
        timeline.resize(width, 180)
        QApplication.processEvents()
        session.seek(14_000)
        session.seek(15_000)
        timeline.canvas.scroll_by(0.5)
    assert timeline.canvas.scale.span == pytest.approx(20_000, rel=0.01)
    assert timeline.canvas.scale.holds(15_000)


def test_keys_zoom_around_the_playhead(timeline: Timeline, session: Session) -> None:
    session.seek(10_000)
    x = timeline.canvas.scale.x(10_000)
    QTest.keyClicks(timeline.canvas, "++-+")
    assert timeline.canvas.scale.span == pytest.approx(20_000 / 1.25**2)
    assert timeline.canvas.scale.x(10_000) == pytest.approx(x)


def test_keys_move_the_playhead(timeline: Timeline, session: Session) -> None:
    canvas, control = timeline.canvas, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Right, control)
    QTest.keyClick(canvas, Qt.Key.Key_Right, SHIFT)
    assert session.moment == 1140
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert session.moment == 1040
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert session.moment == LENGTH
    assert canvas.scale.holds(LENGTH)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert session.moment == 0
    assert canvas.scale.holds(0)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert session.moment == 18_000
    assert canvas.scale.holds(18_000)


def test_keys_choose_cues(timeline: Timeline, session: Session) -> None:
    QTest.keyClick(timeline.canvas, Qt.Key.Key_Down)
    QTest.keyClick(timeline.canvas, Qt.Key.Key_Down)
    assert session.cue == 2
    QTest.keyClick(timeline.canvas, Qt.Key.Key_Up)
    assert session.cue == 1


def test_it_follows_the_playhead_by_the_page_while_playing(timeline: Timeline, session: Session) -> None:
    session.set_playing(True)
    for moment in range(0, 25_000, 400):
        session.set_moment(moment)
        assert timeline.canvas.scale.holds(moment)
    assert timeline.canvas.scale.start > 15_000


def test_who_scrolls_away_while_playing_is_left_alone_until_a_jump(timeline: Timeline, session: Session) -> None:
    session.set_playing(True)
    session.set_moment(1000)
    timeline.canvas.scroll_by(1200)
    start = timeline.canvas.scale.start
    session.set_moment(1040)
    assert timeline.canvas.scale.start == start
    session.seek(2000)
    assert timeline.canvas.scale.holds(2000)


def test_a_cue_chosen_elsewhere_comes_into_view(timeline: Timeline, session: Session) -> None:
    timeline.canvas.scroll_by(1500)
    assert not timeline.canvas.scale.holds(6000)
    session.choose_cue(2)
    assert timeline.canvas.scale.holds(6000)


def test_changes_are_drawn(timeline: Timeline, session: Session) -> None:
    before = picture(timeline)
    pull(timeline, 6000, 7500)
    assert picture(timeline) != before


def test_what_was_not_heard_yet_is_known(timeline: Timeline, session: Session) -> None:
    content = timeline.canvas.content
    assert content.unheard == Span(12_000, LENGTH)
    assert content.speech_within(timeline.canvas.scale) == [(900, 3100), (5000, 6900)]
    assert content.shots_within(timeline.canvas.scale) == [4000]
    with session.project.record():
        session.project.evidence.finish(1)
    assert content.unheard is None


def test_the_tools_act_on_the_chosen_cue(timeline: Timeline, session: Session) -> None:
    tools = {button.text(): button for button in timeline.tools.buttons}
    assert not tools["Start here"].isEnabled()
    assert tools["New cue"].isEnabled()
    session.choose_cue(2)
    session.seek(5400)
    tools["Start here"].click()
    session.seek(6600)
    tools["End here"].click()
    assert times(session, 1) == (5400, 6600)
    session.seek(20_000)
    tools["New cue"].click()
    assert session.cues.rowCount() == 4


def test_the_tools_give_way_where_there_is_little_room(timeline: Timeline, qtbot) -> None:
    tools = timeline.tools
    assert tools.buttons[0].isVisible()
    assert not tools.more.isVisible()
    timeline.resize(360, 180)
    qtbot.waitUntil(lambda: tools.more.isVisible())
    assert not tools.buttons[0].isVisible()
    assert [line.text().partition("\t")[0] for line in tools.more.menu().actions()] == [b.text() for b in tools.buttons]
    assert tools.zoom_in.geometry().right() <= tools.width()


def test_the_times_stand_beside_it_where_the_editor_has_no_room(timeline: Timeline, session: Session) -> None:
    assert not timeline.times.isVisible()
    timeline.show_times(True)
    session.choose_cue(2)
    assert timeline.times.isVisible()
    assert timeline.times.start.text() == "0:05.000"


def test_zoom_buttons_and_what_is_shown(timeline: Timeline) -> None:
    assert timeline.tools.shown.text() == "20 s shown"
    timeline.tools.zoom_in.click()
    assert timeline.tools.shown.text() == "16 s shown"
    for _time in range(20):
        timeline.tools.zoom_out.click()
    assert timeline.tools.shown.text() == "1 min shown"


def test_absurd_cues_and_an_empty_film_do_no_harm(timeline: Timeline, session: Session, project: Project) -> None:
    wild = [Cue(4000, 1000, "rückwärts"), Cue(2000, 2000, ""), Cue(0, 10**12, "endlos"), Cue(10**12, 10**12, "fern")]
    with project.record():
        project.cues.add(1, wild)
    picture(timeline)
    for row in range(session.cues.rowCount()):
        session.choose_cue(session.cues.stored(row).id)
        picture(timeline)
        for steps in (-40, 80, -40):
            timeline.canvas.zoom(steps)
            picture(timeline)
    timeline.resize(120, 40)
    picture(timeline)
    session.choose_track(0)
    picture(timeline)


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_colours_and_letters_follow_the_theme(timeline: Timeline, session: Session, scheme: str) -> None:
    height = timeline.canvas.minimumSizeHint().height()
    theme.current().use(scheme, 200)
    assert timeline.canvas.minimumSizeHint().height() >= 1.8 * height
    assert picture(timeline).pixelColor(place(timeline, 8000)) == theme.colour("surface")


def test_it_is_spoken_as_a_slider_with_its_cues(timeline: Timeline, session: Session) -> None:
    session.seek(5500)
    session.choose_cue(2)
    spoken = QAccessible.queryAccessibleInterface(timeline.canvas)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Timeline"
    assert spoken.text(QAccessible.Text.Value) == "0:05.5"
    description = spoken.text(QAccessible.Text.Description)
    assert description.startswith("Shown from 0:00.0 to 0:20.0. Cue 2, from 0:05.0 to 0:07.0, Willkommen.")
    value = spoken.valueInterface()
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (0, 5500, LENGTH)
    value.setCurrentValue(9000)
    assert session.moment == 9000
    assert spoken.actionInterface() is None
    assert spoken.textInterface() is None
    assert spoken.childCount() == 3
    second = spoken.child(1)
    assert second.text(QAccessible.Text.Name).startswith("Cue 2, from 0:05.0")
    assert second.state().selected
    assert spoken.indexOfChild(second) == 1
    assert second.rect().left() == pytest.approx(timeline.canvas.mapToGlobal(place(timeline, 5000)).x(), abs=2)


def test_every_control_has_a_name(timeline: Timeline) -> None:
    assert accessible.unnamed(timeline) == []


def test_the_sound_is_made_announced_and_drawn(session: Session, project: Project, tmp_path: Path, qtbot) -> None:
    clips.ffmpeg("-f", "lavfi", "-i", "sine=duration=3", tmp_path / "tone.wav")
    with project.record():
        film = Video(tmp_path / "tone.wav", 3000, Fraction(25), (AudioTrack(0, 0, 1, 44_100, "pcm_s16le"),))
        video = project.media.add_video(film)
    heard = Session(project, video, session.desk)
    made = Timeline(heard)
    qtbot.addWidget(made)
    made.show()
    sound = made.canvas.sound
    qtbot.waitUntil(lambda: sound.words.text == "Reading the sound for the timeline" or sound.peaks is not None)
    qtbot.waitUntil(lambda: sound.peaks is not None)
    assert sound.peaks is not None
    assert sound.peaks.duration == pytest.approx(3000, abs=20)
    picture(made)
    again = Timeline(heard)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.canvas.sound.peaks is not None)
    heard.close()


def test_a_film_without_sound_says_so(timeline: Timeline, qtbot) -> None:
    qtbot.waitUntil(lambda: timeline.canvas.sound.words.text == "This film has no sound.")
    picture(timeline)
