"""What a hub on loopback serves, and what it was asked for."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

TOKEN = "hf_right"  # noqa: S105  # opens nothing but this hub
STRANGERS_TOKEN = "hf_other"  # noqa: S105  # known, but its owner has accepted no terms


@dataclass(frozen=True)
class Repository:
    """``path`` as in the hub's addresses: owner/name, or datasets/owner/name. Large files are the weights."""

    path: str
    commit: str
    files: Mapping[str, bytes]
    gated: bool = False

    def entry(self, name: str) -> dict[str, object]:
        """A file as the hub lists it."""
        content = self.files[name]
        sha256, size = etag(content), len(content)
        stored = {"lfs": {"oid": sha256, "sha256": sha256, "size": size, "pointerSize": 134}} if large(name) else {}
        return {"type": "file", "path": name, "rfilename": name, "size": size, "oid": blob_id(content), **stored}


@dataclass
class Hub:
    """What is served, what was asked for, and from which bytes on if not from the first.

    ``cut`` names a file that breaks off half-way, ``cuts`` times; ``flipped`` one that is sent with another first byte.
    ``short`` names one that ends half-way, as if that were all. ``silent`` is in the paths that are not answered,
    ``trickling`` in those whose answers come byte by byte, and ``broken`` in those that are answered with 500.
    ``pushed`` are files by repository, and ``stored`` those that are uploaded before they are named.
    """

    repositories: list[Repository]
    url: str = ""
    storage: str = ""
    asked: list[str] = field(default_factory=list)
    resumed: list[int] = field(default_factory=list)
    cut: str = ""
    cuts: int = 0
    flipped: str = ""
    short: str = ""
    silent: str = ""
    trickling: str = ""
    broken: str = ""
    released: Event = field(default_factory=Event)
    stored: dict[str, bytes] = field(default_factory=dict)
    pushed: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def settings(self, home: Path) -> dict[str, str]:
        """The environment of a process that uses this hub, whatever its user's own is, with caches in a folder."""
        own = {"HF_HOME": str(home), "HF_HUB_CACHE": str(home / "hub"), "HF_HUB_OFFLINE": "0", "HF_TOKEN": ""}
        return {"HF_ENDPOINT": self.url, **own, "NO_PROXY": "127.0.0.1,localhost"}

    def fetched(self) -> list[str]:
        """The names of the files whose content was asked for."""
        return [line.split("/")[-1] for line in self.asked if line.startswith("GET") and "/api/" not in line]


def large(name: str) -> bool:
    """Whether the hub keeps a file in its storage."""
    return name.endswith((".safetensors", ".bin", ".h5", ".msgpack"))


def etag(content: bytes) -> str:
    """What the hub calls a content."""
    return hashlib.sha256(content).hexdigest()


def blob_id(content: bytes) -> str:
    """What git calls a content."""
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content)).hexdigest()  # noqa: S324  git's own choice
