"""Tests of `reports.drawing`."""

from pathlib import Path

import pytest

from reports import drawing


def spec(title: str) -> dict[str, object]:
    """A chart of nothing."""
    return {"title": title, "data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}


def test_each_chart_is_drawn() -> None:
    """Whatever is asked for meanwhile, each is what was asked for."""
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


def test_what_cannot_be_drawn_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    """It does not hang, and the library's own words are seen."""
    studio = drawing._Studio()  # noqa: SLF001  one that may stop
    with pytest.raises(ChildProcessError, match="could not be drawn"):
        studio.draw({"mark": 5}).result(timeout=60)
    studio.close()
    assert "Error" in capfd.readouterr().err
