"""Tasks for a worker that try to get out."""

from __future__ import annotations

import contextlib
import os
import socket

from studio.model.progress import Report


def open_socket(report: Report) -> str:
    """Open an internet socket, and close it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        return "open"


def look_up(report: Report) -> str:
    """Look up a name that needs no server."""
    with contextlib.suppress(OSError):  # what libraries do where there is no network
        socket.getaddrinfo("127.0.0.1", 80)
    return "looked up"


def settings_of_libraries(report: Report) -> dict[str, str]:
    """Return what the libraries of this process look at."""
    return dict(os.environ)
