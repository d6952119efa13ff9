"""The line to the servers: one client for all of a fetch, asked patiently."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from studio import __version__
from studio.errors import EnvironmentFault
from studio.i18n import _
from studio.packs.fetch import faults
from studio.packs.fetch.course import Course
from studio.packs.fetch.network import Network

if TYPE_CHECKING:
    import httpx2

MOST_REDIRECTS = 8

MUCH = 1 << 16
"""Bytes that must have come for a line that breaks to be worth as many tries again."""

T = TypeVar("T")


@contextmanager
def opened(network: Network, course: Course) -> Iterator[Line]:
    """Open a line; the connections it made end with the block."""
    line = Line(network, course)
    with line.client:
        yield line


class Line:
    """An open line; `client` may be lent to a library that speaks for itself."""

    def __init__(self, network: Network, course: Course) -> None:
        self.network = network
        self.course = course
        self.client = self._make_client()
        self._has_answered = False

    @contextmanager
    def asked(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        """Ask for what is at `address` and yield the beginning answer; the library's errors come as ours."""
        with faults.named(address), self.client.stream("GET", address, headers=headers) as response:
            yield response

    def patiently(self, attempt: Callable[[], T], here: Callable[[], int] = int) -> T:
        """Return what `attempt` returns, trying again after what may pass.

        It ends: the tries are counted anew only when `MUCH` more is `here` than ever before.
        A server that never answered is not waited for, since then it is our network that is missing.
        """
        patience = self.network.patience
        furthest, tries = here(), 0
        while True:
            try:
                return attempt()
            except faults.Passing as fault:
                if here() >= furthest + MUCH:
                    furthest, tries = here(), 0
                if tries == len(patience.waits) or (fault.is_unconnected and not self._has_answered):
                    raise fault.error from fault
                self.course.wait(min(fault.after or patience.waits[tries], patience.longest), fault.error.message)
                tries += 1

    def _make_client(self) -> httpx2.Client:
        """Return a client that asks only where it may, through the proxy that the environment or the person names.

        The library takes the system's certificates by itself (truststore, or OpenSSL's own places), or `SSL_CERT_FILE`.
        """
        import httpx2

        has_proxy = bool(urllib.request.getproxies_environment().keys() - {"no"})
        try:
            return httpx2.Client(
                proxy=None if has_proxy else self.network.proxy or None,
                timeout=self.network.patience.silence,
                follow_redirects=True,
                max_redirects=MOST_REDIRECTS,
                event_hooks={"request": [self._look], "response": [self._heard]},
                headers={"User-Agent": f"souffleur/{__version__}", "Accept-Encoding": "identity"},
            )
        except (ValueError, ImportError, httpx2.InvalidURL) as error:
            raise EnvironmentFault(
                _("The proxy of this computer or in the settings cannot be used."),
                hint=_("It looks like http://proxy.example:3128. Check it in the settings."),
                details=str(error),
            ) from error

    def _look(self, request: httpx2.Request) -> None:
        """Let no request out, a redirected one neither, to where it may not go."""
        self.network.check(str(request.url))

    def _heard(self, response: httpx2.Response) -> None:
        self._has_answered = True
