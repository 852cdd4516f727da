"""Of many examples the page shows a sample, and says which."""

import re

from reports.analysis.attempts import shown_examples
from reports.analysis.sample import sample
from reports.output import html, view
from reports.sections.examples import explorer
from tests.reports.conftest import MakeRecord, MakeRuns


def test_few_examples_are_all_shown(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """Without a note."""
    found = sample(new_record(list(new_runs(examples=6)), examples=6))
    assert (found.places, found.note) == (tuple(range(6)), "")


def test_a_sample_has_extremes_random_ones_and_what_links_lead_to(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """It is the same each time, in the order of the examples, and the section says how it was chosen."""
    record = new_record(list(new_runs(examples=200)), examples=200)
    linked = record.examples[77].id
    found = sample(record, [linked], most=50)
    assert found == sample(record, [linked], most=50)
    assert list(found.places) == sorted(set(found.places))
    assert {0, 77} <= set(found.places)
    metric = next(iter(record.runs[0].scores.metrics))
    means = [sum(each) for each in zip(*(run.scores.by_example(metric) for run in record.runs), strict=True)]
    assert {means.index(min(means)), means.index(max(means))} <= set(found.places)
    assert found.note.startswith(f"{len(found.places)} of 200 examples are shown; every figure is of all of them.")
    assert re.search(r"the 10 lowest and the 10 highest .* the 10 on which methods differ most", found.note)


def test_a_page_of_many_examples_stays_small_and_says_so(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """3,000 examples: 500 are in the page, and the section begins with the note."""
    record = new_record(list(new_runs(examples=3000)), examples=3000)
    section = explorer(record, shown_examples(record, 1, sample(record).places), sample(record).note)
    assert section
    assert len(section.examples) == 500
    text = html.text(view.page([record]))
    assert "500 of 3,000 examples are shown" in text
    assert text.count("<details data-anchor") == 500
