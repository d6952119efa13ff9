"""The tracks of a production become subtitle files: planned and looked at first, then written with their record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from studio.errors import InputError
from studio.i18n import _, ngettext
from studio.model.cue import Cue, CueState
from studio.model.profile import Profile
from studio.model.speech import Run
from studio.model.translation import TranslationUnit
from studio.project import faults
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack, StoredVideo
from studio.subtitles import editing
from studio.workflow import (
    add,
    bilingual,
    check,
    chosen,
    compared,
    credit,
    export,
    house_styles,
    record,
    terms,
    translation_notes,
)

Named = Callable[[str], str]
"""Names a language as the window does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to write: tracks by id, formats, the folder (None: beside the film), a last line on how it was made."""

    tracks: tuple[int, ...]
    formats: tuple[str, ...] = ("srt",)
    folder: Path | None = None
    credit_line: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be known before an export: fine or to be warned of, with the ids of the cues it is about."""

    kind: Literal["ok", "warn"]
    title: str
    text: str
    cues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export will write, and what is to be known before.

    `credits` are the last lines by track; `changed` are the files somebody changed since they were made: they are
    replaced only when that is said.
    """

    video: int
    choice: Choice
    files: tuple[Path, ...]
    record: Path
    checks: tuple[Check, ...]
    credits: dict[int, str] = field(default_factory=dict)
    changed: tuple[Path, ...] = ()


def plan(project: Project, video: int, choice: Choice, named: Named = str) -> Plan:
    """Return what an export would write, with its checks; nothing is written."""
    tracks = [_Track(project, video, id) for id in choice.tracks]
    folder = _folder(project, video, choice)
    files = _files(project, video, tracks, choice.formats, folder)
    to = _record(project, video, folder)
    changed = export.changed(files.values(), to)
    checks = [found for track in tracks for found in track.checks(named)]
    credits = {track.stored.id: track.credit for track in tracks if track.credit}
    return Plan(video, choice, tuple(files.values()), to, (*checks, *_not_ours(changed)), credits, tuple(changed))


def write(project: Project, plan: Plan, *, overwrite: bool = False) -> list[Path]:
    """Write the files with their record, all or none, and return them; the cues are those of this moment.

    Raises `InputError` where a file was changed since it was made and may not be replaced.
    """
    choice = plan.choice
    tracks = [_Track(project, plan.video, id) for id in choice.tracks]
    if not (tracks and choice.formats):
        raise InputError(_("There is nothing to export."), hint=_("Choose a language and a kind of file."))
    folder = _folder(project, plan.video, choice)
    files = _files(project, plan.video, tracks, choice.formats, folder)
    to = _record(project, plan.video, folder)
    export.check_folder(folder)
    if not overwrite:
        _refuse_to_destroy(export.changed(files.values(), to))
    texts = {
        path: next(track for track in tracks if track.stored.id == id).text(kind, credit_line=choice.credit_line)
        for (id, kind), path in files.items()
    }
    export.write_all({**texts, to: export.dumps_record(_recorded(project, plan.video, tracks, files, texts, to))})
    return [*texts, to]


class _Track:
    """A track on its way out."""

    def __init__(self, project: Project, video: int, id: int) -> None:
        stored = project.tracks.get(id)
        film = project.media.video(video)
        if stored is None or film is None or stored.media != video:
            raise faults.gone()
        self.stored: StoredTrack = stored
        self._project = project
        self._film: StoredVideo = film
        self.cues: list[StoredCue] = bilingual.as_they_stand(project, id)
        self._house = chosen.house(project, id)
        duration = film.video.duration or None
        self.report = _report(
            tuple(each.cue for each in self.cues), self._house.profile, film.video.frame_rate, duration
        )
        self.credit = credit.line(project, stored, self.cues) if self.cues else ""

    @property
    def language(self) -> str:
        """Return the tag for the name of the file; a production may come from a stranger."""
        return self.stored.language if re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", self.stored.language) else "und"

    def checks(self, named: Named) -> Iterator[Check]:
        """Yield what is to be known about the track, in sentences."""
        name = named(self.stored.language)
        if not self.cues:
            yield Check("warn", _("{language} has no cues").format(language=name), _("Its files will be empty."))
            return
        unchecked = [each for each in self.cues if not each.cue.state.is_checked]
        if unchecked:
            yield Check("warn", _unchecked_title(name, len(unchecked)), _unchecked_text(unchecked), _ids(unchecked))
        yield self._rules(name)

    def text(self, kind: str, *, credit_line: bool) -> str:
        """Return the track as a file of format `kind`."""
        cues = [each.cue for each in self.cues]
        if credit_line and self.credit:
            gap = self.report.profile.gap(self._film.video.frame_rate)
            last = credit.last_cue(self.credit, cues, gap, self._film.video.duration)
            cues.append(editing.rebreak(last, self._house))
        notes = credit.remarks(self._project, self.stored, self.cues)
        return export.dumps(cues, kind, self.language, notes)

    def recorded(self, files: Sequence[Path], texts: dict[Path, str]) -> dict[str, Any]:
        """Return the track for the record."""
        by = Counter(each.reviewer for each in self.cues if each.reviewer)
        made = credit.runs(self._project, self.stored)
        return {
            **record.counted(self.language, self.report, files, texts),
            "made": credit.made_how(self._project, self.stored),
            "reviewers": dict(by),
            "models": [_model(run.run) for run in made],
            "credit": self.credit,
            **record.by_rule(self._by_rule()),
        }

    def _by_rule(self) -> list[tuple[dict[str, Any], TranslationUnit]]:
        """Return what rules did to each cue of a translation, and which terms it does not obey."""
        source = bilingual.source_of(self._project, self.stored.id)
        if source is None:
            return []
        languages = (source.language, self.stored.language)
        known = compared.Terms(terms.for_pair(self._project, *languages), languages, compared.Rendered())
        sides = bilingual.sides(self._project, self.stored.id)
        found = []
        for number, each in enumerate(self.cues, 1):
            said = sides[each.id].text if each.id in sides else ""
            near = " ".join(other.cue.text for other in self.cues[max(0, number - 2) : number + 1])
            wrong = tuple(missed.term.source for missed in known.unobeyed(said, near))
            found.append(({"cue": number}, replace(translation_notes.read(each.comment), unobeyed=wrong)))
        return found

    def _rules(self, name: str) -> Check:
        faulty = sorted({finding.index for finding in self.report.findings})
        profile = house_styles.name(self.report.profile.id)
        if not faulty:
            title = _("{language} keeps every rule").format(language=name)
            text = ngettext("{profile}: {count} cue.", "{profile}: all {count} cues.", len(self.cues))
            return Check("ok", title, text.format(profile=profile, count=len(self.cues)))
        title = ngettext(
            "{language}: {count} cue departs from the rules",
            "{language}: {count} cues depart from the rules",
            len(faulty),
        ).format(language=name, count=len(faulty))
        text = _("{profile}. The first is cue {number}: {message}").format(
            profile=profile, number=faulty[0] + 1, message=self.report.findings[0].message
        )
        return Check("warn", title, text, tuple(self.cues[i].id for i in faulty))


@lru_cache(maxsize=4)
def _report(cues: tuple[Cue, ...], profile: Profile, frame_rate: Fraction, duration: int | None) -> check.Report:
    """Return what is to be said about cues; for those of a long film it takes a second, and each tick asks for it."""
    return check.cues(cues, profile, frame_rate, duration)


def _folder(project: Project, video: int, choice: Choice) -> Path:
    """Return where to write: beside the film, or beside the production where the film is not found."""
    place = add.place(project, video)
    return choice.folder or (place.parent if place else project.path.parent)


def _film_name(project: Project, video: int) -> Path:
    stored = project.media.video(video)
    if stored is None:
        raise faults.gone()
    return Path(stored.file.name)


def _record(project: Project, video: int, folder: Path) -> Path:
    return export.record_file(_film_name(project, video), folder)


def _files(
    project: Project, video: int, tracks: Sequence[_Track], formats: Sequence[str], folder: Path
) -> dict[tuple[int, str], Path]:
    """Return the file of each track in each format; a second track in one language gets a number: "film.2.de.srt"."""
    name = _film_name(project, video)
    files: dict[tuple[int, str], Path] = {}
    for kind in formats:
        seen: Counter[str] = Counter()
        for track in tracks:
            seen[track.language] += 1
            number = seen[track.language]
            path = export.subtitle_file(name, folder, track.language, kind)
            files[track.stored.id, kind] = path if number == 1 else path.with_name(_numbered(path.name, number))
    return files


def _numbered(name: str, number: int) -> str:
    stem, language, kind = name.rsplit(".", 2)
    return f"{stem}.{number}.{language}.{kind}"


def _recorded(
    project: Project,
    video: int,
    tracks: Sequence[_Track],
    files: dict[tuple[int, str], Path],
    texts: dict[Path, str],
    to: Path,
) -> dict[str, Any]:
    """Return the record of an export from a production."""
    listened = [run for run in project.evidence.runs(video) if run.stop != 0]
    segments = [segment for run in listened for heard in project.evidence.heard(run.id) for segment in heard.segments]
    names = credit.reviewers([each for track in tracks for each in track.cues])
    made = {
        "spoken": next((run.run.language for run in listened), ""),
        "speech_model": _model(listened[-1].run) if listened else None,
        "doubted": [record.doubted(segment) for segment in segments if segment.flags],
        "reviewer": ", ".join(names) or None,
        "tracks": [
            track.recorded([path for (id, _kind), path in files.items() if id == track.stored.id], texts)
            for track in tracks
        ],
    }
    return record.complete(_film_name(project, video).name, made, to, texts)


def _model(run: Run) -> dict[str, Any]:
    """Return what listened or translated as plain values, without what only going on needs."""
    settings = {name: value for name, value in run.settings if name not in ("names", "profile")}
    return {"name": run.model, "practice": run.practice, **settings}


def _unchecked_title(name: str, count: int) -> str:
    return ngettext("{count} {language} cue was not checked", "{count} {language} cues were not checked", count).format(
        count=count, language=name
    )


def _unchecked_text(unchecked: Sequence[StoredCue]) -> str:
    stale = sum(each.cue.state is CueState.STALE for each in unchecked)
    machine = len(unchecked) - stale
    said = []
    if machine:
        said.append(
            ngettext("{count} is written by machine.", "{count} are written by machine.", machine).format(count=machine)
        )
    if stale:
        said.append(ngettext("{count} is out of date.", "{count} are out of date.", stale).format(count=stale))
    return " ".join([*said, _("The record says so.")])


def _refuse_to_destroy(changed: Sequence[Path]) -> None:
    if changed:
        raise InputError(
            _("“{name}” is there already and was changed since it was made.").format(name=changed[0].name),
            hint=_("Choose another folder, or allow it to be replaced."),
        )


def _not_ours(changed: Sequence[Path]) -> Iterator[Check]:
    for path in changed:
        yield Check(
            "warn",
            _("“{name}” is there already").format(name=path.name),
            _("Somebody changed it since it was made. You are asked before it is replaced."),
        )


def _ids(stored: Sequence[StoredCue]) -> tuple[int, ...]:
    return tuple(each.id for each in stored)
