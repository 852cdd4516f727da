"""The picture in the README: ``python -m tests.screenshot reports/out/report.html docs/report.png``."""

import argparse
from pathlib import Path

from tests.browser import chrome


def main() -> None:
    """Takes the upper part of a page as a picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshot", description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=1400)
    chosen = parser.parse_args()
    browser = chrome(chosen.width, chosen.height)
    try:
        browser.get(chosen.page.resolve().as_uri())
        browser.save_screenshot(str(chosen.picture))
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
