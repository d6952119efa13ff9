"""Pictures and faces that several pages show are in a file once: pages are made one by one, each with its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

DEEPEST = 28


class Shared:
    """What is already in a PDF, by its content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._held: dict[str, Any] = {}

    def settle(self, resources: Any, depth: int = 0) -> None:
        """Let resources name what is in the file already instead of what says the same."""
        import pikepdf

        drawn = resources.get("/XObject", pikepdf.Dictionary())
        for name, held in list(drawn.items()):
            if held.get("/Subtype") == "/Image":
                drawn[name] = self._picture(held)
            elif depth < DEEPEST:
                self.settle(held.get("/Resources", pikepdf.Dictionary()), depth + 1)
        for _name, face in resources.get("/Font", pikepdf.Dictionary()).items():
            described = face.get("/FontDescriptor", pikepdf.Dictionary())
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in described:
                    described[key] = self._one(described[key])

    def _picture(self, picture: Any) -> Any:
        for key in ("/SMask", "/Mask"):
            if key in picture and _is_stream(picture[key]):
                picture[key] = self._one(picture[key])
        return self._one(picture)

    def _one(self, stream: Any) -> Any:
        """Return the stream of the file that has this content: this one where it is the first."""
        told = sorted((key, _told(value)) for key, value in stream.stream_dict.items() if key != "/Length")
        name = hashlib.sha256(stream.read_raw_bytes() + repr(told).encode()).hexdigest()
        return self._held.setdefault(name, stream)


def _told(value: Any) -> str:
    if _is_stream(value):
        return str(value.objgen)
    return str(value.unparse()) if hasattr(value, "unparse") else str(value)


def _is_stream(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Stream)
