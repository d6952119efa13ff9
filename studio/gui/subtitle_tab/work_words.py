"""What the band says about work that goes on, waits, rests or has ended."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from studio.errors import StudioError
from studio.gui.pace import clock
from studio.gui.runner import Running
from studio.i18n import _, ngettext
from studio.project.values import StoredRun

LONGEST = 160
"""Characters of an error that the band shows: two lines."""


def sentence(running: Running, all_running: Sequence[Running]) -> str:
    """Return what to know about work while it goes on."""
    if running.state == "stopping":
        return _("Stopping; what is done is kept.") if running.work.lane == "speech" else _("Stopping")
    if running.state == "pausing":
        return _("It pauses after the passage that is being heard now.")
    if running.state == "waiting":
        before = next((each for each in all_running if each.work.lane == running.work.lane), running)
        return _("It begins when “{label}” is done.").format(label=before.label)
    if running.work.lane == "speech":
        return _("New cues appear below as they are heard.")
    return _("You can go on working meanwhile.")


def progress(running: Running) -> str:
    """Return how far work is: "39 % · 10:26 of 26:40 heard"."""
    done = running.progress
    if running.state == "waiting":
        return _("Waiting")
    if done.total <= 0:
        return _("Getting ready")
    if done.unit == "seconds" and running.work.lane == "speech":
        return heard(done.done, done.total)
    return _("{percent} %").format(percent=int(done.share * 100))


def heard(seconds: float, total: float) -> str:
    """Return how much of a film was listened to."""
    percent = int(min(1.0, seconds / total) * 100) if total > 0 else 0
    return _("{percent} % · {done} of {total} heard").format(percent=percent, done=clock(seconds), total=clock(total))


def finished(running: Running) -> str:
    """Return what to say when work is done."""
    if running.cues_found:
        words = ngettext(
            "Done: {count} cue was written down.", "Done: {count} cues were written down.", running.cues_found
        )
        return words.format(count=running.cues_found)
    return _("Done: {label}").format(label=running.label)


def resting_title(last: Running | None, run: StoredRun | None) -> str:
    """Return what the band is called while nothing goes on, though something could."""
    if last is not None and last.state == "failed":
        return _("This did not work")
    if run is not None and run.is_finished:
        return _("The cuts in the picture were not all looked for")
    if last is not None and last.state == "paused":
        return _("Paused")
    if last is not None and last.state == "stopped":
        return _("Stopped")
    return _("Not everything is written down yet")


def resting_sentence(failed: Running | None) -> str:
    """Return what is kept, and what went wrong if something did."""
    if failed is None or failed.error is None:
        return _("What is done is kept; go on whenever you like.")
    kept = ""
    if failed.cues_found:
        words = ngettext("The {count} new cue is kept.", "The {count} new cues are kept.", failed.cues_found)
        kept = words.format(count=failed.cues_found)
    return " ".join(filter(None, (_short(failed.error), kept)))


def _short(error: StudioError) -> str:
    """Return what went wrong as far as there is room for it; all of it is behind a button."""
    whole = " ".join(filter(None, (error.message, error.hint)))
    return whole if len(whole) <= LONGEST else textwrap.shorten(error.message, LONGEST, placeholder="…")
