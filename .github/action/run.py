"""Runs peft-bench as the action's inputs say, and tells the workflow the verdict and where the report is."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

VERDICTS = {0: "held", 1: "missed"}
"""By the exit code; any other means that the claims could not be judged."""


def lines(name: str) -> list[str]:
    """What a variable has in its lines that are not blank."""
    return [line.strip() for line in os.environ[name].splitlines() if line.strip()]


def take(accepted: Path, profiles: Sequence[str]) -> None:
    """Copies accepted files to where the profiles' runs look for them.

    ``accepted`` is a folder with a file for each profile, ``NAME.json``, or the file of the only profile. Ends with a
    message where it is neither.
    """
    files = [Path(profile) for profile in profiles if profile.endswith(".toml")]
    if not accepted.is_dir() and (not accepted.is_file() or len(files) != 1):
        sys.exit(f"accepted: {accepted} is neither a folder nor the file of the one TOML file in profiles")
    for profile in files:
        folder = profile.resolve().parent
        place = (folder.parent if folder.name == "profiles" else folder) / "accepted" / f"{profile.stem}.json"
        source = accepted / place.name if accepted.is_dir() else accepted
        if source.resolve() != place and source.is_file():
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, place)


def first(report: Path, name: str) -> str:
    """The path of a file of the report, of a partial one if there is no other; empty where there is none."""
    return next((str(file) for file in (report / name, report / "partial" / name) if file.is_file()), "")


def main() -> int:
    """The exit code of peft-bench."""
    profiles, report = lines("PROFILES"), Path(os.environ["REPORT_DIR"])
    if accepted := os.environ["ACCEPTED"].strip():
        take(Path(accepted), profiles)
    written = [f"--report-dir={report}", f"--junitxml={report / 'junit.xml'}"]
    command = ["peft-bench", "run", *profiles, *lines("TESTS"), *written, *shlex.split(os.environ["OPTIONS"])]
    code = subprocess.call(command)  # noqa: S603  the command that the workflow asks for
    outputs = {
        "verdict": VERDICTS.get(code, "stopped"),
        "report": first(report, "report.html"),
        "summary": first(report, "summary.md"),
    }
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in outputs.items())
    return code


if __name__ == "__main__":
    sys.exit(main())
