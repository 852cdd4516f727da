"""Tests of `reports.analysis.claim`."""

from math import inf

import pytest

from benchmark.verdict import Evidence, Outcome
from fixtures.profile.expectations import Limits
from fixtures.scoring.metrics.scale import Scale
from reports.analysis.claim import claim
from tests.reports.conftest import MakeVerdict, scale_of

ROUGE1, CHRF = scale_of("rouge1"), scale_of("chrf")
MOOD = Scale(title="Mood", low=-1)


def evidence(low: float, high: float) -> Evidence:
    """An interval."""
    values = {"confidence": 0.95, "alpha": 0.05, "p_held": 0.2, "p_missed": 0.8, "spread": None}
    return Evidence.model_validate({"low": low, "high": high, "examples": 100, "seeds": (1,), **values})


SHOWN = [
    ("rouge1", ROUGE1, (0.73806, 0.70712, 0.76709), ("0.738 [.707, .767]", "0.038")),
    ("rouge1", MOOD, (-0.5, -0.6, -0.41), ("−0.500 [−0.600, −0.410]", "−1.200")),  # noqa: RUF001
    ("rouge1", CHRF, (61.03, 58.28, 63.5), ("61.0 [58.3, 63.5]", "60.3")),
    ("points", ROUGE1, (44.78, 41.33, 48.02), ("44.8 [41.3, 48.0]", "44.1")),
    ("of the gain", ROUGE1, (0.88371, 0.8342, 0.93558), ("0.884 [0.834, 0.936]", "0.184")),
    ("rouge1", ROUGE1, (0.7, -inf, inf), ("0.700 no interval", "0.000")),
]


@pytest.mark.parametrize(("unit", "scale", "observed", "shown"), SHOWN)
def test_evidence_has_the_digits_of_its_family(
    new_verdict: MakeVerdict, unit: str, scale: Scale, observed: tuple[float, float, float], shown: tuple[str, str]
) -> None:
    """A score as the report writes it, points to a tenth, and a share of a gain as a share."""
    value, low, high = observed
    found = claim(new_verdict(value, unit=unit, evidence=evidence(low, high)), 1, scale)
    assert (found.observed, found.slack) == shown


def test_what_decided_is_said_beside_where_the_limit_comes_from(new_verdict: MakeVerdict) -> None:
    """Neither hides the other."""
    limits = Limits(at_least=0.7, because="as measured")
    verdict = new_verdict(0.71, limits=limits, outcome=Outcome.CANNOT_TELL, reason="p 0.2", evidence=evidence(0.6, 0.8))
    assert claim(verdict, 1, ROUGE1).remark == "p 0.2; as measured"
