"""Rules about single words: names of the list, and what no dictionary knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from studio.i18n import _
from studio.model.cue import Cue, CueState
from studio.model.finding import Correction, Evidence, Finding, Severity
from studio.quality.near_names import NearMiss, near_misses
from studio.quality.words import bare, spans, words
from studio.text import words as word_lists

UNSURE_UNKNOWN = 0.6
"""Probability below which a word that no dictionary knows is doubted: two weak doubts make a strong one."""

RARE = 2
"""Times up to which an unknown word is rare: what is said more often is a name or the subject of the talk."""


class Name:
    """A word that is nearly a name of the list, but not quite."""

    id = "name"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue = evidence.cues[i]
        if not evidence.names or cue.state is CueState.APPROVED:
            return None
        misses = _misses(cue.text, tuple(evidence.names))
        if not misses:
            return None
        message = " ".join(
            dict.fromkeys(
                _("“{written}” is “{name}” in your list of names.").format(written=miss.written, name=miss.name)
                for miss in misses
            )
        )
        text = cue.text
        for miss in reversed(misses):
            text = text[: miss.start] + miss.name + text[miss.end :]
        about = tuple(word for miss in misses for word in words(miss.written))
        meant = tuple(dict.fromkeys(miss.name for miss in misses))
        fix = Correction(i, (_said(cue, text),))
        return Finding(self.id, self.severity, i, message, fix, words=about, meant=meant)


class Unknown:
    """A word that no dictionary knows, and that is rare and one slip from a known one, or was hard to hear.

    Names, foreign words and new compounds are unknown, too, and right nearly always: they pass.
    """

    id = "spelling"
    severity = Severity.INFO

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue = evidence.cues[i]
        if not evidence.spelling.unknown or cue.state is CueState.APPROVED:
            return None
        doubted = [word for word in _unknown(evidence, cue) if self._is_doubted(evidence, i, word)]
        if not doubted:
            return None
        unknown = evidence.spelling.unknown
        text = _put_right(cue.text, {word: unknown[word] for word in doubted if unknown[word]})
        fix = Correction(i, (_said(cue, text),)) if text != cue.text else None
        meant = tuple(unknown[word] for word in doubted if unknown[word])
        message = self._message(evidence, doubted)
        return Finding(self.id, self.severity, i, message, fix, words=tuple(doubted), meant=meant)

    def _is_doubted(self, evidence: Evidence, i: int, word: str) -> bool:
        probabilities = [heard.probability for heard in evidence.source(i).words if bare(heard.text) == word]
        if not evidence.cues[i].state.is_checked and min(probabilities, default=1.0) < UNSURE_UNKNOWN:
            return True
        is_rare = evidence.spelling.counts.get(word, 0) <= RARE
        return is_rare and bool(evidence.spelling.unknown[word])

    def _message(self, evidence: Evidence, doubted: Sequence[str]) -> str:
        meant = evidence.spelling.unknown[doubted[0]]
        if len(doubted) > 1:
            listed = ", ".join(_("“{name}”").format(name=word) for word in doubted)
            return _("The dictionary does not know {words}.").format(words=listed)
        if meant:
            return _("The dictionary does not know “{word}”. Perhaps it is “{meant}”.").format(
                word=doubted[0], meant=meant
            )
        return _("The dictionary does not know “{word}”, and it was hard to hear.").format(word=doubted[0])


@lru_cache(maxsize=1 << 14)
def _misses(text: str, names: tuple[str, ...]) -> tuple[NearMiss, ...]:
    """Return the near misses; kept, since a cue is looked at again whenever one beside it changes."""
    return tuple(near_misses(text, names))


def _unknown(evidence: Evidence, cue: Cue) -> list[str]:
    """Return the unknown words of a cue, each once, without those that are names by all appearance."""
    unknown = evidence.spelling.unknown
    found = dict.fromkeys(word for word in words(cue.text) if word in unknown)
    if not found:
        return []
    listed = {part.casefold() for name in evidence.names for part in words(name)}
    before = _words_before(cue.text)
    return [
        word
        for word in found
        if word.casefold() not in listed
        and word.casefold().rstrip("s'’") not in listed
        and not _is_name(evidence.language, word, before.get(word, ""))
    ]


def _put_right(text: str, meant: Mapping[str, str]) -> str:
    for word, right in meant.items():
        for start, end in reversed(spans(text, word)):
            text = text[:start] + right + text[end:]
    return text


def _words_before(text: str) -> dict[str, str]:
    """Return for each word the one before it; "" where a sentence begins with it."""
    before: dict[str, str] = {}
    last = ""
    for written in text.split():
        core = bare(written)
        if core:
            before.setdefault(core, last)
            last = "" if written.rstrip("\"'”“’»)").endswith((".", "!", "?", ":", "…")) else core
    return before


def _is_name(language: str, word: str, before: str) -> bool:
    """Say whether a word is somebody's or something's name: it follows a title or a first name, or has a capital
    inside a sentence of a language that writes only names so."""
    if not word[:1].isupper():
        return False
    lists = word_lists.for_language(language)
    known = lists.titles | lists.first_names
    if before.casefold() in known or f"{before.casefold()}." in known:
        return True
    return bool(before) and not lists.nouns_are_capitalised and language != ""


def _said(cue: Cue, text: str) -> Cue:
    """Return the cue with other words, which makes it an edited one."""
    return replace(cue, text=text, state=CueState.EDITED)
