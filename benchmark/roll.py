"""The roll of a session under xdist: which selected tests never ended.

The controller collects no tests. Workers report what they selected; tests that they did not reach are collected here.
"""

from collections.abc import Iterator
from typing import Any

import pytest

CRASHED = "the worker that ran it died"
UNREACHED = "the worker that was to run it died"
ENDED = "the session ended before this was judged"


class Roll:
    """A plugin of the controller: notes which tests were selected, which ended and which crashed."""

    def __init__(self) -> None:
        self._selected: dict[str, None] = {}
        self._ended: set[str] = set()
        self._crashed: set[str] = set()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Notes what a worker selected, which is the same for all."""
        self._selected |= dict.fromkeys(ids)

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """Notes a test whose worker died."""
        self._crashed.add(crashitem)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes a test that ended."""
        if report.when == "teardown":
            self._ended.add(report.nodeid)

    def absent(self, session: pytest.Session) -> dict[pytest.Function, str]:
        """Each selected test that did not end, and why."""
        missing = [name for name in self._selected if name not in self._ended or name in self._crashed]
        files = dict.fromkeys(name.partition("::")[0] for name in missing)
        items = {item.nodeid: item for file in files for item in _items(_module(session, file))}
        return {items[name]: self._reason(name, session) for name in missing if name in items}

    def _reason(self, name: str, session: pytest.Session) -> str:
        if name in self._crashed:
            return CRASHED
        whole = session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
        return UNREACHED if whole else ENDED


def _module(session: pytest.Session, file: str) -> pytest.Module:
    """The file that tests' ids name: relative to the root, or to an argument outside it."""
    config = session.config
    named = [config.invocation_params.dir / argument.partition("::")[0] for argument in config.args]
    places = [config.rootpath, *named, *(place.parent for place in named)]
    path = next((place / file for place in places if (place / file).is_file()), config.rootpath / file)
    module: pytest.Module = pytest.Module.from_parent(session, path=path, nodeid=file)
    return module


def _items(collector: Any) -> Iterator[pytest.Function]:  # noqa: ANN401  a module or class
    for node in collector.collect():
        if isinstance(node, pytest.Function):
            yield node
        elif isinstance(node, pytest.Collector):
            yield from _items(node)
