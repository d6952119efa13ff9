"""What is known about a pack, in paragraphs: what it is good and weak at, whose it is, how long it takes here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.gui.languages import name as language
from studio.gui.packs_tab import names, words
from studio.i18n import _, number
from studio.model.pack import PackKind, PackPlace

if TYPE_CHECKING:
    from studio.workflow import pace
    from studio.workflow.packs import Entry
else:
    from studio.gui import later

    pace = later.module("studio.workflow.pace")

Part = tuple[str, str]
"""A heading and its paragraph."""

COMMIT = 12
"""Digits of a commit that are shown."""


def head(entry: Entry) -> str:
    """Return the title of the details: "Balanced, speech to text"."""
    return _("{name}, {task}").format(name=names.title(entry), task=names.task(entry))


def parts(entry: Entry) -> list[Part]:
    """Return what is known, the most useful first; what nobody knows is left out."""
    offer = entry.offer
    found = [
        (_("What it is"), _what(entry)),
        (_("Good at"), _(offer.good_at) if offer is not None and offer.good_at else ""),
        (_("Weak at"), _(offer.weak_at) if offer is not None and offer.weak_at else ""),
        (_("How good"), _how_good(entry)),
        (_("Time on this computer"), time_here(entry)),
        (_("Comes from"), _origin(entry)),
        (_("Lies in"), _place(entry)),
    ]
    return [part for part in found if part[1]]


def time_here(entry: Entry) -> str:
    """Return how long a talk takes on this computer, "" where that was not measured."""
    needed = pace.foretold(entry.offer, pace.TALK) if can_be_timed(entry) and entry.offer is not None else None
    return pace.talk_words(needed) if needed is not None else ""


def can_be_timed(entry: Entry) -> bool:
    """Say whether the time of a pack follows from how quick this computer is."""
    return entry.offer is not None and entry.offer.shape is not None and not entry.practice


def advice(entry: Entry) -> str:
    """Return whether a model suits this computer, "" where that was not measured."""
    measured = pace.measured() if can_be_timed(entry) else None
    if measured is None or entry.offer is None or entry.offer.shape is None:
        return ""
    suits = pace.suits(measured, entry.offer.shape, entry.offer.id)
    return _("suits this computer") if suits else _("slow on this computer")


def _what(entry: Entry) -> str:
    """Return its makers' name and its languages; of a translation the title has said them."""
    is_translation = entry.kind is PackKind.TRANSLATION
    if is_translation and not (entry.way or entry.practice):
        return ""
    if is_translation or names.own_name(entry) == names.title(entry):
        return words.about(entry)
    return " · ".join((names.own_name(entry), names.known_languages(entry)))


def _how_good(entry: Entry) -> str:
    """Return all figures, and who measured them on what."""
    offer = entry.offer
    if entry.practice or entry.way:
        return ""
    if offer is None or not offer.accuracy:
        return _("Nobody has told us how often it is wrong. Try it with a text of your own and read every sentence.")
    by_source: dict[str, list[str]] = {}
    for each in offer.accuracy:
        figure = _("{language} {figure}").format(language=language(each.language), figure=number(each.wrong))
        by_source.setdefault(each.source, []).append(figure)
    lines = [_("Of 100 words so many were wrong:")]
    lines += [
        f"{', '.join(figures)} ({_(source)})" if source else ", ".join(figures) for source, figures in by_source.items()
    ]
    return "\n".join(lines)


def _origin(entry: Entry) -> str:
    offer = entry.offer
    if entry.way:
        return _("It needs no model of its own: {ways}.").format(ways=", ".join(entry.way))
    if offer is None:
        return _("Put there by hand.")
    pinned = f"{offer.repository} @ {offer.commit[:COMMIT]}" if offer.repository else ""
    licence = _("Licence: {name}").format(name=offer.licence) if offer.licence else ""
    version = _("Version {version}").format(version=offer.version) if offer.version else ""
    lines = (_(offer.origin) if offer.origin else "", licence, version, pinned, *offer.addresses[:1])
    return "\n".join(line for line in lines if line)


def _place(entry: Entry) -> str:
    if entry.pack is None or entry.pack.place is PackPlace.SHIPPED:
        return ""
    whose = _("For all users of this computer:") + " " if entry.pack.place is PackPlace.SHARED else ""
    return f"{whose}{entry.pack.path}"
