"""Translate a file once with argos-translate-files, and say what it gave the engine and how long it took.

    python flyer_peer_once.py < JOB > ANSWER

Run with the peer's own Python.  The job is JSON: `packages` (folder of unpacked packages), `source`, `target`, `file`,
`out`, `threads`, and `blocks`, texts to be translated whole for comparison.  The answer is JSON: `seconds` (package
loaded, without the blocks), `asked` (each text that the engine was given for the file) and `blocks`.

argostranslate would split texts into sentences by a model that is fetched from the network and is in no package here;
so it is handed its sentences by a splitter that costs nothing, which is better than it can have in earnest.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    job = json.load(sys.stdin)
    os.environ |= {
        "ARGOS_PACKAGES_DIR": job["packages"],
        "ARGOS_INTRA_THREADS": str(job["threads"]),
        "ARGOS_INTER_THREADS": "1",
    }
    translation = _translation(job)
    translation.translate("Guten Abend.")
    asked: list[str] = []
    whole = [translation.translate(text) for text in job["blocks"]]
    translate = translation.translate

    def noted(text: str) -> Any:
        asked.append(text)
        return translate(text)

    translation.translate = noted
    began = time.perf_counter()
    seconds = _translated(translation, Path(job["file"]), Path(job["out"]), began)
    json.dump({"seconds": seconds, "asked": asked, "blocks": whole}, sys.stdout)


def _translated(translation: Any, file: Path, out: Path, began: float) -> float:
    from argostranslatefiles import argostranslatefiles
    from argostranslatefiles.formats.pdf import Pdf

    copy = out.parent / file.name
    shutil.copy(file, copy)
    if file.suffix == ".pdf":
        made = Path(Pdf().translate(translation, str(copy)))
    else:
        made = Path(argostranslatefiles.translate_file(translation, str(copy)))
    seconds = time.perf_counter() - began
    made.replace(out)
    return seconds


def _translation(job: dict[str, Any]) -> Any:
    from argostranslate import sbd, translate

    class Given(sbd.ISentenceBoundaryDetectionModel):
        def split_sentences(self, text: str) -> list[str]:
            return re.split(r"(?<=[^\d][.!?]) (?=[A-ZÄÖÜ])", text)

    for entry in translate.get_installed_languages():
        for found in entry.translations_from:
            if isinstance(found, translate.CachedTranslation):
                found.underlying.sentencizer = Given()
    return translate.get_translation_from_codes(job["source"], job["target"])


if __name__ == "__main__":
    main()
