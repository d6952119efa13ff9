"""The words people see, in their language: gettext over `resources/locale`.

`_()` marks and translates a text when it is shown; `N_()` only marks a constant for later.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence

from studio import paths

DOMAIN = "souffleur"
LANGUAGES = ("en", "de", "nl")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_chosen: list[str] = []


def install(languages: Sequence[str] | None = None) -> None:
    """Show all texts from now on in the first of `languages` that there is a catalogue for.

    Without `languages` the environment decides (LANGUAGE, LC_ALL, LC_MESSAGES, LANG, the system's setting).
    """
    global _catalogue, _chosen  # the one place where the language of the process lives
    _chosen = list(languages) if languages is not None else _from_environment()
    _catalogue = gettext.translation(DOMAIN, str(paths.resources() / "locale"), languages=_chosen, fallback=True)


def chosen() -> list[str]:
    """Return the languages that were asked for last, best first; what a worker installs, too."""
    return list(_chosen)


def _(text: str) -> str:
    """Return `text` in the language of the user."""
    return _catalogue.gettext(text)


def in_language(tag: str, text: str) -> str:
    """Return a text marked with `N_` in the language `tag`, for what leaves the house; English where there is none."""
    folder = str(paths.resources() / "locale")
    return gettext.translation(DOMAIN, folder, languages=[tag.replace("-", "_")], fallback=True).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the text that fits `count`, in the language of the user."""
    return _catalogue.ngettext(one, many, count)


def number(value: float, digits: int = 1) -> str:
    """Return a number as people write it: at most `digits` decimals, none that are zero, their decimal sign."""
    written = f"{value:.{digits}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.replace(".", _("0.5")[1])  # translated as "0,5" where a comma is written


def N_(text: str) -> str:
    """Mark `text` for translation and return it as it is."""
    return text


def _from_environment() -> list[str]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return _until_english(value.split(":"))
    system = _of_system()
    return _until_english([system] if system else [])


def _of_system() -> str | None:
    import locale  # seldom needed: the environment mostly says it

    if sys.platform == "win32":  # getlocale() says "German_Germany" there
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return locale.getlocale()[0]


def _until_english(tags: Sequence[str]) -> list[str]:
    """Return the tags before the first English one: the texts themselves are English."""
    wanted = []
    for tag in tags:
        if tag.lower().startswith(("en", "c.", "c_", "posix")) or tag == "C":
            break
        wanted.append(tag)
    return wanted
