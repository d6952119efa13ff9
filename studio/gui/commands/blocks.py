"""What the menu Blocks can do: it is there with a flyer in front."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from studio.gui import block_gestures
from studio.gui.actions import Action, never, with_flyer
from studio.gui.main_window import MainWindow
from studio.gui.messages import show
from studio.i18n import N_
from studio.model.cue import CueState
from studio.model.document import Role

if TYPE_CHECKING:
    from studio.gui.flyer_session import FlyerSession
    from studio.gui.flyer_tab.tab import FlyerTab
    from studio.project.values import StoredBlock
    from studio.workflow.flyer import review
else:
    from studio.gui import later

    review = later.module("studio.workflow.flyer.review")

Deed = Callable[["FlyerSession"], object]

LEVELS = range(1, 7)


def _with_block(flyer: FlyerSession) -> bool:
    return bool(flyer.block)


def _chosen(window: MainWindow) -> StoredBlock | None:
    return window.flyer.stored() if window.flyer is not None else None


def _has_blocks(flyer: FlyerSession) -> bool:
    return bool(flyer.blocks)


def _has_items(flyer: FlyerSession) -> bool:
    return bool(flyer.items)


def _has_item(flyer: FlyerSession) -> bool:
    return flyer.item is not None


def _can_fix(flyer: FlyerSession) -> bool:
    return flyer.item is not None and flyer.item.fix is not None


def _has_picture(flyer: FlyerSession) -> bool:
    stored = flyer.stored()
    return stored is not None and stored.block.role is Role.FIGURE


def _can_join(flyer: FlyerSession) -> bool:
    row = flyer.row_of(flyer.block)
    return row is not None and (len(flyer.targets()) > 1 or row + 1 < len(flyer.blocks))


def _can_withdraw(flyer: FlyerSession) -> bool:
    states = [
        (flyer.wordings[id].state if id in flyer.wordings else None) if flyer.edition is not None else stored.state
        for id in flyer.targets()
        if (stored := flyer.get(id)) is not None
    ]
    return CueState.APPROVED in states


def _has_notes(flyer: FlyerSession) -> bool:
    return bool(flyer.flyer.notes)


def _on(deed: Deed) -> Callable[[MainWindow], None]:
    """Return what does a gesture with the flyer in front."""

    def do(window: MainWindow) -> None:
        if window.flyer is not None:
            deed(window.flyer)

    return do


def _asking(deed: Callable[[FlyerSession, MainWindow], object]) -> Callable[[MainWindow], None]:
    """Return what does a gesture that may ask the person something."""

    def do(window: MainWindow) -> None:
        if window.flyer is not None:
            deed(window.flyer, window)

    return do


def _tab(window: MainWindow) -> FlyerTab | None:
    return next((tab for tab in window.tabs.flyers() if tab is window.tabs.currentWidget()), None)


def _split(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        block_gestures.split(tab.flyer, tab.units.caret)


def _notes(window: MainWindow) -> None:
    if (tab := _tab(window)) is not None:
        tab.show_notes()


def _fix(flyer: FlyerSession, window: MainWindow) -> None:
    from studio.gui.flyer_tab import item_acts

    if flyer.item is not None and flyer.item.fix is not None:
        item_acts.act(flyer, flyer.item, flyer.item.fix, window)


def _ask_language(flyer: FlyerSession, window: MainWindow) -> None:
    from studio.gui.dialogs.block_language import BlockLanguageDialog

    flyer.flush()
    show(BlockLanguageDialog(flyer, window))


def _is_kept(window: MainWindow) -> bool:
    stored = _chosen(window)
    return stored is not None and stored.block.is_kept


def _is_decoration(window: MainWindow) -> bool:
    stored = _chosen(window)
    return stored is not None and stored.block.is_decoration


def _keep(window: MainWindow) -> None:
    if window.flyer is not None:
        block_gestures.keep(window.flyer, not _is_kept(window))


def _decorate(window: MainWindow) -> None:
    if window.flyer is not None:
        block_gestures.decorate(window.flyer, not _is_decoration(window))


def _role(role: Role, text: str, level: int = 0) -> Action:
    def is_chosen(window: MainWindow) -> bool:
        stored = _chosen(window)
        return stored is not None and (stored.block.role, stored.block.level) == (role, level)

    return Action(
        f"blocks.role_{role}{level or ''}",
        text,
        "blocks",
        _on(partial(block_gestures.set_role, role=role, level=level)),
        when=never,
        flyer=_can_have_role,
        section="about",
        submenu=N_("&What it is"),
        checked=is_chosen,
    )


def _can_have_role(flyer: FlyerSession) -> bool:
    stored = flyer.stored()
    return stored is not None and stored.block.role is not Role.FIGURE and stored.block.cell is None


def _action(
    id: str,
    text: str,
    do: Callable[[MainWindow], object],
    keys: tuple[str, ...] = (),
    *,
    icon: str = "",
    when: Callable[[FlyerSession], bool] = _with_block,
    section: str = "",
    checked: Callable[[MainWindow], bool] | None = None,
) -> Action:
    """Return an action of this menu."""
    return Action(id, text, "blocks", do, keys, icon, never, section, flyer=when, checked=checked)


ACTIONS: tuple[Action, ...] = (
    _action(
        "blocks.approve",
        N_("&Approve and go on"),
        _asking(block_gestures.approve),
        ("Ctrl+Return", "Ctrl+Enter"),
        icon="circle-check",
    ),
    _action("blocks.withdraw", N_("Take &back approval"), _on(block_gestures.withdraw), when=_can_withdraw),
    _action("blocks.next", N_("&Next block"), _on(lambda flyer: flyer.turn(1)), ("Alt+Down",), when=_has_blocks),
    _action("blocks.previous", N_("&Previous block"), _on(lambda flyer: flyer.turn(-1)), ("Alt+Up",), when=_has_blocks),
    _action("blocks.split", N_("&Split at the caret"), _split, ("Ctrl+T",), icon="scissors", section="make"),
    _action(
        "blocks.join",
        N_("&Join with next"),
        _on(block_gestures.join),
        ("Ctrl+J",),
        icon="merge",
        when=_can_join,
        section="make",
    ),
    _action(
        "blocks.earlier",
        N_("Read &earlier"),
        _on(partial(block_gestures.move, by=-1)),
        ("Alt+Shift+Up",),
        section="order",
    ),
    _action(
        "blocks.later",
        N_("Read &later"),
        _on(partial(block_gestures.move, by=1)),
        ("Alt+Shift+Down",),
        section="order",
    ),
    _action(
        "blocks.order",
        N_("&Reading order…"),
        _asking(block_gestures.ask_order),
        icon="list-checks",
        when=_has_blocks,
        section="order",
    ),
    _role(Role.PARAGRAPH, N_("&Paragraph")),
    *(
        _role(Role.HEADING, text, level)
        for level, text in zip(
            LEVELS,
            (
                N_("Heading &1"),
                N_("Heading &2"),
                N_("Heading &3"),
                N_("Heading &4"),
                N_("Heading &5"),
                N_("Heading &6"),
            ),
            strict=True,
        )
    ),
    _role(Role.ITEM, N_("&List item")),
    _role(Role.CAPTION, N_("&Caption")),
    _role(Role.HEADER, N_("Page &header")),
    _role(Role.FOOTER, N_("Page &footer")),
    _action("blocks.keep", N_("Do not &translate"), _keep, section="about", checked=_is_kept),
    _action("blocks.decoration", N_("&Decoration only"), _decorate, section="about", checked=_is_decoration),
    _action(
        "blocks.describe",
        N_("Describe pi&cture…"),
        _asking(block_gestures.describe),
        icon="message-square",
        when=_has_picture,
        section="about",
    ),
    _action("blocks.language", N_("Lan&guage of the block…"), _asking(_ask_language), section="about"),
    _action(
        "blocks.next_item",
        N_("Ne&xt to check"),
        _on(lambda flyer: flyer.next_item(1)),
        ("F8",),
        icon="list-checks",
        when=_has_items,
        section="review",
    ),
    _action(
        "blocks.previous_item",
        N_("Pre&vious to check"),
        _on(lambda flyer: flyer.next_item(-1)),
        ("Shift+F8",),
        when=_has_items,
        section="review",
    ),
    _action(
        "blocks.fix",
        N_("&Mend as proposed"),
        _asking(_fix),
        ("Ctrl+M",),
        icon="check",
        when=_can_fix,
        section="review",
    ),
    _action(
        "blocks.leave",
        N_("Leave as it &is"),
        _on(lambda flyer: flyer.settle(review.leave)),
        ("Ctrl+Shift+M",),
        when=_has_item,
        section="review",
    ),
    _action(
        "blocks.notes",
        N_("What was noticed w&hen reading"),
        _notes,
        icon="info",
        when=_has_notes,
        section="notes",
    ),
)

STAGES: tuple[Action, ...] = (
    Action(
        "blocks.export",
        N_("&Export…"),
        "file",
        _asking(block_gestures.ask_export),
        ("Ctrl+E",),
        "file-down",
        never,
        "stages",
        flyer=with_flyer,
    ),
)
