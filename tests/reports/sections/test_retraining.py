"""Tests of `reports.sections.retraining`."""

from benchmark.verdict import Evidence, Outcome
from fixtures.profile.expectations import Limits
from reports.sections.retraining import STOPPED, retraining
from tests.reports.conftest import make_record, make_runs, make_training, make_verdict


def test_spread_over_seeds() -> None:
    """Each seed's mean, and the standard deviation between them in points; methods of one seed have none."""
    zero_shot, full, lora = make_runs()
    seeds = {"rouge1": ((0.5,) * 6, (0.52,) * 6)}
    lora = lora.model_copy(
        update={
            "scores": lora.scores.model_copy(update={"by_seed": seeds}),
            "repeats": (make_training(31.0, 80_000, seed=7),),
        }
    )
    found = retraining(make_record([zero_shot, full, lora]))
    assert found
    assert found.rows == (("lora", "42, 7", "50.0, 52.0", "1.41"),)


def test_one_seed_has_no_spread() -> None:
    """No table then, and none without quality."""
    assert retraining(make_record()) is None


def test_seeds_until_decided_say_why_they_stopped() -> None:
    """A look has a lower level than the gate's alpha; of methods that nobody looked at there is nothing to say."""
    known = {"low": 0.1, "high": 1.0, "confidence": 0.95, "p_held": 0.001, "p_missed": 1.0, "spread": 0.8}
    look = Evidence.model_validate({**known, "alpha": 0.012, "examples": 6, "seeds": (5, 1)})
    facts = {"family": "lost", "limits": Limits(at_most=2), "evidence": look}
    told = make_verdict(0.5, method="lora", outcome=Outcome.HELD, **facts)
    unsure = make_verdict(0.6, method="full", outcome=Outcome.CANNOT_TELL, **facts)
    found = retraining(make_record(verdicts=[told, unsure]))
    assert found
    assert found.head[-1] == STOPPED
    assert [(row[0], row[-1]) for row in found.rows] == [
        ("full", "no more seeds were allowed: 1 of 1 claims cannot be told at a level of 1.2 %"),
        ("lora", "all 1 claims are told at a level of 1.2 %"),
    ]
