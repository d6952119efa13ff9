"""The language of a file, proposed from several places in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from studio.errors import InputError
from studio.i18n import _
from studio.model.media import SAMPLE_RATE, Signal
from studio.model.speech import Guess
from studio.speech import windows
from studio.speech.engine import Recogniser

SAMPLES = 3
"""Windows listened to: each costs about as much as recognising one."""


def refuse_unknown(language: str, recogniser: Recogniser) -> None:
    """Raise `InputError` for a language that the recogniser was not made for: it would write something all the same."""
    known = sorted({tag.partition("-")[0] for tag in recogniser.languages})
    if language.partition("-")[0] not in known:
        model = recogniser.run(language).model
        raise InputError(
            _("The speech model “{model}” does not know the language “{language}”.").format(
                model=model, language=language
            ),
            hint=_("Choose from: {known}.").format(known=", ".join(known)),
        )


def propose(
    signal: Signal, recogniser: Recogniser, among: Sequence[str] | None = None, *, sound: windows.Sound = "speech"
) -> list[Guess]:
    """Return the likely languages, the best first, as means over several places with `sound`; none without.

    With `among`, only these are considered and their probabilities add up to 1.  It looks only at
    what is decoded already, or soon, so that the first cue need not wait for the whole file.
    """
    sums: dict[str, float] = defaultdict(float)
    count = 0
    for samples in _samples(signal, sound):
        count += 1
        for guess in recogniser.guesses(samples):
            if among is None or guess.language in among:
                sums[guess.language] += guess.probability
    whole = count if among is None else sum(sums.values())
    guesses = [Guess(tag, min(1.0, value / whole)) for tag, value in sums.items() if whole]
    return sorted(guesses, key=lambda guess: -guess.probability)


@runtime_checkable
class Growing(Protocol):
    """A signal that says how many milliseconds of it can be read without waiting."""

    @property
    def decoded(self) -> int: ...


def _samples(signal: Signal, sound: windows.Sound) -> Iterator[bytes]:
    """Yield the first speech (or `sound`), then some from places spread over what is decoded by then."""
    end = 0
    for number in range(SAMPLES):
        known = signal.decoded if isinstance(signal, Growing) else signal.duration
        window = next(windows.find(signal, sound, after=max(end, known * number // SAMPLES)), None)
        if window is None:
            return
        end = window.span.end
        yield signal.read(*(time * SAMPLE_RATE // 1000 for time in (window.span.start, end)))
