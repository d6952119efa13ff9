"""Where packs are fetched from and how patiently, as values; and which addresses may be asked at all."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from studio.errors import EnvironmentFault
from studio.i18n import _

HUB = "https://huggingface.co"
INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for the next bytes, and before each new try after one that failed."""

    silence: float = 20.0
    waits: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)
    longest: float = 60.0
    """The longest wait that a server may ask for."""


@dataclass(frozen=True, slots=True)
class Network:
    """The hub of speech models, the list of translation packages, and a proxy; "" is the usual one of each."""

    hub: str = ""
    index: str = ""
    proxy: str = ""
    patience: Patience = Patience()

    @property
    def hub_address(self) -> str:
        """Return the hub's address, without a stroke at its end."""
        return (self.hub or HUB).rstrip("/")

    @property
    def index_address(self) -> str:
        """Return the address of the list of translation packages."""
        return self.index or INDEX

    def check(self, address: str) -> None:
        """Raise `EnvironmentFault` for an address that is not safe to ask: neither https, nor chosen by the person.

        What goes over plain http can be read and changed on its way, so that takes a mirror which a person named
        that way, or a server on this computer.
        """
        parts = _split(address)
        if not parts.hostname or " " in parts.netloc or parts.scheme not in ("http", "https"):
            raise no_address(address)
        if parts.scheme == "https" or _is_loopback(parts.hostname) or parts.netloc in self._plain():
            return
        raise EnvironmentFault(
            _("Souffleur does not fetch from {address}, since the way there is not protected.").format(address=address),
            hint=_("An address has to begin with https://. For a mirror in your own network see the settings."),
        )

    def _plain(self) -> set[str]:
        """Return the hosts, with their ports, that the person named with plain http."""
        chosen = (_split(address) for address in (self.hub, self.index))
        return {parts.netloc for parts in chosen if parts.scheme == "http"}


def host_of(address: str) -> str:
    """Return the name of the computer an address leads to, as people know it."""
    return _split(address).hostname or address


def no_address(address: str, details: str = "") -> EnvironmentFault:
    """Return the error for an address that leads nowhere."""
    return EnvironmentFault(
        _("“{address}” is no address that can be fetched from.").format(address=address),
        hint=_("Check the mirror in the settings."),
        details=details,
    )


def _split(address: str) -> SplitResult:
    """Return the parts of an address, all of them empty where it makes no sense."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
