"""Tests of `reports.sanitize`."""

from reports.sanitize import cleaned
from tests.reports.conftest import MakeRecord, MakeVerdict


def test_controls_and_lone_surrogates_are_replaced(new_record: MakeRecord) -> None:
    """Line ends and tabs stay, and so does every other character."""
    record = cleaned(new_record(text="a\x00b\ud800c\x1b[31m\u009b\td\r\ne\N{GRINNING FACE}"))
    assert record.examples[0].source == "a\ufffdb\ufffdc\ufffd[31m\ufffd\td\r\ne\N{GRINNING FACE}"


def test_profile_and_verdicts_are_cleaned_too(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Whatever is text, keys included."""
    record = cleaned(new_record(verdicts=[new_verdict(0.8, sentence="a\x07")], title="b\x07", more={"\x07": ["\x07"]}))
    assert record.verdicts[0].sentence == "a\ufffd"
    assert record.profile["title"] == "b\ufffd"
    assert record.profile["more"] == {"\ufffd": ["\ufffd"]}


def test_a_clean_record_stays_as_it_is(new_record: MakeRecord, new_verdict: MakeVerdict) -> None:
    """Numbers, outcomes and limits are not touched."""
    record = new_record(verdicts=[new_verdict(0.8)])
    assert cleaned(record) == record
