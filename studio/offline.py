"""Offline by construction: a process that has called `forbid` opens no socket that leads out of this computer.

An audit hook (PEP 578) sees each socket that Python code is about to open, its libraries' included, and refuses it with
a `Defect` that names who tried.  It cannot be taken away again.  Pipes and Unix sockets go on: workers, the desktop
and the screen reader speak through them.  What C libraries do on their own no hook sees; for that there is
`tests/flows/test_no_network.py`, where the kernel watches.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import FrameType

from studio.errors import Defect
from studio.i18n import _

OPENS = "socket.__new__"
TALKS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
ASKS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "socket.sethostname"}
)
"""Looking a name up is asking a server."""

WATCHED = TALKS | ASKS | {OPENS}

_log = logging.getLogger(__name__)
_is_forbidden = False


def forbid() -> None:
    """Refuse all further sockets of this process but Unix sockets, until it ends; a second call changes nothing."""
    global _is_forbidden
    if _is_forbidden:
        return
    _is_forbidden = True
    _seem_without_ipv6()
    inside = _families_inside()
    watched = WATCHED

    def hook(event: str, values: tuple[object, ...]) -> None:
        if event in watched and not _stays_inside(event, values, inside):  # all that other events ever cost
            raise refusal(sys._getframe(1))

    sys.addaudithook(hook)


def is_forbidden() -> bool:
    """Say whether this process has given up the network."""
    return _is_forbidden


def refusal(frame: FrameType) -> Defect:
    """Return the error for whoever tried in `frame`, and note it in the log: a library might swallow it."""
    who = _culprit(frame)
    _log.error("%s tried to use the network and was refused", who)
    return Defect(
        _("“{who}” tried to use the network. Souffleur did not allow it.").format(who=who),
        hint=_("Nothing was sent. Please report it with the details."),
        details="".join(traceback.format_stack(frame)),
    )


def _families_inside() -> frozenset[int]:
    """Return the kinds of sockets that end in this computer; -1 is one that was handed over ready-made."""
    import _socket  # `socket` itself takes as long to load as this whole module

    return frozenset({-1, getattr(_socket, "AF_UNIX", -1)})  # Windows' Python has none


def _seem_without_ipv6() -> None:
    """Say so to libraries that try it out when they are loaded (urllib3): a false alarm else."""
    import _socket

    vars(_socket)["has_ipv6"] = False
    if "socket" in sys.modules:  # it took the value over when it was loaded
        vars(sys.modules["socket"])["has_ipv6"] = False


def _stays_inside(event: str, values: tuple[object, ...], inside: frozenset[int]) -> bool:
    if event == OPENS:
        return values[1] in inside
    return event in TALKS and getattr(values[0], "family", None) in inside


def _culprit(frame: FrameType) -> str:
    """Return the name of the innermost module that is not Python's own."""
    at: FrameType | None = frame
    names = []
    while at is not None:
        names.append(str(at.f_globals.get("__name__", "?")))
        at = at.f_back
    return next((name for name in names if name.split(".")[0] not in sys.stdlib_module_names), names[0])
