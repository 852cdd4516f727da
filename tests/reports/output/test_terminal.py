"""Tests of `reports.output.terminal`."""

import pytest

from benchmark.verdict import Outcome, Verdict
from reports.output.terminal import Room, TerminalLine, brief, full, screen, text
from reports.record import Record
from tests.reports import golden
from tests.reports.conftest import MakeRecord, MakeRun, make_record, make_runs, make_verdict


def words(lines: "tuple[TerminalLine, ...]") -> list[str]:
    """The lines as they are shown."""
    return [f"{line.mark} {line.text}" if line.mark else line.text for line in lines]


def test_a_line_per_method_aligned(new_record: MakeRecord) -> None:
    """With its scores' intervals, in 110 columns."""
    record = new_record()
    head, *rows, note = text(record).split("\n\n")[0].splitlines()
    assert head.split() == ["method", "ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum", "trainable", "train"]
    costs = [(row.split()[0], *row.split()[-3:]) for row in rows]
    assert costs[0][2:] == ("0", "\N{EN DASH}")
    assert costs[1][1:] == ("1,000,000", "40", "s")
    assert costs[2][1:] == ("20,000", "30", "s*")
    assert len(head) <= 110
    full = record.runs[1].scores.of("rouge1")
    assert f"{100 * full.value:.1f} [{100 * full.low:.1f}, {100 * full.high:.1f}]" in rows[1]
    assert note == "* remembered from an earlier session"


def test_outputs_from_files_have_no_columns_of_costs() -> None:
    """Nothing was trained, so that there is nothing to say."""
    runs = [run.model_copy(update={"parameters": None, "training": None}) for run in make_runs()]
    head = text(make_record(runs)).splitlines()[0]
    assert head.split() == ["method", "ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum"]


def test_every_claim_and_their_count_close(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """A line each, the count last."""
    assert text(new_record(verdicts=judged)).splitlines()[-6:] == [
        "\N{CHECK MARK} full scores 80.0 in ROUGE-1 (at least 70)",
        "? full's training time (limit 3 min): not measured; no GPU",
        "\N{BALLOT X} full scores 50.0 in ROUGE-1 (at least 70)",
        "\N{CHECK MARK} Train rows: 1,500",
        "",
        "2 of 4 claims held; 1 missed; 1 not measured",
    ]


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("record", [golden.large(30), golden.failing(), make_record([])], ids=lambda each: each.name)
def test_a_screen_is_a_screen(record: Record, width: int) -> None:
    """Whatever there is to say: no line is wider, and there are no more of them; the counts are the last."""
    many = [make_verdict(0.1, claim=f"a::b[{place}]", reason="why " * 60) for place in range(30)]
    crowded = record.model_copy(update={"verdicts": (*record.verdicts, *many)})
    lines = words(tuple(screen(crowded, Room(width, 18))))
    assert len(lines) <= 18
    assert max(map(len, lines[:-1])) <= max(width, 42)
    assert "claims held" in lines[-1]
    assert any(line.startswith("and ") and line.endswith(" more: see the report, or -v") for line in lines)


def test_a_screen_shows_what_did_not_hold(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """The worst first, in pytest's colours; claims that share a reason share a line, and held ones are counted."""
    same = [make_verdict(None, reason="no GPU", claim=f"a::b[{place}]") for place in range(3)]
    lines = [line for line in screen(new_record(verdicts=(*judged, *same)), Room()) if line.colour]
    assert [(f"{line.mark} {line.text}".lstrip(), line.colour) for line in lines] == [
        ("\N{BALLOT X} full scores 50.0 in ROUGE-1 (at least 70)", "red"),
        ("? 4 claims: not measured; no GPU", "yellow"),
        ("2 of 7 claims held; 1 missed; 4 not measured", "red"),
    ]


def test_a_narrow_terminal_has_fewer_columns(new_record: MakeRecord) -> None:
    """First without intervals of other metrics, then without the metrics; the first one stays."""
    heads = {width: next(iter(screen(new_record(), Room(width)))).text.split() for width in (100, 60, 50)}
    assert heads[100] == ["method", "ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum", "trainable", "train"]
    assert heads[60] == ["method", "ROUGE-1", "ROUGE-2", "trainable", "train"]
    assert heads[50] == ["method", "ROUGE-1", "trainable", "train"]


def test_quietly_there_is_what_went_wrong(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """And the counts, without a table."""
    assert words(tuple(brief(new_record(verdicts=judged), Room()))) == [
        "\N{BALLOT X} full scores 50.0 in ROUGE-1 (at least 70)",
        "2 of 4 claims held; 1 missed; 1 not measured",
    ]


def test_every_outcome_has_a_colour() -> None:
    """Green where all held."""
    for outcome in Outcome:
        record = make_record(verdicts=[make_verdict(0.8, outcome=outcome)])
        assert [*full(record)][-1].colour == {"held": "green", "missed": "red", "error": "red"}.get(outcome, "yellow")


def test_nothing_carried_out(new_record: MakeRecord) -> None:
    """Is said."""
    assert text(new_record([])) == "nothing was carried out\n\nNo claim was judged"


def test_leaks_are_reported(new_record: MakeRecord) -> None:
    """Below the signatures, if any two splits share examples; on one screen, too."""
    record = new_record()
    assert "share" not in text(record.model_copy(update={"leaks": {"train/test": 0}}))
    leaking = record.model_copy(update={"leaks": {"train/test": 1200, "train/validation": 0, "validation/test": 1}})
    said = "examples shared between splits: 1,200 in train and test, 1 in validation and test"
    assert f"\n\n{said}\n\n" in text(leaking)
    assert said in words(tuple(screen(leaking, Room())))


def test_names_cannot_steer_the_terminal(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Escape sequences are harmless."""
    name = "\x1b[31mred"
    assert "\x1b" not in text(new_record([new_run(name, 0.2, 5, None)], methods={name: {}}))
