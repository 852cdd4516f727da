"""Tests of `reports.charts.drawing`."""

import os
import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path
from typing import NoReturn

import pytest

from reports.charts import drawing
from reports.output import html, view
from tests.reports.conftest import MakeRecord


def spec(title: str) -> dict[str, object]:
    """A chart of nothing."""
    return {"title": title, "data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}


def test_each_chart_is_drawn() -> None:
    """Each future has the chart of its own specification."""
    asked = [drawing.svg(spec(f"chart {place}")) for place in range(3)]
    for place, drawn in enumerate(asked):
        assert drawn.result().startswith("<svg ")
        assert f">chart {place}<" in drawn.result()


def test_charts_are_drawn_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process finds the suite wherever it is called from."""
    monkeypatch.chdir(tmp_path)
    studio = drawing._Studio()  # noqa: SLF001  one that starts here
    assert studio.draw(spec("far away")).result(timeout=60).startswith("<svg ")
    studio.close()


def test_ctrl_c_is_not_for_the_process() -> None:
    """It would say so with a traceback: a terminal sends it to all processes of its foreground."""
    with drawing._begun() as process:  # noqa: SLF001  what a studio starts
        assert os.getpgid(process.pid) != os.getpgid(0)
        process.kill()


def test_stopped_session_waits_for_no_chart(
    new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Those that are not drawn yet fail."""
    drawn: list[Future[str]] = []

    def stopped(_: object) -> NoReturn:
        drawn.extend(drawing.svg(spec("never seen")) for _ in range(50))
        raise KeyboardInterrupt

    monkeypatch.setattr(view, "page", stopped)
    with pytest.raises(KeyboardInterrupt):
        html.show([new_record()], tmp_path)
    assert all(each.done() for each in drawn)
    assert drawn[-1].cancelled()


def test_what_cannot_be_drawn_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    """It does not hang, and the library's own words are seen."""
    studio = drawing._Studio()  # noqa: SLF001  one that may stop
    with pytest.raises(ChildProcessError, match="could not be drawn"):
        studio.draw({"mark": 5}).result(timeout=60)
    studio.close()
    assert "Error" in capfd.readouterr().err


def dying() -> subprocess.Popen[str]:
    """A process that dies over its first chart."""
    return subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_process_that_dies_costs_its_charts(new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says so in their place, and is otherwise complete."""
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "_begun", dying)
        studio = drawing._Studio()  # noqa: SLF001  one that dies
        patched.setattr(drawing, "_studio", lambda: studio)
        page = view.page([new_record()])
        text = html.text(page)
        studio.close()
    wrong = "Loss curves could not be shown: ChildProcessError: the charts could not be drawn: vl-convert stopped"
    assert wrong in text
    assert wrong in page.records[0].omissions.lines
    assert ">How this was made<" in text


def test_killed_process_is_replaced() -> None:
    """The next chart is drawn by another."""
    studio = drawing._Studio()  # noqa: SLF001  one that is killed
    assert studio._process  # noqa: SLF001
    studio._process.kill()  # noqa: SLF001
    studio._process.wait()  # noqa: SLF001
    assert studio.draw(spec("again")).result(timeout=60).startswith("<svg ")
    studio.close()


def test_a_library_that_is_absent_is_one_line(new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the fix, the process is started once, and nothing else is printed."""
    started: list[None] = []

    def without() -> subprocess.Popen[str]:
        started.append(None)
        program = f"import sys; sys.modules['vl_convert'] = None; from {drawing.__name__} import work; work()"
        return subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    with monkeypatch.context() as patched:
        patched.setattr(drawing, "_begun", without)
        studio = drawing._Studio()  # noqa: SLF001  one that cannot start
        patched.setattr(drawing, "_studio", lambda: studio)
        page = view.page([new_record()])
        text = html.text(page)
        studio.close()
    wrong = "charts: cannot be drawn: vl-convert cannot be imported; pip install vl-convert-python"
    assert page.records[0].omissions.lines == [wrong]
    assert page.records[0].omissions.missed.count(wrong) > 1
    assert wrong in text
    assert len(started) == 1
