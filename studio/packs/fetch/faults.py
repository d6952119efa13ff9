"""What went wrong on the way to a server, each in one sentence; and whether another try may help."""

from __future__ import annotations

import email.utils
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studio.errors import EnvironmentFault, PackError, StudioError
from studio.i18n import _
from studio.packs.fetch.network import host_of, no_address

if TYPE_CHECKING:
    from httpx2 import Response

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which another try may help (RFC 9110, 15.5 and 15.6)."""


class Passing(Exception):
    """What may be better the next time: `error` to raise when it never is, `after` the seconds a server asked for.

    `is_unconnected`: no server was reached at all.
    """

    def __init__(self, error: StudioError, after: float | None = None, *, is_unconnected: bool = False) -> None:
        super().__init__(error.message)
        self.error = error
        self.after = after
        self.is_unconnected = is_unconnected


@contextmanager
def named(address: str) -> Iterator[None]:
    """Turn the library's errors into ours; those that may pass come as `Passing`."""
    import httpx2

    try:
        yield
    except httpx2.TooManyRedirects as error:
        raise _circle(address, error) from error
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError) as error:
        raise no_address(address, str(error)) from error
    except httpx2.ProxyError as error:
        raise _proxy(str(error)) from error
    except httpx2.ConnectError as error:
        raise _unconnected(address, error) from error
    except httpx2.TimeoutException as error:
        is_unconnected = isinstance(error, httpx2.ConnectTimeout)
        raise Passing(_silent(address, error), is_unconnected=is_unconnected) from error
    except (httpx2.NetworkError, httpx2.ProtocolError) as error:
        raise cut(address, f"{type(error).__name__}: {error}") from error
    except httpx2.DecodingError as error:
        raise strange(address, str(error)) from error


def check(response: Response, name: str) -> None:
    """Raise what an answer of the server means, where it is not the file that was asked for."""
    status = response.status_code
    host = host_of(str(response.url))
    details = f"{status} {response.reason_phrase}: {response.url}"
    if status in BUSY:
        raise Passing(busy(host, details), after(response))
    if status in (404, 410):
        raise gone(host, name, details)
    if status in (401, 402, 403, 451):
        raise withheld(host, name, details)
    if status == 407:
        raise _proxy(details)
    if status not in (200, 206):
        raise strange(str(response.url), details)


def after(response: Response) -> float | None:
    """Return the seconds a server asks to be left alone for (RFC 9110, 10.2.3), or None."""
    said = response.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None


def busy(host: str, details: str) -> EnvironmentFault:
    """Return the error for a server that has no time."""
    return EnvironmentFault(
        _("{host} is overloaded or being repaired.").format(host=host),
        hint=_("Try again later: what has come is kept."),
        details=details,
    )


def gone(host: str, name: str, details: str) -> PackError:
    """Return the error for what is no longer where the catalogue says."""
    return PackError(
        _("“{name}” is no longer at {host}.").format(name=name, host=host),
        hint=_("Look for a newer Souffleur, choose another model, or import this one from a stick."),
        details=details,
    )


def withheld(host: str, name: str, details: str) -> PackError:
    """Return the error for what a server gives to some only."""
    return PackError(
        _("{host} does not give “{name}” to everybody.").format(host=host, name=name),
        hint=_("Choose another model, or import this one from a stick. In a company, ask who looks after the network."),
        details=details,
    )


def strange(address: str, details: str) -> EnvironmentFault:
    """Return the error for an answer that is none: a page to log in at, a proxy's excuse, another kind of server."""
    return EnvironmentFault(
        _("What {host} answers makes no sense.").format(host=host_of(address)),
        hint=_(
            "Some networks ask for a login in the browser first. Also check the mirror and the proxy in the settings."
        ),
        details=details,
    )


def cut(address: str, details: str) -> Passing:
    """Return the error for a file whose end is missing."""
    return Passing(
        EnvironmentFault(
            _("The connection to {host} was cut.").format(host=host_of(address)),
            hint=_("Check the network, or try again later: what has come is kept."),
            details=details,
        )
    )


def _circle(address: str, error: Exception) -> PackError:
    return PackError(
        _("{host} sends Souffleur round in circles.").format(host=host_of(address)),
        hint=_("Try again later, or choose another mirror in the settings."),
        details=str(error),
    )


def _proxy(details: str) -> EnvironmentFault:
    return EnvironmentFault(
        _("The proxy server refuses to fetch this."),
        hint=_("Check the proxy in the settings, or ask who looks after the network."),
        details=details,
    )


def _unconnected(address: str, error: Exception) -> Passing | EnvironmentFault:
    """Return why no connection came about; a certificate does not get better by waiting."""
    cause = _cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _untrusted(address, cause)
    host = host_of(address)
    if isinstance(cause, socket.gaierror):
        message = _("{host} cannot be found: this computer seems to have no network.").format(host=host)
    elif isinstance(cause, ConnectionRefusedError):
        message = _("{host} does not accept connections.").format(host=host)
    else:
        message = _("{host} cannot be reached.").format(host=host)
    hint = _("Check the network, the proxy and the mirror in the settings. Packs can also be imported from a stick.")
    return Passing(EnvironmentFault(message, hint=hint, details=str(error)), is_unconnected=True)


def _untrusted(address: str, error: ssl.SSLCertVerificationError) -> EnvironmentFault:
    return EnvironmentFault(
        _("This computer does not trust the certificate of {host}.").format(host=host_of(address)),
        hint=_(
            "Check date and time of this computer. Where a firewall looks into connections, "
            "its certificate has to be known to the system: ask who looks after the network."
        ),
        details=str(error),
    )


def _silent(address: str, error: Exception) -> EnvironmentFault:
    return EnvironmentFault(
        _("{host} does not answer.").format(host=host_of(address)),
        hint=_("Check the network, or try again later: what has come is kept."),
        details=f"{type(error).__name__}: {error}",
    )


def _cause(error: BaseException) -> BaseException:
    """Return what the system said, under what libraries made of it."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
        if isinstance(error, OSError):
            return error
    return error
