"""What the menu Translate can do with a flyer in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.gui import block_gestures
from studio.gui.actions import Action, never, with_flyer
from studio.gui.main_window import MainWindow
from studio.i18n import N_, _, ngettext
from studio.model.cue import CueState

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.flyer_tab.tab import FlyerTab
    from studio.workflow.flyer import translate
    from studio.workflow.work import Work
else:
    from studio.gui import later

    translate = later.module("studio.workflow.flyer.translate")


def _has_edition(flyer: FlyerSession) -> bool:
    return flyer.edition is not None


def _tab(window: MainWindow) -> FlyerTab | None:
    return next((tab for tab in window.tabs.flyers() if tab is window.tabs.currentWidget()), None)


def _show(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        tab.show_edition()


def _show_source(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        tab.show_source()


def _add(window: MainWindow) -> None:
    if window.flyer is not None:
        block_gestures.add_language(window.flyer, window, window.action("file.packs"))


def _again(window: MainWindow) -> None:
    if window.flyer is not None:
        block_gestures.again(window.flyer)


def _renew(window: MainWindow) -> None:
    flyer = window.flyer
    if flyer is not None and flyer.edition is not None:
        work: Work[Any] | None = flyer.attempt(translate.again, flyer.project, flyer.edition.id)
        if work is not None:
            flyer.run(work)


def _renewable(flyer: FlyerSession) -> list[int]:
    """Return the blocks that are out of date and written by the machine only, or not translated yet."""
    wanted = [each.id for each in flyer.blocks if block_gestures.needs_words(flyer, each.id)]
    return [id for id in wanted if _is_renewable(flyer, id)]


def _is_renewable(flyer: FlyerSession, block: int) -> bool:
    wording = flyer.wordings.get(block)
    if wording is None or not wording.text.strip():
        return True
    return flyer.is_stale(block) and wording.state is CueState.MACHINE


def _wordings(window: MainWindow) -> None:
    if window.flyer is not None:
        block_gestures.ask_wordings(window.flyer, window)


def _can_renew(flyer: FlyerSession) -> bool:
    return bool(_renewable(flyer)) and not block_gestures.is_busy(flyer)


def _again_words(flyer: FlyerSession) -> str:
    count = len(flyer.targets())
    if count < 2:
        return _("Translate a&gain")
    return ngettext("Translate this {count} a&gain", "Translate these {count} a&gain", count).format(count=count)


def _renew_words(flyer: FlyerSession) -> str:
    count = len(_renewable(flyer))
    if not count:
        return _("Translate what is out of &date again")
    return _("Translate what is out of &date again ({count})").format(count=count)


ACTIONS: tuple[Action, ...] = (
    Action("flyer.show", N_("To the &translation"), "translate", _show, (), "languages", never, flyer=with_flyer),
    Action("flyer.source", N_("Back to the &original"), "translate", _show_source, when=never, flyer=_has_edition),
    Action("flyer.add", N_("&Add a language…"), "translate", _add, (), "plus", never, flyer=with_flyer),
    Action(
        "flyer.again",
        N_("Translate a&gain"),
        "translate",
        _again,
        ("Ctrl+R",),
        "refresh-cw",
        never,
        "again",
        flyer=block_gestures.can_translate_again,
        flyer_words=_again_words,
    ),
    Action(
        "flyer.renew",
        N_("Translate what is out of &date again"),
        "translate",
        _renew,
        ("Ctrl+Shift+R",),
        "clock-alert",
        never,
        "again",
        flyer=_can_renew,
        flyer_words=_renew_words,
    ),
    Action(
        "flyer.wordings",
        N_("Other &wordings…"),
        "translate",
        _wordings,
        ("F9",),
        "list-checks",
        never,
        "again",
        flyer=block_gestures.can_choose_wording,
    ),
)
