"""Tests of `reports.output.html`."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from benchmark.verdict import Verdict
from fixtures.errors import SetupError
from fixtures.results.run import QUALITY
from reports.output import html, markdown, view
from reports.reading import read
from reports.record import Record
from reports.sections.cost import CostSection
from tests.reports.conftest import METHODS, SCORING, MakeRecord, MakeRun, MakeRuns
from tests.reports.reader import Reader, examples

HOSTILE = "<script>alert(1)</script></td></details>\"'&amp;<img src=x onerror=alert(1)>\x00\ud800" + "x" * 100_000


def rendered(*records: Record) -> str:
    """The page of some records."""
    return html.text(view.page(records))


def test_the_folder_holds_records_summary_and_report(
    new_record: MakeRecord, judged: tuple[Verdict, ...], tmp_path: Path
) -> None:
    """And no drafts; the folder is made."""
    records = [new_record(verdicts=judged), new_record(name="large")]
    folder = tmp_path / "a" / "b"
    html.keep(records, folder)
    assert html.show(records, folder) == html.Views(folder / "report.html", folder / "summary.md", ())
    assert sorted(path.name for path in folder.iterdir()) == [
        "record-large.json",
        "record-small.json",
        "report.html",
        "summary.md",
    ]
    assert read(folder / "record-small.json") == records[0]


def test_a_folder_that_cannot_be_written_is_the_users_to_fix(new_record: MakeRecord, tmp_path: Path) -> None:
    """The error names the folder and the option."""
    folder = tmp_path / "file"
    folder.touch()
    with pytest.raises(SetupError, match=rf"{folder}: cannot be written: .+; name another --report-dir"):
        html.keep([new_record()], folder)


def test_the_page_is_whole_and_loads_nothing(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """Every element is closed, every link stays on the page and arrives, no id comes twice."""
    page = rendered(new_record(verdicts=judged), new_record())
    reader = Reader(page)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids) | examples(page)
    assert all(link.startswith("#") for link in reader.links)
    assert {"header", "nav", "main", "section", "caption", "details", "svg"} <= reader.tags
    assert not {"link", "img", "iframe"} & reader.tags
    assert reader.scripts == ["application/json", "application/json", None]
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_the_page_says_what_came_out(new_record: MakeRecord, judged: tuple[Verdict, ...]) -> None:
    """Verdict, answer, notes and examples are there."""
    page = rendered(new_record(verdicts=judged))
    for words in (
        "2 of 4 claims held; 1 missed; 1 not measured",
        "lora kept 83 %",
        "remembered",
        "no GPU",
        "as measured",
    ):
        assert words in page
    assert "test_5" in examples(page)


def test_published_figures_are_only_text(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """Source, address, note and text; an address is no link, since no link leaves the page."""
    figures = {"source": HOSTILE, "url": "https://paper.example", "note": HOSTILE, "spotlight": HOSTILE}
    published = {name: figures | {"method": name, "protocol": "main", "scores": {"rouge1": 0.5}} for name in METHODS}
    record = new_record(
        new_runs(), published=published, scoring=SCORING | {"stemmer": True}, generation={"max_new_tokens": 9}
    )
    page = rendered(record)
    reader = Reader(page)
    assert reader.open == []
    assert "img" not in reader.tags
    assert all(link.startswith("#") for link in reader.links)
    assert "https://paper.example" in page
    assert "Published predictions" in page


def test_hostile_text_is_only_text(new_record: MakeRecord, new_run: MakeRun) -> None:
    """In example, profile, method and prediction: escaped, without NUL, and written as UTF-8."""
    run = new_run(HOSTILE, 0.2, 5, None)
    said = tuple(each.model_copy(update={"text": HOSTILE}) for each in run.predictions)
    record = new_record(
        [run.model_copy(update={"predictions": said})], text=HOSTILE, title=HOSTILE, methods={HOSTILE: {}}
    )
    page = rendered(record)
    reader = Reader(page)
    assert reader.open == []
    assert "img" not in reader.tags
    assert reader.scripts == ["application/json", None]
    assert "onerror" not in reader.attributes
    assert "\x00" not in page
    assert page.encode()


def test_hostile_text_can_be_written(new_record: MakeRecord, tmp_path: Path) -> None:
    """As record, summary and page."""
    html.keep([new_record(text=HOSTILE)], tmp_path)
    assert html.show([new_record(text=HOSTILE)], tmp_path).omissions == ()
    assert "\ufffd" in read(tmp_path / "record-small.json").examples[0].source


@pytest.mark.parametrize("kept", [[], [0], [1], [2], [0, 2], [1, 2]])
@pytest.mark.parametrize("examples", [0, 1, 2])
def test_partial_records_are_rendered(
    new_record: MakeRecord, new_runs: MakeRuns, kept: list[int], examples: int
) -> None:
    """Whichever methods have no run; with one example or none."""
    runs = new_runs(examples=max(examples, 1))
    record = new_record([runs[place] for place in kept], examples=examples)
    page = rendered(record)
    assert Reader(page).open == []
    assert page.count("not carried out in this session") == (3 - len(kept) if kept else 0)


def test_a_misspelt_name_is_an_error() -> None:
    """No template leaves a gap."""
    with pytest.raises(UndefinedError):
        html.templates().from_string("{{ page.titel }}").render(page=view.Page("", ()))


def test_the_policy_knows_the_pages_own_script_alone(new_record: MakeRecord) -> None:
    """By the hash of the script in the page."""
    page = rendered(new_record())
    (text,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in page


def test_templates_hold_no_script_and_switch_no_escaping_off() -> None:
    """Structure only; scripts are files of their own, and data is no script."""
    slots = (
        "<script>{{ script.text }}</script>",
        '<script type="application/json">{{ section.data }}</script>',
    )
    templates = [*(Path(html.__file__).parents[1] / "templates").rglob("*.html")]
    assert templates
    for template in templates:
        text = template.read_text(encoding="utf-8")
        for slot in slots:
            text = text.replace(slot, "")
        assert not re.search(r"<script|\|\s*safe|autoescape|https?:|\son\w+=|style=", text), template.name


def test_page_without_quality_says_why(new_record: MakeRecord, new_runs: MakeRuns) -> None:
    """No score, no gain and no chart of them; costs and loss curves are shown, and so are the answers about them."""
    why = {QUALITY: "the weights are random"}
    runs = [run.model_copy(update={"missing": {**run.missing, **why}}) for run in new_runs()]
    page = view.page([new_record(runs)])
    (record,) = page.records
    text = html.text(page)
    Reader(text)
    assert "Quality is not measured: the weights are random." in text
    assert "Quality is not measured: the weights are random." in markdown.text(page)
    assert "ROUGE" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    contents = {section.kind.key: section.content for section in record.sections}
    assert "quality" not in contents
    assert isinstance(contents["cost"], CostSection)
    assert [chart.title for chart in contents["cost"].charts] == ["Loss curves", "Where the time went"]
    assert [answer.sentence for answer in record.answers] == [
        "lora was trained beside full with 2 % of its trainable parameters, in 0.75x the time and 1.00x the memory."
    ]


def test_columns_of_words_are_found() -> None:
    """They have no figure at all: a reason among figures, a unit behind one or a sign before it makes none."""
    rows = [
        ("full", "learning_rate = 0.001", "1.25", "20 s", "\N{MINUS SIGN}0.1", "chosen", "", "100 % of the base"),
        ("lora", "r = 8", "failed: loss is nan", "\N{EN DASH}", "\N{ALMOST EQUAL TO} 0.0", "", "", "0 in fp32"),
    ]
    assert html.of_words(rows) == {0, 1, 5}


def test_many_answers_are_folded(new_record: MakeRecord, new_run: MakeRun) -> None:
    """Claims are not far below the first five."""
    names = ["zero-shot", "full", *(f"lora-{place}" for place in range(8))]
    runs = [new_run(name, 0.3 + 0.01 * place, 10, None) for place, name in enumerate(names)]
    plans = {name: {"kind": "external"} for name in names}
    page = html.text(view.page([new_record(runs, methods=plans)]))
    before, folded = page.split('<details class="more">\n<summary>', 1)
    assert before.count('<p class="answer">') == 5
    assert re.match(r"\d more methods<", folded)
    assert folded.split("</details>")[0].count('<p class="answer">') == int(folded[0])
