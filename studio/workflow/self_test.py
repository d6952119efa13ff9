"""The self-test of a pack: it loads as it will later, and gives a sensible answer.

A speech model hears half a minute of the sample film, a translation package translates a few plain sentences.  From
practice packs the right answer is expected; from others only one that makes sense, since nobody knows their words.
"""

from __future__ import annotations

import difflib
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from studio import paths
from studio.documents import ocr
from studio.errors import EnvironmentFault, PackError
from studio.i18n import _
from studio.media import audio, probe
from studio.model.media import SAMPLE_RATE
from studio.model.pack import Manifest, PackKind
from studio.model.progress import Progress, Report
from studio.model.translation import Package
from studio.speech import engine as recogniser
from studio.translation import engine as translator

SECONDS = 30
"""Of sound that a speech model hears: one look of its encoder."""

_FILM = "welcome.de.mp4"
_STEPS = 3
_ALIKE = 0.8
"""How like the truth the answer of a practice pack must be; whole ones reach 0.95 and more, damaged ones 0.2."""
_LONGEST = 160
_MANY = 8

_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": ("Good morning.", "The museum is open today.", "Where is the exit?"),
    "de": ("Guten Morgen.", "Das Museum ist heute geöffnet.", "Wo ist der Ausgang?"),
    "nl": ("Goedemorgen.", "Het museum is vandaag open.", "Waar is de uitgang?"),
    "fr": ("Bonjour.", "Le musée est ouvert aujourd’hui.", "Où est la sortie ?"),
    "es": ("Buenos días.", "El museo está abierto hoy.", "¿Dónde está la salida?"),
    "it": ("Buongiorno.", "Il museo è aperto oggi.", "Dov’è l’uscita?"),
    "pt": ("Bom dia.", "O museu está aberto hoje.", "Onde fica a saída?"),
    "pl": ("Dzień dobry.", "Muzeum jest dziś otwarte.", "Gdzie jest wyjście?"),
    "cs": ("Dobré ráno.", "Muzeum je dnes otevřené.", "Kde je východ?"),
    "sv": ("God morgon.", "Museet är öppet i dag.", "Var är utgången?"),
    "da": ("Godmorgen.", "Museet er åbent i dag.", "Hvor er udgangen?"),
    "tr": ("Günaydın.", "Müze bugün açık.", "Çıkış nerede?"),
    "ru": ("Доброе утро.", "Музей сегодня открыт.", "Где выход?"),
    "uk": ("Доброго ранку.", "Музей сьогодні відкритий.", "Де вихід?"),
    "ar": ("صباح الخير.", "المتحف مفتوح اليوم.", "أين المخرج؟"),
    "zh": ("早上好。", "博物馆今天开放。", "出口在哪里？"),
    "ja": ("おはようございます。", "博物館は今日開いています。", "出口はどこですか。"),
}
"""What is translated; a package from another language gets the English ones, which hold names it can keep."""


def answer(folder: Path, manifest: Manifest, report: Report) -> str:
    """Return what the pack in `folder` answered.  `PackError` where it does not load, or answers nonsense."""
    report(Progress(0, _STEPS, "steps"))
    if manifest.kind is PackKind.SPEECH:
        said = _heard(folder, manifest, report)
    elif manifest.kind is PackKind.TRANSLATION:
        said = _translated(folder, manifest, report)
    else:
        said = _read(folder, manifest)
    report(Progress(_STEPS, _STEPS, "steps"))
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _heard(folder: Path, manifest: Manifest, report: Report) -> str:
    """Return what a speech model hears in the sample film."""
    ear = recogniser.open("whisper", folder)
    report(Progress(1, _STEPS, "steps"))
    language = "de" if "de" in ear.languages else ear.languages[0]
    sound = _sound()
    report(Progress(2, _STEPS, "steps"))
    segments = ear.recognise(sound, 0, language)
    said = " ".join(word.text for segment in segments for word in segment.words)
    if not any(map(str.isalpha, said)):
        raise PackError(
            _("The speech model “{name}” heard nothing in a film in which people speak.").format(name=manifest.id),
            hint=_again(),
        )
    if _goes_in_rings(said):
        raise _nonsense(manifest, said)
    if manifest.practice:
        spoken = [row["text"] for row in _truth() if float(row["end"]) <= SECONDS]
        _compare(manifest, " ".join(spoken), said)
    return said


def _sound() -> bytes:
    """Return the first half minute of the sample film."""
    film = _sample(_FILM)
    video = probe.probe(film)
    with (
        tempfile.TemporaryDirectory(prefix="souffleur-") as scratch,
        audio.decode(video, probe.sound_track(video, None), Path(scratch)) as signal,
    ):
        return signal.read(0, SECONDS * SAMPLE_RATE)


def _translated(folder: Path, manifest: Manifest, report: Report) -> str:
    """Return how a package translates its first sentence."""
    source, target = manifest.languages
    package = Package(source, target, manifest.id, manifest.version, str(folder), manifest.practice)
    engine = translator.open(package)
    report(Progress(1, _STEPS, "steps"))
    asked, right = _sentences(source, target, practice=manifest.practice)
    answers = [best for best, *_others in engine.translate(asked)]
    report(Progress(2, _STEPS, "steps"))
    for text, said in zip(asked, answers, strict=True):
        if not any(map(str.isalpha, said)):
            raise PackError(
                _("The translation package “{name}” has no answer to “{text}”.").format(name=manifest.id, text=text),
                hint=_again(),
            )
        if _is_absurd(text, said):
            raise _nonsense(manifest, said)
    if len(set(answers)) == 1:
        raise _nonsense(manifest, answers[0])
    if right:
        _compare(manifest, " ".join(right), " ".join(answers))
    return answers[0]


def _sentences(source: str, target: str, *, practice: bool) -> tuple[list[str], list[str]]:
    """Return sentences to translate, and their translations where they are known."""
    rows = _truth() if practice else []
    if rows and all(tag in ("de", "en", "nl") for tag in (source, target)):
        keys = {"de": "text"}
        return [row[keys.get(source, source)] for row in rows], [row[keys.get(target, target)] for row in rows]
    return list(_SENTENCES.get(source.partition("-")[0], _SENTENCES["en"])), []


def _read(folder: Path, manifest: Manifest) -> str:
    """Return what was read in a small picture; only the data that come with the program are ever used."""
    if folder != ocr.data():
        raise PackError(
            _("“{name}” holds data for reading pictures, which come with Souffleur only.").format(name=manifest.id),
            hint=_("There is nothing to import: it is here already."),
        )
    return ocr.self_test()


def _truth() -> list[dict[str, str]]:
    """Return the sentences of the sample film, in three languages, with their times."""
    told = json.loads(_sample(_FILM).with_suffix(".json").read_text("utf-8"))
    return list(told["sentences"])


def _sample(name: str) -> Path:
    path = paths.practice() / name
    if not path.is_file():
        raise EnvironmentFault(
            _("The sample film “{name}” is missing.").format(name=name), hint=_("Install Souffleur again.")
        )
    return path


def _compare(manifest: Manifest, right: str, said: str) -> None:
    """Refuse an answer that is not the right one."""
    likeness = difflib.SequenceMatcher(None, _words(right), _words(said), autojunk=False).ratio()
    if likeness < _ALIKE:
        raise _nonsense(manifest, f"{likeness:.2f}: {said}")


def _words(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, word)) for word in text.casefold().split()]


def _is_absurd(text: str, said: str) -> bool:
    """Say whether a translation is far too long, says one thing again and again, or consists of unknown signs."""
    return len(said) > 6 * len(text) + 30 or _goes_in_rings(said) or said.count("⁇") * 2 > len(said.split())


def _goes_in_rings(said: str) -> bool:
    """Say whether a text is mostly one word."""
    words: Sequence[str] = _words(said)
    return len(words) >= _MANY and Counter(words).most_common(1)[0][1] * 2 > len(words)


def _nonsense(manifest: Manifest, said: str) -> PackError:
    return PackError(
        _("“{name}” answers nonsense, so it is damaged.").format(name=manifest.id), hint=_again(), details=said[:500]
    )


def _again() -> str:
    return _("Get or import it again from its source.")
