"""evalsig's gate, for comparison: a public package that the study alone uses, if it is there.

``pip install evalsig==0.1.2`` adds it to the tables. It is used as its documentation says: one score for each item,
matched by id, the mean over seeds (of repeated runs it reads the first alone); alpha and power are its defaults, which
are also ours; ``min_delta`` is in the unit of the scores, here points. An item is an example. Where examples have
several references, their rows would be clusters to evalsig, which it resamples in a slow loop. As all are of one
size, its paired bootstrap of the examples' means resamples the same, and is asked for by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from benchmark.gate.calibration.draw import PLAN, Draw
from benchmark.verdict import Outcome

if TYPE_CHECKING:
    from evalsig import RunFrame

_RESAMPLES = 400  # of its default, 10,000


@dataclass(frozen=True)
class EvalsigGate:
    """As documented for CI: only a candidate that is significantly better, by at least ``min_delta``, is allowed."""

    min_delta: float = 0.5

    def decide(self, draw: Draw) -> Outcome:
        """Held where the candidate is allowed; the documented job fails on everything else."""
        return Outcome.HELD if _verdict(draw.before, draw.now, self.min_delta) == "ALLOW" else Outcome.MISSED


@dataclass(frozen=True)
class EvalsigRegression:
    """The same gate with its sides swapped, to ask about a loss: is the accepted run better, by ``min_delta``."""

    min_delta: float

    def decide(self, draw: Draw) -> Outcome:
        """Missed where the accepted run would be allowed as an improvement, held where that is rejected."""
        outcomes = {"ALLOW": Outcome.MISSED, "REJECT": Outcome.HELD}
        return outcomes.get(_verdict(draw.now, draw.before, self.min_delta), Outcome.CANNOT_TELL)


def evalsig_gates(tolerance: float) -> Mapping[str, EvalsigGate | EvalsigRegression]:
    """Both uses by name; none where the package is not installed."""
    if not find_spec("evalsig"):
        return {}
    return {"evalsig": EvalsigGate(), "evalsig, sides swapped": EvalsigRegression(tolerance)}


def _verdict(baseline: np.ndarray, candidate: np.ndarray, min_delta: float) -> str:
    from evalsig import gate

    report = gate(
        _frame(baseline),
        _frame(candidate),
        min_delta=min_delta,
        alpha=PLAN.alpha,
        power=PLAN.power,
        method="paired_bootstrap" if baseline.shape[2] > 1 else "auto",
        n_resamples=_RESAMPLES,
    )
    return str(report.verdict.value)


def _frame(scores: np.ndarray) -> "RunFrame":
    from evalsig import ItemResult, RunFrame

    items = [ItemResult(str(example), score) for example, score in enumerate(scores.mean(axis=(0, 2)).tolist())]
    return RunFrame(run_id="run", model_id="model", task_id="task", metric_name="rouge1", items=items)
