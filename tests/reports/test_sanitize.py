"""Tests of `reports.sanitize`: a record is clean however it is made."""

from pathlib import Path

from reports.collector import Account
from reports.reading import read
from reports.record import Part
from tests.reports.conftest import MakeRecord, MakeVerdict


def test_controls_and_lone_surrogates_are_replaced(new_record: MakeRecord) -> None:
    """Line ends and tabs stay, and so does every other character."""
    record = new_record(text="a\x00b\ud800c\x1b[31m\u009b\td\r\ne\N{GRINNING FACE}")
    assert record.examples[0].source == "a\ufffdb\ufffdc\ufffd[31m\ufffd\td\r\ne\N{GRINNING FACE}"


def test_profile_and_verdicts_are_clean_too(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Whatever is text, keys included."""
    record = new_record(verdicts=[new_verdict(0.8, sentence="a\x07")], title="b\x07", more={"\x07": ["\x07"]})
    assert record.verdicts[0].sentence == "a\ufffd"
    assert record.profile.title == "b\ufffd"
    assert record.profile.model_extra == {"more": {"\ufffd": ["\ufffd"]}}


def test_record_that_is_gathered_is_clean(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Whatever the processes hand over."""
    whole = new_record()
    account = Account()
    account.add([Part(profile=whole.profile, examples=whole.examples, runs=(), failures={"full": "a\x1bb"})], "abacus")
    account.judge(new_verdict(0.8, reason="c\x1bd"))
    (record,) = account.records(whole.environment, 1.0)
    assert (record.failures["full"], record.verdicts[0].reason) == ("a\ufffdb", "c\ufffdd")


def test_record_that_is_read_is_clean(new_record: MakeRecord, tmp_path: Path) -> None:
    """Anybody may have edited it."""
    file = new_record().write(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("Good bye.", "Good\\u001b bye."), encoding="utf-8")
    assert "Good\ufffd bye." in read(file).examples[0].source


def test_clean_record_stays_as_it_is(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Numbers, outcomes and limits are not touched."""
    verdict = new_verdict(0.8)
    assert new_record(verdicts=[verdict]).verdicts[0] is verdict
