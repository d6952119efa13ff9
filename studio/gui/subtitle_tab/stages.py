"""How far a video is on its way: transcribe, correct, translate, export; each stage in a few true words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from studio.gui.runner import Running
from studio.i18n import N_, _, ngettext, number

StageId = Literal["transcribe", "correct", "translate", "export"]

TITLES: dict[StageId, str] = {
    "transcribe": N_("Transcribe"),
    "correct": N_("Correct"),
    "translate": N_("Translate"),
    "export": N_("Export"),
}


@dataclass(frozen=True, slots=True)
class Translation:
    """How far a translation is: the name of its language, its cues, how many of them people checked."""

    language: str
    cues: int
    checked: int

    @property
    def is_done(self) -> bool:
        """Say whether every cue of it was checked."""
        return self.checked >= self.cues


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a video: its cues, how many of them people checked, what runs, what was left unfinished.

    `shown` is the translation that is worked on, one of `translations`.
    """

    cues: int = 0
    checked: int = 0
    listening: Running | None = None
    translating: Running | None = None
    translations: tuple[Translation, ...] = ()
    shown: Translation | None = None
    is_unfinished: bool = False
    is_exported: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as it is shown."""

    id: StageId
    detail: str
    is_done: bool = False

    @property
    def title(self) -> str:
        """Return its name, a verb."""
        return _(TITLES[self.id])


def stages(facts: Facts) -> list[Stage]:
    """Return the stages in their order."""
    return [_transcribe(facts), _correct(facts), _translate(facts), _export(facts)]


def in_front(facts: Facts) -> StageId:
    """Return the stage that a video is at."""
    return "transcribe" if facts.listening is not None or not facts.cues else "correct"


def of_translations(
    running: Running | None, there: Sequence[Translation], shown: Translation | None
) -> tuple[str, bool]:
    """Return how far translations are in a few words, and whether all of them are done."""
    if running is not None:
        return _at_work(running), False
    if not there:
        return _("Not begun"), False
    is_done = all(each.is_done for each in there)
    shown = shown or (there[0] if len(there) == 1 else None)
    if shown is None:
        words = ngettext("{count} language", "{count} languages", len(there)).format(count=len(there))
        return (_("{languages}, all checked").format(languages=words) if is_done else words), is_done
    words = _("{language}: all checked") if shown.is_done else _("{language}: {checked} of {count} checked")
    return words.format(language=shown.language, checked=shown.checked, count=shown.cues), is_done


def _transcribe(facts: Facts) -> Stage:
    if facts.listening is not None:
        return Stage("transcribe", _at_work(facts.listening))
    if facts.is_unfinished:
        return Stage("transcribe", _("Not finished"))
    if facts.cues:
        words = ngettext("Done, {count} cue", "Done, {count} cues", facts.cues)
        return Stage("transcribe", words.format(count=facts.cues), is_done=True)
    return Stage("transcribe", _("Not begun"))


def _at_work(running: Running) -> str:
    if running.state == "waiting":
        return _("Waiting")
    if running.progress.total <= 0:
        return _("Working")
    return _("Working, {percent} %").format(percent=number(int(running.progress.share * 100), 0))


def _correct(facts: Facts) -> Stage:
    if not facts.cues:
        return Stage("correct", _("Not begun"))
    if facts.checked == facts.cues and facts.listening is None:
        return Stage("correct", _("All checked"), is_done=True)
    if not facts.checked and facts.listening is not None:
        return Stage("correct", _("Can begin now"))
    words = _("{checked} of {count} checked")
    return Stage("correct", words.format(checked=facts.checked, count=facts.cues))


def _translate(facts: Facts) -> Stage:
    detail, is_done = of_translations(facts.translating, facts.translations, facts.shown)
    return Stage("translate", detail, is_done)


def _export(facts: Facts) -> Stage:
    return Stage("export", _("Exported") if facts.is_exported else _("Not begun"), is_done=facts.is_exported)
