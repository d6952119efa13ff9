"""The words of a row: what a pack is, how good, how large, how it stands here, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.gui.languages import name as language
from studio.gui.packs_tab import doing as now
from studio.gui.packs_tab import names
from studio.gui.packs_tab.doing import Doing
from studio.i18n import N_, _, number
from studio.model.pack import PackKind, PackPlace

if TYPE_CHECKING:
    from studio.workflow.packs import Entry

MOST_FIGURES = 3
"""Languages whose figures stand in a row; all stand in the details."""


class Act(Enum):
    """What can be done with one pack: its verb and its icon."""

    GET = (N_("Download"), "download")
    GET_AGAIN = (N_("Get again"), "refresh-cw")
    GO_ON = (N_("Go on"), "download")
    CHECK = (N_("Check"), "shield-check")
    PAUSE = (N_("Pause"), "pause")
    CANCEL = (N_("Cancel"), "x")
    CARRY = (N_("Copy to a stick…"), "usb")
    REMOVE = (N_("Remove…"), "trash-2")

    @property
    def verb(self) -> str:
        """Return what a button says."""
        return _(self.value[0])

    @property
    def icon(self) -> str:
        """Return the name of its icon."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pack stands on this computer: words, icon and colour, a bar if it is on its way, what can be done now."""

    text: str
    icon: str
    token: str
    acts: tuple[Act, ...] = ()
    share: float | None = None
    is_problem: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One pack as it is shown; `good` has a line or two, the first of `acts` is what Enter does."""

    key: str
    name: str
    about: str
    good: str
    size: str
    standing: Standing
    more: tuple[Act, ...] = ()
    is_practice: bool = False

    @property
    def spoken(self) -> str:
        """Return all of it as a sentence is spoken."""
        parts = (self.name, self.about, self.good, self.size, self.standing.text)
        return ", ".join(part.replace("\n", " ").rstrip(".") for part in parts if part not in ("", "–"))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the words of a row depend on besides its entry: the languages of the house, and what happens to it."""

    house: Sequence[str] = ()
    doing: Doing | None = None
    error: StudioError | None = None
    advice: str = ""


def row(entry: Entry, ground: Ground) -> Row:
    """Return how `entry` is shown."""
    doing, error = ground.doing, ground.error
    standing = _busy(doing, entry) if doing is not None else _failed(entry, error) if error else still(entry)
    return Row(
        key=names.key(entry),
        name=names.title(entry),
        about=about(entry, ground.advice),
        good=how_good(entry, ground.house),
        size=names.bytes_in_words(entry.size) if entry.size else "–",
        standing=standing,
        more=() if doing is not None else _more(entry),
        is_practice=entry.practice,
    )


def spoken_act(act: Act, entry: Entry) -> str:
    """Return what a screen reader says of a button: "Download Balanced, Whisper small, 472 MB"."""
    name, own = names.title(entry), names.own_name(entry)
    has_name = entry.kind is not PackKind.TRANSLATION and own != name
    size = names.bytes_in_words(entry.size) if act is Act.GET and entry.size else ""
    what = ", ".join(part for part in (name, own if has_name else "", size) if part)
    return _("{verb} {what}").format(verb=act.verb.rstrip("…"), what=what)


def about(entry: Entry, advice: str = "") -> str:
    """Return the second line of a row: its real name, its languages, and `advice` for this computer."""
    if entry.way:
        return _("With {packs}").format(packs=names.together([names.of_pair(id) for id in entry.way]))
    if entry.practice:
        return _("For practice: knows the words of the sample only")
    if entry.kind is PackKind.TRANSLATION:
        good_at = entry.offer.good_at if entry.offer is not None else ""
        return (_(good_at) if good_at else _("Put there by hand.")).rstrip(".")
    own = names.own_name(entry)
    return " · ".join(
        part for part in (own if own != names.title(entry) else "", names.known_languages(entry), advice) if part
    )


def how_good(entry: Entry, house: Sequence[str]) -> str:
    """Return how good a pack was found to be; that nobody has measured it is said."""
    if entry.practice:
        return _("Not meant for your own films.")
    if entry.way:
        return _("Not measured.") + "\n" + _("Read every sentence.")
    if entry.kind is PackKind.TRANSLATION:
        return _("Not measured.") + "\n" + _("Check names and numbers.")
    figures = figures_of(entry, house)
    if not figures:
        return _("Not measured.")
    return figures + "\n" + _("of 100 words wrong")


def figures_of(entry: Entry, house: Sequence[str]) -> str:
    """Return how many of 100 words came out wrong, by language: "German 8, Dutch 10, English 6"."""
    measured = {each.language: each for each in reversed(entry.offer.accuracy)} if entry.offer is not None else {}
    chosen = [tag for tag in house if tag in measured] or list(reversed(measured))
    return ", ".join(
        _("{language} {figure}").format(language=language(tag), figure=number(measured[tag].wrong, 0))
        for tag in chosen[:MOST_FIGURES]
    )


def still(entry: Entry) -> Standing:
    """Return how a pack stands while nothing is done with it."""
    acts = (Act.GET,) if entry.can_be_fetched else ()
    match entry.state.name:
        case "INSTALLED":
            return Standing(_("Installed, verified"), "circle-check", "approved")
        case "UNCHECKED":
            return Standing(_("Not checked yet"), "circle-question-mark", "stale", (Act.CHECK,))
        case "DAMAGED":
            again = (Act.GET_AGAIN,) if acts else ()
            return Standing(_("File is damaged, not used"), "triangle-alert", "problem", again, is_problem=True)
        case "PARTLY":
            here = names.of_bytes(entry.here, entry.offer.size) if entry.offer is not None else ""
            return Standing(
                _("Paused, {done}").format(done=here or names.bytes_in_words(entry.here)),
                "circle-pause",
                "ink",
                (Act.GO_ON, Act.CANCEL),
                share=entry.here / entry.offer.size if entry.offer is not None and entry.offer.size else None,
            )
        case "READY":
            return Standing(_ready(entry), "circle-check", "approved")
        case "SHIPPED":
            return Standing(_("Comes with the program"), "circle-check", "approved")
    return Standing(_("Not installed"), "circle", "soft", acts)


def _ready(entry: Entry) -> str:
    between = names.tags(entry.way[0])[1] if entry.way else ""
    if not between:
        return _("Ready")
    return _("Ready, goes through {language}").format(language=language(between))


def _busy(doing: Doing, entry: Entry) -> Standing:
    cancel = (Act.CANCEL,)
    if doing.state == "waiting":
        return Standing(_("Waits for its turn"), "clock", "soft", cancel)
    if doing.state == "pausing":
        return Standing(_("Pausing…"), "circle-pause", "ink", share=doing.share)
    if doing.state == "stopping":
        return Standing(_("Stopping…"), "x", "ink")
    if not doing.is_fetch:
        return Standing(_("Checking…"), "loader", "accent", cancel, share=doing.share if doing.total else None)
    acts = (Act.PAUSE, *cancel) if doing.can_pause else cancel
    share = doing.share if doing.total > 0 else None
    if doing.trouble:
        return Standing(now.waits(doing), "clock", "stale", acts, share=share)
    return Standing(now.in_short(doing), "download", "accent", acts, share=share)


def _failed(entry: Entry, error: StudioError) -> Standing:
    """Return how a pack stands after something went wrong: that, and the way to try again."""
    return Standing(error.message, "triangle-alert", "problem", still(entry).acts, is_problem=True)


def _more(entry: Entry) -> tuple[Act, ...]:
    """Return what only the menu of a row offers."""
    pack = entry.pack
    if pack is None:
        return ()
    is_usable = pack.place is not PackPlace.SHIPPED and entry.state.name != "DAMAGED"
    carried = (Act.CARRY,) if is_usable else ()
    checked = (Act.CHECK,) if entry.state.name == "INSTALLED" else ()
    return (*checked, *carried, *((Act.REMOVE,) if pack.place is PackPlace.OWN else ()))
