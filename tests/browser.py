"""A real browser for the report."""

import shutil

from selenium import webdriver

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")


def lacking() -> str:
    """Why there is no browser; empty where there is one."""
    return "" if CHROMIUM and DRIVER else "needs Chromium and its driver: Debian's chromium and chromium-driver"


def chrome(width: int = 1280, height: int = 900) -> webdriver.Chrome:
    """A headless browser that logs what goes wrong in a page; to be quit by who asked for it."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for option in (*_OPTIONS, f"--window-size={width},{height}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
