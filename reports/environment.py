"""The environment that a record was made in."""

import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from reports.record import Environment

_PACKAGES = (
    "torch",
    "transformers",
    "peft",
    "datasets",
    "evaluate",
    "rouge_score",
    "accelerate",
    "tokenizers",
    "safetensors",
    "numpy",
    "scipy",
    "pytest",
)

_ACCEPTED = ":(exclude)*accepted/*.json"  # what was accepted a moment ago changes nothing that is measured


def collect(root: Path, device: str) -> Environment:
    """The environment of this process; ``root`` is the suite's folder."""
    return Environment(
        commit=_git(root, "rev-parse", "HEAD"),
        dirty=dirty(root),
        python=platform.python_version(),
        platform=platform.platform(),
        device=device,
        packages={package: version(package) for package in _PACKAGES},
    )


def dirty(root: Path) -> bool:
    """Whether a checkout has uncommitted changes; False outside one."""
    return bool(_git(root, "status", "--porcelain", "--", ".", _ACCEPTED))


def _git(root: Path, *arguments: str) -> str | None:
    """What git says, or None where there is no git or no checkout."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
