"""Another training is asked for where a claim of quality cannot be told, at the level of its look."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from benchmark.gate.accepted import Accepted
from benchmark.gate.gate import Gate
from benchmark.gate.gated import gated
from benchmark.gate.undecided import Undecided
from benchmark.spending import Spending, level
from benchmark.verdict import Outcome
from fixtures.errors import TrainingError
from fixtures.experiment.looks import Looks
from fixtures.profile.profile import Profile
from fixtures.results.forgetting import Forgetting
from fixtures.results.run import Run
from tests.benchmark.conftest import Scores, accepted, accepted_run, run_of, scored_run

if TYPE_CHECKING:
    from fixtures.experiment.experiment import Experiment

MOST = 4
RECIPE = np.random.default_rng(0).uniform(0.4, 0.8, 200)


def trained(seeds: int, first: int, noise: float = 0.15) -> Scores:
    """Scores of shape (seeds, examples) of one recipe, whose single examples differ between seeds."""
    random = np.random.default_rng(first)
    scores: Scores = np.clip(RECIPE + random.normal(0, noise, (seeds, len(RECIPE))), 0, 1).tolist()
    return scores


def experiment(profile: Profile, **runs: Run) -> "Experiment":
    """What the claims ask of an experiment: a profile, and other methods' runs."""

    def run(name: str) -> Run:
        if name not in runs:
            raise TrainingError(name, "failed")
        return runs[name]

    return cast("Experiment", SimpleNamespace(profile=profile, run=run))


def undecided(profile: Profile, before: Accepted | None, now: Run, **others: Run) -> tuple[str, ...]:
    """What is undecided of LoRA."""
    return Undecided({profile.name: before}, Spending(MOST))(experiment(profile, **others), "lora", now)


@pytest.mark.parametrize(
    ("noise", "used", "outcome"),
    [(0.01, 1, Outcome.HELD), (0.11, 2, Outcome.HELD), (0.6, MOST, Outcome.CANNOT_TELL)],
    ids=["first look", "later look", "no look"],
)
def test_seeds_are_added_until_the_gate_can_tell(tiny: Profile, noise: float, used: int, outcome: Outcome) -> None:
    """And the verdict is that of the last look, at its level."""
    before, now = accepted({"lora": accepted_run(trained(5, 1, noise))}), trained(MOST, 2, noise)
    judge = Undecided({tiny.name: before}, Spending(MOST))
    looks = Looks(MOST, lambda name, run: judge(experiment(tiny), name, run))
    seeds: list[int] = []

    def replicate(seed: int) -> Run:
        seeds.append(seed)
        return run_of(now[len(seeds) - 1 : len(seeds)])

    run = looks.run("lora", tiny, replicate, lambda *_: None)
    assert len(seeds) == used
    gate = Gate(tiny, before, gated(tiny, before), {"lora": run}.__getitem__, spending=Spending(MOST))
    finding = gate.finding(gate.claims[0])
    assert finding.outcome is outcome
    assert finding.evidence.alpha == level(tiny.gate.alpha, used, MOST, 5)
    assert finding.evidence.confidence == 1 - tiny.gate.alpha


def test_what_no_training_decides_asks_for_none(tiny: Profile) -> None:
    """Nothing accepted, nothing claimed, another prompt."""
    now = run_of(trained(1, 2))
    assert undecided(tiny, None, now) == ()
    assert undecided(tiny, accepted({"lora": accepted_run(trained(5, 1), {"prompt": "other"})}), now) == ()
    assert undecided(tiny, accepted({"lora": accepted_run(trained(5, 1))}), now) == ("lora's loss in ROUGE-1",)


def test_claims_of_quality_ask_too(tiny: Profile) -> None:
    """A score near its bound, a gain and a kept gain; where another method failed its own claims say so."""
    near = {"rouge1": {"at_least": 0.6}}
    gained = {"rouge1": {"at_least": 10}}
    expect = {"score": {"lora": near}, "gain": {"lora": gained}, "kept": {"lora": {"rouge1": {"at_least": 0.9}}}}
    profile = tiny.model_copy(update={"expect": type(tiny.expect).model_validate(expect)})
    now = scored_run(trained(1, 2))
    assert undecided(profile, None, now) == ("lora's score in ROUGE-1",)
    untuned = scored_run((RECIPE - 0.1).clip(0, 1)[None].tolist(), method="zero-shot", trained=False)
    full = scored_run((RECIPE + 0.01).clip(0, 1)[None].tolist(), method="full")
    found = undecided(profile, None, now, **{"zero-shot": untuned, "full": full})
    assert found == (
        "lora's score in ROUGE-1",
        "lora's gain in ROUGE-1 over zero-shot",
        "lora's share of what full gains in ROUGE-1",
    )


def test_claims_about_general_text_ask_too(tiny: Profile) -> None:
    """One near its bound; without losses none."""
    expect = {"forgetting": {"lora": {"loss": {"at_most": 0.1}}}}
    profile = tiny.model_copy(update={"expect": type(tiny.expect).model_validate(expect)})
    now = scored_run(trained(1, 2))
    assert undecided(profile, None, now) == ()
    base = tuple(np.random.default_rng(1).normal(2, 0.3, 50))
    after = tuple(np.random.default_rng(2).normal(0.1, 0.2, 50) + base)
    losses = Forgetting(tokens=(10,) * 50, base=base, by_seed=(after,))
    topic = "The change of the loss on general text by training lora"
    assert undecided(profile, None, now.model_copy(update={"forgetting": losses})) == (topic,)


def test_what_is_not_trained_is_looked_at_once(tiny: Profile) -> None:
    """Its claims have all of alpha."""
    assert Spending(MOST).plan(tiny, "zero-shot", 1) == tiny.gate
    assert Spending(MOST).plan(tiny, "lora", 1).alpha < tiny.gate.alpha / 10
    assert Spending().plan(tiny, "lora", 1).alpha == tiny.gate.alpha
