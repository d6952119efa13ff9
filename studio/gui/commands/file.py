"""What the menu File can do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from studio.gui.actions import Action, never, with_flyer, with_video
from studio.gui.main_window import MainWindow
from studio.gui.messages import show
from studio.i18n import N_, _

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.session import Session
    from studio.workflow import import_subtitles as subtitles
    from studio.workflow import open as opening
else:
    from studio.gui import later

    subtitles = later.module("studio.workflow.import_subtitles")
    opening = later.module("studio.workflow.open")

PRODUCTION = ".souffleur"


def choose(window: MainWindow) -> None:
    """Ask for a file and open it."""
    path = _asked(window, _("Open"), [_all_kinds(), *_kinds()])
    if path is not None:
        window.open_path(path)


def _add_video(window: MainWindow) -> None:
    path = _asked(window, _("Add a video"), [_films()])
    if path is not None:
        window.production.add_video(path)


def _add_flyer(window: MainWindow) -> None:
    path = _asked(window, _("Add a flyer"), [_flyers()])
    if path is not None:
        window.production.add_flyer(path)


def _remove_flyer(window: MainWindow) -> None:
    if window.flyer is not None:
        window.flyer.flush()
        window.production.remove_flyer(window.flyer.about)


def _has_other_media(flyer: FlyerSession) -> bool:
    return len(flyer.project.media.videos()) + len(flyer.project.media.flyers()) > 1


def _import(window: MainWindow) -> None:
    path = _asked(window, _("Open a subtitle file"), [_subtitles()])
    if path is not None and window.session is not None:
        window.production.import_subtitles(path, window.session)


def _import_to_compare(window: MainWindow) -> None:
    path = _asked(window, _("Open subtitles to compare with"), [_subtitles()])
    if path is not None and window.session is not None:
        window.production.import_to_compare(path, window.session)


def _has_other_videos(session: Session | None) -> bool:
    if session is None:
        return False
    return len(session.project.media.videos()) + len(session.project.media.flyers()) > 1


def _remove_video(window: MainWindow) -> None:
    if window.session is not None:
        window.session.flush()
        window.production.remove_video(window.session.video.id)


def _save_copy(window: MainWindow) -> None:
    path = _place(window, _("Save a copy"))
    if path is not None:
        window.production.save_copy(path)


def _hand_over(window: MainWindow) -> None:
    from studio.gui.dialogs.hand_over import HandOverDialog

    dialog = HandOverDialog(window)
    dialog.accepted.connect(lambda: _hand_over_to(window, _place(window, dialog.windowTitle())))
    show(dialog)


def _hand_over_to(window: MainWindow, path: Path | None) -> None:
    if path is not None:
        window.production.save_copy(path, hand_over=True)


def _place(window: MainWindow, title: str) -> Path | None:
    """Return where a copy should go, None for nowhere; all that was typed is in the production by then."""
    front = window.front
    if front is None:
        return None
    front.flush()
    name = _("{name} (copy)").format(name=front.project.path.stem) + PRODUCTION
    kind = _kind(_("Productions"), (PRODUCTION,))
    chosen, _filter = QFileDialog.getSaveFileName(window, title, str(front.project.path.with_name(name)), kind)
    return Path(chosen) if chosen else None


def _settings(window: MainWindow) -> None:
    from studio.gui.dialogs.settings import SettingsDialog

    show(SettingsDialog(window.preferences, window))


def _asked(window: MainWindow, title: str, kinds: list[str]) -> Path | None:
    """Return the file that the user chose, None when none was."""
    chosen, _kind = QFileDialog.getOpenFileName(window, title, str(window.last_folder), ";;".join(kinds))
    return Path(chosen) if chosen else None


def _kinds() -> list[str]:
    return [_kind(_("Productions"), (PRODUCTION,)), _films(), _flyers(), _subtitles()]


def _all_kinds() -> str:
    endings = (PRODUCTION, *opening.FILMS, *opening.SOUNDS, *opening.FLYERS, *subtitles.SUFFIXES)
    return _kind(_("All that can be opened"), tuple(dict.fromkeys(endings)))


def _films() -> str:
    return _kind(_("Films and sound"), opening.FILMS + opening.SOUNDS)


def _flyers() -> str:
    return _kind(_("Flyers and pictures"), opening.FLYERS)


def _subtitles() -> str:
    return _kind(_("Subtitle files"), subtitles.SUFFIXES)


def _kind(name: str, endings: tuple[str, ...]) -> str:
    return f"{name} ({' '.join(f'*{ending}' for ending in endings)})"


FIRST: tuple[Action, ...] = (
    Action("file.open", N_("&Open…"), "file", choose, ("Ctrl+O",), "folder-open"),
    Action("file.sample", N_("&Try the sample"), "file", lambda window: window.production.sample(), icon="play"),
    Action("file.add_video", N_("&Add a video…"), "file", _add_video, (), "film", with_video, "add", flyer=with_flyer),
    Action(
        "file.add_flyer", N_("Add a &flyer…"), "file", _add_flyer, (), "file-text", with_video, "add", flyer=with_flyer
    ),
    Action("file.import", N_("Open su&btitle file…"), "file", _import, (), "captions", with_video, "add"),
    Action(
        "file.compare",
        N_("Open subtitles to co&mpare with…"),
        "file",
        _import_to_compare,
        when=with_video,
        section="add",
    ),
    Action(
        "file.remove_video", N_("&Remove this video"), "file", _remove_video, (), "trash-2", _has_other_videos, "add"
    ),
    Action(
        "file.remove_flyer",
        N_("&Remove this flyer"),
        "file",
        _remove_flyer,
        (),
        "trash-2",
        never,
        "add",
        flyer=_has_other_media,
    ),
    Action("file.save_copy", N_("Sa&ve a copy…"), "file", _save_copy, (), "save", with_video, "copy", flyer=with_flyer),
    Action(
        "file.hand_over", N_("&Hand over a copy…"), "file", _hand_over, (), "send", with_video, "copy", flyer=with_flyer
    ),
    Action(
        "file.close_tab",
        N_("C&lose tab"),
        "file",
        lambda window: window.close_tab(),
        ("Ctrl+W",),
        "x",
        section="close",
    ),
    Action(
        "file.close",
        N_("&Close production"),
        "file",
        lambda window: window.close_production(),
        ("Ctrl+Shift+W",),
        "",
        with_video,
        "close",
        flyer=with_flyer,
    ),
)
"""What stands above the way of a video."""

LAST: tuple[Action, ...] = (
    Action(
        "file.packs",
        N_("Lan&guages and models…"),
        "file",
        lambda window: window.show_packs(),
        icon="languages",
        section="settings",
    ),
    Action("file.settings", N_("&Settings…"), "file", _settings, ("Ctrl+,",), "settings", section="settings"),
    Action("file.quit", N_("&Quit"), "file", lambda window: window.close(), ("Ctrl+Q",), "log-out", section="quit"),
)
