"""How far a flyer is on its way: read, correct, translate, export; each stage in a few true words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.gui.runner import Running
from studio.gui.subtitle_tab.stages import Translation, of_translations
from studio.i18n import N_, _, ngettext

StageId = Literal["read", "correct", "translate", "export"]

TITLES: dict[StageId, str] = {
    "read": N_("Read"),
    "correct": N_("Correct"),
    "translate": N_("Translate"),
    "export": N_("Export"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a flyer: its blocks, how many of them people checked in the original, and its editions.

    `shown` is the edition that is worked on, one of `translations`.
    """

    blocks: int = 0
    checked: int = 0
    translating: Running | None = None
    translations: tuple[Translation, ...] = ()
    shown: Translation | None = None
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
    return [_read(facts), _correct(facts), _translate(facts), _export(facts)]


def in_front(facts: Facts) -> StageId:
    """Return the stage that a flyer is at."""
    return "translate" if facts.shown is not None or facts.translating is not None else "correct"


def _read(facts: Facts) -> Stage:
    if not facts.blocks:
        return Stage("read", _("No text found"))
    words = ngettext("Done, {count} block", "Done, {count} blocks", facts.blocks)
    return Stage("read", words.format(count=facts.blocks), is_done=True)


def _correct(facts: Facts) -> Stage:
    if not facts.blocks:
        return Stage("correct", _("Nothing to check"))
    if facts.checked == facts.blocks:
        return Stage("correct", _("All checked"), is_done=True)
    return Stage("correct", _("{checked} of {count} checked").format(checked=facts.checked, count=facts.blocks))


def _translate(facts: Facts) -> Stage:
    detail, is_done = of_translations(facts.translating, facts.translations, facts.shown)
    return Stage("translate", detail, is_done)


def _export(facts: Facts) -> Stage:
    said = _("Exported") if facts.is_exported else _("Nothing exported yet")
    return Stage("export", said, is_done=facts.is_exported)
