"""Pictures to be looked at: ``python -m tests.gallery PAGE.html... -o FOLDER``.

Each page at three widths in light and dark, whole up to a limit, and as a PDF.
"""

import argparse
import base64
from itertools import product
from pathlib import Path

from selenium import webdriver

from tests.browser import chrome

WIDTHS = (390, 1280, 1920)
SCHEMES = ("light", "dark")
TALLEST = 12_000  # pixels of a picture; what is lower is more of the same


def main() -> None:
    """Takes all pictures of all pages."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    browser = chrome()
    try:
        for page in chosen.pages:
            browser.get(page.resolve().as_uri())
            for width, scheme in product(WIDTHS, SCHEMES):
                _save(chosen.output / f"{page.stem}-{width}-{scheme}.png", _picture(browser, width, scheme))
            _save(chosen.output / f"{page.stem}.pdf", browser.execute_cdp_cmd("Page.printToPDF", {})["data"])
    finally:
        browser.quit()


def _picture(browser: webdriver.Chrome, width: int, scheme: str) -> str:
    """The page as base64 of a PNG."""
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    window = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)
    height = min(TALLEST, browser.execute_script("return document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = {"captureBeyondViewport": True, "clip": clip}
    picture: str = browser.execute_cdp_cmd("Page.captureScreenshot", shot)["data"]
    return picture


def _save(file: Path, data: str) -> None:
    file.write_bytes(base64.b64decode(data))


if __name__ == "__main__":
    main()
