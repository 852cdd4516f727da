"""The judge of an own claim: of a number, of a figure for each example, and of what was lost against accepted ones."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmark.claims import Claim
from benchmark.figures import Figure, Figures, called
from benchmark.gate.figures_gate import FiguresGate
from benchmark.judge import Judge
from benchmark.observed import listed
from benchmark.own import own_claim
from benchmark.verdict import Verdict
from fixtures.experiment.lacking import lacking
from fixtures.profile.expectations import Limits, Tolerance
from fixtures.results.run import QUALITY, Run

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment

Range = tuple[float, float]

_DIRECTIONS = ("higher", "lower")


class OwnJudge(Judge):
    """Judges a test that names its own limits."""

    def __init__(self, item: pytest.Function, claim: Claim, experiment: "Experiment", gate: FiguresGate) -> None:
        super().__init__(item, claim, gate.spending)
        self._experiment = experiment
        self._gate = gate

    def __call__(  # noqa: PLR0913  each has a name
        self,
        observed: object,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        exactly: float | None = None,
        unit: str = "",
        within: Range | None = None,
    ) -> Verdict:
        """The verdict on a number, or on a figure for each test example, to be asserted.

        Figures are what ``per_example`` gives, or a list in the order of the test examples, of the first training's
        predictions. Their mean is judged by its interval. ``within`` is the range in which each of them lies.
        """
        figures = self._figures(observed, within)
        if figures is None:
            return super().__call__(observed, at_least=at_least, at_most=at_most, exactly=exactly, unit=unit)
        limits = self._limits(at_least=at_least, at_most=at_most, exactly=exactly)
        return self._estimated(figures.estimated(self._claim.sampling), limits, unit)

    def lost(
        self,
        figures: object,
        *,
        at_most: float,
        unit: str = "",
        better: str = "higher",
        within: Range | None = None,
    ) -> Verdict:
        """The verdict on how much worse the mean of figures is than that of the accepted ones, to be asserted."""
        now, limits = self._figures(figures, within), self._limits(Tolerance, at_most=at_most)
        if better not in _DIRECTIONS:
            self._refuse(f"better: expected {' or '.join(_DIRECTIONS)}, not {better!r}")
        if now is None:
            self._refuse("lost: expected a figure for each test example")
        if now.run is None:
            self._refuse("lost: whose figures these are is not known; give it per_example(run, figure)")
        scale = now.scale.model_copy(update={"higher_is_better": better == "higher"})
        return self._compared(replace(now, scale=scale, unit=unit), now.run, limits)

    def per_example(self, run: Run, figure: Figure) -> Figures:
        """A figure for each test example, with each seed of a run."""
        examples = self._experiment.dataset.examples
        replicates = called(run, examples, figure)
        return self._checked(lambda: Figures.of(replicates, examples, run))

    def _figures(self, observed: object, within: Range | None) -> Figures | None:
        """Figures as they are given; None for a single thing. Ends the test where they are not what they should be."""
        figures = observed if isinstance(observed, Figures) else self._listed(observed)
        if figures is None:
            return None
        if figures.run:
            self.needs(figures.run, figure=QUALITY)
        return figures if within is None else self._checked(lambda: figures.within(within))

    def _listed(self, observed: object) -> Figures | None:
        values, method, profile = listed(observed), self._claim.method, self._claim.profile
        if values is None:
            return None
        run = self._experiment.run(method) if method and not lacking(profile, method) else None
        return self._checked(lambda: Figures.of([values], self._experiment.dataset.examples, run))

    def _compared(self, now: Figures, run: Run, limits: Limits) -> Verdict:
        """The verdict on figures of a run against those that were accepted."""
        self._refuse_twins()
        gate, key, kept = self._gate, self._claim.quantity, now.kept(run)
        facts = {"limits": limits, "unit": f"{now.unit} lost".strip(), "figures": kept}
        if obstacle := gate.obstacle(key, kept):
            self.end(obstacle.outcome, obstacle.reason, **facts)
        found = gate.finding(key, now, run, kept, float(limits.at_most or 0))
        facts |= {"observed": found.lost, "evidence": found.evidence, "reason": found.remark}
        return self.conclude(found.outcome, **facts)

    def _refuse_twins(self) -> None:
        """Ends the test where the accepted file could not tell it from another one."""
        for item in self._item.session.items:
            other = own_claim(item) if item is not self._item else None
            if other and (other.profile.name, other.quantity) == (self._claim.profile.name, self._claim.quantity):
                self._refuse(f"lost: {item.nodeid} has the same name, and would have the same figures; rename one")
