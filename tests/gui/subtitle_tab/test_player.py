"""The player and the session follow each other; subtitles are over the picture; every control has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import running_tasks
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from studio.gui import theme
from studio.gui.desk import Desk
from studio.gui.dialogs.missing import MissingDialog
from studio.gui.preferences import Preferences
from studio.gui.runner import Runner
from studio.gui.session import Session
from studio.gui.subtitle_tab.overlay import Look
from studio.gui.subtitle_tab.player import Player
from studio.gui.subtitle_tab.shown_track import OFF
from studio.jobs.lanes import Lanes
from studio.media.probe import probe
from studio.model.cue import Cue
from studio.project.project import Project
from studio.project.values import StoredTrack
from tests.gui import accessible, player_films

PATIENCE = 60_000

GERMAN = [
    Cue(1000, 1500, "Guten Abend."),
    Cue(1500, 2500, "Zwei\nZeilen"),
    Cue(2000, 2200, "♪"),
    Cue(3000, 3500, "Ende"),
]
DUTCH = [Cue(1000, 2500, "Goedenavond.")]

Open = Callable[[Path], Player]


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a film of 4 s whose pictures are numbered by their grey."""
    return player_films.steps(tmp_path_factory.mktemp("films") / "steps.mp4")


@pytest.fixture
def open_player(tmp_path: Path, lanes: Lanes, qtbot: QtBot) -> Iterator[Open]:
    """Give what opens a file in a player that is on the screen, with a German and a Dutch track."""
    opened: list[tuple[Player, Project]] = []

    def open(path: Path) -> Player:
        project = Project.create(tmp_path / "season.souffleur")
        with project.step("Add"):
            video = project.media.add_video(probe(path))
            for language, cues in (("de", GERMAN), ("nl", DUTCH)):
                track = project.tracks.add(StoredTrack(0, video, language, profile="web"))
                project.cues.add(track.id, cues)
        session = Session(project, video, Desk(lanes, Runner(lanes), Preferences()))
        player = Player(session)
        player.resize(420, 260)
        player.show()
        opened.append((player, project))
        return player

    yield open
    for player, project in opened:
        player.shut()
        player.session.desk.runner.close()
        player.session.close()
        player.close()
        player.deleteLater()
        player.session.deleteLater()
        project.close()


@pytest.fixture
def player(open_player: Open, steps: Path, qtbot: QtBot) -> Player:
    """Give a player that stands at the beginning of the film."""
    made = open_player(steps)
    wait_for_film(made, qtbot)
    return made


def wait_for_film(player: Player, qtbot: QtBot) -> None:
    """Wait until the film is loaded."""
    qtbot.waitUntil(lambda: player.film is not None and player.film.is_loaded, timeout=PATIENCE)


def middle(player: Player) -> int:
    """Return the number of the picture in the middle of the player."""
    image = player.picture.grab().toImage()
    return player_films.step(image.pixelColor(image.width() // 2, image.height() // 4).red())


# the picture and the moment


def test_a_jump_of_the_session_shows_its_picture_and_its_subtitles(player: Player, qtbot: QtBot) -> None:
    player.session.seek(1200)
    assert player.session.moment == 1200
    assert player.picture.texts == ("Guten Abend.",)
    qtbot.waitUntil(lambda: middle(player) == 30, timeout=PATIENCE)
    assert player.session.moment == 1200


@pytest.mark.parametrize(
    ("moment", "texts"),
    [
        (999, ()),
        (1000, ("Guten Abend.",)),
        (1499, ("Guten Abend.",)),
        (1500, ("Zwei\nZeilen",)),
        (2100, ("Zwei\nZeilen", "♪")),
        (2500, ()),
    ],
)
def test_subtitles_are_those_of_the_moment(moment: int, texts: tuple[str, ...], player: Player) -> None:
    player.session.seek(moment)
    assert player.picture.texts == texts


def test_while_it_runs_subtitles_come_in_their_turn(player: Player, qtbot: QtBot) -> None:
    turns = [(), ("Guten Abend.",), ("Zwei\nZeilen",), ("Zwei\nZeilen", "♪"), ("Zwei\nZeilen",), ()]
    seen: list[tuple[str, ...]] = []
    player.session.moment_changed.connect(
        lambda _moment: seen.append(player.picture.texts) if seen[-1:] != [player.picture.texts] else None
    )
    player.set_speed(0.5)
    player.session.seek(800)
    player.session.toggle_play()
    qtbot.waitUntil(lambda: player.session.moment > 2600, timeout=PATIENCE)
    coming = iter(turns)
    assert all(texts in coming for texts in seen)  # in this order; a busy machine may leave one out
    assert len(seen) >= 3


def test_playing_is_told_and_stops_where_it_stands(player: Player, qtbot: QtBot) -> None:
    session = player.session
    with qtbot.waitSignal(session.playing_changed, timeout=PATIENCE):
        session.toggle_play()
    assert session.is_playing
    assert player.controls.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: session.moment > 200, timeout=PATIENCE)
    with qtbot.waitSignal(session.playing_changed, timeout=PATIENCE):
        session.toggle_play()
    assert player.controls.play.accessibleName() == "Play"
    assert player.film is not None
    assert session.moment == player.film.moment


def test_a_click_on_the_picture_plays(player: Player, qtbot: QtBot) -> None:
    with qtbot.waitSignal(player.session.playing_changed, timeout=PATIENCE):
        qtbot.mouseClick(player.picture, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))


# cues


def test_a_cue_is_played_to_its_end_and_stays_to_be_seen(player: Player, qtbot: QtBot) -> None:
    session = player.session
    session.choose_cue(session.cues.stored(0).id)
    session.play_cue()
    qtbot.waitUntil(lambda: session.moment == 1500 and not session.is_playing, timeout=PATIENCE)
    assert player.picture.texts == ("Guten Abend.",)
    session.seek(1500)
    session.seek(1501)
    assert player.picture.texts == ("Zwei\nZeilen",)


def test_the_chosen_cue_is_played_over_and_over_until_told_otherwise(player: Player, qtbot: QtBot) -> None:
    session = player.session
    moments: list[int] = []
    session.moment_changed.connect(moments.append)
    session.choose_cue(session.cues.stored(0).id)
    player.controls.loop.click()
    session.toggle_play()
    qtbot.waitUntil(lambda: moments.count(1000) >= 3, timeout=PATIENCE)
    assert max(moments) <= 1500
    player.controls.loop.click()
    qtbot.waitUntil(lambda: session.moment > 1700, timeout=PATIENCE)
    assert session.is_playing


def test_the_loop_goes_over_to_another_chosen_cue(player: Player, qtbot: QtBot) -> None:
    session = player.session
    player.set_loops(True)
    session.choose_cue(session.cues.stored(0).id)
    session.play_cue()
    qtbot.waitUntil(lambda: session.is_playing, timeout=PATIENCE)
    session.choose_cue(session.cues.stored(3).id)
    qtbot.waitUntil(lambda: session.moment >= 3000, timeout=PATIENCE)
    moments: list[int] = []
    session.moment_changed.connect(moments.append)
    qtbot.waitUntil(lambda: 3000 in moments, timeout=PATIENCE)
    assert max(moments) <= 3500


def test_the_loop_follows_a_cue_whose_times_are_changed(player: Player, qtbot: QtBot) -> None:
    session = player.session
    stored = session.cues.stored(0)
    session.choose_cue(stored.id)
    player.set_loops(True)
    session.play_cue()
    qtbot.waitUntil(lambda: session.is_playing, timeout=PATIENCE)
    with session.project.step("Times"):
        session.project.cues.put(replace(stored, cue=replace(stored.cue, start=200, end=400)))
    moments: list[int] = []
    session.moment_changed.connect(moments.append)
    qtbot.waitUntil(lambda: moments.count(200) >= 2, timeout=PATIENCE)


def test_the_buttons_go_from_cue_to_cue(player: Player) -> None:
    session = player.session
    player.controls.forward.click()
    assert session.moment == 1000
    player.controls.forward.click()
    assert session.moment == 1500
    player.controls.back.click()
    assert session.moment == 1000


# which subtitles, and how


def choose(menu: QMenu, words: str) -> None:
    """Choose a line of a menu by its words."""
    next(action for action in menu.actions() if action.text() == words).trigger()


def ticked(menu: QMenu) -> list[str]:
    """Return the words of the ticked lines."""
    return [action.text() for action in menu.actions() if action.isChecked()]


def test_another_language_can_be_over_the_picture(player: Player) -> None:
    menu = player.controls.subtitles.menu()
    player.session.seek(1200)
    assert ticked(menu) == ["German"]
    choose(menu, "Dutch")
    assert player.picture.texts == ("Goedenavond.",)
    assert ticked(menu) == ["Dutch"]
    choose(menu, "Off")
    assert player.picture.texts == ()
    choose(menu, "German")
    assert player.picture.texts == ("Guten Abend.",)


def test_what_is_shown_follows_the_track_that_is_worked_on(player: Player) -> None:
    session = player.session
    session.seek(1200)
    session.choose_track(session.tracks()[1].id)
    assert player.picture.texts == ("Goedenavond.",)
    assert ticked(player.controls.subtitles.menu()) == ["Dutch"]


def test_changes_are_seen_at_once_in_every_track(player: Player) -> None:
    session = player.session
    session.seek(1200)
    for language, track in zip(("German", "Dutch"), session.tracks(), strict=True):
        choose(player.controls.subtitles.menu(), language)
        stored = session.project.cues.of(track.id)[0]
        with session.project.step("Text"):
            session.project.cues.put(replace(stored, cue=replace(stored.cue, text=f"Neu {language}")))
        assert player.picture.texts == (f"Neu {language}",)


def test_a_track_that_goes_takes_its_subtitles_along(player: Player) -> None:
    session = player.session
    session.seek(1200)
    choose(player.controls.subtitles.menu(), "Dutch")
    with session.project.step("Remove"):
        session.project.tracks.remove(session.tracks()[1].id)
    assert player.picture.texts == ("Guten Abend.",)
    assert ticked(player.controls.subtitles.menu()) == ["German"]


def test_size_and_colour_are_the_persons_and_are_kept(player: Player) -> None:
    menus = {menu.title(): menu for menu in player.controls.subtitles.findChildren(QMenu) if menu.title()}
    choose(menus["&Colour"], "Yellow")
    choose(menus["&Size"], "11 % of the picture")
    assert player.picture.look == Look(11.0, "yellow")
    assert Preferences().settings.subtitle_size == 11.0
    assert Preferences().settings.subtitle_colour == "yellow"
    assert ticked(menus["&Size"]) == ["11 % of the picture"]


# speed and sound


def test_speed_is_chosen_and_shown(player: Player, qtbot: QtBot) -> None:
    choose(player.controls.speed.menu(), "2 ×")
    assert player.speed == 2.0
    assert player.controls.speed.accessibleName() == "Speed: 2 ×"
    player.session.choose_cue(player.session.cues.stored(1).id)
    player.session.play_cue()
    qtbot.waitUntil(lambda: player.session.moment == 2500, timeout=PATIENCE)


def test_volume_is_kept_and_silence_is_not(player: Player) -> None:
    volume = player.controls.volume
    volume.panel.slider.setValue(35)
    assert Preferences().settings.volume == 35
    assert volume.accessibleName() == "Volume: 35 %"
    volume.panel.silent.setChecked(True)
    assert volume.accessibleName() == "Volume: off"
    volume.panel.slider.setValue(40)
    assert volume.accessibleName() == "Volume: 40 %"


def test_the_volume_opens_and_closes_by_keyboard(player: Player, qtbot: QtBot) -> None:
    volume = player.controls.volume
    qtbot.keyClick(volume, Qt.Key.Key_Space)
    assert volume.panel.isVisible()
    qtbot.keyClick(volume.panel.slider, Qt.Key.Key_Escape)
    assert not volume.panel.isVisible()


# for everyone


def test_every_control_has_a_name_and_can_be_hit(player: Player) -> None:
    assert accessible.unnamed(player) == []
    assert accessible.unnamed(player.controls.volume.panel) == []
    for button in player.controls.buttons:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert min(button.width(), button.height()) >= 24


@pytest.mark.parametrize("width", [260, 300, 360, 420, 560])
def test_in_a_narrow_window_words_go_and_buttons_stay(width: int, player: Player) -> None:
    player.resize(width, 300)
    row = player.controls
    player.grab()
    rights = [button.geometry().right() for button in row.buttons]
    assert rights == sorted(rights)
    assert rights[-1] < row.width()
    assert row.time.isVisible()
    assert row.time.geometry().right() < row.loop.geometry().left()


# where things go wrong


def test_a_film_that_is_gone_is_said_in_words(open_player: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = player_films.steps(tmp_path / "film.mp4", seconds=1)
    player = open_player(path)
    path.unlink()
    qtbot.waitUntil(lambda: bool(player.picture.words), timeout=PATIENCE)
    assert "film.mp4" in player.picture.words
    player.session.toggle_play()
    player.session.seek(500)
    assert player.session.moment == 500
    assert not player.session.is_playing
    player.picture.button.click()
    dialog = player.findChild(MissingDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_a_film_that_is_found_again_is_played(open_player: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = player_films.steps(tmp_path / "film.mp4", seconds=1)
    player = open_player(path)
    moved = path.rename(tmp_path / "moved.mp4")
    qtbot.waitUntil(lambda: bool(player.picture.words), timeout=PATIENCE)
    with player.session.project.record():
        player.session.project.media.move(player.session.video.id, moved)
    wait_for_film(player, qtbot)
    assert player.picture.words == ""


def test_sound_alone_has_a_plain_ground_and_subtitles(open_player: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "tone.wav"
    player_films.ffmpeg("-f", "lavfi", "-i", "sine=d=4", path)
    player = open_player(path)
    wait_for_film(player, qtbot)
    player.session.seek(1200)
    assert player.picture.texts == ("Guten Abend.",)
    player.session.toggle_play()
    qtbot.waitUntil(lambda: player.session.moment > 1500, timeout=PATIENCE)
    assert player.picture.texts != ("Guten Abend.",)


def test_a_film_that_qt_cannot_play_is_made_playable(
    open_player: Open, lanes: Lanes, tmp_path: Path, qtbot: QtBot
) -> None:
    lanes.submit("media", running_tasks.count_and_wait, 1, tmp_path / "go")  # so that the words stay to be read
    player = open_player(player_films.steps(tmp_path / "film.mp4", seconds=1))
    wait_for_film(player, qtbot)
    refuse(player)
    qtbot.waitUntil(lambda: "playable" in player.picture.words, timeout=PATIENCE)
    assert player.picture.button.text() == "Cancel"
    (tmp_path / "go").touch()
    wait_for_film(player, qtbot)
    qtbot.waitUntil(lambda: player.picture.words == "", timeout=PATIENCE)
    assert not player.picture.button.isVisible()
    player.session.toggle_play()
    qtbot.waitUntil(lambda: player.session.moment > 300, timeout=PATIENCE)


def test_making_it_playable_can_be_stopped_and_begun_again(
    open_player: Open, lanes: Lanes, tmp_path: Path, qtbot: QtBot
) -> None:
    lanes.submit("media", running_tasks.count_and_wait, 1, tmp_path / "go")
    player = open_player(player_films.steps(tmp_path / "film.mp4", seconds=1))
    wait_for_film(player, qtbot)
    refuse(player)
    qtbot.waitUntil(lambda: player.picture.button.text() == "Cancel", timeout=PATIENCE)
    player.picture.button.click()
    qtbot.waitUntil(lambda: player.picture.button.text() == "Make it playable", timeout=PATIENCE)
    (tmp_path / "go").touch()
    player.picture.button.click()
    wait_for_film(player, qtbot)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_long_sentence_has_room_above_its_button(percent: int, player: Player, qtbot: QtBot) -> None:
    theme.current().use("light", percent)
    player.resize(632, 240)
    player.picture.say("“Einführung in den Sturm.mp4” cannot be played, and no copy of it could be made. " * 2)
    player.picture.offer("Try again")
    player.grab()
    image = player.picture.grab().toImage()
    button = player.picture.button.geometry()
    above = [image.pixelColor(x, button.top() - 1) for x in range(0, image.width(), 2)]
    assert all(max(colour.red(), colour.green(), colour.blue()) < 40 for colour in above)


def test_a_film_that_nobody_can_play_is_said_in_words(open_player: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = player_films.steps(tmp_path / "film.mp4", seconds=1)
    player = open_player(path)
    path.write_bytes(path.read_bytes()[:300])
    qtbot.waitUntil(lambda: player.picture.button.text() == "Try again", timeout=PATIENCE)
    assert "film.mp4" in player.picture.words


def refuse(player: Player) -> None:
    """Let Qt refuse the film: which codecs it really lacks differs from system to system."""
    assert player.film is not None
    player.film.unload()
    player.film.refused.emit("no decoder")


def test_nothing_is_loaded_once_it_is_shut(player: Player) -> None:
    player.shut()
    player.session.toggle_play()
    player.session.seek(500)
    assert player.open() is None


def test_off_is_no_id_of_a_track(player: Player) -> None:
    assert OFF not in {track.id for track in player.session.tracks()}
