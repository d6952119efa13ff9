"""LibreOffice, where it is installed: it shows office files as they will look.

It runs as a process of its own with an empty profile, in which macros never run and nothing is fetched from elsewhere;
references to places outside are taken out of the copy it is given.  Where it is missing, slow or fails, the program
goes on without it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from studio.documents.package import Package
from studio.errors import InputError

SUFFIXES = (".docx", ".docm", ".pptx", ".pptm", ".odt", ".odp")
PATIENCE = 60.0
"""Seconds; a flyer takes two or three."""

_PLACES = {
    "win32": (r"C:\Program Files\LibreOffice\program\soffice.exe",),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_OUTSIDE = re.compile(rb'(<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*/hyperlink")[^>]*Target=")[^"]*(")')
_LINKED = re.compile(
    rb'(<(?:draw:image|draw:object|text:section-source|draw:plugin)\b[^>]*xlink:href=")[a-z+]{2,}:[^"]*(")'
)
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
            subprocess.run(
                [str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", *_how(folder), str(source)],
                cwd=folder,
                env={**os.environ, "HOME": name, "SAL_USE_VCLPLUGIN": "svp"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
            return (folder / "out" / "file.pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None


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
    for name in opened.names:
        if name.endswith((".rels", ".xml")):
            try:
                before = opened.read(name)
            except InputError:
                continue
            after = _LINKED.sub(rb"\1\2", _OUTSIDE.sub(rb"\1about:blank\2", before))
            if after != before:
                changed[name] = after
    return opened.with_parts(changed) if changed else content
