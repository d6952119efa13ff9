"""Run a command while the kernel refuses its internet sockets, and note who asked for one.

python tests/flows/no_internet.py REPORT COMMAND…

A seccomp filter, which all processes the command starts inherit, stops each `socket()` for another family than those
inside the computer, whoever calls it: Python, Qt, ffmpeg, a C library.  It is refused (EPERM), and a line with
the family and the process goes into REPORT.  An io_uring, the other way to a socket, is not to be had.  Linux on
x86-64 and ARM64; it ends with UNAVAILABLE where the kernel has no such filter, else as the command did.
"""

from __future__ import annotations

import array
import ctypes
import errno
import fcntl
import os
import platform
import select
import socket
import struct
import sys
from pathlib import Path

UNAVAILABLE = 77

CALLS = {"x86_64": (0xC000003E, 41, 317), "aarch64": (0xC00000B7, 198, 277)}
"""The name that a machine's kernel has for itself, and its numbers of `socket` and `seccomp`."""

IO_URING_SETUP = 425
X32 = 0x40000000  # the bit of x86-64's second table of calls, which would be another way to `socket`
INSIDE = (socket.AF_UNIX, 16)  # and netlink, by which a process asks its own kernel

NO_NEW_PRIVILEGES = 38
SET_FILTER, NEW_LISTENER = 1, 8
ALLOW, ASK, REFUSE, KILL = 0x7FFF0000, 0x7FC00000, 0x00050000, 0x80000000
RECEIVE, ANSWER = 0xC0502100, 0xC0182101

LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE, FIRST_VALUE = 0, 4, 16


def main(report: Path, command: list[str]) -> int:
    """Run the command and return its exit code once it and all it started are gone."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            socket.send_fds(theirs, [b"!"], [forbid()])
            os.execvp(command[0], command)
        except OSError as error:
            sys.stderr.write(f"{error}\n")
        os._exit(UNAVAILABLE)
    theirs.close()
    _byte, listeners, _flags, _address = socket.recv_fds(ours, 1, 1)
    if listeners:
        watch(listeners[0], report)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def forbid() -> int:
    """Put the filter on this process and return the file on which the kernel asks."""
    libc = ctypes.CDLL(None, use_errno=True)
    if platform.machine() not in CALLS:
        raise OSError(errno.ENOSYS, "not a machine whose calls are known here")
    architecture, socket_call, seccomp_call = CALLS[platform.machine()]
    written = b"".join(struct.pack("HBBI", *step) for step in steps(architecture, socket_call))
    kept = ctypes.create_string_buffer(written)
    program = struct.pack("HxxxxxxQ", len(written) // 8, ctypes.addressof(kept))
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    listener = int(libc.syscall(seccomp_call, SET_FILTER, NEW_LISTENER, program))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "the kernel takes no such filter")
    return listener


def steps(architecture: int, socket_call: int) -> list[tuple[int, int, int, int]]:
    """Return the filter as a program for the kernel's packet filter: what to do, how far to jump if so and if not."""
    return [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, REFUSE | errno.ENOSYS),
        (EQUAL, 0, 1, IO_URING_SETUP),
        (RETURN, 0, 0, REFUSE | errno.ENOSYS),
        (EQUAL, 1, 0, socket_call),
        (RETURN, 0, 0, ALLOW),
        (LOAD, 0, 0, FIRST_VALUE),
        (EQUAL, 2, 0, INSIDE[0]),
        (EQUAL, 1, 0, INSIDE[1]),
        (RETURN, 0, 0, ASK),
        (RETURN, 0, 0, ALLOW),
    ]


def watch(listener: int, report: Path) -> None:
    """Refuse and note what the kernel asks about, until nobody is left who could."""
    waiting = select.poll()
    waiting.register(listener, select.POLLIN)
    while True:
        for _file, events in waiting.poll():
            if not events & select.POLLIN:
                return
            asked = array.array("B", bytes(80))
            try:
                fcntl.ioctl(listener, RECEIVE, asked)
                number, process = struct.unpack_from("QI", asked)
                (family,) = struct.unpack_from("Q", asked, 32)
                note(report, process, family)
                fcntl.ioctl(listener, ANSWER, array.array("B", struct.pack("QqiI", number, 0, -errno.EPERM, 0)))
            except FileNotFoundError:  # it was killed meanwhile
                continue


def note(report: Path, process: int, family: int) -> None:
    """Write down who asked for a socket."""
    words = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    with report.open("a") as stream:
        stream.write(f"family {family} by {process} ({words.strip()})\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
