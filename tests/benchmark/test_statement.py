"""A claim is one sentence with its numbers, of every family and for every outcome."""

from typing import Any, get_args

import pytest

from benchmark.phrases import phrase
from benchmark.statement import About, expected, observed, own_statement, slack, statement, topic
from benchmark.verdict import Evidence, Outcome, Verdict
from fixtures.profile import expectations
from fixtures.profile.expectations import ALL, Limits
from fixtures.profile.families import FAMILIES, SCORE_FAMILIES
from fixtures.profile.nouns import Nouns
from fixtures.scoring.metrics import registry

ABOUT = About("zero-shot", "full", Nouns(noun="dialogue"), registry.scale("rouge1"))
AT_MOST, AT_LEAST, EXACTLY = Limits(at_most=1.5), Limits(at_least=0.85), Limits(exactly=1500)
QUANTITIES = {
    "dataset": expectations.DatasetQuantity,
    "forgetting": expectations.ForgettingQuantity,
    "changed": expectations.ChangedQuantity,
    "predictions": expectations.PredictionsQuantity,
    "parameters": expectations.ParameterQuantity,
    "saved": expectations.SavedQuantity,
    "cost": expectations.CostQuantity,
    "budget": expectations.BudgetQuantity,
    "grown": expectations.GrownQuantity,
}


def verdict(family: str, quantity: str, value: float | None, limits: Limits, **other: Any) -> Verdict:  # noqa: ANN401
    """A verdict on lora, held where the number is inside its limits."""
    known = {"claim": "a::b", "profile": "tiny", "method": "lora", "unit": "", "sentence": "It is so."}
    facts = {"family": family, "quantity": quantity, "observed": value, "limits": limits, "outcome": Outcome.HELD}
    return Verdict.model_validate({**known, **facts, **other})


def interval(low: float, high: float) -> dict[str, Evidence]:
    """Evidence with this interval."""
    known = {"confidence": 0.95, "alpha": 0.05, "p_held": 0.2, "p_missed": 0.8, "spread": None, "examples": 9}
    return {"evidence": Evidence.model_validate({"low": low, "high": high, "seeds": (1,), **known})}


SAID = [
    (verdict("dataset", "train_rows", 1500, EXACTLY, method=None), "Train rows: 1,500"),
    (
        verdict("dataset", "train_rows", 1499, EXACTLY, method=None, outcome=Outcome.MISSED),
        "Train rows: 1,499 (expected 1,500)",
    ),
    (verdict("dataset", "shared_examples", 0, Limits(at_most=2)), "Dialogues in two splits: 0 (limit 2)"),
    (verdict("score", "rouge1", 0.738, Limits(at_least=0.7)), "lora scores 73.8 in ROUGE-1 (at least 70)"),
    (
        verdict("score", "rouge1", 0.29, Limits(at_least=0.1, at_most=0.4), **interval(0.266, 0.314)),
        "lora scores 29.0 [26.6, 31.4] in ROUGE-1 (between 10 and 40)",
    ),
    (
        verdict("gain", "rouge1", 44.78, Limits(at_least=40)),
        "lora gains 44.8 ROUGE-1 points over zero-shot (at least 40)",
    ),
    (
        verdict("gain", "rouge1", -2.1, Limits(at_least=40), **interval(-3, -1)),
        "lora loses 2.1 [1.0, 3.0] ROUGE-1 points against zero-shot (at least 40)",
    ),
    (
        verdict("kept", "rouge1", 0.961, AT_LEAST, **interval(0.92, 0.99)),
        "lora keeps 96 % [92, 99] of what full gains in ROUGE-1 (at least 85 %)",
    ),
    (
        verdict("forgetting", "loss", 0.213, Limits(at_most=0.1), **interval(0.14, 0.35)),
        "Training lora changes the loss on general text by 0.21 nats per token [0.14, 0.35] (limit 0.1 nats per token)",
    ),
    (verdict("cost", "seconds_ratio", 1.0, AT_MOST), "lora trains in 1.00x the time of full (limit 1.5x)"),
    (verdict("saved", "ratio", 0.04, Limits(at_most=0.05)), "lora saves 4 % of the bytes that full saves (limit 5 %)"),
    (verdict("predictions", "empty", 1, Limits(at_most=3)), "Empty predictions of lora: 1 (limit 3)"),
    (
        verdict("predictions", "cut_off", None, Limits(at_most=5)),
        "The number of cut-off predictions of lora (limit 5)",
    ),
    (verdict("parameters", "trainable", 74_240, Limits(exactly=74_240)), "lora trains 74,240 parameters"),
    (
        verdict("parameters", "base_bytes", 431_300_000, Limits(at_most=5e8)),
        "The base weights of lora take 431 MB (limit 500 MB)",
    ),
    (verdict("budget", "train_seconds", 184.2, Limits(at_most=180)), "lora trains in 3.1 min (limit 3 min)"),
    (
        verdict("lost", "rouge1", 25.4, AT_MOST, method="nightly", **interval(24.1, 26.7)),
        "nightly lost 25.4 [24.1, 26.7] ROUGE-1 points (limit 1.5)",
    ),
    (
        verdict("lost", "rouge1", -0.5, AT_MOST, **interval(-4.5, 3.3)),
        "lora gained 0.5 [−3.3, 4.5] ROUGE-1 points (limit: a loss of 1.5)",  # noqa: RUF001
    ),
    (verdict("lost", "rouge1", 0.4, AT_MOST, method=ALL), "All methods lost 0.4 ROUGE-1 points on average (limit 1.5)"),
    (
        verdict("grown", "train_seconds", 1.021, AT_MOST),
        "lora trains in 1.02x the time of the accepted run (limit 1.5x)",
    ),
    (verdict("dataset", "empty_outputs", 3, Limits(at_most=0)), "Empty outputs of lora: 3 (limit 0)"),
    (verdict("own", "names", 0.97, Limits(at_least=0.95), unit="of names"), "It is so: 97 % of names (at least 95 %)"),
    (verdict("own", "length", 1.1, Limits(at_most=1.3)), "It is so: 1.10 (limit 1.3)"),
    (
        verdict("deployed", "merged-bf16.rouge1", 0.12, Limits(at_most=0.5)),
        "lora merged-bf16 lost 0.12 ROUGE-1 points against the attached adapter (limit 0.5)",
    ),
    (
        verdict("deployed", "merged.rouge1", -0.2, Limits(at_most=0.5)),
        "lora merged gained 0.20 ROUGE-1 points against the attached adapter (limit: a loss of 0.5)",
    ),
    (
        verdict("changed", "predictions", 0.97, Limits(at_least=0.9)),
        "lora changes 97 % of the predictions of zero-shot (at least 90 %)",
    ),
    (verdict("own", "time", 0.25, Limits(at_most=1), unit="s"), "It is so: 0.25 s (limit 1 s)"),
    (verdict("own", "broken", None, Limits(), unit="words"), "It is so"),
    (verdict("own", "mean", 21.34, Limits(at_most=30), unit="words"), "It is so: 21.3 words (limit 30)"),
]


@pytest.mark.parametrize(("given", "said"), SAID, ids=[f"{each.family}-{each.quantity}" for each, _ in SAID])
def test_a_claim_is_a_sentence_with_its_numbers(given: Verdict, said: str) -> None:
    """Each in the unit in which people count it."""
    assert statement(given, ABOUT) == said


@pytest.mark.parametrize("family", FAMILIES)
def test_every_quantity_has_a_phrase(family: str) -> None:
    """With and without a number; the fallback is for quantities that come later."""
    of_metric = ["merged.rouge1" if family == "deployed" else "rouge1"]
    for quantity in of_metric if family in SCORE_FAMILIES else get_args(QUANTITIES[family]):
        words = statement(verdict(family, quantity, 1, AT_MOST), ABOUT)
        assert not words.startswith(f"{quantity.replace('_', ' ').capitalize()} of "), "the fallback"
        assert "1.5" in words or "150" in words
        assert topic(family, "lora", quantity, ABOUT) in statement(verdict(family, quantity, None, AT_MOST), ABOUT)
        found = phrase(family, "lora", quantity)
        assert found
        assert "{figure}" in found.found


@pytest.mark.parametrize(
    ("outcome", "value", "reason", "said"),
    [
        (Outcome.HELD, 1.0, "", "lora trains in 1.00x the time of full (limit 1.5x)"),
        (Outcome.MISSED, 1.7, "", "lora trains in 1.70x the time of full (limit 1.5x)"),
        (Outcome.CANNOT_TELL, 1.4, "why", "lora trains in 1.40x the time of full (limit 1.5x): cannot tell; why"),
        (
            Outcome.NOT_MEASURED,
            None,
            "no\nGPU",
            "lora's training time against full's (limit 1.5x): not measured; no GPU",
        ),
        (Outcome.ERROR, None, "OSError", "lora's training time against full's (limit 1.5x): error; OSError"),
        (
            Outcome.MISSED,
            float("nan"),
            "",
            "lora's training time against full's (limit 1.5x): missed; no number was observed",
        ),
    ],
)
def test_every_outcome_is_told(outcome: Outcome, value: float | None, reason: str, said: str) -> None:
    """By the numbers where they tell it, else in words, with the reason."""
    given = verdict("cost", "seconds_ratio", value, AT_MOST, outcome=outcome, reason=reason)
    assert given.told(statement(given, ABOUT)) == said


def test_a_users_sentence_of_a_known_family_stays_theirs() -> None:
    """A test that judges a family's claims in its own way says what it judges."""
    given = verdict("score", "rouge1", 0.5, Limits(at_least=0.4), unit="rouge1", sentence="Names alone.")
    assert own_statement(given, ABOUT) == "Names alone: 50.0 ROUGE-1 (at least 40)"


def test_parts_of_the_sentence_stand_alone() -> None:
    """For a table: the number, its limits, and the room between them, all in one unit."""
    given = verdict("kept", "rouge1", 0.8, AT_LEAST, **interval(0.7, 0.9), outcome=Outcome.MISSED)
    assert (observed(given, ABOUT), expected(given, ABOUT)) == ("80 % [70, 90]", "at least 85 %")
    assert slack(given, ABOUT) == "−5 %"  # noqa: RUF001
    unknown = verdict("kept", "rouge1", None, AT_LEAST)
    assert (observed(unknown, ABOUT), slack(unknown, ABOUT)) == ("", "")
