"""Puts the summary on the pull request: one comment, which each push updates."""

import json
import os
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from itertools import count
from pathlib import Path
from typing import Any

LIMIT = 65_536
"""Characters of a comment, at most."""

PAGE = 100
"""Comments that are listed at a time, at most."""

SHORTENED = "\n\n*Shortened: the whole summary is in the report.*\n"


def body(marker: str, summary: str) -> str:
    """The comment: the marker by which it is found again, and as many whole lines of the summary as fit."""
    text = f"{marker}\n{summary}"
    if len(text) <= LIMIT:
        return text
    return text[: LIMIT - len(SHORTENED)].rpartition("\n")[0] + SHORTENED


def ask(address: str, method: str = "GET", content: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401  JSON
    """GitHub's answer. Raises `OSError` or `HTTPException` where it refuses or cannot be reached."""
    headers = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(address, data, headers, method=method)  # noqa: S310  the runner's own address
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  as above
        return json.load(answer)


def comments(address: str) -> Iterator[Mapping[str, Any]]:
    """The comments of the pull request, the oldest first."""
    for number in count(1):
        found: list[Mapping[str, Any]] = ask(f"{address}?per_page={PAGE}&page={number}")
        yield from found
        if len(found) < PAGE:
            return


def ours(comment: Mapping[str, Any], marker: str) -> bool:
    """Whether a workflow wrote the comment: somebody else's with the marker stays as it is."""
    author = comment["user"] or {}  # None of an account that was deleted
    return bool(author.get("type") == "Bot" and comment["body"].startswith(marker))


def main() -> None:
    """Updates the comment, or adds it. A token that may not is a warning: the verdict stands without a comment."""
    repository = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    address = f"{repository}/{os.environ['PULL_REQUEST']}/comments"
    marker = f"<!-- peft-bench: {os.environ['TITLE']} -->"
    content = {"body": body(marker, Path(os.environ["SUMMARY"]).read_text(encoding="utf-8"))}
    try:
        earlier = next((each["id"] for each in comments(address) if ours(each, marker)), None)
        if earlier is None:
            ask(address, "POST", content)
        else:
            ask(f"{repository}/comments/{earlier}", "PATCH", content)
    except (OSError, HTTPException) as error:  # an answer that is a refusal, too late or cut off
        fix = "give the job pull-requests: write; a pull request from a fork has a token that only reads"
        sys.stdout.write(f"::warning title=No comment::the summary is not on the pull request ({error}); {fix}\n")


if __name__ == "__main__":
    main()
