"""A subtitle file in other languages: translated sentence by sentence, fitted to its times, written with a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from studio import paths, settings
from studio.errors import InputError, UncheckedError, UsageError
from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.model.cue import Cue
from studio.model.media import DEFAULT_FRAME_RATE
from studio.model.progress import Partial, Progress
from studio.model.translation import Package
from studio.subtitles import profiles
from studio.workflow import check, compared, export, memories, record, tasks, terms, translation_tasks
from studio.workflow.record import MadeTrack
from studio.workflow.translate import way
from studio.workflow.translation_tasks import Help
from studio.workflow.work import Watch


@dataclass(frozen=True, slots=True)
class FileOrder:
    """What to make of a subtitle file.

    `source` None: the language that its name says; no `formats`: its own; `profiles` by tag; `folder` None: beside it.
    `practice` packages know the practice language only: they are never chosen unasked.
    """

    targets: tuple[str, ...]
    source: str | None = None
    profiles: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    folder: Path | None = None
    practice: bool = False
    allow_unchecked: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class FileMade:
    """What was made of a subtitle file."""

    path: Path
    source: str
    tracks: tuple[MadeTrack, ...]
    record: Path


def translate_file(path: Path, order: FileOrder, lanes: Lanes, watch: Watch) -> FileMade:
    """Return what was written; whatever can be refused is refused before the work begins.

    Raises `UncheckedError` where a translation lost a number or an address; languages that are in order are written all
    the same.
    """
    making = _Making(path, order)
    routes = making.prepare()
    tracks = [making.track(target, route, lanes, watch) for target, route in routes.items()]
    return making.export(tracks)


class _Making:
    def __init__(self, path: Path, order: FileOrder) -> None:
        self._path = path
        self._order = order
        self._folder = (order.folder or path.parent).absolute()
        self._record = export.record_file(path, self._folder)
        self._cues: list[Cue] = []
        self._source = ""
        self._formats: tuple[str, ...] = ()

    def prepare(self) -> dict[str, list[Package]]:
        """Return the packages that lead to each language, after refusing what can be refused now."""
        self._cues = check.opened(self._path)
        if not any(cue.text.strip() for cue in self._cues):
            raise InputError(
                _("There is nothing to translate in “{name}”.").format(name=self._path.name),
                hint=_("Choose a file with subtitles in it."),
            )
        self._source = self._order.source or check.language_of(self._path)
        if not self._source:
            raise UsageError(
                _("In which language is “{name}”?").format(name=self._path.name),
                hint=_("Say it with --from, e.g. --from de, or in the name of the file: film.de.srt."),
            )
        own = self._path.suffix.removeprefix(".").lower()
        self._formats = self._order.formats or (own if own in export.FORMATS else "srt",)
        for kind in self._formats:
            export.dumps([], kind, "en")
        targets = [tag for tag in dict.fromkeys(self._order.targets) if tag != self._source]
        if not targets:
            raise UsageError(_("Into which language?"), hint=_("Name at least one other language: --to en."))
        for target in targets:
            profiles.load(self._profile(target))
        export.check_folder(self._folder)
        self._refuse_to_destroy(targets)
        return {target: way(self._source, target, practice=self._order.practice) for target in targets}

    def track(self, target: str, route: Sequence[Package], lanes: Lanes, watch: Watch) -> MadeTrack:
        """Return one translation with what the rules say of it."""
        memory = paths.venue() if memories.is_used() else None
        languages = (self._source, target)
        is_localising = settings.load().localise_values
        help = Help(languages, tuple(terms.for_pair(None, *languages)), memory, is_localising=is_localising)
        style = tasks.Style(self._profile(target), DEFAULT_FRAME_RATE, 0)
        plain = [replace(cue, start=max(0, cue.start), end=max(cue.start, cue.end)) for cue in self._cues]
        job = lanes.submit("translation", translation_tasks.translate_cues, plain, style, list(route), help)

        def show(event: Progress | Partial) -> None:
            if isinstance(event, Progress):
                watch(replace(event, stage=_("Translate")))

        done = job.result(show)
        cues, profile = [fitted.cue for fitted in done.cues], profiles.load(self._profile(target))
        to_check = compared.findings(cues, plain, languages, profile, help.terms)
        return MadeTrack(target, done.cues, check.cues(cues, profile), tuple(route), done.units, to_check=to_check)

    def export(self, made: Sequence[MadeTrack]) -> FileMade:
        """Write the languages that are in order, then raise for those that are not."""
        held = [track for track in made if track.unchecked and not self._order.allow_unchecked]
        ready = [replace(track, files=tuple(self._files(track.language))) for track in made if track not in held]
        self._refuse_to_destroy([track.language for track in ready])
        texts = {
            file: export.dumps(
                track.cues, file.suffix.removeprefix("."), track.language, record.made_by(track.packages)
            )
            for track in ready
            for file in track.files
        }
        if texts:
            begun = {
                "translated": {"file": self._path.name, "language": self._source},
                "reviewer": None,
                "tracks": [record.track(track, texts) for track in ready],
            }
            whole = record.complete(self._path.name, begun, self._record, texts)
            export.write_all({**texts, self._record: export.dumps_record(whole)})
        if held:
            raise _unchecked(held, self._path)
        return FileMade(self._path, self._source, tuple(ready), self._record)

    def _profile(self, target: str) -> str:
        named = self._order.profiles
        return named.get(target) or named.get(target.partition("-")[0]) or profiles.for_language(target)

    def _files(self, language: str) -> list[Path]:
        return [export.subtitle_file(self._path, self._folder, language, kind) for kind in self._formats]

    def _refuse_to_destroy(self, languages: Sequence[str]) -> None:
        files = [file for language in languages for file in self._files(language)]
        if self._path.absolute() in files:
            raise UsageError(
                _("“{name}” would be replaced by its own translation.").format(name=self._path.name),
                hint=_("Write to another folder with -o."),
            )
        if not self._order.overwrite:
            export.refuse_to_destroy(files, self._record)


def _text(track: MadeTrack, file: Path) -> str:
    kind = file.suffix.removeprefix(".")
    return export.dumps(track.cues, kind, track.language, record.made_by(track.packages))


def _unchecked(held: Sequence[MadeTrack], path: Path) -> UncheckedError:
    lost = [
        _("{language}, cue {number}: {missing}").format(
            language=track.language, number=unit.parts[0].cue + 1, missing=", ".join(unit.missing)
        )
        for track in held
        for unit in track.unchecked
    ]
    return UncheckedError(
        _("The translation of “{name}” lost numbers or addresses: {lost}.").format(
            name=path.name, lost="; ".join(lost)
        ),
        hint=_("Write these languages, too, marked in the record, with --allow-unchecked."),
    )
