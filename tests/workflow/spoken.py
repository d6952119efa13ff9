"""A film of noise and cuts, and a script of what is said in it: many windows, and cues that end after them."""

from __future__ import annotations

import json
from pathlib import Path

from studio.jobs.lanes import Lanes
from studio.project.project import Project
from studio.project.values import StoredCue, StoredTrack, StoredWord
from studio.workflow import open as opening
from studio.workflow.listening import Choice
from studio.workflow.work import run
from tests import clips

SECONDS = 60
SENTENCES = (
    "Guten Abend, liebe Gäste, und willkommen in unserem Haus.",
    "Das Konzert beginnt heute Abend um acht Uhr, und danach öffnen wir den Saal für alle, die noch bleiben.",
    "Bitte schalten Sie Ihre Telefone aus.",
    "Die Musik ist leise, und wer zu spät kommt, der wartet, bis das erste Stück zu Ende ist.",
)


def film(path: Path) -> Path:
    """Make a film of noise with a hard cut every seven seconds."""
    colours = ("red", "blue", "green", "white", "black", "yellow", "navy", "gray", "pink")
    parts = ";".join(f"color=c={colour}:s=64x64:d=7:r=25[p{i}]" for i, colour in enumerate(colours))
    joined = "".join(f"[p{i}]" for i in range(len(colours)))
    clips.ffmpeg(
        *("-f", "lavfi", "-i", f"{parts};{joined}concat=n={len(colours)}"),
        *("-f", "lavfi", "-i", f"anoisesrc=d={SECONDS}:a=0.1:r=16000"),
        *("-t", str(SECONDS), path),
    )
    return path


def model(folder: Path) -> Path:
    """Make a model folder whose recogniser says the sentences again and again, a word every 280 ms."""
    words, time, number = [], 600, 0
    while time < SECONDS * 1000 - 1000:
        sentence = SENTENCES[number % len(SENTENCES)].split()
        for word in sentence:
            words.append([word, time, time + 250, 0.9])
            time += 280
        time, number = time + 500 * (number % 3), number + 1
    words = [word for word in words if word[2] < SECONDS * 1000]
    folder.mkdir()
    (folder / "script.json").write_text(json.dumps({"language": "de", "segments": [{"words": words}]}), "utf-8")
    return folder


def choice(model: Path) -> Choice:
    """Return how a script is listened to: everything, for noise is no speech."""
    return Choice(model=str(model), engine="scripted", sound="everything")


def production(film: Path, lanes: Lanes) -> Project:
    """Return a new, open production with the film."""
    return opening.start(run(opening.looking(film), lanes, lambda event: None))


def track(project: Project) -> StoredTrack:
    """Return the newest track of the first video."""
    return project.tracks.of(project.media.videos()[0].id)[-1]


def cues(project: Project) -> list[StoredCue]:
    """Return the cues of the newest track."""
    return project.cues.of(track(project).id)


def shown(project: Project) -> list[tuple[object, ...]]:
    """Return all that is to be the same however often a listening was disturbed; ids are not."""
    words = {stored.id: (stored.word.text, stored.word.start) for stored in _words(project)}
    return [(each.cue, words[each.first_word or 0], words[each.last_word or 0]) for each in cues(project)]


def _words(project: Project) -> list[StoredWord]:
    (run, *_others) = project.evidence.runs(project.media.videos()[0].id)
    return project.evidence.words(run.id)
