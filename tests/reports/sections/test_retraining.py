"""Tests of `reports.sections.retraining`."""

from reports.sections.retraining import retraining
from tests.reports.conftest import make_record, make_runs, make_training


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
    assert found.rows == (("lora", "42, 7", "0.500, 0.520", "1.41"),)


def test_one_seed_has_no_spread() -> None:
    """No table then, and none without quality."""
    assert retraining(make_record()) is None
