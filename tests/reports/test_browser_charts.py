"""Charts in a real browser: exact values to pointer and keyboard, and all of it without script, too."""

from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from fixtures.figures import moment
from reports.output import history, html
from tests.reports import golden
from tests.reports.conftest import Browse, make_record, make_runs

MARKS = "figure:has(svg) [role=graphics-symbol][tabindex]"
LORA = "lora: ROUGE-1 68.1 [65.0, 70.5], trainable parameters 20,000"


def tips(chrome: webdriver.Chrome) -> list[str]:
    """What is said beside a mark."""
    return [each.text for each in chrome.find_elements(By.CLASS_NAME, "tip") if each.is_displayed()]


def test_marks_speak_to_the_pointer(browse: Browse) -> None:
    """Score, interval and cost; nothing far from every mark."""
    chrome = browse(make_record(make_runs()))
    assert tips(chrome) == []
    mark = chrome.find_element(By.CSS_SELECTOR, f'[aria-label="{LORA}"]')
    chrome.execute_script("arguments[0].scrollIntoView({ block: 'center' })", mark)
    ActionChains(chrome).move_to_element_with_offset(mark, 8, 8).perform()
    assert tips(chrome) == [LORA]
    ActionChains(chrome).move_to_element(chrome.find_element(By.LINK_TEXT, "Quality against cost")).perform()
    assert tips(chrome) == []


def test_marks_speak_to_the_keyboard(browse: Browse) -> None:
    """One stop for each chart, arrows from mark to mark, Escape hides."""
    chrome = browse(make_record(make_runs()))
    stops = chrome.find_elements(By.CSS_SELECTOR, "figure [tabindex='0']")
    assert len(stops) == len(chrome.find_elements(By.CSS_SELECTOR, "figure svg"))
    stops[0].send_keys(Keys.ARROW_RIGHT)
    chrome.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert chrome.switch_to.active_element.get_attribute("aria-label") == LORA
    assert tips(chrome) == [LORA]
    chrome.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert tips(chrome) == []


def test_trends_speak_too(browse: Browse) -> None:
    """When, how much, how it came out, and that it was accepted."""
    chrome = browse(page=html.history(history.histories(golden.series())))
    labels = [each.get_attribute("aria-label") or "" for each in chrome.find_elements(By.CSS_SELECTOR, MARKS)[:3]]
    assert labels[0] == f"{moment('2026-02-01T02:17:00+00:00')}: 1,500, held"
    assert labels[2].endswith("held, accepted")


@pytest.fixture
def without_script(chrome: webdriver.Chrome) -> Iterator[None]:
    """A reader who lets nothing run."""
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.usefixtures("without_script")
def test_everything_is_there_without_script(chrome: webdriver.Chrome, browse: Browse) -> None:
    """Charts are images with a name, a metric can be picked, and every example can be opened and read."""
    browse(make_record(make_runs()))

    def titles() -> list[str]:
        return [each.text for each in chrome.find_elements(By.CSS_SELECTOR, "figure h3") if each.is_displayed()]

    assert all(each.get_attribute("aria-label") for each in chrome.find_elements(By.CSS_SELECTOR, "figure svg"))
    assert [each.startswith("ROUGE-1 by") for each in titles()] == [True] * 4 + [False] * 2
    chrome.find_element(By.ID, "record-1-metric-3").click()
    assert [each.startswith("ROUGE-L by") for each in titles()] == [True] * 4 + [False] * 2
    examples = chrome.find_elements(By.CSS_SELECTOR, ".explorer details")
    assert len(examples) == 6
    examples[3].find_element(By.TAG_NAME, "summary").click()
    for text in ("#Person1#: Hello.", "first of 3", "full on 3", "lora on 3"):
        assert text in examples[3].text
