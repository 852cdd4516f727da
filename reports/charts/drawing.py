"""Drawing: charts by Vega-Lite, in a process of its own.

The library takes most of a second to start and blocks its process. Meanwhile the rest of the report is made.
"""

import atexit
import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final

from fixtures.errors import SetupError

_NO_LIBRARY: Final = 3
"""The exit code of a process that cannot import the library: another one could not, either."""

_SUITE = Path(__file__).parents[2]  # where Python finds its packages
# Any first chart is slow.
_FIRST: Mapping[str, Any] = {"data": {"values": []}, "mark": "point"}


def start() -> None:
    """Starts the process, so that it is ready for the first chart."""
    _studio()


def stop() -> None:
    """Ends the process. Charts that are not drawn yet fail."""
    _studio().close()
    _studio.cache_clear()


def svg(spec: Mapping[str, Any]) -> Future[str]:
    """The future SVG of a Vega-Lite specification; of a `SetupError` where the library cannot be imported."""
    return _studio().draw(spec)


@cache
def _studio() -> "_Studio":
    studio = _Studio()
    atexit.register(studio.close)
    return studio


class _Studio:
    """The process, and a thread that exchanges one line of JSON for another with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = _begun()
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._cannot_start = False

    def draw(self, spec: Mapping[str, Any]) -> Future[str]:
        return self._thread.submit(self._exchange, json.dumps(spec))

    def close(self) -> None:
        if process := self._process:
            process.kill()  # it holds no state, and would be slow to exit; pending charts fail at once
        self._thread.shutdown(cancel_futures=True)
        self._end()

    def _exchange(self, line: str) -> str:
        if self._cannot_start:
            raise _undrawn()
        if self._process and self._process.poll() is not None:
            self._end()  # an earlier chart or a signal ended it; this chart may still succeed
        self._process = self._process or _begun()
        sent, received = self._process.stdin, self._process.stdout
        assert sent  # noqa: S101  both are pipes
        assert received  # noqa: S101
        try:
            sent.write(line + "\n")
            sent.flush()
            answer = received.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self._cannot_start = self._process.wait() == _NO_LIBRARY
            self._end()
            raise (
                _undrawn()
                if self._cannot_start
                else ChildProcessError("the charts could not be drawn: vl-convert stopped")
            )
        return str(json.loads(answer))

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()


def _undrawn() -> SetupError:
    return SetupError("charts", "cannot be drawn: vl-convert cannot be imported", "pip install vl-convert-python")


def _begun() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import work; work()"],
        cwd=_SUITE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C is for the session, which ends this process
    )


def work() -> None:
    """The loop of the process: a chart for each line."""
    try:
        import vl_convert
    except ImportError:
        sys.exit(_NO_LIBRARY)

    vl_convert.vegalite_to_svg(dict(_FIRST))
    for line in sys.stdin:
        print(json.dumps(vl_convert.vegalite_to_svg(json.loads(line))), flush=True)  # noqa: T201  the answer
