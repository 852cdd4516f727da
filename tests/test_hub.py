"""The suite with model and corpus from a hub: once with the network, then without."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import complaint
from tests.hub import Repository
from tests.server import serve

MODEL = {"hub": "google/flan-t5-base", "revision": "7bcac572ce56db69c1ea7c8af255c5d7c9672fc2"}
CORPUS = {"hub": "knkarthick/dialogsum", "revision": "0123456789abcdef0123456789abcdef01234567"}
OFFLINE = {"HF_HUB_OFFLINE": "1"}
EXPECT = {
    "corpus": {"references": {"exactly": 3}},
    "rouge": {"zero-shot": {"rouge1": {"at_least": 0}}},
}


def test_a_profile_of_the_hub(
    suite: Callable[..., subprocess.CompletedProcess[str]],
    write_profile: Callable[..., Path],
    tiny_model: Path,
    small_corpus: Path,
    tmp_path: Path,
) -> None:
    """The first run downloads and trains, the second, offline, remembers both, a third without a cache is refused."""
    file = write_profile(
        model={"path": None, **MODEL},
        corpus={"train": None, "validation": None, "test": None, **CORPUS},
        expect=EXPECT,
    )
    repositories = (
        Repository(MODEL["hub"], MODEL["revision"], _files(tiny_model)),
        Repository(f"datasets/{CORPUS['hub']}", CORPUS["revision"], _files(small_corpus)),
    )
    options = ("--profile", file, "-m", "not speed")
    with serve(*repositories) as hub:
        first = suite(*options, **hub.settings(tmp_path / "home"))
        assert first.returncode == 0, first.stdout
        for source in (MODEL, CORPUS):
            assert f"tiny: downloading {source['hub']} 100%" in first.stdout
        assert "Traceback" not in first.stdout + first.stderr
        hub.asked.clear()
        second = suite(*options, **hub.settings(tmp_path / "home") | OFFLINE)
        assert second.returncode == 0, second.stdout
        assert "downloading" not in second.stdout
        assert not hub.asked
        line = complaint(suite("--profile", file, "-m", "corpus", **hub.settings(tmp_path / "other") | OFFLINE))
    assert f"{CORPUS['hub']} at {CORPUS['revision']}: is not in the cache" in line
    record = json.loads((tmp_path / "report/record-tiny.json").read_text(encoding="utf-8"))
    assert record["profile"]["model"]["hub"] == MODEL["hub"]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
