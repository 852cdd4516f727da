"""The gate is red where quality was lost, green where it was not, and says so where it cannot tell."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from benchmark.claims import claims
from benchmark.gate.accepted import Accepted, changed
from benchmark.gate.diagnosis import NOT_TRAINING
from benchmark.gate.gate import Finding, Gate
from benchmark.gate.gated import gated
from benchmark.verdict import Outcome
from fixtures.errors import SetupError, TrainingError
from fixtures.profile.profile import Profile
from fixtures.results.run import BaseFiles, Run
from tests.benchmark.conftest import SIGNATURE, Scores, accepted, accepted_run, run_of

RANDOM = np.random.default_rng(0)
RECIPE = RANDOM.uniform(0.4, 0.8, 400)


def trained(seeds: int, *, lost: float = 0.0, examples: int = 400) -> Scores:
    """Scores of shape (seeds, examples) of a recipe that lost some points."""
    random = np.random.default_rng((seeds, round(1000 + 10 * lost)))
    moved = random.normal(0, 0.002, (seeds, 1)) + random.normal(0, 0.1, (seeds, examples))
    scores: Scores = np.clip(RECIPE[:examples] - lost / 100 + moved, 0, 1).tolist()
    return scores


def gate(profile: Profile, before: Accepted | None, runs: Mapping[str, Run]) -> Gate:
    """The gate of a profile's claims and of what its accepted file has too much."""
    return Gate(profile, before, gated(profile, before), runs.__getitem__)


def find(profile: Profile, before: Scores, now: Scores, *, trained: bool = True) -> Finding:
    """What the first claim comes to."""
    judged = gate(profile, accepted({"lora": accepted_run(before)}), {"lora": run_of(now, trained=trained)})
    assert judged.obstacle(judged.claims[0]) is None
    return judged.finding(judged.claims[0])


@pytest.mark.parametrize(("lost", "outcome"), [(0, Outcome.HELD), (0.5, Outcome.HELD), (6, Outcome.MISSED)])
def test_retraining_passes_and_a_loss_does_not(tiny: Profile, lost: float, outcome: Outcome) -> None:
    """With five seeds accepted and three measured, on 400 examples."""
    finding = find(tiny, trained(5), trained(3, lost=lost))
    assert finding.outcome is outcome
    assert finding.lost == pytest.approx(lost, abs=1)
    assert finding.evidence.low < finding.lost < finding.evidence.high
    assert finding.evidence.seeds == (5, 3)


def test_another_base_is_compared_and_said(tiny: Profile) -> None:
    """A new checkpoint in the same experiment is what a gate is for; who reads the verdict has to know."""
    now, old, new = trained(3), BaseFiles(sha256="a"), BaseFiles(sha256="b")
    before = accepted_run(trained(5)).model_copy(update={"base": old})
    for base, said in ((new, "accepted with another base model: its files have changed"), (old, ""), (None, "")):
        run = run_of(now).model_copy(update={"base": base})
        judged = gate(tiny, accepted({"lora": before}), {"lora": run})
        assert judged.obstacle(judged.claims[0]) is None
        assert said in judged.finding(judged.claims[0]).remark
        assert ("another base" in judged.finding(judged.claims[0]).remark) == bool(said)


def test_too_few_examples_cannot_tell(tiny: Profile) -> None:
    """And say how many would, and what they can see."""
    finding = find(tiny, trained(5, examples=20), trained(3, lost=1, examples=20))
    assert finding.outcome is Outcome.CANNOT_TELL
    assert finding.evidence.visible
    assert finding.evidence.visible > 2
    assert "to hold 2 points takes" in finding.remark
    assert "examples" in finding.remark


def test_with_one_seed_nothing_trained_is_held(tiny: Profile) -> None:
    """Where it is not known what training again moves; what is not trained needs no seeds."""
    before, same, loss = trained(1), trained(1, lost=0.1), trained(1, lost=6)
    unknown, known = find(tiny, before, same), find(tiny, before, same, trained=False)
    assert (unknown.outcome, known.outcome) == (Outcome.CANNOT_TELL, Outcome.HELD)
    assert "several seeds" in unknown.remark
    assert unknown.evidence.p_held is None
    assert find(tiny, before, loss).outcome is Outcome.MISSED
    assert find(tiny, before, before).outcome is Outcome.HELD, "it is the accepted run"


def test_training_losses_that_are_the_same_are_a_diagnosis(tiny: Profile) -> None:
    """Of a single method, too; where the score has moved."""
    for losses, lost, said in (((1.0, 1.0), 6, True), ((1.0, 1.2), 6, False), ((), 6, False), ((1.0, 1.0), 0, False)):
        before, now = accepted_run(trained(2), losses=losses), run_of(trained(3, lost=lost))
        judged = gate(tiny, accepted({"lora": before}), {"lora": now})
        assert (NOT_TRAINING in judged.finding(judged.claims[0]).remark) == said


def test_large_gain_asks_to_be_accepted(tiny: Profile) -> None:
    """It held, and the reference is out of date."""
    finding = find(tiny, trained(5), trained(3, lost=-6))
    assert finding.outcome is Outcome.HELD
    assert "accept so large a gain" in finding.remark


def test_scores_of_another_kind_do_not_compare(tiny: Profile) -> None:
    """Each field that differs is named."""
    before = accepted({"lora": accepted_run(trained(2), {**SIGNATURE, "prompt": "9f8e"})})
    judged = gate(tiny, before, {"lora": run_of(trained(2))})
    obstacle = judged.obstacle(judged.claims[0])
    assert obstacle
    assert obstacle.outcome is Outcome.MISSED
    assert "cannot compare: prompt: 9f8e accepted, 0a1b now" in obstacle.reason


def test_differences_of_signatures() -> None:
    """Fields that are new or gone are among them."""
    assert changed({"a": "1", "b": "2"}, {"a": "1", "c": "3"}) == ["b: 2 accepted, none now", "c: none accepted, 3 now"]
    assert not changed(SIGNATURE, SIGNATURE)


def test_nothing_accepted_is_not_measured(tiny: Profile) -> None:
    """The fix is named."""
    judged = gate(tiny, None, {"lora": run_of(trained(1))})
    obstacle = judged.obstacle(judged.claims[0])
    assert obstacle
    assert obstacle.outcome is Outcome.NOT_MEASURED
    assert "--accept" in obstacle.reason


def test_accepted_method_that_is_gone_is_a_miss(tiny: Profile) -> None:
    """A method that the profile dropped did not keep its quality."""
    before = accepted({"lora": accepted_run(trained(1)), "ia3": accepted_run(trained(1))})
    judged = gate(tiny, before, {"lora": run_of(trained(1))})
    (claim,) = (claim for claim in judged.claims if claim.method == "ia3")
    obstacle = judged.obstacle(claim)
    assert obstacle
    assert obstacle.outcome is Outcome.MISSED
    assert "tiny has no method ia3" in obstacle.reason


def test_other_examples_are_named(tiny: Profile) -> None:
    """With equal signatures somebody has renamed them."""
    judged = gate(tiny, accepted({"lora": accepted_run(trained(1, examples=5))}), {"lora": run_of(trained(1))})
    with pytest.raises(SetupError, match=r"only one of them has test_5;"):
        judged.finding(judged.claims[0])


def test_failed_method_leaves_the_others_be(tiny: Profile) -> None:
    """Its own test says what failed; what is left is judged as strictly as with it."""
    expect = tiny.expect.model_copy(update={"lost": dict.fromkeys(("full", "lora"), tiny.expect.lost["lora"])})
    profile = tiny.model_copy(update={"expect": expect})
    both = accepted({name: accepted_run(trained(5)) for name in ("full", "lora")})

    def run(method: str) -> Run:
        if method == "full":
            raise TrainingError(method, "the loss is no number", "lower the learning rate")
        return run_of(trained(3))

    own: Callable[[str], Run] = run
    judged = Gate(profile, both, list(claims([profile], "lost")), own)
    failed, sound = judged.claims
    with pytest.raises(TrainingError):
        judged.obstacle(failed)
    finding = judged.finding(sound)
    assert finding.outcome is Outcome.HELD
    assert finding.evidence.tests == 2
    assert finding == gate(profile, both, dict.fromkeys(("full", "lora"), run_of(trained(3)))).finding(sound)
