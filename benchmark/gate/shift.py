"""A shift of the whole suite: the mean loss over methods, which shows a loss too small to see in any one of them."""

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from benchmark.gate.loss import Loss
from fixtures.scoring.paired import Spread
from fixtures.scoring.statistics import Mean


def together(losses: Sequence[Loss], tolerance: float) -> Loss:
    """The mean loss of several methods, example by example; their trainings err independently.

    The common spread is that of the mean, scaled to the fewest seeds of any method that is trained, with the degrees of
    freedom of all (Satterthwaite, 1946).
    """
    first, trained = losses[0], [each for each in losses if each.retrained]
    accepted, measured = zip(*(each.seeds for each in trained or losses), strict=True)
    seeds = min(accepted), min(measured)
    known = None if any(each.unknown for each in losses) else _common(losses, seeds)
    mean = Mean(
        np.mean([np.asarray(each.loss.values, dtype=float) for each in losses], axis=0),
        *([known.error(*seeds)] if known else []),
        sampling=first.plan.sampling,
        reach=(fmean(each.loss.reach[0] for each in losses), fmean(each.loss.reach[1] for each in losses)),
    )
    return Loss(mean, seeds, known, bool(trained), tolerance, first.plan)


def _common(losses: Sequence[Loss], seeds: tuple[int, int]) -> Spread | None:
    """The spread of the mean over methods."""
    spreads = [(each.spread, sum(1 / count for count in each.seeds)) for each in losses if each.spread]
    if not spreads:
        return None
    share = 1 / len(losses) ** 2 / sum(1 / count for count in seeds)
    squares = [known.deviation**2 * scaled for known, scaled in spreads]
    total = sum(squares)
    rest = sum(square**2 / known.freedom for square, (known, _) in zip(squares, spreads, strict=True))
    freedom = total**2 / rest if rest else sum(known.freedom for known, _ in spreads)
    return Spread((share * total) ** 0.5, freedom, share * sum(known.noise * scaled for known, scaled in spreads))
