"""The accepted file is read whole or refused with one line, and written so that a diff can be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmark.gate.accepted import place, read
from benchmark.kept import KeptFigures
from fixtures.errors import SetupError
from fixtures.profile.profile import Profile
from fixtures.results.run import BaseFiles
from tests.benchmark.conftest import SIGNATURE, accepted, accepted_run, run_of

SCORES = [[0.5, 0.25], [0.75, 0.125]]


@pytest.fixture
def file(tiny: Profile) -> Path:
    """An accepted file of two examples and two seeds."""
    found = place(tiny)
    found.parent.mkdir()
    found.write_text(accepted({"lora": accepted_run(SCORES)}).text(), encoding="utf-8")
    return found


def test_read_again(file: Path, tiny: Profile) -> None:
    """As it was written; an example's scores stand on one line for each metric's and all seeds."""
    loaded = read(tiny)
    assert loaded == accepted({"lora": accepted_run(SCORES)})
    assert loaded
    assert loaded.methods["lora"].replicates("rouge1", ("test_1", "test_0")) == ((0.25, 0.5), (0.125, 0.75))
    assert '    "test_0": {"rouge1": [0.5, 0.75]},\n' in file.read_text(encoding="utf-8")


def test_file_of_the_first_version_is_read(file: Path, tiny: Profile) -> None:
    """Which base its runs had nobody knows any more; that is no reason to call another one changed."""
    data = json.loads(file.read_text(encoding="utf-8")) | {"schema": 1}
    run = data["methods"]["lora"]
    del run["base"], run["dataset_commit"], run["metrics"], run["losses"]
    run["signature"] = "stemmer: yes | prompt: 0a1b | batch: 4"
    file.write_text(json.dumps(data), encoding="utf-8")
    loaded = read(tiny)
    assert loaded
    assert loaded.methods["lora"].scores == accepted_run(SCORES).scores
    assert loaded.methods["lora"].signature == SIGNATURE
    assert loaded.methods["lora"].metrics["rouge1"].signature["stemmer"] == "yes"
    assert not loaded.methods["lora"].rebased(run_of(SCORES).model_copy(update={"base": BaseFiles(sha256="b")}))


def test_nothing_accepted_yet(tiny: Profile) -> None:
    """Is no error."""
    assert read(tiny) is None


def test_shipped_profiles_have_theirs_beside_them(tiny: Profile) -> None:
    """In a folder beside the folder of profiles."""
    shipped = tiny.model_copy(update={"file": Path("benchmark/profiles/tiny.toml")})
    assert place(shipped) == Path("benchmark/accepted/tiny.json")


OWN = {"signature": {}, "seeds": [0, 1], "values": {"test_0": [0.5]}}
BROKEN: dict[str, tuple[dict[str, Any] | str, str]] = {
    "no JSON": ("{", "is not valid JSON"),
    "deep JSON": ("[" * 10**5, "is nested too deeply for an accepted file"),
    "NaN": ('{"schema": 1, "score": NaN}', "NaN is not a score"),
    "no schema": ({"schema": None}, "it has no schema"),
    "schema of text": ({"schema": "3"}, "its schema is '3'"),
    "true": ({"schema": True}, "its schema is True"),
    "newer": ({"schema": 6}, "has schema 6, this version reads up to 5"),
    "another profile": ({"profile": "pocket"}, "belongs to the profile pocket"),
    "no number": ({"rouge1": ["high", 0.5]}, r"methods\.lora\.scores\.test_0\.rouge1"),
    "impossible": ({"rouge1": [1.5, 0.5]}, r"methods\.lora\.scores\.test_0\.rouge1"),
    "a seed too few": ({"rouge1": [0.5]}, "test_0 does not have one score for each of 2 seeds"),
    "a loss too few": ({"losses": [1.5]}, r"methods\.lora\.losses: expected one for each of 2 seeds"),
    "a figure too few": ({"own": {"t": OWN}}, r"own\.t\.values\.test_0: expected a figure for each of 2 seeds"),
    "another metric": ({"rouge2": [0.5, 0.5]}, "does not have the metrics"),
}


@pytest.mark.parametrize(("change", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_file_is_one_line(file: Path, tiny: Profile, change: dict[str, Any] | str, message: str) -> None:
    """It names the file, what is wrong and where."""
    if isinstance(change, str):
        file.write_text(change, encoding="utf-8")
    else:
        data = json.loads(file.read_text(encoding="utf-8"))
        scores = {key: value for key, value in change.items() if key.startswith("rouge")}
        data["methods"]["lora"]["scores"]["test_0"] |= scores
        data["methods"]["lora"] |= {key: value for key, value in change.items() if key == "losses"}
        data |= {key: value for key, value in change.items() if key not in {*scores, "losses"}}
        file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SetupError, match=message) as error:
        read(tiny)
    assert str(error.value).startswith(str(file))
    assert "\n" not in str(error.value)


def test_all_mistakes_are_listed(file: Path, tiny: Profile) -> None:
    """Each on a line with the file and the key as it stands there; a misspelt key is one mistake."""
    data = json.loads(file.read_text(encoding="utf-8"))
    run = data["methods"]["lora"]
    run["sedes"], run["python"], run["comit"] = run.pop("seeds"), 3, None
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SetupError) as error:
        read(tiny)
    assert all(line.startswith(f"{file}: methods.lora.") for line in error.value.lines)
    said = {line.removeprefix(f"{file}: methods.lora.").split("; restore")[0] for line in error.value.lines}
    assert said == {
        "sedes: unknown key; did you mean seeds?",
        "python: expected text, not 3",
        "comit: unknown key; did you mean commit?",
    }


def test_own_figures_are_read_again(file: Path, tiny: Profile) -> None:
    """A file of the version before has none."""
    data = json.loads(file.read_text(encoding="utf-8"))
    del data["own"]
    file.write_text(json.dumps(data | {"schema": 4}), encoding="utf-8")
    before = read(tiny)
    assert before == accepted({"lora": accepted_run(SCORES)})
    own = {"test_x.py::test_y[a]": KeptFigures(signature={"unit": "words"}, seeds=(0, 1), values={"test_0": (0.5, 1)})}
    written = before.model_copy(update={"own": own}).text()
    file.write_text(written, encoding="utf-8")
    assert '   "test_0": [0.5, 1.0]\n' in written
    loaded = read(tiny)
    assert loaded
    assert loaded.own == own
