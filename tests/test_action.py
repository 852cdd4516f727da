"""The action's scripts do what they are told, by a runner's variables alone, and pass on what the suite says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest

from benchmark.gate.accepted import place
from fixtures.profile.profile import read
from tests.conftest import ROOT

SCRIPTS = ROOT / ".github/action"
MARKER = "<!-- peft-bench: nightly -->"
BOT, PERSON = {"type": "Bot"}, {"type": "User"}

SUITE = f"""#!{sys.executable}
import json, os, pathlib, sys
pathlib.Path("asked.json").write_text(json.dumps(sys.argv[1:]))
(folder,) = [each.partition("=")[2] for each in sys.argv if each.startswith("--report-dir=")]
place = pathlib.Path(folder, os.environ.get("BELOW", ""))
place.mkdir(parents=True)
if "-k" not in sys.argv:
    for name in ("report.html", "summary.md"):
        (place / name).touch()
sys.exit(int(os.environ["CODE"]))
"""
"""What stands for peft-bench: it notes its arguments, writes a report, and ends as it is told."""

PYTHON = """#!/bin/sh
echo "$@" >> "$RUNNER_TEMP/asked"
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
"""
"""What stands for Python: it notes its arguments, and makes an environment with itself in it."""


def executable(file: Path, text: str) -> Path:
    """A program; returns its folder."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file.parent


def run(folder: Path, **variables: str) -> tuple[int, list[str], dict[str, str], str]:
    """The exit code of the script that runs the suite, the suite's arguments, the outputs, and what was said."""
    path = executable(folder / "bin/peft-bench", SUITE)
    given = {"PROFILES": "nightly.toml", "TESTS": "", "ACCEPTED": "", "OPTIONS": "", "REPORT_DIR": "out", "CODE": "0"}
    output = folder / "output"
    environment = {**given, **variables, "GITHUB_OUTPUT": str(output), "PATH": f"{path}:{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "run.py")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    asked = folder / "asked.json"
    outputs = output.read_text(encoding="utf-8").splitlines() if output.exists() else []
    named = dict(line.split("=", 1) for line in outputs)
    return done.returncode, json.loads(asked.read_text()) if asked.exists() else [], named, done.stderr


def test_inputs_are_arguments(tmp_path: Path) -> None:
    """One a line, options as in a shell; nothing in them is carried out."""
    code, asked, *_ = run(
        tmp_path,
        PROFILES="  a.toml\n\nb c.toml\n",
        TESTS="tests/quality\n",
        OPTIONS="-m 'quality or dataset' --seeds 1,2 '$(touch evil)' ; touch evil",
    )
    assert code == 0
    assert asked == [
        *("run", "a.toml", "b c.toml", "tests/quality", "--report-dir=out", "--junitxml=out/junit.xml"),
        *("-m", "quality or dataset", "--seeds", "1,2", "$(touch evil)", ";", "touch", "evil"),
    ]
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(("code", "verdict"), [(0, "held"), (1, "missed"), (4, "stopped"), (2, "stopped")])
def test_verdict_and_report_are_outputs(tmp_path: Path, code: int, verdict: str) -> None:
    """The step ends as the suite does."""
    done, _, outputs, _ = run(tmp_path, CODE=str(code))
    assert done == code
    assert outputs == {"verdict": verdict, "report": "out/report.html", "summary": "out/summary.md"}


@pytest.mark.parametrize(("options", "report"), [("", "out/partial/report.html"), ("-k x", "")])
def test_partial_report_is_the_report(tmp_path: Path, options: str, report: str) -> None:
    """If there is no other; without any the output is empty."""
    assert run(tmp_path, BELOW="partial", OPTIONS=options)[2]["report"] == report


@pytest.mark.parametrize("folder", ["", "profiles"])
def test_accepted_file_is_put_where_the_suite_looks(
    tmp_path: Path, write_profile: Callable[..., Path], folder: str
) -> None:
    """Beside the profile, or beside its folder if that is called profiles; from a folder just the one of its name."""
    profile = tmp_path / folder / "nightly.toml"
    profile.parent.mkdir(exist_ok=True)
    expected = place(read(write_profile().replace(profile)))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/nightly.json").write_text("1", encoding="utf-8")
    relative = str(profile.relative_to(tmp_path))
    assert run(tmp_path, PROFILES=relative, ACCEPTED="elsewhere/nightly.json")[0] == 0
    assert expected.read_text(encoding="utf-8") == "1"
    (tmp_path / "elsewhere/nightly.json").write_text("2", encoding="utf-8")
    shutil.rmtree(tmp_path / "out")
    assert run(tmp_path, PROFILES=f"pocket\n{relative}", ACCEPTED="elsewhere")[0] == 0
    assert expected.read_text(encoding="utf-8") == "2"


@pytest.mark.parametrize("accepted", ["nowhere.json", "there.json"])
def test_accepted_file_that_is_none_stops(tmp_path: Path, accepted: str) -> None:
    """Missing, or one file for two profiles: one line, and nothing is run."""
    (tmp_path / "there.json").touch()
    code, asked, outputs, said = run(tmp_path, PROFILES="a.toml\nb.toml", ACCEPTED=accepted)
    assert (code, asked, outputs) == (1, [], {})
    assert said == f"accepted: {accepted} is neither a folder nor the file of the one TOML file in profiles\n"


@pytest.mark.parametrize("index", ["", "https://example.org/cpu"])
def test_installs_with_constraints(tmp_path: Path, index: str) -> None:
    """The suite of the action's own commit, into an environment that later steps find first."""
    path = executable(tmp_path / "bin/python", PYTHON)
    variables = {"EXTRAS": "score", "TORCH_INDEX": index, "GITHUB_ACTION_PATH": "/action", "RUNNER_TEMP": str(tmp_path)}
    environment = {**variables, "GITHUB_PATH": str(tmp_path / "path"), "PATH": f"{path}:{os.environ['PATH']}"}
    subprocess.run(["bash", str(SCRIPTS / "install.sh")], env=environment, check=True)  # noqa: S607
    pip = "-m pip install --disable-pip-version-check --constraint /action/constraints.txt"
    torch = [f"{pip} --no-deps torch --index-url {index}"] if index else []
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == [f"-m venv {tmp_path}/peft-bench", *torch, f"{pip} /action[score]"]
    assert (tmp_path / "path").read_text(encoding="utf-8") == f"{tmp_path}/peft-bench/bin\n"


@dataclass
class PullRequest:
    """GitHub's side: its comments by number, and what was done to them. ``status`` is an answer that refuses."""

    comments: dict[int, dict[str, Any]]
    status: int = 200
    done: list[str] = field(default_factory=list)
    url: str = ""

    def comment(self, folder: Path, summary: str) -> str:
        """What the script says that comments."""
        file = folder / "summary.md"
        file.write_text(summary, encoding="utf-8")
        place = {"GITHUB_API_URL": self.url, "GITHUB_REPOSITORY": "owner/name", "PULL_REQUEST": "7"}
        ours = {"SUMMARY": str(file), "TITLE": "nightly", "GITHUB_TOKEN": "right", "NO_PROXY": "127.0.0.1"}
        command = [sys.executable, str(SCRIPTS / "comment.py")]
        return subprocess.run(command, env={**place, **ours}, capture_output=True, text=True, check=True).stdout


class Comments(BaseHTTPRequestHandler):
    """As much of GitHub's interface as comments need."""

    pull_request: ClassVar[PullRequest]

    def do_GET(self) -> None:
        """A page of comments."""
        page = int(self.path.rpartition("=")[2])
        self._send([*self.pull_request.comments.values()][100 * (page - 1) : 100 * page])

    def do_POST(self) -> None:
        """A comment is added or changed."""
        assert self.path.startswith("/repos/owner/name/issues/")
        number = 0 if self.command == "POST" else int(self.path.rpartition("/")[2])
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        if self.pull_request.status == 200:
            self.pull_request.done.append(self.command)
            self.pull_request.comments[number] = {"id": number, "user": BOT, "body": text}
        self._send({}, self.pull_request.status)

    def do_PATCH(self) -> None:
        """The same."""
        self.do_POST()

    def _send(self, answer: object, status: int = 200) -> None:
        if not status:
            return
        right = self.headers["Authorization"] == "Bearer right"
        self.send_response(status if right else 401)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def pull_request() -> Iterator[PullRequest]:
    """A pull request with more comments than a page holds; one of them looks like ours and is somebody's."""
    comments: Mapping[int, dict[str, Any]] = {
        number: {"id": number, "user": PERSON, "body": MARKER if number == 9 else "Fine."} for number in range(1, 151)
    }
    comments[8]["user"] = None  # whoever wrote it has left
    found = PullRequest(dict(comments))
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Comments,), {"pull_request": found}))
    found.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def test_pull_request_has_one_comment(pull_request: PullRequest, tmp_path: Path) -> None:
    """The first push adds it, behind all others, and later ones change it."""
    for summary in ("first\n", "second\n"):
        assert not pull_request.comment(tmp_path, summary)
        assert pull_request.comments[0]["body"] == f"{MARKER}\n{summary}"
    assert pull_request.done == ["POST", "PATCH"]
    assert pull_request.comments[9]["body"] == MARKER


def test_long_summary_is_cut_between_lines(pull_request: PullRequest, tmp_path: Path) -> None:
    """To what GitHub takes, and says so."""
    pull_request.comment(tmp_path, "a line of the summary\n" * 5000)
    body = pull_request.comments[0]["body"]
    assert 65_000 < len(body) <= 65_536
    assert body.endswith("a line of the summary\n\n*Shortened: the whole summary is in the report.*\n")


def test_refused_comment_is_a_warning(pull_request: PullRequest, tmp_path: Path) -> None:
    """A pull request from a fork has a token that cannot comment, and its verdict stands."""
    pull_request.status = 403
    said = pull_request.comment(tmp_path, "summary")
    assert said.startswith("::warning title=No comment::")
    assert "403" in said
    assert "pull-requests: write" in said
    assert said.count("\n") == 1
    pull_request.status = 0  # no answer
    assert pull_request.comment(tmp_path, "summary").startswith("::warning title=No comment::")
    pull_request.url = "http://127.0.0.1:9"
    assert pull_request.comment(tmp_path, "summary").startswith("::warning title=No comment::")
