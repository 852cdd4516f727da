"""The pages for everybody: no violation that axe-core finds, at every width, in light and dark, on paper."""

import base64
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from reports.output import history, html, view
from tests.reports import golden, invented
from tests.reports.conftest import Browse

PAGES: dict[str, Callable[[], str]] = {
    "report": lambda: html.text(view.page([golden.large(6, methods=invented.TRIO)])),
    "failing": lambda: html.text(view.page([golden.failing()])),
    "outputs": lambda: html.text(view.page([golden.outputs()])),
    "changes": lambda: html.text(view.page(golden.pair())),
    "history": lambda: html.history(history.histories(golden.series())),
}


SCHEMES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
"""The rules of each: only colours differ."""


@cache
def page(name: str) -> str:
    """A page, made once."""
    return PAGES[name]()


@pytest.mark.parametrize(("scheme", "rules"), SCHEMES.items(), ids=SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_accessible(browse: Browse, name: str, scheme: str, rules: dict[str, Any]) -> None:
    """No violation, with an example opened where there are any."""
    chrome = browse(page=page(name), anchor="#test_1", scheme=scheme)
    found: dict[str, Any] = Axe().run(chrome, options=rules)
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]] == []


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_wide_as_the_window(browse: Browse, name: str, width: int) -> None:
    """What is wider scrolls inside itself."""
    chrome = browse(page=page(name), anchor="#test_1")
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    wide = chrome.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide[0] <= wide[1] == width


@pytest.mark.parametrize("name", PAGES)
def test_words_are_aligned_left(browse: Browse, name: str) -> None:
    """In every cell of every table, dates and versions included; figures are aligned right, but not among words."""
    chrome = browse(page=page(name))
    aligned = chrome.execute_script(
        "return [...document.querySelectorAll('tbody td')].filter((each) => each.innerText.trim())"
        ".map((each) => [each.innerText.trim(), getComputedStyle(each).textAlign, each.closest('.words, .trends')])"
    )
    words = re.compile("[A-Za-z]{2}|[0-9-]{10} |[0-9]+ then")
    assert {text for text, side, _ in aligned if words.match(text) and side != "left"} == set()
    assert {side for text, side, listed in aligned if re.fullmatch(r"[0-9]+\.[0-9]", text) and not listed} <= {"right"}


def test_dark_is_dark(browse: Browse) -> None:
    """The page follows the reader's system."""
    background = "return getComputedStyle(document.body).backgroundColor"
    shades = [browse(page=page("failing"), scheme=each).execute_script(background) for each in ("light", "dark")]
    assert shades == ["rgb(255, 255, 255)", "rgb(20, 23, 27)"]


def test_no_table_is_cut_on_paper(browse: Browse) -> None:
    """On A4 every table is as wide as the page at most, claims begin on the first, and colours are those of light."""
    chrome = browse(page=page("report"), scheme="dark")
    media = {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    paper = {"width": 718, "height": 1000, "deviceScaleFactor": 1, "mobile": False}  # A4 less its margins at 96 dpi
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", paper)
    widest = chrome.execute_script(
        "return Math.max(...[...document.querySelectorAll('table')].map((each) => each.scrollWidth))"
    )
    text = chrome.execute_script("return getComputedStyle(document.body).color")
    parts = chrome.execute_script("return getComputedStyle(document.querySelector('.scroll:has(.claims)')).breakInside")
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    printed = base64.b64decode(chrome.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert widest <= 718
    assert parts == "auto", "a long table that may not be parted leaves the page before it empty"
    assert text == "rgb(27, 32, 39)"
    assert printed.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["report", "failing"])
def test_claims_and_methods_are_cards_on_a_phone(browse: Browse, name: str) -> None:
    """Nothing in them is cut or has to be scrolled."""
    chrome = browse(page=page(name))
    metrics = {"width": 390, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    cut = chrome.execute_script(
        "return [...document.querySelectorAll('.scroll:has(> :is(.claims, .comparison))')]"
        ".map((each) => each.scrollWidth - each.clientWidth)"
    )
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert cut == [0, 0]


def test_the_first_stop_skips_to_the_report(browse: Browse) -> None:
    """A link that is seen when it has the focus."""
    chrome = browse(page=page("failing"))
    chrome.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    first = chrome.switch_to.active_element
    assert (first.text, first.is_displayed()) == ("Skip to the report", True)
    first.send_keys(Keys.ENTER)
    assert chrome.switch_to.active_element.tag_name == "main"
