"""Times as people read and type them: "0:54.3" in a table, "0:54.300" in a field; all are milliseconds inside."""

from __future__ import annotations

import re

from studio.i18n import _

_TYPED = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:[.,](\d{1,3})\d*)?")


def short(ms: int) -> str:
    """Return a time to the tenth of a second, cut off: "0:54.3", "1:02:03.4"."""
    return f"{clock(ms)}{_point()}{ms % 1000 // 100}"


def exact(ms: int) -> str:
    """Return a time to the millisecond: "0:54.300"."""
    return f"{clock(ms)}{_point()}{ms % 1000:03}"


def parse(text: str) -> int | None:
    """Return the milliseconds of a typed time, None if it is none.

    Hours and minutes may be left out, point or comma stands before the fraction; "90" is a minute and a half.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    if minutes is not None and (int(seconds) > 59 or (hours is not None and int(minutes) > 59)):
        return None
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def clock(ms: int) -> str:
    """Return a time to the second, cut off: "6:48"."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _point() -> str:
    return _("0.5")[1]  # the decimal sign of the language, as `i18n.number` takes it
