"""As much of the Hugging Face Hub's HTTP interface as a download or an upload needs, and ways to fail."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from tests import uploads
from tests.hub import STRANGERS_TOKEN, TOKEN, Hub, Repository, etag, large

_SILENCE = 60.0
"""Seconds until a silent hub gives up, if nobody has before."""

_PAUSE = 0.05
"""Seconds between two bytes that trickle."""


@contextmanager
def serve(*repositories: Repository) -> Iterator[Hub]:
    """A hub that answers until the block ends."""
    hub = Hub(list(repositories))
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    # the hub's storage has another name than the hub, so that tokens stay away from it
    hub.url, hub.storage = (f"http://{host}:{server.server_port}" for host in ("127.0.0.1", "localhost"))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.released.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers one request and closes the connection."""

    hub: ClassVar[Hub]

    def do_GET(self) -> None:
        """Listings and contents."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if self._fails():
            return
        for repository in self.hub.repositories:
            kind = "" if repository.path.startswith("datasets/") else "models/"
            areas = {"api": f"api/{kind}{repository.path}/", "storage": f"storage/{repository.path}/"}
            for area, prefix in {**areas, "resolve": f"{repository.path}/resolve/"}.items():
                if path.startswith(prefix):
                    self._route(repository, area, path.removeprefix(prefix))
                    return
        self._refuse(HTTPStatus.NOT_FOUND if self._token else HTTPStatus.UNAUTHORIZED, "RepoNotFound")

    def do_HEAD(self) -> None:
        """The same without the content."""
        self.do_GET()

    def do_POST(self) -> None:
        """A repository is made or added to, by whoever may write there."""
        if self._fails():
            return
        text = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self._token != TOKEN:
            self._refuse(HTTPStatus.FORBIDDEN, "", "This token may not write.")
            return
        answer = uploads.answer(self.hub, unquote(self.path), text)
        self._send(HTTPStatus.OK, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def do_PUT(self) -> None:
        """A large file goes into the storage."""
        self.hub.stored[self.path.rpartition("/")[2]] = self.rfile.read(int(self.headers["Content-Length"]))
        self._send(HTTPStatus.OK, b"", {})

    def _fails(self) -> bool:
        """Notes what is asked for; whether it gets no answer, or none of use."""
        self.hub.asked.append(f"{self.command} {self.path}")
        if silent := bool(self.hub.silent) and self.hub.silent in self.path:
            self.hub.released.wait(_SILENCE)
        if broken := bool(self.hub.broken) and self.hub.broken in self.path:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "")
        return silent or broken

    @property
    def _token(self) -> str:
        return (self.headers["Authorization"] or "").removeprefix("Bearer ")

    def _route(self, repository: Repository, area: str, rest: str) -> None:
        """``rest`` is a name in the storage, a question and a revision, or a revision and a name."""
        head, _, tail = rest.partition("/")
        if area == "storage" and self._token:
            self._refuse(HTTPStatus.BAD_REQUEST, "TokenLeaked")
        elif area == "storage":
            self._content(repository, rest)
        elif self._token not in {"", TOKEN, STRANGERS_TOKEN}:
            self._refuse(HTTPStatus.UNAUTHORIZED, "", "Invalid credentials in Authorization header")
        elif (tail if area == "api" else head) not in {repository.commit, "main"}:
            self._refuse(HTTPStatus.NOT_FOUND, "RevisionNotFound")
        elif area == "api":
            self._list(repository, head)
        else:
            self._resolve(repository, tail)

    def _list(self, repository: Repository, what: str) -> None:
        """All files, as a tree or within what is known of the repository."""
        entries = [repository.entry(name) for name in repository.files]
        name = repository.path.removeprefix("datasets/")
        answer = entries if what == "tree" else {"id": name, "sha": repository.commit, "siblings": entries}
        self._send(HTTPStatus.OK, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _resolve(self, repository: Repository, name: str) -> None:
        """Contents, of large files the place in the storage."""
        if repository.gated and self._token != TOKEN:
            status = HTTPStatus.FORBIDDEN if self._token else HTTPStatus.UNAUTHORIZED
            self._refuse(status, "GatedRepo", "Access is restricted.")
        elif large(name):
            content = repository.files[name]
            linked = {"X-Linked-Size": str(len(content)), "X-Linked-Etag": f'"{etag(content)}"'}
            place = {"Location": f"{self.hub.storage}/storage/{repository.path}/{name}"}
            self._send(HTTPStatus.FOUND, b"", {"X-Repo-Commit": repository.commit, **linked, **place})
        else:
            self._content(repository, name)

    def _content(self, repository: Repository, name: str) -> None:
        """A file or its rest, broken off in the middle if that is asked for."""
        content = repository.files[name]
        body = bytes([content[0] ^ 1]) + content[1:] if name == self.hub.flipped else content
        body = body[: len(body) // 2] if self.command == "GET" and name == self.hub.short else body
        start = int((self.headers["Range"] or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        status = HTTPStatus.PARTIAL_CONTENT if start else HTTPStatus.OK
        headers = {"X-Repo-Commit": repository.commit, "ETag": f'"{etag(content)}"', "Accept-Ranges": "bytes"}
        if start:
            self.hub.resumed.append(start)
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        breaks = self.command == "GET" and name == self.hub.cut and self.hub.cuts > 0
        self.hub.cuts -= breaks
        self._send(status, body[start:], headers, sent=max(0, len(content) // 2 - start) if breaks else None)

    def _refuse(self, status: HTTPStatus, code: str, message: str = "") -> None:
        headers = {"X-Error-Code": code, "X-Error-Message": message}
        self._send(status, b"{}", {key: value for key, value in headers.items() if value})

    def _send(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str], sent: int | None = None) -> None:
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.hub.trickling and self.hub.trickling in self.path:
            self._trickle(body)
        else:
            self.wfile.write(body[:sent])

    def _trickle(self, body: bytes) -> None:
        """Sends a byte at a time, as long as anybody reads them."""
        with suppress(OSError):
            for byte in body:
                self.wfile.write(bytes([byte]))
                if self.hub.released.wait(_PAUSE):
                    return

    def log_message(self, *_: object) -> None:
        """Nothing: `Hub.asked` has it."""
