"""How long speech models take, and how often they are wrong, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from studio.gui import languages as names
from studio.gui.pace import span
from studio.i18n import _
from studio.model.pack import Offer

if TYPE_CHECKING:
    from studio.workflow.packs import Entry

USUAL = ("de", "nl", "en")
"""The languages that figures are given for while nobody has chosen any."""

HALF = 40
"""Words of a hundred from which on "1 in 2" would still be too good, or too exact."""

MOST = 3
"""Languages whose figures are written out; of more, the best and the worst."""


def talk(entry: Entry) -> str:
    """Return how long a talk of ten minutes takes with a model on this computer, "" where that was not measured."""
    from studio.workflow import pace

    seconds = needed(entry, pace.TALK)
    return pace.talk_words(seconds) if seconds is not None else ""


def film(entry: Entry, seconds: float, *, is_stretch: bool = False) -> str:
    """Return how long a film (or a stretch of it) takes that is so many seconds long, "" where nobody can tell."""
    from studio.workflow import pace

    takes = needed(entry, seconds) if seconds > 0 else None
    if takes is None:
        return ""
    return _("about {time} for this stretch").format(time=span(takes)) if is_stretch else pace.film_words(takes)


def needed(entry: Entry, seconds: float) -> float | None:
    """Return the seconds of work for so many seconds of speech, None where nobody can tell."""
    from studio.workflow import pace

    measured = pace.measured()
    shape = entry.offer.shape if entry.offer is not None else None
    if measured is None or shape is None:
        return None
    return pace.estimate(measured, shape, seconds, entry.pack.id if entry.pack is not None else entry.id)


def wrong(offer: Offer | None, languages: Sequence[str]) -> str:
    """Return how many words come out wrong, from figures that somebody measured; or that nobody has."""
    figures = {each.language: each.wrong for each in offer.accuracy} if offer is not None else {}
    known = [tag for tag in languages or USUAL if tag in figures]
    if not known:
        return _("How often it is wrong was not measured.")
    if len(known) > MOST:
        best_first = sorted(known, key=lambda tag: figures[tag])
        known = [best_first[0], best_first[-1]]
    parts = [
        _("About {share} is wrong in {language}").format(share=_share(figures[known[0]]), language=names.name(known[0]))
    ]
    parts += [_more(figures[tag], tag) for tag in known[1:]]
    unknown = [tag for tag in languages if tag not in figures]
    if unknown:
        parts.append(_("not measured for {languages}").format(languages=", ".join(map(names.name, unknown))))
    return ", ".join(parts) + "."


def sources(offers: Iterable[Offer], languages: Sequence[str]) -> list[str]:
    """Return who measured the figures of `wrong`, each once."""
    wanted = set(languages or USUAL)
    measured = [each for offer in offers for each in offer.accuracy if each.language in wanted]
    return list(dict.fromkeys(_(each.source) for each in measured if each.source))


def _more(wrong: float, language: str) -> str:
    """Return a further figure: "1 in 6 in Dutch"."""
    share = _("1 in {n}").format(n=_one_in(wrong)) if wrong < HALF else _share(wrong)
    return _("{share} in {language}").format(share=share, language=names.name(language))


def _share(wrong: float) -> str:
    """Return a share of words as people say it; from a half on, and below one in a hundred, no finer than it is."""
    return _("1 word in {n}").format(n=_one_in(wrong)) if wrong < HALF else _("every second word")


def _one_in(wrong: float) -> int:
    return round(100 / max(wrong, 1))
