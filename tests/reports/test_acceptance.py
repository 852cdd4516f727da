"""What is accepted, what forbids it, and that nothing else is lost by it."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from benchmark.gate.accepted import place, read
from benchmark.verdict import Outcome
from fixtures.errors import SetupError
from fixtures.profile import profile
from fixtures.profile.profile import Profile
from fixtures.results.run import BaseFiles
from reports.acceptance import accept
from reports.record import Record
from tests.reports.conftest import make_record, make_run, make_runs, make_verdict

CLEAN = {"commit": "0" * 40, "dirty": False}


@pytest.fixture
def tiny(write_profile: Callable[..., Path]) -> Profile:
    """The profile whose runs are accepted."""
    return profile.read(write_profile())


def clean(record: Record) -> Record:
    """The same from a checkout without changes."""
    return record.model_copy(update={"environment": record.environment.model_copy(update=CLEAN)})


def test_scores_signature_and_costs_are_kept(tiny: Profile) -> None:
    """Of each method, by example, rounded to a hundredth of a point."""
    runs = make_runs()
    assert accept(clean(make_record(runs)), tiny, anyway=False) == place(tiny)
    accepted = read(tiny)
    assert accepted
    assert set(accepted.methods) == {"zero-shot", "full", "lora"}
    full = accepted.methods["full"]
    assert full.signature == runs[1].scores.signature
    assert full.costs[0].seconds == 40.0
    assert full.losses == (1.0,)
    assert not accepted.methods["zero-shot"].losses, "it is not trained"
    names = tuple(prediction.example for prediction in runs[1].predictions)
    (scores,) = full.replicates("rouge1", names)
    assert scores == pytest.approx(runs[1].scores.by_example("rouge1"), abs=5e-5)


def test_methods_that_were_not_carried_out_stay(tiny: Profile) -> None:
    """A partial run replaces its own alone."""
    accept(clean(make_record(make_runs())), tiny, anyway=False)
    before = read(tiny)
    accept(clean(make_record([make_run("zero-shot", 0.3, 0, None)])), tiny, anyway=False)
    after = read(tiny)
    assert before
    assert after
    assert after.methods["full"] == before.methods["full"]
    assert after.methods["zero-shot"] != before.methods["zero-shot"]


def accept_each(tiny: Profile, methods: list[str], barrier: Path) -> None:
    """Accepts one method after the other, beginning when others do."""
    record = clean(make_record([make_run(method, 0.3, 0, None) for method in methods]))
    barrier.touch()
    while len(list(barrier.parent.iterdir())) < WRITERS:
        time.sleep(0.001)
    for run in record.runs:
        accept(record.model_copy(update={"runs": (run,)}), tiny, anyway=False)


WRITERS, EACH = 3, 12


def test_sessions_that_accept_at_once_lose_nothing(tiny: Profile, tmp_path: Path) -> None:
    """Each adds its own methods; the file is whole all the time, and nothing else is left beside it."""
    (tmp_path / "barrier").mkdir()
    with ProcessPoolExecutor(WRITERS, get_context("spawn")) as pool:
        done = [
            pool.submit(accept_each, tiny, [f"{n}-{i}" for i in range(EACH)], tmp_path / f"barrier/{n}")
            for n in range(WRITERS)
        ]
        while not all(each.done() for each in done):
            read(tiny)  # is never torn
        for each in done:
            each.result()
    accepted = read(tiny)
    assert accepted
    assert set(accepted.methods) == {f"{n}-{i}" for n in range(WRITERS) for i in range(EACH)}
    assert list(place(tiny).parent.iterdir()) == [place(tiny)]


def test_base_and_dataset_are_kept(tiny: Profile) -> None:
    """By the checksum of the model's files, and by the commits that the hub's names stood for."""
    base = BaseFiles(sha256="b" * 64, commit="c" * 40)
    runs = [run.model_copy(update={"base": base}) for run in make_runs()]
    accept(clean(make_record(runs).model_copy(update={"dataset_commit": "d" * 40})), tiny, anyway=False)
    accepted = read(tiny)
    assert accepted
    full = accepted.methods["full"]
    assert (full.base, full.dataset_commit) == (base, "d" * 40)
    assert not full.rebased(runs[1])
    assert full.rebased(runs[1].model_copy(update={"base": BaseFiles(sha256="e" * 64)}))


def test_missed_claim_forbids(tiny: Profile) -> None:
    """Unless anyway, which the file then says."""
    record = clean(make_record(make_runs(), [make_verdict(0.1)]))
    with pytest.raises(SetupError, match=r"missed: full reaches the expected rouge1.*--accept-anyway"):
        accept(record, tiny, anyway=False)
    assert read(tiny) is None
    accept(record, tiny, anyway=True)
    accepted = read(tiny)
    assert accepted
    assert accepted.methods["full"].anyway == ("missed: full reaches the expected rouge1.",)


def test_uncommitted_changes_forbid(tiny: Profile) -> None:
    """Nobody could make such a run again."""
    record = clean(make_record(make_runs()))
    dirty = record.model_copy(update={"environment": record.environment.model_copy(update={"dirty": True})})
    with pytest.raises(SetupError, match="uncommitted changes"):
        accept(dirty, tiny, anyway=False)


def test_without_quality_there_is_nothing_to_accept(tiny: Profile) -> None:
    """Random weights, say."""
    runs = [run.model_copy(update={"missing": {"quality": "the weights are random"}}) for run in make_runs()]
    with pytest.raises(SetupError, match="has nothing to accept"):
        accept(clean(make_record(runs)), tiny, anyway=True)


def test_file_that_cannot_be_written_is_named(tiny: Profile) -> None:
    """With the reason."""
    place(tiny).parent.write_text("in the way", encoding="utf-8")
    with pytest.raises(SetupError, match=r"tiny\.json: cannot be"):
        accept(clean(make_record(make_runs())), tiny, anyway=False)


def test_error_forbids(tiny: Profile) -> None:
    """What broke off was not judged."""
    broken = make_verdict(None, outcome=Outcome.ERROR, reason="KeyError: 'x'")
    with pytest.raises(SetupError, match=r"error: full reaches the expected rouge1.*--accept-anyway"):
        accept(clean(make_record(make_runs(), [broken])), tiny, anyway=False)
