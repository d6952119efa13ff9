"""A window that edits and listens without end, and says after each step that it is done; to be killed.

python tests/project/killed.py FILE.souffleur
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from studio.model.speech import Heard, Segment, Span, Word
from studio.project.project import Project


def main(path: Path) -> None:
    with Project.open(path) as project:
        first = project.cues.of(1)[0]
        done = int(first.cue.text) if first.cue.text.isdigit() else 0
        (run, *_others) = project.evidence.runs(1)
        while True:
            done += 1
            with project.step(f"Step {done}"):
                project.cues.put(replace(first, cue=replace(first.cue, text=str(done))))
                others = project.cues.of(2)
                project.cues.remove(stored.id for stored in others)
                project.cues.add(2, [replace(first.cue, text=f"{done}.{i}") for i in range(20)])
            tell(f"step {done}")
            at = 10_000 + done * 1000
            with project.record():
                words = tuple(Word(f"{done}.{i}", at, at + i) for i in range(20))
                project.evidence.keep(run.id, Heard(Span(at, at + 900), (), (Segment(words, "de"),)), given=done)
            tell(f"window {done}")
            if done % 7 == 0:
                project.undo()
                project.redo()


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
