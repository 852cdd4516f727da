"""The gate on trained models: ``python -m benchmark.calibration.harm`` prints the last table of docs/gate.md.

The pocket profile's LoRA is trained again, once soundly with another seed and then with each of the mistakes that a
gate is for, and held against what is accepted. That takes some six minutes on two cores.
"""

from collections.abc import Iterator
from dataclasses import replace

from benchmark.accepted import Accepted, read
from benchmark.calibration.recording import METHOD, POCKET
from benchmark.claims import claims
from benchmark.gate import Gate
from benchmark.verdict import number
from fixtures import hardware
from fixtures.bench import Bench
from fixtures.errors import SetupError
from fixtures.methods import Model
from fixtures.plans import Prompt
from fixtures.profile import Profile
from fixtures.profile import read as read_profile
from fixtures.progress import SILENT
from fixtures.run import Run
from fixtures.scores import score
from fixtures.store import Store, default_root

SEED = 99
"""Of no training that is accepted."""


def main() -> None:
    """Prints a line for each mistake."""
    profile = read_profile(POCKET).of_seeds(SEED)
    accepted = read(profile)
    if accepted is None:
        raise SetupError(POCKET, "nothing is accepted yet", "pytest benchmark --profile pocket --accept")
    print("| what was done | points lost | p | gate |\n| --- | ---: | ---: | --- |")  # noqa: T201  the answer
    for name, run in runs(profile):
        print(_line(name, profile, accepted, run), flush=True)  # noqa: T201


def runs(profile: Profile) -> Iterator[tuple[str, Run]]:
    """What was done, and what came of it. Every run has the sound one's signature: the mistakes are silent ones."""
    bench = _bench(profile)
    sound = bench.run(METHOD)
    yield "nothing: trained again with another seed", sound
    workshop = bench.workshop
    with workshop.tuned(METHOD) as (tuned, _):
        mute = profile.model_copy(update={"prompt": Prompt(template="{dialogue}")})
        yield "the prompt's instruction dropped at evaluation", _written(bench, sound, tuned, mute)
    yield "the adapter left off", _written(bench, sound, workshop.base.model, profile)
    method = profile.methods[METHOD]
    adapter = {**method.model_dump()["adapter"], "r": 1, "target_modules": ["q"]}
    slow = method.model_copy(update={"learning_rate": method.model_dump()["learning_rate"] / 10})
    for name, training, changed in (
        ("learning rate cut to a tenth", {}, slow),
        ("half the steps", {"epochs": profile.training.epochs // 2}, method),
        ("rank 1 on a single target module", {}, method.model_copy(update={"adapter": adapter})),
        ("labels truncated to 16 tokens", {"max_target_tokens": 16}, method),
    ):
        harmed = profile.model_copy(
            update={
                "training": profile.training.model_copy(update=training),
                "methods": {**profile.methods, METHOD: changed},
            }
        )
        yield name, _bench(harmed).run(METHOD)


def _bench(profile: Profile) -> Bench:
    return Bench(profile, lambda: hardware.choose("cpu"), Store(default_root(), since=0.0, say=print), SILENT)


def _written(bench: Bench, sound: Run, model: Model, profile: Profile) -> Run:
    """The sound run with the summaries that a model writes by another profile."""
    writer = replace(bench.workshop.writer(model), profile=profile)
    summaries, _ = writer.write(bench.corpus.dialogues, SILENT)
    scores = score(bench.profile, bench.corpus.dialogues, summaries, "fp32")
    return sound.model_copy(update={"summaries": summaries, "scores": scores})


def _line(name: str, profile: Profile, accepted: Accepted, run: Run) -> str:
    own = [claim for claim in claims([profile], "lost") if claim.method == METHOD]
    gate = Gate(profile, accepted, own, lambda _: run)
    found = gate.finding(own[0])
    evidence = found.evidence
    lost = f"{number(found.lost)} [{number(evidence.low)}, {number(evidence.high)}]"
    return f"| {name} | {lost} | {evidence.p:.2g} | {found.outcome} |"


if __name__ == "__main__":
    main()
