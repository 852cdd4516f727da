"""Planted regressions: the gate on models that were trained wrongly on purpose, the last table of docs/gate.md.

``python -m benchmark.gate.calibration.planted_regression`` prints it.

The pocket profile's LoRA is trained again, first soundly with other seeds and then with each mistake that a gate is
for, three seeds each, and compared with the accepted run. That takes some twelve minutes on two cores.
"""

from collections.abc import Iterator
from dataclasses import replace

from benchmark.claims import claims
from benchmark.gate.accepted import Accepted, read
from benchmark.gate.calibration.recording import METHOD, POCKET, store
from benchmark.gate.loss import measure
from benchmark.verdict import number
from fixtures.errors import SetupError
from fixtures.experiment.experiment import Experiment
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
    print("| what was done | points lost | adjusted p | gate |\n| --- | ---: | ---: | --- |")  # noqa: T201  the answer
    for name, run in runs(profile):
        print(_line(name, profile, accepted, run), flush=True)  # noqa: T201


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
    adapter = {**method.model_dump()["adapter"], "r": 1, "target_modules": ["q"]}
    slow = method.model_copy(update={"learning_rate": method.model_dump()["learning_rate"] / 10})
    for name, training, changed in (
        ("learning rate cut to a tenth", {}, slow),
        ("half the steps", {"epochs": profile.training.epochs // 2}, method),
        ("rank 1 on a single target module", {}, method.model_copy(update={"adapter": adapter})),
        ("labels truncated to 16 tokens", {"max_target_tokens": 16}, method),
    ):
        planted = profile.model_copy(
            update={
                "training": profile.training.model_copy(update=training),
                "methods": {**profile.methods, METHOD: changed},
            }
        )
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


def _line(name: str, profile: Profile, accepted: Accepted, run: Run) -> str:
    """The p value is adjusted for all gated scores of the profile, as if the others held."""
    gated = list(claims([profile], "lost"))
    (claim,) = (claim for claim in gated if claim.method == METHOD)
    tolerance = float(claim.limits.at_most or 0)
    loss = measure(run, accepted.methods[METHOD], claim.quantity, tolerance, profile.gate)
    p, interval = loss.p_missed(len(gated)), loss.loss.interval
    lost = f"{number(interval.value)} [{number(interval.low)}, {number(interval.high)}]"
    return f"| {name} | {lost} | {p:.2g} | {loss.outcome(len(gated))} |"


if __name__ == "__main__":
    main()
