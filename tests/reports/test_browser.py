"""The page in a real browser: nothing fails or is fetched, everything can be used, and hostile text stays text."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from reports import render, view
from reports.record import Record
from tests import browser
from tests.reports.conftest import make_record, make_runs, make_verdict

pytestmark = pytest.mark.skipif(not (browser.CHROMIUM and browser.DRIVER), reason=browser.NEEDED)

HOSTILE = "<script>hacked=1</script></script><img src=x onerror=hacked=1>\u202e\x00\ud800\U0001f600" + "x" * 100_000


@pytest.fixture(scope="module")
def chrome() -> Iterator[webdriver.Chrome]:
    """One browser for all tests, which logs what goes wrong and what is fetched."""
    driver = browser.chrome()
    yield driver
    driver.quit()


@pytest.fixture
def browse(chrome: webdriver.Chrome, tmp_path: Path) -> Callable[..., webdriver.Chrome]:
    """Opens the page of some records; nothing may go wrong or be fetched while it loads."""

    def go(*records: Record, anchor: str = "") -> webdriver.Chrome:
        file = tmp_path / "report.html"
        file.write_text(render.html(view.page(records)), encoding="utf-8")
        chrome.get("about:blank")
        chrome.get(f"{file.as_uri()}{anchor}")
        assert chrome.get_log("browser") == []
        assert chrome.execute_script("return performance.getEntriesByType('resource').length") == 0
        return chrome

    return go


def shown(chrome: webdriver.Chrome) -> list[str]:
    """The ids of the dialogues in the list, as they stand there."""
    rows = chrome.find_elements(By.CSS_SELECTOR, ".list > details:not([hidden])")
    return [row.find_element(By.TAG_NAME, "strong").text for row in rows]


def control(chrome: webdriver.Chrome, name: str) -> WebElement:
    """A control of the first explorer."""
    return chrome.find_element(By.NAME, name)


def test_search(browse: Callable[..., webdriver.Chrome]) -> None:
    """In all texts; the count says how many are left."""
    chrome = browse(make_record(make_runs()))
    assert len(shown(chrome)) == 6
    control(chrome, "search").send_keys("lora on 3")
    assert shown(chrome) == ["test_3"]
    assert chrome.find_element(By.CLASS_NAME, "count").text == "1 of 6 dialogues"


def test_sort_and_pick(browse: Callable[..., webdriver.Chrome]) -> None:
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


def test_link_leads_to_a_dialogue(browse: Callable[..., webdriver.Chrome]) -> None:
    """It is opened, with its references, every summary and the difference between two."""
    chrome = browse(make_record(make_runs()), anchor="#test_4")
    (opened,) = chrome.find_elements(By.CSS_SELECTOR, ".list > details[open]")
    assert opened.get_attribute("id") == "test_4"
    for text in ("full on 4", "lora on 4", "From full to lora"):
        assert text in opened.text
    assert [each.text for each in opened.find_elements(By.TAG_NAME, "ins")] == ["lora"]
    assert [each.text for each in opened.find_elements(By.TAG_NAME, "del")] == ["full"]


def test_tables_can_be_copied(browse: Callable[..., webdriver.Chrome]) -> None:
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(browse: Callable[..., webdriver.Chrome], scheme: str) -> None:
    """No violation that axe-core finds, in either colour scheme, contrast included."""
    verdicts = [make_verdict(0.75), make_verdict(0.1), make_verdict(None, reason="no GPU")]
    chrome = browse(make_record(make_runs(), verdicts), anchor="#test_1")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    found: dict[str, Any] = Axe().run(chrome)
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]] == []


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_page_is_as_wide_as_the_window(browse: Callable[..., webdriver.Chrome], width: int) -> None:
    """What is wider scrolls inside itself."""
    chrome = browse(make_record(make_runs(), [make_verdict(0.75)]), anchor="#test_1")
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    wide = chrome.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide[0] <= wide[1] == width


def test_prints(browse: Callable[..., webdriver.Chrome]) -> None:
    """As a PDF of some pages."""
    chrome = browse(make_record(make_runs(), [make_verdict(0.75)]))
    printed = chrome.execute_cdp_cmd("Page.printToPDF", {})
    assert len(printed["data"]) > 10_000


def test_hostile_text_stays_text(browse: Callable[..., webdriver.Chrome]) -> None:
    """It ends no element, runs nothing and is fetched from nowhere, closed or opened."""
    run = make_runs()[1]
    hostile = [each.model_copy(update={"text": HOSTILE}) for each in run.summaries]
    record = make_record([run.model_copy(update={"summaries": tuple(hostile)})], text=HOSTILE)
    chrome = browse(record, anchor="#test_0")
    assert chrome.execute_script("return typeof hacked") == "undefined"
    assert chrome.find_elements(By.TAG_NAME, "img") == []
    assert "<script>hacked=1</script>" in chrome.find_element(By.ID, "test_0").text


def test_nothing_else_may_run(browse: Callable[..., webdriver.Chrome]) -> None:
    """The policy lets no script in but the page's own."""
    chrome = browse(make_record(make_runs()))
    chrome.execute_script(
        "const made = document.body.appendChild(document.createElement('script')); made.textContent = 'var hacked = 1'"
    )
    assert chrome.execute_script("return typeof hacked") == "undefined"
    assert "Content Security Policy" in chrome.get_log("browser")[0]["message"]


def test_five_hundred_dialogues_of_eight_methods(browse: Callable[..., webdriver.Chrome], tmp_path: Path) -> None:
    """Fit into three megabytes and are all there."""
    base = make_runs(dialogues=500)
    words = "Anna asks Ben whether he could lend her his bicycle on Friday, and Ben agrees to it. " * 3
    runs = []
    for place in range(8):
        run = base[min(place, 2)]
        summaries = tuple(each.model_copy(update={"text": f"{place} {words}"}) for each in run.summaries)
        runs.append(run.model_copy(update={"method": f"method-{place}", "summaries": summaries}))
    profile = {
        "methods": {run.method: {"kind": "full"} for run in runs},
        "baseline": "method-0",
        "reference": "method-1",
    }
    record = make_record(runs, dialogues=500, text="#Person1#: Could you lend it to me?\n" * 30)
    chrome = browse(record.model_copy(update={"profile": {**record.profile, **profile}}))
    assert (tmp_path / "report.html").stat().st_size < 3_000_000
    assert len(shown(chrome)) == 500
