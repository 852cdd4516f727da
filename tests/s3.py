"""An S3-compatible server on loopback, moto's, and ways to fail."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from s3fs import S3FileSystem
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

BUCKET = "bucket"

_SETTINGS = {
    "ACCESS_KEY_ID": "us",
    "SECRET_ACCESS_KEY": "us",
    "DEFAULT_REGION": "us-east-1",
    "EC2_METADATA_DISABLED": "true",
    "MAX_ATTEMPTS": "1",
}


@dataclass
class S3:
    """What was asked for, as ``METHOD /path``, and what is wrong with the answers.

    ``fails`` says of each request whether it is answered with 500, or, where it is ``hung``, later than anybody waits.
    """

    app: Any
    url: str = ""
    asked: list[str] = field(default_factory=list)
    fails: Callable[[str], bool] = lambda _: False
    hung: bool = False

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401  of WSGI
        """Answers a request."""
        request = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        self.asked.append(request)
        if self.fails(request):
            if self.hung:
                time.sleep(3)
            return Response("broken", 500)(environ, start)
        answer: Iterable[bytes] = self.app(environ, start)
        return answer


class _Silent(WSGIRequestHandler):
    """Shows no requests."""

    def log(self, *_: object) -> None:
        """Nothing: `S3.asked` has it."""


@contextmanager
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3]:
    """A server with one bucket, which the libraries use until the block ends."""
    s3 = S3(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, s3, threaded=True, request_handler=_Silent)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    s3.url = f"http://127.0.0.1:{server.server_port}"
    for name, value in {"ENDPOINT_URL": s3.url, **_SETTINGS}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(S3FileSystem, "retries", 1)
    try:
        urlopen(Request(f"{s3.url}/moto-api/reset", method="POST")).close()  # noqa: S310  moto keeps what servers hold
        _make_bucket()
        yield s3
    finally:
        server.shutdown()
        server.server_close()


def _make_bucket() -> None:
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    client.close()
