"""Languages as people name them: tags in any spelling become BCP 47."""

from __future__ import annotations

from studio.errors import UsageError
from studio.i18n import _

OURS = {"fil": "tl"}
"""Languages that the registry calls otherwise than the models, the translation packages and this program do."""


def tag(text: str) -> str:
    """Return the BCP 47 tag that `text` means ("DE", "deu" → "de").  Raises `UsageError` for what is none."""
    import langcodes

    wanted = text.strip()
    if not wanted or not langcodes.tag_is_valid(wanted):
        raise UsageError(
            _("“{language}” is not a language this program knows.").format(language=text),
            hint=_("Use a tag such as de, nl or en."),
        )
    base, dash, rest = langcodes.standardize_tag(wanted, macro=True).partition("-")
    return f"{OURS.get(base, base)}{dash}{rest}"
