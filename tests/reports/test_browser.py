"""The report in a real browser: its examples, its tables, its size."""

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.reports import golden
from tests.reports.conftest import Browse, make_record, make_runs, make_verdict


def shown(chrome: webdriver.Chrome) -> list[str]:
    """The ids of the examples in the list, in its order."""
    rows = chrome.find_elements(By.CSS_SELECTOR, ".list > details:not([hidden])")
    return [row.find_element(By.TAG_NAME, "strong").text for row in rows]


def control(chrome: webdriver.Chrome, name: str) -> WebElement:
    """A control of the first explorer."""
    return chrome.find_element(By.NAME, name)


def test_search(browse: Browse) -> None:
    """In all texts; the count says how many are left."""
    chrome = browse(make_record(make_runs()))
    assert len(shown(chrome)) == 6
    control(chrome, "search").send_keys("lora on 3")
    assert shown(chrome) == ["test_3"]
    assert chrome.find_element(By.CLASS_NAME, "count").text == "1 of 6 examples"


def test_sort_and_pick(browse: Browse) -> None:
    """By a method's score, either way, and by the difference between two."""
    chrome = browse(make_record(make_runs()))
    sort = Select(control(chrome, "sort"))
    sort.select_by_value("high")
    assert shown(chrome) == [f"test_{i}" for i in range(5, -1, -1)]
    sort.select_by_value("low")
    assert shown(chrome) == [f"test_{i}" for i in range(6)]
    Select(control(chrome, "other")).select_by_visible_text("zero-shot")
    figures = chrome.find_element(By.CSS_SELECTOR, ".list .figures").text
    assert figures.startswith("lora 65.0")
    assert "zero-shot 15.0" in figures
    assert "difference +" in figures


def test_link_leads_to_an_example(browse: Browse) -> None:
    """It is opened, with its references, every prediction and the difference between two."""
    chrome = browse(make_record(make_runs()), anchor="#test_4")
    (opened,) = chrome.find_elements(By.CSS_SELECTOR, ".list > details[open]")
    assert opened.get_attribute("id") == "test_4"
    for text in ("full on 4", "lora on 4", "From full to lora"):
        assert text in opened.text
    assert [each.text for each in opened.find_elements(By.TAG_NAME, "ins")] == ["lora"]
    assert [each.text for each in opened.find_elements(By.TAG_NAME, "del")] == ["full"]


@pytest.mark.parametrize(
    ("methods", "roles", "chosen"),
    [
        (("zero-shot", "full", "lora"), ("zero-shot", "full"), ["lora", "full"]),
        (("zero-shot", "full"), ("zero-shot", "full"), ["zero-shot", "full"]),
        (("zero-shot", "full"), ("full", "full"), ["zero-shot", "full"]),
        (("full",), ("full", "full"), ["full"]),
    ],
)
def test_a_method_is_compared_with_another_one(
    browse: Browse, methods: tuple[str, ...], roles: tuple[str, str], chosen: list[str]
) -> None:
    """With the reference method at first; where there is no other, nothing is said of a difference."""
    runs = [run for run in make_runs() if run.method in methods]
    chrome = browse(make_record(runs, baseline=roles[0], reference=roles[1]))
    controls = [each for each in (control(chrome, "one"), control(chrome, "other")) if each.is_displayed()]
    assert [Select(each).first_selected_option.text for each in controls] == chosen
    assert ("difference" in chrome.find_element(By.CLASS_NAME, "figures").text) == (len(chosen) == 2)


def test_a_very_long_text_is_shown_whole(browse: Browse) -> None:
    """With its words marked; of its difference from another one the beginning, which says so."""
    text = "word " * 80_000
    run, *others = make_runs()
    long = run.model_copy(
        update={
            "predictions": tuple(each.model_copy(update={"text": text}) for each in run.predictions[:1])
            + run.predictions[1:]
        }
    )
    record = make_record([long, *others])
    first = record.examples[0].model_copy(update={"references": ("A word.",)})
    chrome = browse(record.model_copy(update={"examples": (first, *record.examples[1:])}))
    Select(control(chrome, "one")).select_by_visible_text("zero-shot")
    chrome.execute_script("document.querySelector('.list > details').open = true")
    script = "return [...document.querySelectorAll('.list .predictions .speech')].map((each) => each.textContent)"
    shown = WebDriverWait(chrome, 20).until(lambda _: chrome.execute_script(script))
    assert text.strip() in [each.strip() for each in shown]
    assert shown[-1].endswith("\N{HORIZONTAL ELLIPSIS} (the first 400 words)")
    assert chrome.execute_script("return document.querySelectorAll('.list mark').length") >= 80_000
    assert chrome.get_log("browser") == []


def test_tables_can_be_copied(browse: Browse) -> None:
    """As Markdown and as CSV, with as many cells in each row."""
    chrome = browse(make_record(make_runs(), [make_verdict(0.75)]))
    markdown, csv = (
        chrome.execute_script(f"return Tables.{kind}(document.querySelector('.claims'))").splitlines()
        for kind in ("markdown", "csv")
    )
    assert markdown[0] == "| outcome | claim | measured | room |"
    assert markdown[1] == "| --- | --- | --- | --- |"
    assert csv[0] == "outcome,claim,measured,room"
    assert len(markdown) == len(csv) + 1
    assert len({row.count(" | ") for row in markdown}) == 1


@pytest.mark.parametrize(("selector", "rows"), [(".comparison", 10), ("#record-1-cost table", 4)])
def test_every_row_has_every_column(browse: Browse, selector: str, rows: int) -> None:
    """Cells over several columns included; the head is one row."""
    chrome = browse(make_record(make_runs()))
    csv = chrome.execute_script("return Tables.rows(document.querySelector(arguments[0]))", selector)
    assert len(csv) == rows
    assert len({len(row) for row in csv}) == 1


def test_claims_and_headings_have_links_of_their_own(browse: Browse) -> None:
    """A heading links to itself, and so does a claim."""
    chrome = browse(make_record(verdicts=[make_verdict(0.1, claim="a/test_b.py::test_c[small]")]))
    chrome.find_element(By.CSS_SELECTOR, "tr:not(.family) th a").click()
    assert chrome.find_element(By.CSS_SELECTOR, "tr:target").get_attribute("id") == "record-1-test_b.py-test_c-small"
    links = chrome.find_elements(By.CSS_SELECTOR, "h1 a, h2 a")
    assert len(links) == len(chrome.find_elements(By.CSS_SELECTOR, "h1, h2"))


def test_five_hundred_examples_of_eight_methods(browse: Browse) -> None:
    """Are all there, and sorted and searched while one types: in less than half a second on a slow machine."""
    chrome = browse(golden.large())
    assert chrome.find_element(By.CLASS_NAME, "count").text == "500 of 500 examples"
    for name, value in (("sort", "worse"), ("search", "Lyon")):
        took = chrome.execute_script(
            "const [name, value] = arguments, from = performance.now();"
            "const control = document.querySelector(`[name=${name}]`);"
            "control.value = value; control.dispatchEvent(new Event('input', { bubbles: true }));"
            "document.body.getBoundingClientRect(); return performance.now() - from",
            name,
            value,
        )
        assert took < 500, name


def claims_shown(chrome: webdriver.Chrome) -> list[str]:
    """The outcomes of the claims that can be seen."""
    rows = chrome.find_elements(By.CSS_SELECTOR, ".claims tbody tr:not(.family)")
    return [row.find_element(By.CLASS_NAME, "outcome").text for row in rows if row.is_displayed()]


def test_held_claims_are_folded(browse: Browse) -> None:
    """Failures are seen first; a mark, a link to a held claim or a filter shows the others."""
    held, missed = make_verdict(0.75, claim="a.py::held"), make_verdict(0.1, claim="a.py::missed")
    many = [make_verdict(0.8, claim=f"a.py::held_{place}", method="lora") for place in range(10)]
    chrome = browse(make_record(verdicts=[held, missed, *many]))
    assert claims_shown(chrome) == ["✗ missed"]
    chrome.find_element(By.CLASS_NAME, "unfold").click()
    assert claims_shown(chrome) == ["✗ missed"] + ["✓ held"] * 11
    chrome.find_element(By.CLASS_NAME, "unfold").click()
    chrome.find_element(By.CSS_SELECTOR, "#record-1-claims [type=search]").send_keys("lora held")
    assert claims_shown(chrome) == ["✓ held"] * 10
    assert len(claims_shown(browse(make_record(verdicts=[held, missed]), anchor="#record-1-a.py-held"))) == 2
    red = [make_verdict(0.1, claim=f"a.py::red_{place}") for place in range(9)]
    unknown = make_verdict(None, claim="a.py::unknown")
    assert claims_shown(browse(make_record(verdicts=[held, unknown, *red]))) == ["✗ missed"] * 9
    assert claims_shown(browse(make_record(verdicts=[held]))) == []


def test_a_metric_is_picked_for_table_charts_and_examples(browse: Browse) -> None:
    """In either place; all of them is what a wide window begins with."""
    chrome = browse(make_record(make_runs()))

    def seen() -> tuple[list[str], str, str | None]:
        heads = chrome.find_elements(By.CSS_SELECTOR, ".comparison thead .by-metric")
        charts = [each.text for each in chrome.find_elements(By.CSS_SELECTOR, "figure h3") if each.is_displayed()]
        picked = Select(control(chrome, "metric")).first_selected_option.text
        return [each.text for each in heads if each.is_displayed()], charts[0], picked

    assert seen() == (["ROUGE-1", "ROUGE-2", "ROUGE-L", "ROUGE-Lsum"], "ROUGE-1 by trainable parameters", "ROUGE-1")
    chrome.find_element(By.ID, "record-1-metric-2").click()
    assert seen() == (["ROUGE-2"], "ROUGE-2 by trainable parameters", "ROUGE-2")
    Select(control(chrome, "metric")).select_by_visible_text("ROUGE-L")
    assert seen() == (["ROUGE-L"], "ROUGE-L by trainable parameters", "ROUGE-L")


def test_tables_are_sorted_by_their_heads(browse: Browse) -> None:
    """By number, whatever its unit, up, down and back; what has none comes last."""
    chrome = browse(make_record(make_runs()))

    def methods() -> list[str]:
        heads = chrome.find_elements(By.CSS_SELECTOR, ".comparison tbody tr:first-child th")
        return [each.text.partition("\n")[0] for each in heads]

    saved = chrome.find_elements(By.CSS_SELECTOR, ".comparison .sort")[-1]
    found = []
    for _ in range(3):
        saved.click()
        found.append(methods())
    assert found == [["lora", "full", "zero-shot"], ["full", "lora", "zero-shot"], ["zero-shot", "full", "lora"]]
