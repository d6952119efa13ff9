"""Finding and reading lines with RapidOCR: PaddleOCR's models in the ONNX runtime.

Its wheel holds the three models used here; they are named by their files, since RapidOCR downloads what it has to look
for by itself.  Only its three parts are used: put together its own way, single lines are now and then read upside down.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.documents import pictures
from studio.documents.ocr import lines
from studio.documents.ocr.engine import Corners, Line
from studio.documents.ocr.lines import Heard
from studio.errors import PackError
from studio.i18n import _

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels

MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
"""Where lines are, whether they stand on their head, and what they say."""

_SETTINGS: dict[str, object] = {
    "Global.log_level": "critical",
    "Det.limit_type": "max",  # `lines` makes pictures the right size
    "Det.limit_side_len": 100_000,
    "Rec.rec_batch_num": 2,  # a step answers for 18,710 letters: six long lines at once would take 200 MB
}


def folder() -> Path | None:
    """Return where the models lie, or None where the library or one of them is not installed; nothing is loaded."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        return None
    models = Path(spec.origin).parent / "models"
    return models if all((models / name).is_file() for name in MODELS.values()) else None


class RapidReader:
    """RapidOCR with its three models loaded."""

    def __init__(self, models: Path | None = None) -> None:
        models = models or folder()
        if models is None:
            raise PackError(
                _("The data for reading pictures is not on this computer."), hint=_("Install Souffleur again.")
            )
        self._engine = _engine(models)

    def read(self, picture: Pixels | Path) -> list[Line]:
        """Return the lines from top to bottom."""
        return lines.read(pictures.pixels(picture) if isinstance(picture, Path) else picture, self)

    def find(self, picture: Pixels) -> list[Corners]:
        """Return the corners of each line: top left, top right, bottom right, bottom left, whatever its direction."""
        found = self._engine.text_det(picture[:, :, ::-1])  # it thinks in blue, green, red
        boxes = [] if found.boxes is None else found.boxes
        return [tuple((float(x), float(y)) for x, y in box) for box in boxes]  # type: ignore[misc]

    def are_on_head(self, strips: Sequence[Pixels]) -> list[float]:
        """Return for each picture of one line how likely it stands on its head, 0 to 1."""
        answers = self._engine.text_cls([_turned_round(strip) for strip in strips]).cls_res if strips else []
        return [float(score) if label == "180" else 1 - float(score) for label, score in answers]

    def hear(self, strips: Sequence[Pixels]) -> list[Heard]:
        """Return what each picture of one line says."""
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not strips:
            return []
        asked = TextRecInput(img=[_turned_round(strip) for strip in strips], return_word_box=True)
        answer = self._engine.text_rec(asked)
        found = zip(answer.txts, answer.scores, answer.word_results, strict=True)
        return [Heard(text, float(score), _places(words)) for text, score, words in found]


def _turned_round(strip: Pixels) -> Pixels:
    import numpy as np

    return np.ascontiguousarray(strip[:, :, ::-1])


def _places(words: Any) -> tuple[float, ...]:
    """Return where the letters stand (spaces left out), as shares of the picture's width."""
    steps = words.line_txt_len
    return tuple((column + 0.5) / steps for columns in words.word_cols for column in columns) if steps else ()


def _engine(models: Path) -> Any:
    from rapidocr import RapidOCR

    settings = _SETTINGS | {f"{part}.model_path": str(models / name) for part, name in MODELS.items()}
    settings["EngineConfig.onnxruntime.intra_op_num_threads"] = int(os.environ.get("OMP_NUM_THREADS", -1))
    try:
        engine: Any = RapidOCR(params=settings)
        for load in (engine._load_det_model, engine._load_cls_model, engine._load_rec_model):
            load()  # else the first picture would find out that a model is damaged
    except Exception as error:  # what the runtime raises for a damaged model has no class of its own
        raise PackError(
            _("The data for reading pictures is damaged."), hint=_("Install Souffleur again."), details=str(error)
        ) from error
    return engine
