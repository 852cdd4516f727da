"""The rehearsal is the seed's experiment at its size, with texts of its lengths, and nothing of its data."""

import statistics
from pathlib import Path

import pytest
from transformers import AutoTokenizer

from benchmark.speed.rehearsal import SEED, main, write
from fixtures.data.dataset import load
from fixtures.models import architecture
from fixtures.profile import profile

ROWS = {"train": (300, 1), "validation": (10, 1), "test": (10, 3)}


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile, of fewer rows."""
    return write(tmp_path_factory.mktemp("rehearsal") / "new", ROWS)


def test_profile_is_the_seeds(rehearsal: Path) -> None:
    """All but model, dataset and what others measured."""
    own, seeds = profile.read(rehearsal), profile.read(SEED)
    assert own.model.weights == "random"
    for part in ("requires", "prompt", "training", "generation", "scoring", "methods", "expect"):
        assert getattr(own, part) == getattr(seeds, part), part
    assert not own.published


def test_architecture_has_full_size(rehearsal: Path) -> None:
    """Head of its own included."""
    model = architecture.read(str(rehearsal.parent / "model")).build()
    assert model.num_parameters() == 247_577_856


def test_texts_have_the_lengths(rehearsal: Path) -> None:
    """Their medians in tokens, as they are measured in DialogSum; three references a test example."""
    rows = load(profile.read(rehearsal).dataset)
    assert [len(example.references) for example in rows.examples] == [3] * 10
    tokenizer = AutoTokenizer.from_pretrained(rehearsal.parent / "model")
    examples, predictions = (
        statistics.median(len(ids) for ids in tokenizer([getattr(row, column) for row in rows.train])["input_ids"])
        for column in ("source", "target")
    )
    assert examples == pytest.approx(212, rel=0.15)
    assert predictions == pytest.approx(36, rel=0.15)


def test_a_folder_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written into it."""
    assert main([str(tmp_path)]) == 4
    assert "is there already" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
