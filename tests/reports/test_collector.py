"""Tests of `reports.collector`."""

from benchmark.verdict import Outcome
from fixtures.results.search import Search, Searched
from reports.collector import Account
from reports.record import Part, Record
from tests.reports.conftest import MakeRecord, MakeRun, MakeTraining, MakeVerdict


def part(record: Record, *methods: str) -> Part:
    """The part of a process that ran some of a record's methods."""
    runs = tuple(run for run in record.runs if run.method in methods)
    return Part(profile=record.profile, examples=record.examples, runs=runs)


def test_nothing_carried_out_makes_no_record(new_record: MakeRecord) -> None:
    """Nor does a profile of which nothing was carried out or judged."""
    account = Account()
    account.add([part(new_record())], "")
    assert account.records(new_record().environment, 1.0) == ()


def test_claims_without_a_run_make_a_record(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """A profile that could not run here, or whose claims are about its dataset alone."""
    account = Account()
    account.add([part(new_record())], "")
    account.judge(new_verdict(None, reason="no GPU"))
    (record,) = account.records(new_record().environment, 1.0)
    assert record.runs == ()
    assert len(record.verdicts) == 1


def test_run_that_trained_counts_before_one_that_remembered(
    new_record: MakeRecord, new_run: MakeRun, new_training: MakeTraining
) -> None:
    """Two workers want a method: one trains it, the other finds it remembered."""
    trained = new_run("full", 0.5, 10, new_training(9.0, 100))
    found = new_run("full", 0.5, 10, new_training(9.0, 100, remembered=True))
    whole = new_record()
    account = Account()
    for run in (found, trained, found):
        account.add([Part(profile=whole.profile, examples=whole.examples, runs=(run,))], "abacus")
    (record,) = account.records(whole.environment, 1.0)
    assert record.runs == (trained,)


def test_leaks_travel_with_their_part(new_record: MakeRecord) -> None:
    """From whichever process has read the dataset."""
    whole = new_record()
    account = Account()
    account.add([part(whole), part(whole, "full").model_copy(update={"leaks": {"train/test": 2}})], "abacus")
    (record,) = account.records(whole.environment, 1.0)
    assert record.leaks == {"train/test": 2}


def test_failed_method_is_recorded_with_its_reason(new_record: MakeRecord) -> None:
    """It is not merely absent."""
    whole = new_record()
    account = Account()
    failed = Part(profile=whole.profile, examples=whole.examples, runs=whole.runs[:1], failures={"full": "loss is nan"})
    account.add([failed], "abacus")
    (record,) = account.records(whole.environment, 1.0)
    assert record.failures == {"full": "loss is nan"}


def test_parts_of_two_workers_make_one_record(new_record: MakeRecord) -> None:
    """Each method appears once, in the profile's order, whoever ran it."""
    whole = new_record()
    account = Account()
    account.add([part(whole, "lora", "zero-shot")], "abacus")
    account.add([part(whole, "full", "zero-shot")], "abacus")
    (record,) = account.records(whole.environment, 12.0)
    assert [run.method for run in record.runs] == ["zero-shot", "full", "lora"]
    assert record.runs == whole.runs
    assert record.seconds == 12.0
    assert account.device == "abacus"


def test_each_profile_has_its_record_with_its_verdicts(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Verdicts go to the record of their own profile."""
    small, large = new_record(), new_record(name="large")
    account = Account()
    account.add([part(small, "full"), part(large, "lora")], "abacus")
    account.judge(new_verdict(0.8))
    account.judge(new_verdict(0.5, profile="large", claim="another"))
    records = {record.name: record for record in account.records(small.environment, 1.0)}
    assert {name: [each.observed for each in record.verdicts] for name, record in records.items()} == {
        "small": [0.8],
        "large": [0.5],
    }


def test_a_later_verdict_replaces_an_earlier_one(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """A claim that is judged again, as on a rerun, counts once."""
    record = new_record()
    account = Account()
    account.add([part(record, "full")], "abacus")
    account.judge(new_verdict(0.5, claim="the claim"))
    account.judge(new_verdict(0.8, claim="the claim"))
    (made,) = account.records(record.environment, 1.0)
    assert [verdict.outcome for verdict in made.verdicts] == [Outcome.HELD]


def test_what_could_run_comes_first(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """A profile that was skipped for want of a GPU comes last."""
    account = Account()
    account.add([part(new_record(name="large")), part(new_record(), "full")], "abacus")
    account.judge(new_verdict(None, reason="no GPU", profile="large"))
    assert [record.name for record in account.records(new_record().environment, 1.0)] == ["small", "large"]


def test_each_profile_has_its_own_environment(new_record: MakeRecord) -> None:
    """Each may stand in another repository."""
    small, large = new_record(), new_record(name="large")
    account = Account()
    account.add([part(small, "full"), part(large, "lora")], "abacus")
    other = large.environment.model_copy(update={"commit": "another"})
    records = account.records({"small": small.environment, "large": other}, 1.0)
    assert {record.name: record.environment.commit for record in records} == {"small": "c0ffee", "large": "another"}


def test_run_that_died_with_its_worker_is_missed(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """What was judged of it is kept, with the reason why its run is missing."""
    whole = new_record()
    account = Account()
    account.add([part(whole, "lora")], "abacus")
    account.judge(new_verdict(0.8))
    account.judge(new_verdict(None, method="zero-shot", claim="another", reason="no GPU"))
    (record,) = account.records(whole.environment, 1.0)
    assert record.failures == {"full": "the worker that carried it out died before it could hand it over"}


def test_point_that_was_trained_counts_before_one_that_was_remembered(new_record: MakeRecord) -> None:
    """Workers share a search: one trains what others remember. If all points fail it is recorded without a run."""
    whole, account = new_record(), Account()
    first, second = (Searched(settings={"r": rank}, failure="loss is nan") for rank in (1, 2))
    known = [each.model_copy(update={"remembered": True}) for each in (first, second)]
    trained = Search(seed=1, points=(first, second))
    for points in ((first, known[1]), (known[0], second), known):
        search = Search(seed=1, points=tuple(points))
        account.add([part(whole, "full").model_copy(update={"searches": {"lora": search}})], "abacus")
    (record,) = account.records(whole.environment, 1.0)
    assert record.searches == {"lora": trained}
