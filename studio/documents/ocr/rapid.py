"""Reading with RapidOCR: PaddleOCR's models in the ONNX runtime.

Its wheel holds the three models used here; they are named by their files, since RapidOCR downloads what it has to look
for by itself.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.documents import pictures
from studio.documents.ocr.engine import Line
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
        import numpy as np

        pixels = pictures.pixels(picture) if isinstance(picture, Path) else picture
        found = self._engine(np.ascontiguousarray(pixels[:, :, ::-1]))  # it thinks in blue, green, red
        if found.txts is None:
            return []
        return [
            Line(text, tuple((float(x), float(y)) for x, y in box), float(score))  # type: ignore[arg-type]
            for text, box, score in zip(found.txts, found.boxes, found.scores, strict=True)
        ]


def _engine(models: Path) -> Any:
    from rapidocr import RapidOCR

    settings: dict[str, object] = {f"{part}.model_path": str(models / name) for part, name in MODELS.items()}
    settings["Global.log_level"] = "critical"
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
