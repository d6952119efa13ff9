"""A hub of models on this computer that does wrong what servers and networks do wrong, when told so.

It speaks the protocol of the Hugging Face hub and has the practice model.  `python tests/packs/hub_server.py` lets one
try the window by hand.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

from studio import paths
from studio.model.pack import Offer, PackFile, PackKind

REPOSITORY = "souffleur/whisper-practice"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE = ("model.bin",)
"""What the hub keeps beside git, and knows the SHA-256 of."""


CHUNK = 1 << 16
BREATH = 0.01  # seconds between two pieces of a slow answer

Kind = Literal["cut", "stall", "slow", "flip", "longer", "shorter", "unsized", "no ranges", "status", "loop"]


@dataclass
class Fault:
    """What goes wrong with files whose path ends in `path`, `times` times (-1: always).

    `at` is the byte of this answer at which it is cut or stalls, the byte of the file that is flipped, how many bytes
    it is too long or too short, or how many come at once when it is slow.
    """

    path: str
    kind: Kind
    at: int = 0
    times: int = 1
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """One line of the log: what was asked for, from which byte on it was sent, and how many bytes went out."""

    path: str
    status: int
    start: int = 0
    sent: int = 0


class FaultyServer:
    """Serves `files` by path on 127.0.0.1; `log` is what it answered, `faults` what it is to do wrong."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.faults: list[Fault] = []
        self.headers: dict[str, str] = {}  # of every file
        self.log: list[Answer] = []
        self.busy = threading.Condition()  # notified with each line of the log
        self.stalled = threading.Event()  # somebody waits for bytes that do not come
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def sent(self, path: str) -> list[Answer]:
        """Return the answers with bytes of the file whose path ends in `path`."""
        return [answer for answer in self.log if answer.path.endswith(path) and answer.status in (200, 206)]

    def respond(self, request: Request, path: str) -> None:
        """Answer a request; servers that are more than files begin here."""
        if path in self.files:
            request.give(self.files[path], path, self.headers)
        else:
            request.refuse(404, path)

    def fault(self, path: str) -> Fault | None:
        """Return what is to go wrong this time."""
        with self.busy:
            for fault in self.faults:
                if path.endswith(fault.path) and fault.times:
                    fault.times -= 1
                    return fault
        return None

    def note(self, answer: Answer) -> None:
        with self.busy:
            self.log.append(answer)
            self.busy.notify_all()

    def _handler(self) -> type[Request]:
        return type("Bound", (Request,), {"owner": self})


class Request(BaseHTTPRequestHandler):
    """One connection."""

    owner: FaultyServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the log is a list."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        with contextlib.suppress(ConnectionError, TimeoutError):
            self.owner.respond(self, path)

    def refuse(self, status: int, path: str, headers: Mapping[str, str] | None = None) -> None:
        """Answer without anything."""
        self.owner.note(Answer(path, status))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def give(self, content: bytes, path: str, headers: Mapping[str, str] | None = None) -> None:
        """Answer with a file, or with the part of it that was asked for, or with what goes wrong."""
        fault = self.owner.fault(path) or Fault(path, "cut", len(content) + 1)
        if fault.kind == "status":
            self.refuse(fault.status, path, fault.headers)
            return
        if fault.kind == "loop":
            self.refuse(302, path, {"Location": self.path})
            return
        content = _damaged(content, fault)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        start = self._start(tag) if fault.kind != "no ranges" else 0
        if start > len(content) or (start and start == len(content)):
            self.refuse(416, path, {"Content-Range": f"bytes */{len(content)}"})
            return
        self.send_response(206 if start else 200)
        for name, value in {"ETag": tag, "Accept-Ranges": "bytes", **(headers or {})}.items():
            self.send_header(name, value)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if fault.kind == "unsized":
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if self.command == "GET":
            self._send(content[start:], path, start, fault)

    def _start(self, tag: str) -> int:
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes=") or self.headers.get("If-Range", tag) != tag:
            return 0
        return int(asked.removeprefix("bytes=").rstrip("-"))

    def _send(self, body: bytes, path: str, start: int, fault: Fault) -> None:
        end = min(fault.at, len(body)) if fault.kind in ("cut", "stall") else len(body)
        piece = fault.at if fault.kind == "slow" else CHUNK
        sent = 0
        try:
            while sent < end:
                self.wfile.write(body[sent : min(end, sent + piece)])
                sent = min(end, sent + piece)
                if fault.kind == "slow" and self.owner.over.wait(BREATH):
                    return
        finally:
            self.owner.note(Answer(path, 206 if start else 200, start, sent))
        if fault.kind == "stall":
            self.owner.stalled.set()
            self.owner.over.wait()
        if end < len(body):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)


def _damaged(content: bytes, fault: Fault) -> bytes:
    """Return a file as a faulty server has it."""
    if fault.kind == "flip":
        return content[: fault.at] + bytes([content[fault.at] ^ 1]) + content[fault.at + 1 :]
    if fault.kind == "longer":
        return content + bytes(fault.at)
    if fault.kind == "shorter":
        return content[: -fault.at]
    return content


def practice_files() -> dict[str, bytes]:
    """Return the files of the practice model, and one that nobody needs."""
    folder = paths.practice() / "whisper-practice"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} | {"README.md": b"# A model\n"}


def practice_offer(*, pinned: bool = True, known: bool = True, id: str = "practice") -> Offer:
    """Return the practice model as a catalogue would offer it; `known`: with sizes and SHA-256."""
    needed = {name: content for name, content in practice_files().items() if name != "README.md"}
    files = tuple(PackFile(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in needed.items())
    return Offer(
        id=id,
        kind=PackKind.SPEECH,
        name="Practice model",
        languages=("de", "nl", "en"),
        licence="Apache-2.0",
        size=sum(file.size for file in files),
        repository=REPOSITORY,
        commit=COMMIT if pinned else "",
        files=files if known else (),
        practice=True,
    )


def written(offers: Iterable[Offer]) -> str:
    """Return what a catalogue says of models and packages: the content of a file that SOUFFLEUR_CATALOGUE names."""
    return "\n".join(map(_written, offers))


def _written(offer: Offer) -> str:
    files = (
        f"{{ name = {json.dumps(file.name)}, size = {file.size}, sha256 = {json.dumps(file.sha256)} }}"
        for file in offer.files
    )
    hub = f'role = "{offer.role}"\nrepository = "{offer.repository}"\ncommit = "{offer.commit}"'
    return f"""
        [[offer]]
        kind = "{offer.kind}"
        id = "{offer.id}"
        name = "{offer.name}"
        practice = {json.dumps(offer.practice)}
        languages = {json.dumps(offer.languages)}
        licence = "{offer.licence}"
        {hub if offer.repository else f"addresses = {json.dumps(offer.addresses)}"}
        files = [{", ".join(files)}]
        good_at = "Trying."
        weak_at = "All else."
        origin = "Made for this."
        sources = ["the files themselves"]
    """


class HubServer(FaultyServer):
    """Serves one repository at one commit; `siblings` is what it says of the files."""

    def __init__(self, content: Mapping[str, bytes] | None = None, *, files: Mapping[str, bytes] | None = None) -> None:
        self.content = dict(practice_files() if content is None else content)
        self.siblings = [_sibling(name, each) for name, each in self.content.items()]
        super().__init__(files or {})

    def respond(self, request: Request, path: str) -> None:
        """Answer as the hub does: its interface, files, and large files by way of another place."""
        for kind in ("revision", "tree"):
            prefix = f"/api/models/{REPOSITORY}/{kind}/"
            if path.startswith(prefix):
                self._list(request, path, path.removeprefix(prefix).strip("/"))
                return
        prefix = f"/{REPOSITORY}/resolve/"
        if path.startswith("/cdn/"):
            name = path.rpartition("/")[2]
            request.give(self.content[name], path)
        elif path.startswith(prefix):
            revision, _slash, name = path.removeprefix(prefix).partition("/")
            self._resolve(request, path, revision, name)
        elif path in self.files:
            super().respond(request, path)
        else:
            request.refuse(404, path, {"X-Error-Code": "RepoNotFound"})

    def _list(self, request: Request, path: str, revision: str) -> None:
        if revision not in (COMMIT, "main"):
            request.refuse(404, path, {"X-Error-Code": "RevisionNotFound"})
            return
        tree = [
            {"type": "file", "path": each["rfilename"], "size": each["size"], "oid": each.get("blobId")}
            | ({"lfs": {**each["lfs"], "oid": each["lfs"]["sha256"]}} if "lfs" in each else {})
            for each in self.siblings
        ]
        info = {"id": REPOSITORY, "modelId": REPOSITORY, "sha": COMMIT, "tags": [], "siblings": self.siblings}
        answer = json.dumps(tree if "/tree/" in path else info).encode()
        request.give(answer, path, {"Content-Type": "application/json"})

    def _resolve(self, request: Request, path: str, revision: str, name: str) -> None:
        if revision not in (COMMIT, "main") or name not in self.content:
            request.refuse(404, path, {"X-Error-Code": "EntryNotFound"})
            return
        content = self.content[name]
        headers = {"X-Repo-Commit": COMMIT}
        if name not in LARGE:
            request.give(content, path, headers)
            return
        digest = hashlib.sha256(content).hexdigest()
        headers |= {"X-Linked-Etag": f'"{digest}"', "X-Linked-Size": str(len(content))}
        request.refuse(302, path, {**headers, "Location": f"/cdn/{digest}/{name}"})


def _sibling(name: str, content: bytes) -> dict[str, object]:
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    about: dict[str, object] = {"rfilename": name, "size": len(content), "blobId": blob}
    if name in LARGE:
        about["lfs"] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "pointerSize": 134}
    return about


def main() -> None:
    """Serve the practice model and packages slowly, and say how to fetch them."""
    packages = {f"/v1/{path.name}": path.read_bytes() for path in paths.practice().glob("*.argosmodel")}
    with HubServer(files=packages) as server:
        for path in ("model.bin", ".argosmodel"):
            server.faults.append(Fault(path, "slow", at=CHUNK // 16, times=-1))
        sys.stdout.write(f"export SOUFFLEUR_HUB={server.address}\n")
        sys.stdout.write(f"repository {REPOSITORY}, commit {COMMIT}; packages: {server.address}/v1/…\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
