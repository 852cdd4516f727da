"""Tuning: what the searches of a record cost, and whether they give every method the same chance."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fixtures.profile.grid import RATE, figure
from fixtures.results.search import Search
from reports.record import Record


class SearchBudget(NamedTuple):
    """How many points of a method were tried, and with how many optimizer steps each; 0 where none could be trained."""

    points: int
    steps: int

    def __str__(self) -> str:
        points = f"{self.points} point{'s' * (self.points != 1)}"
        return f"{points} of {self.steps:,} step{'s' * (self.steps != 1)}" if self.steps else f"{points}, none trained"


def budgets(record: Record) -> Mapping[str, SearchBudget]:
    """The budget of each method that could be trained, if any was searched; one without a grid has a single point."""
    if not record.searches:
        return {}
    trained = {run.method: run.training for run in record.runs if run.training}
    single = {name: SearchBudget(1, training.optimizer_steps) for name, training in trained.items()}
    chosen = {name: each for name, each in record.searches.items() if each.chosen}
    found = single | {name: SearchBudget(len(each.points), each.steps) for name, each in chosen.items()}
    return {name: found[name] for name in record.profile.methods if name in found}


def warnings(record: Record) -> Iterator[str]:
    """A sentence for each best rate at the edge of its grid, and one where budgets differ."""
    found = budgets(record)
    if len(set(found.values())) > 1:
        listed = "; ".join(f"{name}: {budget}" for name, budget in found.items())
        yield f"The methods were not tuned on the same budget. {listed}."
    for name, search in record.searches.items():
        if edge := _edge(name, search):
            yield edge


def _edge(name: str, search: Search) -> str:
    if not (search.edge and search.chosen):
        return ""
    rate, lower = figure(search.chosen.settings[RATE]), search.edge == "lowest"
    beyond = "lower" if lower else "higher"
    return f"{name}: its best learning rate, {rate}, is the {search.edge} of its grid. Add {beyond} rates."
