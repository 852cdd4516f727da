"""``peft-bench export``: writes a model that an earlier run has trained, without judging any claim."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from peft_bench.place import PROFILES


def main(arguments: Sequence[str]) -> int:
    """Writes the folder and prints its path; returns the exit code. Raises `SuiteError` as `_export` does."""
    print(_export(_parser().parse_args(arguments)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="peft-bench export", description="Writes a model that an earlier run of the profile has trained."
    )
    parser.add_argument("profile", metavar="PROFILE", help="a TOML file or the name of a shipped profile")
    parser.add_argument("method", metavar="METHOD", help="the method's name in the profile")
    parser.add_argument("folder", metavar="DIR", help="where the model's own folder is written")
    parser.add_argument("--store", help="the folder or URL of remembered models, if the run named one")
    parser.add_argument("--device", default="auto", help="as the run had it")
    return parser


def _export(options: argparse.Namespace) -> Path:
    """The new folder. Raises `SuiteError` where no such model is remembered, or it cannot be written."""
    from fixtures import libraries
    from fixtures.complaints import uncalled
    from fixtures.errors import SetupError
    from fixtures.experiment.session import Session, find
    from fixtures.options import device, models_folder
    from fixtures.store.exports import Exports
    from fixtures.store.place import named
    from fixtures.store.store import default_root, new_session

    (profile,) = find([options.profile], [PROFILES])
    name: str = options.method
    if name not in profile.exports:
        raise SetupError(profile.name, uncalled("trained method", name, profile.exports))
    exports = Exports(models_folder("DIR", options.folder))
    session = Session(
        profiles=(profile.of_seeds(profile.training.seed),),
        store=named("--store", options.store or str(default_root())),
        session=new_session(),
        fresh=False,
        choice=device(options.device),
        screen=sys.stderr,
        exports=exports,
    )
    experiment = session.of(session.profiles[0])
    if not experiment.has_model(name):
        fix = f"run it first: peft-bench run {options.profile}"
        raise SetupError(f"{profile.name} {name}", "is not remembered, as it is described now", fix)
    with libraries.quietly():
        from transformers.utils import logging

        logging.set_verbosity_error()  # in `run` pytest keeps to itself what the libraries say
        logging.disable_progress_bar()
        experiment.run(name)
    return exports.root / profile.exports[name]
