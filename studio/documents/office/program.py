"""LibreOffice, where it is installed: it shows office files as they will look.

It runs as a process of its own with an empty profile, in which macros never run and nothing is fetched from elsewhere;
references to places outside are taken out of the copy it is given.  Where it is missing, slow or fails, the program
goes on without it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from studio.documents.package import Package, dump
from studio.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

SUFFIXES = (".docx", ".docm", ".pptx", ".pptm", ".odt", ".odp")
PATIENCE = 60.0
"""Seconds; a flyer takes two or three."""

_PLACES = {
    "win32": (r"C:\Program Files\LibreOffice\program\soffice.exe",),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_OUTSIDE = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:|[/\\]|\.\.[/\\])")
_HREF = "{http://www.w3.org/1999/xlink}href"
_NODE = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
    "</item>"
)
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def found() -> Path | None:
    """Return where LibreOffice is on this computer, None where it is not.  Quick."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    places = (*((named,) if named else ()), *_PLACES.get(sys.platform, ()))
    return next((path for place in places if (path := Path(place)).is_file()), None)


def as_pdf(content: bytes, suffix: str) -> bytes | None:
    """Return an office file as the PDF that LibreOffice makes of it, None where it makes none in time."""
    program = found()
    if program is None or suffix.lower() not in SUFFIXES:
        return None
    with tempfile.TemporaryDirectory(prefix="souffleur-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"file{suffix.lower()}"
        source.write_bytes(_harmless(content, source))
        _furnish(folder / "profile")
        try:
            _run([str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_how(folder), str(source)])
            return (folder / "out" / "file.pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None


def _run(command: list[str]) -> None:
    """Run a program beside its last argument until it ends or patience does; what it started ends with it."""
    folder = Path(command[-1]).parent
    running = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running.wait(PATIENCE)
    finally:
        _end(running, folder)


def _end(running: subprocess.Popen[bytes], folder: Path) -> None:
    """End a program that still runs with all that it started: it has others do the work, which are not its children."""
    if running.poll() is not None:
        return
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(running.pid)]
        subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    running.kill()
    running.wait()
    for id in _told_of(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(id, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)


def _told_of(folder: Path) -> Iterator[int]:
    """Yield the processes that were told of a folder, where the system says so (Linux; elsewhere nobody is left)."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if os.fsencode(folder.name) in place.read_bytes():
                yield int(place.parent.name)


def _how(folder: Path) -> list[str]:
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    return [*quiet, "--convert-to", "pdf", "--outdir", str(folder / "out")]


def _furnish(profile: Path) -> None:
    """Write the settings of an empty profile."""
    items = "".join(_NODE.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    names = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {names}>{items}</oor:items>', "utf-8"
    )


def _harmless(content: bytes, place: Path) -> bytes:
    """Return a file without references to places outside, but for links that people click."""
    place.write_bytes(content)
    opened = Package(place)
    changed: dict[str, bytes] = {}
    unclear: set[str] = set()
    for name in opened.names:
        if name.endswith((".rels", ".xml")):
            try:
                root = opened.xml(name)
            except InputError:
                unclear.add(name)  # the program might make more of it
                continue
            if _blank_relations(root) if name.endswith(".rels") else _blank_references(root):
                changed[name] = dump(root)
    return opened.with_parts(changed, frozenset(unclear)) if changed or unclear else content


def _blank_relations(root: etree._Element) -> bool:
    """Have what a part refers to lead nowhere if it lies outside, but for links that people click."""
    found = [
        node
        for node in root.iter("{*}Relationship")
        if (node.get("TargetMode") == "External" or ":" in node.get("Target", ""))
        and not node.get("Type", "").endswith("/hyperlink")
    ]
    for node in found:
        node.set("Target", "about:blank")
    return bool(found)


def _blank_references(root: etree._Element) -> bool:
    """Have pictures and the like lead nowhere if they lie outside; links that people click stay."""
    found = [
        node
        for node in root.iter()
        if isinstance(node.tag, str) and not node.tag.endswith("}a") and _OUTSIDE.match(node.get(_HREF, ""))
    ]
    for node in found:
        node.set(_HREF, "")
    return bool(found)
