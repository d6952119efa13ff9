"""A flyer in other languages, without a production: read, translated block by block, written with a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from studio.documents import formats
from studio.documents.locked import Locked
from studio.documents.output import Written
from studio.errors import InputError, UncheckedError, UsageError
from studio.i18n import _
from studio.jobs.lanes import Lanes
from studio.model.document import Document, Edition, Role, TextBlock
from studio.model.progress import Partial, Progress
from studio.model.translation import Origin, Package, TranslationUnit
from studio.project.values import MediaFile, StoredBlock, StoredEdition, StoredFit, StoredFlyer, Wording
from studio.subtitles.formats import read as subtitles
from studio.translation import name_words
from studio.workflow import check, export, record
from studio.workflow.flyer import files, proof, state, tasks, translate, write_tasks
from studio.workflow.flyer.files import Found, Kind
from studio.workflow.flyer.proof import Proof
from studio.workflow.flyer.tasks import Worded
from studio.workflow.flyer.write_tasks import Job, Place
from studio.workflow.translate import way
from studio.workflow.work import Watch

TITLE = -1
"""The key of the block that the document's own title is translated as."""


@dataclass(frozen=True, slots=True)
class FlyerOrder:
    """What to make of a flyer.

    `source` None: the language that its name or the document says, else the one its words look like; `folder` None:
    beside it.  `besides` are kinds that are written in single languages only.  `practice` packages know the practice
    language only: they are never chosen unasked.
    """

    targets: tuple[str, ...]
    source: str | None = None
    kinds: tuple[Kind, ...] = ("same",)
    besides: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)
    folder: Path | None = None
    password: str = ""
    practice: bool = False
    allow_unchecked: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class MadeEdition:
    """One language of a flyer: what it says, sentence by sentence, what came of writing it, and what to look at."""

    edition: Edition
    worded: Mapping[int, Worded]
    packages: tuple[Package, ...]
    written: Written = field(default_factory=lambda: Written(()))
    found: tuple[Found, ...] = ()

    @property
    def language(self) -> str:
        return self.edition.language

    @property
    def units(self) -> list[tuple[int, TranslationUnit]]:
        """Return the sentences with the number (from 1) of their block; those of the title have 0."""
        numbers = {block.key: number for number, block in enumerate(self.edition.document.blocks, 1)}
        return [(numbers.get(key, 0), unit) for key, each in self.worded.items() for unit in each.units]

    @property
    def doubtful(self) -> list[tuple[int, TranslationUnit]]:
        """Return the sentences a person must look at: something lost, or a number that was not in the source."""
        return [(number, unit) for number, unit in self.units if unit.needs_look]

    @property
    def unchecked(self) -> list[tuple[int, TranslationUnit]]:
        """Return the sentences that lost a number or an address."""
        return [(number, unit) for number, unit in self.units if unit.missing]

    def place(self, number: int) -> str:
        """Return where the block with this number stands, in words."""
        if not number:
            return _("the title of the document")
        page = self.edition.document.blocks[number - 1].page + 1
        return _("block {number} on page {page}").format(number=number, page=page)


@dataclass(frozen=True, slots=True)
class FlyerMade:
    """What was made of a flyer; `notes` say what reading it lost."""

    path: Path
    source: str
    editions: tuple[MadeEdition, ...]
    record: Path
    notes: tuple[str, ...] = ()


def is_flyer(path: Path) -> bool:
    """Say by its content whether a file is a flyer rather than subtitles; what is neither is one by its name."""
    if not path.is_file():
        return formats.is_flyer(path) and path.suffix.lower() not in subtitles.SUFFIXES
    try:
        format = formats.detect(path)
    except InputError:
        return path.suffix.lower() not in subtitles.SUFFIXES
    if format != "text":
        return True
    return path.suffix.lower() not in subtitles.SUFFIXES or (path.suffix.lower() == ".txt" and not _has_cues(path))


def translate_flyer(path: Path, order: FlyerOrder, lanes: Lanes, watch: Watch) -> FlyerMade:
    """Return what was written; whatever can be refused is refused before the work begins.

    Raises `UncheckedError` where a translation lost a number or an address; languages that are in order are written all
    the same.
    """
    making = _Making(path, order, lanes, watch)
    making.prepare()
    routes = making.routes()
    return making.export([making.edition(target, route) for target, route in routes.items()])


class _Making:
    """One flyer on its way into other languages."""

    def __init__(self, path: Path, order: FlyerOrder, lanes: Lanes, watch: Watch) -> None:
        self._path = path
        self._order = order
        self._lanes = lanes
        self._watch = watch
        self._folder = (order.folder or path.parent).absolute()
        self._record = export.record_file(path, self._folder)
        self._format = ""
        self._document = Document("", (), ())

    def prepare(self) -> None:
        """Read the flyer, after refusing what can be refused before."""
        self._format = formats.detect(self._path)
        export.check_folder(self._folder)
        said = self._order.source or check.language_of(self._path)
        targets = [tag for tag in self._order.targets if tag != said]
        if not targets:
            raise _nothing_to()
        self._refuse_to_destroy(targets)
        document = self._read()
        language = said or document.language or _looks_like(document)
        if not language:
            raise UsageError(
                _("In which language is “{name}”?").format(name=self._path.name),
                hint=_("Say it with --from, e.g. --from de, or in the name of the file: flyer.de.pdf."),
            )
        self._document = replace(document, language=language)
        if not any(letter.isalpha() for block in document.blocks for letter in block.text):
            raise InputError(
                _("There is nothing to translate in “{name}”.").format(name=self._path.name),
                hint=_("Choose a flyer with words on it."),
            )

    def routes(self) -> dict[str, list[Package]]:
        """Return the packages that lead to each language."""
        source = self._document.language
        targets = [tag for tag in dict.fromkeys(self._order.targets) if tag != source]
        if not targets:
            raise _nothing_to()
        return {target: way(source, target, practice=self._order.practice) for target in targets}

    def edition(self, target: str, route: Sequence[Package]) -> MadeEdition:
        """Return the flyer in a language, not yet written."""
        blocks = [block for block in self._blocks() if state.needs_words(block, self._document.language, target)]
        help = translate.help_for(None, self._document.language, target)
        job = self._lanes.submit("translation", tasks.translate, blocks, list(route), help)
        done = dict(zip((block.key for block in blocks), job.result(self._shown(_("Translate"))), strict=True))
        texts = {key: each.text for key, each in done.items() if key != TITLE}
        marks = {key: each.marks for key, each in done.items() if each.marks and key != TITLE}
        title = done[TITLE].text if TITLE in done else self._document.title
        return MadeEdition(Edition(self._document, target, texts, title, marks), done, tuple(route))

    def export(self, made: Sequence[MadeEdition]) -> FlyerMade:
        """Write the languages that are in order, then raise for those that are not."""
        held = [edition for edition in made if edition.unchecked and not self._order.allow_unchecked]
        ready = [edition for edition in made if edition not in held]
        self._refuse_to_destroy([edition.language for edition in ready])
        done = self._written(ready) if ready else []
        if held:
            raise _unchecked(held, self._path)
        return FlyerMade(self._path, self._document.language, tuple(done), self._record, self._document.notes)

    def _written(self, ready: Sequence[MadeEdition]) -> list[MadeEdition]:
        place = Place(files.aside(self._folder), self._folder, self._record)
        jobs = [Job(each.edition, self._names(each.language), _recorded(each)) for each in ready]
        made = {
            "translated": {"file": self._path.name, "language": self._document.language, "format": self._format},
            "reviewer": None,
        }
        values = (self._path, jobs, place, made, self._order.password)
        job = self._lanes.submit("documents", write_tasks.write_all, *values)
        try:
            every: list[Written] = job.result(self._shown(_("Write")))
        finally:
            files.forget(place.aside)  # of a worker that was killed
        return [
            replace(each, written=written, found=tuple(_found(each.edition, written)))
            for each, written in zip(ready, every, strict=True)
        ]

    def _read(self) -> Document:
        job = self._lanes.submit("documents", tasks.read, self._path, self._order.password)
        try:
            document: Document = job.result(self._shown(_("Read")))
        except Locked as error:
            if self._order.password:
                raise
            raise Locked(
                error.message, hint=_("Give the password that opens it with --password."), details=error.details
            ) from error
        return document

    def _blocks(self) -> Iterator[TextBlock]:
        """Yield what may be translated, the document's own title last."""
        yield from self._document.blocks
        if self._document.title.strip():
            yield TextBlock(TITLE, (), self._document.title, Role.HEADING)

    def _names(self, language: str) -> dict[Kind, list[str]]:
        kinds = (*self._order.kinds, *self._order.besides.get(language, ()))
        return files.names(self._path, self._format, language, kinds)

    def _refuse_to_destroy(self, languages: Sequence[str]) -> None:
        places = [
            self._folder / name for language in languages for names in self._names(language).values() for name in names
        ]
        if self._path.absolute() in places:
            raise UsageError(
                _("“{name}” would be replaced by its own translation.").format(name=self._path.name),
                hint=_("Write to another folder with -o."),
            )
        if not self._order.overwrite:
            export.refuse_to_destroy(places, self._record, self._path.name)

    def _shown(self, stage: str) -> Callable[[Progress | Partial], None]:
        def show(event: Progress | Partial) -> None:
            if isinstance(event, Progress):
                self._watch(replace(event, stage=stage))

        return show


def _has_cues(path: Path) -> bool:
    try:
        return bool(check.opened(path))
    except InputError:
        return False


def _looks_like(document: Document) -> str:
    """Return the language that the words of a flyer look like, "" where they have no small words of any known one."""
    return name_words.language_of(" ".join(block.text for block in document.blocks))


def _nothing_to() -> UsageError:
    return UsageError(_("Into which language?"), hint=_("Name at least one other language: --to en."))


def _found(edition: Edition, written: Written) -> Iterator[Found]:
    """Yield what the rules of translation and of layout say of an edition that was just written."""
    blocks = edition.document.blocks
    flyer = StoredFlyer(0, MediaFile("", 0, ""), language=edition.document.language)
    proved = Proof(
        flyer,
        [StoredBlock(block.key, 0, block) for block in blocks],
        StoredEdition(0, 0, edition.language, edition.title),
        {
            block.key: Wording(0, 0, block.key, edition.texts[block.key], block.text, Origin.MACHINE)
            for block in blocks
            if block.key in edition.texts
        },
        {fit.key: StoredFit(fit, "") for fit in written.fits},
    )
    for number, (block, findings) in enumerate(zip(blocks, proof.findings(None, proved), strict=True), 1):
        yield from (Found(number, block.page + 1, block.text, finding) for finding in findings)


def _recorded(made: MadeEdition) -> dict[str, Any]:
    """Return what the record says of an edition that is not written yet."""
    return {
        "language": made.language,
        "blocks": len(made.edition.document.blocks),
        "states": {"machine": len(made.edition.texts)},
        "packages": [record.package(package) for package in made.packages],
        "doubtful": [doubtful(number, unit) for number, unit in made.doubtful],
        **record.by_rule([({"block": number}, unit) for number, unit in made.units]),
    }


def doubtful(number: int, unit: TranslationUnit) -> dict[str, Any]:
    """Return a sentence that needs a look as plain values; blocks count from 1."""
    return {
        "block": number,
        "source": unit.source,
        "target": unit.target,
        "missing": list(unit.missing),
        "invented": list(unit.invented),
    }


def _unchecked(held: Sequence[MadeEdition], path: Path) -> UncheckedError:
    lost = [
        _("{language}, {place}: {missing}").format(
            language=edition.language, place=edition.place(number), missing=", ".join(unit.missing)
        )
        for edition in held
        for number, unit in edition.unchecked
    ]
    return UncheckedError(
        _("The translation of “{name}” lost numbers or addresses: {lost}.").format(
            name=path.name, lost="; ".join(lost)
        ),
        hint=_("Write these languages, too, marked in the record, with --allow-unchecked."),
    )
