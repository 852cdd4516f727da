"""The report in a real browser: its examples, its tables, its size."""

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

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
    assert figures.startswith("lora 0.")
    assert "zero-shot 0." in figures
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


def test_tables_can_be_copied(browse: Browse) -> None:
    """As Markdown and as CSV, with as many cells in each row."""
    chrome = browse(make_record(make_runs(), [make_verdict(0.75)]))
    markdown, csv = (
        chrome.execute_script(f"return Tables.{kind}(document.querySelector('.claims'))").splitlines()
        for kind in ("markdown", "csv")
    )
    assert markdown[0] == "| outcome | claim | observed | expected | slack | unit |"
    assert markdown[1] == "| --- | --- | --- | --- | --- | --- |"
    assert csv[0] == "outcome,claim,observed,expected,slack,unit"
    assert len(markdown) == len(csv) + 1


@pytest.mark.parametrize(("selector", "rows"), [(".comparison", 10), ("#record-1-cost table", 4)])
def test_every_row_has_every_column(browse: Browse, selector: str, rows: int) -> None:
    """Cells over several columns included; the head is one row."""
    chrome = browse(make_record(make_runs()))
    csv = chrome.execute_script("return Tables.rows(document.querySelector(arguments[0]))", selector)
    assert len(csv) == rows
    assert len({len(row) for row in csv}) == 1


def test_claims_and_headings_have_links_of_their_own(browse: Browse) -> None:
    """A heading links to itself, and so does a claim; the list at the top links to the claims."""
    chrome = browse(make_record(verdicts=[make_verdict(0.1, claim="a/test_b.py::test_c[small]")]))
    chrome.find_element(By.CSS_SELECTOR, "ul.open a").click()
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
