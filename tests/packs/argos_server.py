"""A server of Argos packages on this computer: the index, and the practice packages as its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from studio import paths
from studio.model.pack import Offer, PackFile, PackKind
from tests.packs.hub_server import FaultyServer

INDEX = "/index.json"
_NAMES = {"de": "German", "en": "English", "nl": "Dutch"}


def package_name(source: str, target: str) -> str:
    """Return the name of a package's archive."""
    return f"translate-{source}_{target}-1_0.argosmodel"


class ArgosServer(FaultyServer):
    """Serves the practice packages under `/v1/` and an index that names them."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        packages = {path.name: path.read_bytes() for path in sorted(paths.practice().glob("*.argosmodel"))}
        super().__init__({f"/v1/{name}": content for name, content in (files or packages).items()})
        self.files[INDEX] = json.dumps([self._entry(path) for path in self.files]).encode()

    @property
    def index(self) -> str:
        """Return the address of the index."""
        return self.address + INDEX

    def offer(self, source: str, target: str, *, known: bool = True, id: str = "") -> Offer:
        """Return a package as a catalogue would offer it; `known`: with size and SHA-256."""
        name = package_name(source, target)
        content = self.files[f"/v1/{name}"]
        file = PackFile(name, len(content), hashlib.sha256(content).hexdigest()) if known else PackFile(name)
        return Offer(
            id=id or f"{source}-{target}",
            kind=PackKind.TRANSLATION,
            name=f"{_NAMES[source]} to {_NAMES[target]}",
            languages=(source, target),
            licence="Apache-2.0",
            size=file.size if known else 0,
            version="1.0",
            addresses=(f"{self.address}/v1/{name}",),
            files=(file,),
            practice=True,
        )

    def _entry(self, path: str) -> dict[str, object]:
        source, target = path.partition("-")[2].partition("-")[0].split("_")
        return {
            "type": "translate",
            "from_code": source,
            "from_name": _NAMES.get(source, source),
            "to_code": target,
            "to_name": _NAMES.get(target, target),
            "package_version": "1.0",
            "argos_version": "1.0",
            "links": [self.address + path],
        }
