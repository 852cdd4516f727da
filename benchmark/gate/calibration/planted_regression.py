"""Planted regressions: the gate on models that were trained wrongly on purpose, the last table of docs/gate.md.

``python -m benchmark.gate.calibration.planted_regression`` prints it.

The pocket profile's LoRA is trained with three seeds that are not accepted, first soundly and then with each mistake
that a gate should find, and compared with the accepted run.
"""

from collections.abc import Iterator
from dataclasses import replace

from benchmark.claims import claims
from benchmark.gate.accepted import Accepted, read
from benchmark.gate.calibration.recording import METHOD, POCKET, RECIPES, REGRESSED, store
from benchmark.gate.calibration.table import table
from benchmark.gate.loss import measure
from fixtures.errors import SetupError
from fixtures.experiment.experiment import Experiment
from fixtures.figures import number
from fixtures.hardware import device as hardware
from fixtures.profile.profile import Profile
from fixtures.profile.profile import read as read_profile
from fixtures.profile.prompt import Prompt
from fixtures.progress import SILENT
from fixtures.results.run import Run
from fixtures.scoring.seeds import replicated

SEEDS = (101, 102, 103)
"""Seeds of no accepted training."""


def main() -> None:
    """Prints a line for each planted regression."""
    profile = read_profile(POCKET).of_seeds(*SEEDS)
    accepted = read(profile)
    if accepted is None:
        raise SetupError(POCKET, "nothing is accepted yet", "pytest benchmark --profile pocket --accept")
    rows = (_row(name, profile, accepted, run) for name, run in runs(profile))
    for line in table(("what was done", "points lost", "adjusted p", "gate"), rows):
        print(line, flush=True)  # noqa: T201  the answer of this command


def runs(profile: Profile) -> Iterator[tuple[str, Run]]:
    """What was done, and the run that came of it. Each has the sound run's signature: the mistakes are silent."""
    experiment = _experiment(profile)
    sound = experiment.run(METHOD)
    yield "nothing: trained again with other seeds", sound
    mute = profile.model_copy(update={"prompt": Prompt(template="{source}")})
    yield (
        "the prompt's instruction dropped at evaluation",
        replicated([_written(experiment, sound, mute, seed) for seed in SEEDS], profile),
    )
    yield "the adapter left off", experiment.run(profile.baseline).model_copy(update={"training": sound.training})
    method = profile.methods[METHOD]
    recipe = method.model_dump()
    adapter = recipe["adapter"]
    scaled = adapter["lora_alpha"] / adapter["r"]
    poor = {**adapter, "r": 1, "lora_alpha": round(scaled), "target_modules": ["q"]}
    slow = method.model_copy(update={"learning_rate": recipe["learning_rate"] / 10})
    training = profile.training.model_copy(update={"max_target_tokens": 16})
    short = profile.model_copy(update={"training": training})
    for name, other, changed in (
        ("learning rate cut to a tenth", profile, slow),
        ("half the steps", RECIPES[REGRESSED].of(profile), method),
        ("rank 1 on a single target module", profile, method.model_copy(update={"adapter": poor})),
        ("labels truncated to 16 tokens", short, method),
    ):
        planted = other.model_copy(update={"methods": {**other.methods, METHOD: changed}})
        yield name, _experiment(planted).run(METHOD)


def _experiment(profile: Profile) -> Experiment:
    return Experiment(profile, lambda: hardware.choose("cpu"), store(), SILENT)


def _written(experiment: Experiment, sound: Run, profile: Profile, seed: int) -> Run:
    """The sound run with the predictions that its model of one seed writes under another profile."""
    runtime = experiment.runtime
    with experiment.trained(METHOD, seed) as (model, _):
        generator = replace(runtime.generator(model), profile=profile)
        predictions, _ = generator.predict(experiment.dataset.examples, SILENT)
    return sound.model_copy(update={"predictions": predictions, "scores": experiment.score(METHOD, predictions)})


def _row(name: str, profile: Profile, accepted: Accepted, run: Run) -> tuple[str, ...]:
    """What was lost, with its interval; p is adjusted for all gated claims of the profile."""
    gated = list(claims([profile], "lost"))
    (claim,) = (claim for claim in gated if claim.method == METHOD)
    tolerance = float(claim.limits.at_most or 0)
    loss = measure(run, accepted.methods[METHOD], claim.quantity, tolerance, profile.gate)
    p, interval = loss.p_missed(len(gated)), loss.loss.interval
    lost = f"{number(interval.value)} [{number(interval.low)}, {number(interval.high)}]"
    return name, lost, f"{p:.2g}", loss.outcome(len(gated))


if __name__ == "__main__":
    main()
