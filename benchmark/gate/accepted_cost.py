"""A cost in an accepted file."""

from fixtures.results.conditions import Conditions
from fixtures.values import Value


class AcceptedCost(Value):
    """What a training cost, of one seed: seconds and peak bytes, if known, and its conditions."""

    device: str
    workers: int = 1
    processes: int = 1
    seconds: float
    peak_memory: int | None

    @property
    def conditions(self) -> Conditions:
        """What these depend on, apart from what was trained."""
        return Conditions(self.device, self.workers, self.processes)
