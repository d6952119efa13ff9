"""What departs from a house style in some cues or in a subtitle file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from studio.errors import EnvironmentFault, InputError, UsageError
from studio.i18n import _
from studio.model.cue import Cue
from studio.model.finding import Evidence, Finding, Severity
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.profile import Profile
from studio.quality import check as quality
from studio.subtitles import profiles
from studio.subtitles.formats import read
from studio.workflow import languages

ROLES = ("sdh", "forced", "cc")
"""What may stand behind the language in the name of a subtitle file."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on a track; `speed` is the mean in the profile's unit."""

    profile: Profile
    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]
    speed: float

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors


def cues(
    track: Sequence[Cue],
    profile: Profile,
    frame_rate: Fraction = DEFAULT_FRAME_RATE,
    media_duration: int | None = None,
) -> Report:
    """Return what is to be said about `track`."""
    evidence = Evidence(track, profile, frame_rate, media_duration)
    return Report(profile, tuple(track), tuple(quality.check(evidence)), quality.mean_speed(evidence))


def file(path: Path, profile: str, frame_rate: Fraction = DEFAULT_FRAME_RATE) -> Report:
    """Return what is to be said about the subtitle file `path`."""
    return cues(opened(path), profiles.load(profile), frame_rate)


def profile_of(path: Path) -> str:
    """Return the profile a subtitle file's name asks for: "film.nl.srt" is Dutch; without a language "web"."""
    return profiles.for_language(language_of(path))


def language_of(path: Path) -> str:
    """Return the tag of the language in a file's name, "" for none: "de" of "film.de.srt", "film.ger.sdh.srt"."""
    words = path.stem.split(".")
    while words and words[-1].lower() in ROLES:
        words.pop()
    try:
        tag = languages.tag(words[-1] if words else "")
    except UsageError:
        return ""
    return tag if len(tag.partition("-")[0]) == 2 else ""  # longer ones are words more often than languages


def opened(path: Path) -> list[Cue]:
    """Return the cues of a subtitle file in any format that can be read."""
    return read.cues(contents(path), path.suffix)


def contents(path: Path) -> bytes:
    """Return the bytes of a file given by the user; every way this can fail is said plainly."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            _("There is no file “{name}”.").format(name=path), hint=_("Check the name and the folder.")
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            _("“{name}” is a folder.").format(name=path), hint=_("Choose a file inside the folder.")
        ) from error
    except OSError as error:
        raise EnvironmentFault(
            _("“{name}” cannot be read.").format(name=path),
            hint=_("Check that you may open it."),
            details=str(error),
        ) from error
