"""Tests of `peft_bench.command`."""

from typing import NoReturn

import pytest

from peft_bench import command, profiles


def test_ctrl_c_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """In whatever a command does, and with pytest's exit code."""

    def stopped(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(profiles, "main", stopped)
    assert command.main(["profiles"]) == pytest.ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "peft-bench: stopped\n"
