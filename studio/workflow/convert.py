"""One subtitle format into another."""

from __future__ import annotations

import os
from pathlib import Path

from studio.errors import UsageError
from studio.i18n import _
from studio.workflow import check, export


def convert(source: Path, target: Path, *, overwrite: bool = False) -> int:
    """Write the cues of `source` to `target` in the format its suffix names; return how many there are.

    The language that a format may hold is the one in the names of the files.
    """
    kind = target.suffix.removeprefix(".").lower()
    if kind not in export.FORMATS:
        known = ", ".join(f".{name}" for name in export.FORMATS)
        raise UsageError(
            _("“{name}” does not end in a format that can be written.").format(name=target.name),
            hint=_("Choose a name that ends in one of: {known}.").format(known=known),
        )
    if os.path.lexists(target) and not overwrite:
        raise UsageError(
            _("“{name}” is there already.").format(name=target.name),
            hint=_("Choose another name, or allow it to be replaced with --overwrite."),
        )
    cues = check.opened(source)
    language = check.language_of(target) or check.language_of(source)
    export.write_all({target: export.dumps(cues, kind, language)})
    return len(cues)
