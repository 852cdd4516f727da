"""The documentation site: it is built without a warning, and its links and its keys are right."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs._ext import reference
from fixtures.profile.profile import Profile, read
from tests.conftest import ROOT


def _build(site: Path, pages: Path = ROOT / "docs") -> subprocess.CompletedProcess[str]:
    """What ``make docs`` does, into another folder."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", site / "trees", pages, site / "html"]
    return subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    done = _build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_page_is_in_the_site(site: Path) -> None:
    """A page that no table of contents names would be a warning; none is left out of the build either."""
    pages = {file.relative_to(ROOT / "docs").with_suffix(".html") for file in (ROOT / "docs").rglob("*.md")}
    assert pages <= {file.relative_to(site) for file in site.rglob("*.html")}


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """The pages open from a folder, without a network."""
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page


def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    """To a page, to a heading of one, and to a file of the repository: each is named."""
    pages = tmp_path / "docs"
    shutil.copytree(ROOT / "docs/_ext", pages / "_ext")
    conf = (ROOT / "docs/conf.py").read_text(encoding="utf-8")
    (pages / "conf.py").write_text(conf.replace("Path(__file__).parents[1]", f"Path({str(ROOT)!r})"), encoding="utf-8")
    links = "[a](no-page.md) [b](#no-heading) [c](../no_file.py)"
    (pages / "index.md").write_text(f"# Home\n\n{links}\n", encoding="utf-8")
    done = _build(tmp_path, pages)
    assert done.returncode != 0
    assert all(link in done.stderr for link in ("no-page.md", "no-heading", "no_file.py"))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_at_the_top_lead_somewhere(name: str) -> None:
    """To a file of the repository, and to a heading of it."""
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", (ROOT / name).read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        target = ROOT / (path or name)
        assert target.exists(), link
        headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
        assert heading in ["", *(re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings)], link


def test_the_readme_has_the_rates_of_the_study() -> None:
    """How often the gate and a fixed threshold are red where nothing was lost, at most."""
    study = (ROOT / "docs/gate.md").read_text(encoding="utf-8")
    table = study.partition("**False alarms**")[2].partition("**False greens**")[0]
    rows = re.findall(r"^\| [a-z].*? \| \d+ \| ([\d.]+) %.*? \| [\d.]+ %.*? \| ([\d.]+) %.*?$", table, re.MULTILINE)
    assert len(rows) > 10
    ours, threshold = (max(map(float, rates)) for rates in zip(*rows, strict=True))
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"red in at most {ours:g} % of runs, and a fixed threshold of 1 point in up to {threshold:g} %" in text


def test_the_profile_in_the_readme_is_complete(tmp_path: Path) -> None:
    """Each of them can be read as it stands."""
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for place, block in enumerate(blocks):
        file = tmp_path / f"profile{place}.toml"
        file.write_text(block, encoding="utf-8")
        assert read(file).methods


def test_every_key_of_a_profile_is_in_the_reference() -> None:
    """With its table; a key that the suite fills in itself is not."""
    page = reference.page()
    for key in ("batch_size", "learning_rate", "peak_memory_ratio", "chat_options", "resamples", "at_most"):
        assert f"`{key}`" in page
    for table in ("[training]", "[dataset.columns]", "[methods.NAME]", "[expect.budget.METHOD]"):
        assert f"## `{table}`" in page
    first, *_ = page.removeprefix("## ").split("\n## ")
    assert "`title`" in first
    assert not any(f"| `{key}` |" in first for key in Profile.derived)


def test_the_reference_has_each_table_once() -> None:
    """With the keys that it takes, and none that it inherits and refuses."""
    headings = re.findall(r"^## (.*)$", reference.page(), re.MULTILINE)
    assert sorted(headings) == sorted(set(headings))
    assert set(reference.schema()["$defs"]["Tolerance"]["properties"]) == {"at_most", "because"}


def test_defaults_are_the_models_own() -> None:
    """As TOML has them."""
    page = reference.page()
    assert '| `"linear"` or `"cosine"` or `"constant"` | `"linear"` |' in page
    assert "| list, each a whole number, at least 0 and at most 4,294,967,295 | `[42]` |" in page
    assert "| number, above 0 |  |" in page


def test_every_key_says_what_it_means() -> None:
    """In the reference, and for editors in the JSON schema, where a key may have its table's description."""
    rows = [line.split(" | ") for line in reference.page().splitlines() if line.startswith("| `")]
    assert len(rows) > 100
    assert not [key for key, meaning, *_ in rows if not meaning.strip()]
    whole = reference.schema()
    for table in whole["$defs"].values():
        for key, value in table.get("properties", {}).items():
            assert value.get("description") or "$ref" in value, (table["title"], key)


def test_a_key_means_what_its_own_model_says() -> None:
    """A model that is derived from another may say it anew; a key is called as the profile has it."""
    tables = reference.schema()["$defs"]
    assert tables["Tolerance"]["properties"]["at_most"] != tables["Bound"]["properties"]["at_most"]
    assert tables["Protocol"]["properties"]["stemmer"] == tables["ScoringPlan"]["properties"]["stemmer"]
    assert tables["Cut"]["properties"]["from"]["description"]


def test_what_is_filled_in_is_not_required() -> None:
    """A title and the roles have defaults, which their meanings name."""
    assert set(reference.schema()["required"]) == {"dataset", "methods"}
