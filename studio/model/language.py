"""A language by its BCP 47 tag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Language:
    """A tag ("de", "pt-BR"), the name in English and in itself, and the direction of writing."""

    tag: str
    name: str
    own_name: str
    direction: Literal["ltr", "rtl"] = "ltr"

    @property
    def base(self) -> str:
        """Return the primary subtag: "pt" of "pt-BR"."""
        return self.tag.partition("-")[0]
