"""The rules that subtitles can be made by, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from studio.i18n import N_, _
from studio.model.profile import Profile
from studio.subtitles import profiles

_NAMES = {
    "de-ard": N_("German television (ARD, ZDF)"),
    "de-ard-kids": N_("German television for children"),
    "de-netflix": N_("Netflix, German"),
    "nl-pro": N_("Dutch subtitlers"),
    "nl-netflix": N_("Netflix, Dutch"),
    "en-bbc": N_("British television (BBC)"),
    "en-netflix": N_("Netflix, English"),
    "web": N_("Web videos"),
}
"""What people call the profiles that ship with the program."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A profile to choose: its id, its language ("": any), its name, and its numbers in a sentence."""

    id: str
    language: str
    name: str
    sentence: str


def listed(language: str = "") -> list[HouseStyle]:
    """Return all house styles, those made for `language` first, then those for any, then the others."""
    base = language.partition("-")[0].lower()
    styles = [_style(profiles.load(id)) for id in profiles.names()]
    return sorted(styles, key=lambda style: (style.language != base, style.language != "", style.language, style.id))


def usual(language: str) -> str:
    """Return the id of the style that subtitles in `language` get unless somebody chooses another."""
    return profiles.for_language(language)


def name(id: str) -> str:
    """Return what people call a style; its id for one that is not on this computer."""
    if id in _NAMES:
        return _(_NAMES[id])
    return profiles.load(id).name if id in profiles.names() else id


def _style(profile: Profile) -> HouseStyle:
    return HouseStyle(profile.id, profile.language, name(profile.id), _sentence(profile))


def _sentence(profile: Profile) -> str:
    lines = _("at most {lines} lines of {length} characters").format(lines=profile.lines, length=profile.line_length)
    if profile.max_cps is not None:
        speed = _("{speed} characters a second").format(speed=f"{profile.max_cps:g}")
    elif profile.max_wpm is not None:
        speed = _("{speed} words a minute").format(speed=f"{profile.max_wpm:g}")
    else:
        return f"{lines[0].upper()}{lines[1:]}."
    return _("{lines}, {speed}.").format(lines=f"{lines[0].upper()}{lines[1:]}", speed=speed)
