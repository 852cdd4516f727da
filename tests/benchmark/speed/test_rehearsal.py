"""The rehearsal has the size and text lengths of the notebook's experiment, and none of its data."""

import statistics
from pathlib import Path

import pytest
from transformers import AutoTokenizer

from benchmark.speed.rehearsal import NOTEBOOK, main, write
from fixtures.data.dataset import load
from fixtures.models import architecture
from fixtures.profile import profile

ROWS = {"train": (300, 1), "validation": (10, 1), "test": (10, 3)}


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile, of fewer rows."""
    return write(tmp_path_factory.mktemp("rehearsal") / "new", ROWS)


def test_profile_is_the_notebooks(rehearsal: Path) -> None:
    """Apart from model, dataset and published figures."""
    own, original = profile.read(rehearsal), profile.read(NOTEBOOK)
    assert own.model.weights == "random"
    for part in ("requires", "prompt", "training", "generation", "scoring", "methods", "expect"):
        assert getattr(own, part) == getattr(original, part), part
    assert not own.published


def test_architecture_has_full_size(rehearsal: Path) -> None:
    """Its untied head included."""
    model = architecture.read(str(rehearsal.parent / "model")).build()
    assert model.num_parameters() == 247_577_856


def test_texts_have_the_lengths(rehearsal: Path) -> None:
    """Medians in tokens as measured in DialogSum; three references for each test example."""
    rows = load(profile.read(rehearsal).dataset)
    assert [len(example.references) for example in rows.examples] == [3] * 10
    tokenizer = AutoTokenizer.from_pretrained(rehearsal.parent / "model")
    sources, targets = (
        statistics.median(len(ids) for ids in tokenizer([getattr(row, column) for row in rows.train])["input_ids"])
        for column in ("source", "target")
    )
    assert sources == pytest.approx(212, rel=0.15)
    assert targets == pytest.approx(36, rel=0.15)


def test_tiny_llama_is_of_the_pocket_model_s_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On its dataset, with random weights, and small enough to be raced on a CPU."""
    assert main([str(tmp_path / "new"), "--model", "tiny-llama"]) == 0
    file = tmp_path / "new/tiny-llama.toml"
    assert str(file) in capsys.readouterr().out
    own = profile.read(file)
    assert own.model.weights == "random"
    assert len(load(own.dataset).examples) == 50
    assert 1_500_000 < architecture.read(str(tmp_path / "new/model")).build().num_parameters() < 1_700_000


def test_an_existing_folder_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written into it."""
    assert main([str(tmp_path)]) == 4
    assert "exists already" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
