"""Other wordings for a translated cue: what else the machine would say, and what people confirmed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.errors import InputError
from studio.i18n import _
from studio.model.cue import CueState
from studio.model.memory import Match, Piece
from studio.model.progress import Report
from studio.model.translation import Origin, Package, TranslationUnit
from studio.project.project import Project
from studio.workflow import chosen, memory_tasks, pairing, tasks, translation_tasks
from studio.workflow.pairing import Node
from studio.workflow.retranslating import Places
from studio.workflow.translation_tasks import Help, Stretch
from studio.workflow.work import Work


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wording of a whole sentence, and what its cues would say: (cue id, text with its line breaks) each.

    `score` is 1 for the machine's, else how alike the remembered source is; `difference` is from that to the source
    asked for.
    """

    text: str
    pieces: tuple[tuple[int, str], ...]
    origin: Origin
    score: float = 1.0
    difference: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A cue's sentences: `units` of a stretch of source cues, of which number `main` is the one to be worded anew.

    `cues` are the translated cues for each source cue of the stretch, `texts` what these say now.
    """

    stretch: Stretch
    main: int
    cues: tuple[tuple[int, ...], ...]
    texts: tuple[tuple[int, str], ...]


def asking(
    places: Places, cue: int, style: tasks.Style, route: Sequence[Package], help: Help
) -> Work[tuple[Suggestion, ...]]:
    """Return the work that finds other wordings for the sentence that most of a translated cue stands for."""
    mine = places.sources_of([cue])
    units = places.units_on(mine)
    if not units:
        raise InputError(
            _("Nothing in the other language stands beside this cue."), hint=_("Choose a cue that was translated.")
        )
    first, last = units[0].parts[0].cue, units[-1].parts[-1].cue
    stretch = Stretch(
        tuple(each.cue for each in places.sources[first : last + 1]), translation_tasks.only(units, first)
    )
    share = [sum(len(part.text) for part in unit.parts if part.cue in mine) for unit in units]
    beside = tuple(tuple(sorted(places.cues_of([i]))) for i in range(first, last + 1))
    free = sorted({id for ids in beside for id in ids if places.targets[id].cue.state is not CueState.APPROVED})
    asked = Asked(stretch, share.index(max(share)), beside, tuple((id, places.targets[id].cue.text) for id in free))
    return Work(_("Looking for other wordings"), "translation", suggest, (asked, style, route, help))


def suggest(
    asked: Asked, style: tasks.Style, route: Sequence[Package], help: Help, *, report: Report
) -> tuple[Suggestion, ...]:
    """Return the wordings: what people confirmed, the most alike first, then the machine's."""
    units = translation_tasks.translate(asked.stretch.units, route, replace(help, memory=None), report=report)
    main = units[asked.main]
    found: dict[str, Suggestion] = {}
    for match in _remembered(main, help, report):
        made = _suggestion(asked, units, match.unit.target, style, help)
        made = replace(made, origin=Origin.MEMORY, score=match.score, difference=match.difference)
        found.setdefault(match.unit.target, made)
    (worded,) = tasks.translate(
        [main], route, help.terms, localise_values=help.is_localising, alternatives=True, report=report
    )
    for text in (worded.target, *worded.alternatives):
        found.setdefault(text, _suggestion(asked, units, text, style, help))
    return tuple(found.values())


def take(project: Project, suggestion: Suggestion) -> None:
    """Give the cues of a sentence another wording; a person chose it, so they are edited and up to date.

    Cues approved meanwhile stay; `InputError` where none is left.
    """
    texts = dict(suggestion.pieces)
    if not texts:
        raise InputError(
            _("The cues of this sentence are approved."),
            hint=_("Take back their approval first, or change them by hand."),
        )
    stored = [
        each
        for each in chosen.cues(project, texts)
        if each.cue.state is not CueState.APPROVED and each.cue.text != texts[each.id]
    ]
    with project.step(_("Use other wording")):
        project.cues.put(*[chosen.worded(each, texts[each.id]) for each in stored])
        project.pairs.confirm([each.id for each in stored], suggestion.origin)


def _remembered(main: TranslationUnit, help: Help, report: Report) -> Sequence[Match]:
    return memory_tasks.near(help.memory, main.source, help.languages, ("", ""), report=report)


def _suggestion(
    asked: Asked, units: Sequence[TranslationUnit], text: str, style: tasks.Style, help: Help
) -> Suggestion:
    """Return a wording of the main sentence, cut into the cues that it stands in."""
    worded = list(units)
    worded[asked.main] = main = replace(units[asked.main], target=text)
    fitted = translation_tasks.fitted(worded, asked.stretch.cues, style, help.languages[1])
    fresh = [each.cue for each in fitted]
    links: list[tuple[Node, Node]] = [
        (("sentence", n), ("source", i)) for n, i in pairing.beside(fresh, asked.stretch.cues)
    ]
    links += [(("cue", id), ("source", i)) for i, ids in enumerate(asked.cues) for id in ids]
    mine, now = {part.cue for part in main.parts}, dict(asked.texts)
    pieces: list[tuple[int, str]] = []
    for group in pairing.groups(links):
        ids = sorted(id for kind, id in group if kind == "cue")
        texts = [fresh[n].text for n in sorted(n for kind, n in group if kind == "sentence")]
        if any(kind == "source" and i in mine for kind, i in group) and set(ids) <= now.keys():
            pieces += _dealt(ids, texts)
    return Suggestion(text, tuple(pieces), Origin.MACHINE)


def _dealt(ids: Sequence[int], texts: Sequence[str]) -> list[tuple[int, str]]:
    """Return a text for each cue; what is too much goes into the last, and nothing where there is too little."""
    if not ids or len(texts) < len(ids):
        return []
    return [*zip(ids[:-1], texts, strict=False), (ids[-1], "\n".join(texts[len(ids) - 1 :]))]
