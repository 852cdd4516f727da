"""The study of the gate trains what nobody else may take for a run of the profile."""

from pathlib import Path

import pytest

from benchmark.gate.calibration import planted_regression, recording
from fixtures.profile.profile import read
from fixtures.store.store import default_root


def test_the_study_remembers_its_trainings_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Below the folder of all others, where ``--store`` does not look."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    experiment = planted_regression._experiment(read(recording.POCKET))  # noqa: SLF001  what it trains with
    assert experiment.store.root == recording.store().root
    assert default_root() in experiment.store.root.parents
