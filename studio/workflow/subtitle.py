"""The main job: one video in, checked subtitle files in several languages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from studio import paths, settings
from studio.errors import InputError, UncheckedError
from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.model.media import Video
from studio.model.pack import Pack
from studio.model.translation import Package
from studio.packs import installed
from studio.speech.windows import Sound
from studio.subtitles import profiles
from studio.subtitles.formats import read
from studio.workflow import check, compared, export, memories, record, tasks, terms
from studio.workflow.record import Made, MadeTrack
from studio.workflow.transcribe import Transcript, transcribe
from studio.workflow.translate import Translation, translate, way
from studio.workflow.translation_tasks import Help
from studio.workflow.work import Watch


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of a video.

    `language` None: propose one; `targets` are the translations; `model` a name or folder, None: the largest real
    one; `profile` binds the spoken language only, `profiles` any by tag; `names` help to recognise what is said;
    `folder` None: beside the video; `audio` is the number of the sound track from 1, None: the first.  What the house
    keeps (terms, memory) helps, but not with a sample.
    """

    language: str | None = None
    targets: tuple[str, ...] = ()
    model: str | None = None
    profile: str | None = None
    profiles: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("srt",)
    folder: Path | None = None
    audio: int | None = None
    sound: Sound = "speech"
    allow_unchecked: bool = False
    overwrite: bool = False
    is_sample: bool = False


def make(path: Path, order: Order, lanes: Lanes, watch: Watch) -> Made:
    """Return what was written for the video `path`.

    Whatever can be refused is refused before the long work begins, or as soon as the language is known.  Raises
    `UncheckedError` where a translation lost a number or an address; the languages in order are written all the same,
    as are those that were finished when a translation fails or is stopped.
    """
    making = _Making(path, order, _model(order), lanes, watch)
    video = making.prepare()
    transcript = making.transcript(video)
    video = replace(video, duration=transcript.duration)
    translations: list[Translation] = []
    try:
        for target in making.targets(transcript.language):
            translations.append(making.translation(transcript, video, target))
    except BaseException:  # hours of listening are not lost with a translation
        making.export(video, transcript, translations)
        raise
    return making.export(video, transcript, translations)


def read_names(path: Path) -> tuple[str, ...]:
    """Return the names in a list: one a line, empty lines and lines beginning with # passed over."""
    lines = (line.strip() for line in read.decode(check.contents(path)).splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


@dataclass(frozen=True, slots=True)
class _Making:
    """One video on its way through the verbs."""

    path: Path
    order: Order
    model: Pack
    lanes: Lanes
    watch: Watch

    @property
    def folder(self) -> Path:
        return self.order.folder or self.path.parent

    @property
    def record(self) -> Path:
        return export.record_file(self.path, self.folder)

    def targets(self, spoken: str) -> list[str]:
        """Return the languages to translate into, each once."""
        return [tag for tag in dict.fromkeys(self.order.targets) if tag != spoken]

    def way(self, spoken: str, target: str) -> list[Package]:
        return way(spoken, target, practice=self.model.practice)

    def prepare(self) -> Video:
        """Return the video, after refusing what can be refused before the long work."""
        for name in (self.order.profile, *self.order.profiles.values()):
            if name is not None:
                profiles.load(name)
        for kind in self.order.formats or ("",):
            export.dumps([], kind, "en")
        video: Video = self.lanes.submit("media", tasks.look, self.path, self.order.audio).result()
        export.check_folder(self.folder)
        if self.order.language:
            self.begin(self.order.language)
        return video

    def begin(self, spoken: str) -> str | None:
        """Refuse what the language makes impossible; return the profile that was named for it, if any."""
        for target in self.targets(spoken):
            self.way(spoken, target)
        self.refuse_to_destroy([spoken, *self.targets(spoken)])
        return self.order.profile or self.profile_for(spoken)

    def profile_for(self, language: str) -> str | None:
        """Return the profile named for a language: "de" serves "de-AT", too."""
        named = self.order.profiles
        return named.get(language) or named.get(language.partition("-")[0])

    def files(self, language: str) -> list[Path]:
        return [export.subtitle_file(self.path, self.folder, language, kind) for kind in self.order.formats]

    def refuse_to_destroy(self, languages: Sequence[str]) -> None:
        if not self.order.overwrite:
            files = [file for language in languages for file in self.files(language)]
            export.refuse_to_destroy(files, self.record)

    def transcript(self, video: Video) -> Transcript:
        """Return what is said in the video; `InputError` where nothing is."""
        hearing = tasks.Hearing(
            model=self.model.path,
            track=self.order.audio,
            language=self.order.language,
            sound=self.order.sound,
            names=self.names,
        )
        made = transcribe(video, hearing, self.lanes, begin=self.begin, watch=self.watch)
        if made.cues:
            return made
        raise InputError(
            _("No speech was found in “{name}”.").format(name=self.path.name),
            hint=_("If people sing, try “--sound singing”; to have everything listened to, “--sound everything”."),
        )

    def translation(self, transcript: Transcript, video: Video, target: str) -> Translation:
        return translate(
            transcript,
            video,
            self.way(transcript.language, target),
            self.lanes,
            target=target,
            profile=self.profile_for(target),
            help=self.help((transcript.language, target)),
            watch=self.watch,
        )

    def help(self, languages: tuple[str, str]) -> Help:
        """Return what the house's list and memory have for a translation; a sample comes out the same everywhere."""
        if self.order.is_sample:
            return Help(languages)
        memory = paths.venue() if memories.is_used() else None
        is_localising = settings.load().localise_values
        return Help(languages, tuple(terms.for_pair(None, *languages)), memory, is_localising=is_localising)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that may be said: those named for this film before those on the house's list."""
        house = () if self.order.is_sample else (term.source for term in terms.everything(None))
        return tuple(dict.fromkeys([*self.order.names, *house]))

    def export(self, video: Video, transcript: Transcript, translations: Sequence[Translation]) -> Made:
        """Write the languages that are in order, then raise for those that are not."""
        tracks = [self.track(video, transcript), *(self.translated(video, transcript, each) for each in translations)]
        held = [track for track in tracks if track.unchecked and not self.order.allow_unchecked]
        ready = [replace(track, files=tuple(self.files(track.language))) for track in tracks if track not in held]
        made = Made(
            self.path,
            transcript.language,
            self.model,
            tuple(ready),
            self.record,
            transcript.run,
            tuple(transcript.doubted),
        )
        self.refuse_to_destroy([track.language for track in ready])
        texts = {file: self.text(track, file) for track in ready for file in track.files}
        export.write_all({**texts, self.record: export.dumps_record(record.of(made, texts))})
        if held:
            raise _unchecked(held, self.path, self.folder)
        return made

    def track(self, video: Video, made: Transcript | Translation) -> MadeTrack:
        """Return one language with what the rules say of it."""
        cues = [fitted.cue for fitted in made.cues]
        return MadeTrack(made.language, made.cues, check.cues(cues, made.profile, video.frame_rate, video.duration))

    def translated(self, video: Video, transcript: Transcript, made: Translation) -> MadeTrack:
        """Return a translation with what the rules say of it, and of it beside its source."""
        track, sources = self.track(video, made), [fitted.cue for fitted in transcript.cues]
        help = self.help((transcript.language, made.language))
        to_check = compared.findings(track.cues, sources, help.languages, made.profile, help.terms)
        return replace(track, packages=made.packages, units=made.units, to_check=to_check)

    def text(self, track: MadeTrack, file: Path) -> str:
        notes = record.notes(track, self.model)
        return export.dumps(track.cues, file.suffix.removeprefix("."), track.language, notes)


def _model(order: Order) -> Pack:
    return installed.speech_model(order.model) if order.model else installed.chosen_speech_model()


def _unchecked(held: Sequence[MadeTrack], path: Path, folder: Path) -> UncheckedError:
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
        hint=_(
            "The other languages are in {folder}. Write these, too, marked in the record, with --allow-unchecked."
        ).format(folder=folder),
    )
