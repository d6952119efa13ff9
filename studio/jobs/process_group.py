"""A worker process with all it started (ffmpeg, too), as one thing that ends together.

POSIX: the worker leads a session of its own, and its process group is killed.
Windows: a job object that kills what is in it, also when the program that holds it is gone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from multiprocessing.context import SpawnProcess

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def lead() -> None:
        """Do nothing: on Windows the parent puts the worker into a job object."""

    def kill_own() -> None:
        """End this process; the job object ends its children when the parent's handle is gone."""
        os.kill(os.getpid(), signal.SIGTERM)

    class ProcessGroup:
        """A started worker process and all its descendants."""

        def __init__(self, process: SpawnProcess, memory: int = 0) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._job = wintypes.HANDLE(self._kernel.CreateJobObjectW(None, None))
            limits = _ExtendedLimits()
            limits.basic.flags = _KILL_ON_CLOSE | (_PROCESS_MEMORY if memory else 0)
            limits.memory[0] = memory
            size = ctypes.sizeof(limits)
            self._kernel.SetInformationJobObject(self._job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
            self._kernel.AssignProcessToJobObject(self._job, wintypes.HANDLE(process.sentinel))

        def kill(self) -> None:
            """End the worker and its descendants at once; harmless when they are gone."""
            self._kernel.TerminateJobObject(self._job, 1)

        def __del__(self) -> None:
            self._kernel.CloseHandle(self._job)

    _EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
    _KILL_ON_CLOSE = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
    _PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY: the first of the four figures of memory

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER),
            ("job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io_counters", ctypes.c_ulonglong * 6),
            ("memory", ctypes.c_size_t * 4),
        )

else:

    def lead() -> None:
        """Make this process the leader of its own session: Ctrl+C in the terminal does not reach it."""
        os.setsid()

    def kill_own() -> None:
        """End this process and all that it started."""
        os.killpg(os.getpgrp(), signal.SIGKILL)

    class ProcessGroup:
        """A started worker process and all its descendants."""

        def __init__(self, process: SpawnProcess, memory: int = 0) -> None:
            self._process = process  # which holds itself to its memory, see `bounds`
            self._id = process.ident

        def kill(self) -> None:
            """End the worker and its descendants at once; harmless when they are gone."""
            if self._id is None:
                return
            # No such group: the worker has not come to lead() yet, so it has no children either.
            # Not permitted: macOS says so of a group in which only zombies are left.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._id, signal.SIGKILL)
            self._process.kill()
