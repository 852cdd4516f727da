"""The report calls examples what the profile calls them."""

from reports.output import html, markdown, terminal, view
from reports.record import Record
from tests.reports.conftest import make_record, make_run, make_runs, make_training, make_verdict
from tests.reports.invented import against


def record(**dataset: str) -> Record:
    """A record with everything that names examples, an accepted run included."""
    better = make_run("lora", 0.75, 20_000, make_training(30.0, 80_000))
    made = against(make_record(make_runs(), [make_verdict(0.8)], dataset=dataset), [better])
    return made.model_copy(update={"leaks": {"train/test": 2}})


def test_the_profile_names_its_examples() -> None:
    """Captions, leaks and data of the page have the noun; the summary and the terminal, too."""
    plan = record(noun="dialogue")
    page = view.page([plan])
    text = html.text(page)
    for words in (
        "intervals over dialogues and seeds",
        "all test dialogues",
        "shared dialogues",
        '"nouns":"dialogues"',
    ):
        assert words in text
    assert "over dialogues and seeds" in text
    assert "dialogues shared between splits: 2 in train and test" in terminal.text(plan)
    assert "Dialogues that lost most in ROUGE-1." in text
    assert "intervals over examples and seeds" in html.text(view.page([record()]))
    assert "Dialogues that lost most in ROUGE-1:" in markdown.text(page)
