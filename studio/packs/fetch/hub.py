"""What the hub says of a speech model: its commit, its files, and what each must be like.

The hub's library reads its settings from the environment when it is imported, and only then: so this is done in the
worker that fetches, right after they are set.  It keeps quiet, sends no token, and keeps nothing in the user's home.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from studio import __version__, paths
from studio.errors import PackError
from studio.i18n import _
from studio.model.pack import Offer, PackFile
from studio.packs import staging
from studio.packs.fetch import faults
from studio.packs.fetch.line import Line
from studio.packs.fetch.network import host_of
from studio.packs.fetch.verifying import Wanted

if TYPE_CHECKING:
    from huggingface_hub.hf_api import ModelInfo, RepoSibling

NEEDED = ("model.bin", "config.json", "tokenizer.json")
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
OPTIONAL = ("preprocessor_config.json",)
"""What recognition loads of a repository; the rest is for readers and for other programs."""

_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
}


def listing(offer: Offer, line: Line) -> tuple[str, list[Wanted]]:
    """Return the commit and the files to fetch of a model, at the catalogue's commit or, without one, the newest.

    `PackError` where the hub lacks a file, or has another one than the catalogue knows.
    """
    line.network.check(line.network.hub_address)
    hub = _library(line)
    info = line.patiently(lambda: _info(hub, offer, line))

    def address(name: str) -> str:
        where: str = hub.hf_hub_url(offer.repository, name, revision=info.sha, endpoint=line.network.hub_address)
        return where

    there = {each.rfilename: each for each in info.siblings or ()}
    return str(info.sha), [_wanted(offer, there[name], address(name)) for name in _names(offer, there, line)]


def _library(line: Line) -> ModuleType:
    """Return the hub's library, speaking through our line."""
    if "huggingface_hub" not in sys.modules:
        os.environ.update(_SETTINGS, HF_HOME=str(paths.packs() / staging.PLACE / "hub"))
    import huggingface_hub

    huggingface_hub.set_client_factory(lambda: line.client)
    return huggingface_hub


def _info(hub: ModuleType, offer: Offer, line: Line) -> ModelInfo:
    """Ask the hub once."""
    from huggingface_hub.errors import HfHubHTTPError

    address = line.network.hub_address
    api = hub.HfApi(endpoint=address, token=False, library_name="souffleur", library_version=__version__)
    revision = offer.commit or "main"
    silence = line.network.patience.silence
    try:
        with faults.named(address):
            info: ModelInfo = api.model_info(offer.repository, revision=revision, files_metadata=True, timeout=silence)
    except HfHubHTTPError as error:
        faults.check(error.response, offer.name)
        raise faults.strange(address, str(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # an answer in another form than the hub's
        raise faults.strange(address, f"{type(error).__name__}: {error}") from error
    if not info.sha or (offer.commit and info.sha != offer.commit):
        raise faults.strange(address, f"commit {info.sha} instead of {offer.commit or 'any'}")
    return info


def _names(offer: Offer, there: Mapping[str, RepoSibling], line: Line) -> list[str]:
    """Return which files make up the model: those the catalogue names, else those that recognition loads."""
    if offer.files:
        names = [file.name for file in offer.files]
        missing = [name for name in names if name not in there]
    else:
        words = [name for name in VOCABULARIES if name in there][:1]
        names = [*NEEDED, *words, *(name for name in OPTIONAL if name in there)]
        missing = [name for name in NEEDED if name not in there] + ([] if words else [VOCABULARIES[0]])
    if missing:
        raise PackError(
            _("“{name}” is not complete at {host}: “{file}” is missing.").format(
                name=offer.name, host=host_of(line.network.hub_address), file=missing[0]
            ),
            hint=_("Choose another model or another mirror, or import this one from a stick."),
        )
    return names


def _wanted(offer: Offer, file: RepoSibling, address: str) -> Wanted:
    """Return a file with what the hub says of it, which has to be what the catalogue knows."""
    known = next((each for each in offer.files if each.name == file.rfilename), PackFile(file.rfilename))
    size = file.size if file.size is not None else -1
    sha256 = file.lfs.sha256 if file.lfs else ""
    blob = file.blob_id or "" if not sha256 else ""
    is_other_size = -1 not in (known.size, size) and known.size != size
    if is_other_size or (known.sha256 and sha256 not in ("", known.sha256)):
        raise PackError(
            _("“{name}” at the hub is not the one that Souffleur knows: “{file}” is another file.").format(
                name=offer.name, file=file.rfilename
            ),
            hint=_("Check the mirror in the settings, or look for a newer Souffleur."),
            details=f"sha256:{sha256}, {size} bytes, instead of sha256:{known.sha256}, {known.size} bytes",
        )
    if not (sha256 or blob or known.sha256):
        raise faults.strange(address, f"neither the catalogue nor the hub has a hash of {file.rfilename}")
    return Wanted(file.rfilename, (address,), max(size, known.size), sha256 or known.sha256, blob)
