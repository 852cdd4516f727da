"""Tests of `reports.sections.provenance`."""

import json

from fixtures.figures import moment
from fixtures.results.run import BaseFiles
from reports.record import Checkout
from reports.sections.provenance import provenance
from tests.reports.conftest import MakeRecord


def test_the_facts_say_where_the_record_was_made(new_record: MakeRecord) -> None:
    """Commit, device, versions and the scores' signature."""
    shown = provenance(new_record())
    facts = {fact.name: fact.value for fact in shown.facts}
    assert facts["commit"] == "c0ffee with uncommitted changes"
    assert facts["device"] == "abacus"
    assert facts["session"] == "75 s"
    assert facts["remembered"] == f"lora from {moment('2026-01-02T03:04:05+00:00')}"
    assert facts["packages"] == "python 3.11.7, numpy 2.0"
    assert facts["scores"] == "stemmer: yes | examples: 6"
    assert json.loads(shown.profile)["name"] == "small"


def test_a_record_of_outputs_has_no_device(new_record: MakeRecord) -> None:
    """Nor an empty line for it."""
    record = new_record()
    bare = record.model_copy(update={"environment": record.environment.model_copy(update={"device": ""})})
    assert "device" not in {fact.name for fact in provenance(bare).facts}


def test_leaks_are_a_fact(new_record: MakeRecord) -> None:
    """Also that there are none; older records do not know."""
    record = new_record()
    leaking = record.model_copy(update={"leaks": {"train/test": 2, "train/validation": 0}})
    clean = record.model_copy(update={"leaks": {"train/test": 0}})
    found = [{fact.name: fact.value for fact in provenance(each).facts} for each in (record, clean, leaking)]
    shared = [facts.get("shared examples") for facts in found]
    assert shared == [None, "none between splits", "2 in train and test"]


def test_base_and_dataset_are_named(new_record: MakeRecord) -> None:
    """By checksum and commit, as far as they are known: older records have neither."""
    record = new_record()
    assert not {"base model", "dataset"} & {fact.name for fact in provenance(record).facts}
    runs = tuple(run.model_copy(update={"base": BaseFiles(sha256="b" * 64, commit="c" * 40)}) for run in record.runs)
    shown = provenance(record.model_copy(update={"runs": runs, "dataset_commit": "d" * 40}))
    facts = {fact.name: fact.value for fact in shown.facts}
    assert facts["base model"] == f"sha256 {'b' * 64}, commit {'c' * 7}"
    assert facts["dataset"] == f"commit {'d' * 7}"


def test_outside_a_checkout_no_commit_is_claimed(new_record: MakeRecord) -> None:
    """None is not a commit."""
    record = new_record()
    environment = record.environment.model_copy(update={"commit": None, "dirty": False})
    shown = provenance(record.model_copy(update={"environment": environment}))
    assert "outside a git checkout" in [fact.value for fact in shown.facts]


def test_two_repositories_have_a_commit_each(new_record: MakeRecord) -> None:
    """The profile's and the suite's, each with its own mark."""
    record = new_record()
    suite = Checkout(commit="5eed", dirty=False)
    shown = provenance(
        record.model_copy(update={"environment": record.environment.model_copy(update={"suite": suite})})
    )
    facts = {fact.name: fact.value for fact in shown.facts}
    assert facts["commit of the profile's repository"] == "c0ffee with uncommitted changes"
    assert facts["commit of the suite's repository"] == "5eed"


def test_the_run_can_be_repeated(new_record: MakeRecord) -> None:
    """From the same commits, with the same versions, by the command that was typed; older records name the profile."""
    record = new_record()
    assert provenance(record).repeat == (
        "git checkout c0ffee  # in the profile's repository, and changes that were not committed",
        "pip install numpy==2.0  # with Python 3.11.7",
        "pytest benchmark --profile small",
    )
    known = {
        "command": "peft-bench run 'my profile.toml'",
        "commit": None,
        "suite": Checkout(commit="5eed" * 10, dirty=False),
        "packages": {"torch": "2.13.0+cpu"},
    }
    environment = record.environment.model_copy(update=known)
    assert provenance(record.model_copy(update={"environment": environment})).repeat == (
        "git checkout 5eed5ee  # in the suite's repository",
        "pip install torch==2.13.0  # with Python 3.11.7",
        "peft-bench run 'my profile.toml'",
    )
