"""Measure the practice models and write `measured.json`, which the program shows.

python measure.py FOLDER
"""

import json
import sys
from pathlib import Path
from typing import Any

import measure_speech
import measure_translation


def measure(folder: Path) -> dict[str, Any]:
    """Return the figures of all models in the folder, rounded."""
    return {
        "about": "Practice models: measured on held-out sentences of the practice language only.",
        "speech": _rounded(measure_speech.measure(folder)),
        "translation": {way: _rounded(figures) for way, figures in measure_translation.measure(folder).items()},
    }


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    text = json.dumps(measure(target), indent=1)
    (target / "measured.json").write_text(text + "\n", encoding="utf-8")
    print(text)
