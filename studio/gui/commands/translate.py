"""What the menu Translate can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.gui import translations
from studio.gui.actions import Action, with_flyer, with_video
from studio.gui.commands.edit import show_names
from studio.gui.main_window import MainWindow
from studio.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from studio.gui.session import Session
    from studio.gui.subtitle_tab.tab import SubtitleTab


def _has_source(session: Session | None) -> bool:
    return session is not None and session.track is not None and not session.track.is_read_only


def _tab(window: MainWindow) -> SubtitleTab | None:
    """Return the tab of a video in front; its module is not loaded to find out that there is none."""
    return window.tabs.currentWidget() if window.session is not None else None  # type: ignore[return-value]


def _show(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        tab.show_translation()


def _show_source(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        tab.show_cues()


def _add(window: MainWindow) -> None:
    if window.session is not None:
        translations.add_language(window.session, window, window.action("file.packs"))


def _again(window: MainWindow) -> None:
    if window.session is not None:
        translations.again(window.session)


def _renew(window: MainWindow) -> None:
    if window.session is not None:
        translations.renew(window.session)


def _wordings(window: MainWindow) -> None:
    if window.session is not None:
        translations.show_wordings(window.session, window)


def _timeline(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        tab.toggle_timeline()


def _has_timeline(window: MainWindow) -> bool:
    tab = _tab(window)
    return tab is not None and translations.has_translation(window.session) and tab.has_timeline


def _again_words(session: Session | None) -> str:
    count = len(session.targets()) if session is not None and translations.has_translation(session) else 1
    if count < 2:
        return _("Translate a&gain")
    return ngettext("Translate this {count} a&gain", "Translate these {count} a&gain", count).format(count=count)


def _renew_words(session: Session | None) -> str:
    count = translations.renewable(session) if session is not None and translations.can_renew(session) else 0
    if not count:
        return _("Translate what is out of &date again")
    return _("Translate what is out of &date again ({count})").format(count=count)


ACTIONS: tuple[Action, ...] = (
    Action("translate.show", N_("To the &translation"), "translate", _show, (), "languages", _has_source),
    Action(
        "translate.source",
        N_("Back to the &original"),
        "translate",
        _show_source,
        when=translations.has_translation,
    ),
    Action("translate.add", N_("&Add a language…"), "translate", _add, (), "plus", _has_source),
    Action(
        "translate.again",
        N_("Translate a&gain"),
        "translate",
        _again,
        ("Ctrl+R",),
        "refresh-cw",
        translations.can_translate_again,
        "again",
        words=_again_words,
    ),
    Action(
        "translate.renew",
        N_("Translate what is out of &date again"),
        "translate",
        _renew,
        ("Ctrl+Shift+R",),
        "clock-alert",
        translations.can_renew,
        "again",
        words=_renew_words,
    ),
    Action(
        "translate.wordings",
        N_("Other &wordings…"),
        "translate",
        _wordings,
        ("F9",),
        "list-checks",
        translations.can_choose_wording,
        "again",
    ),
    Action(
        "translate.names",
        N_("&Names and terms…"),
        "translate",
        show_names,
        (),
        "book-a",
        with_video,
        "names",
        flyer=with_flyer,
    ),
    Action(
        "translate.timeline",
        N_("T&imeline beside the translation"),
        "translate",
        _timeline,
        ("F4",),
        "audio-waveform",
        translations.has_translation,
        "view",
        checked=_has_timeline,
    ),
)
