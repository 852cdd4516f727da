"""What each session would read anew and find the same: imported once, by the process that sessions are forked from."""

from importlib import import_module
from importlib.metadata import entry_points

from _pytest.config import default_plugins

from fixtures.store import code, fingerprint
from reports.output import html


def plugins() -> None:
    """Imports pytest's own plugins and those that are installed."""
    for name in default_plugins:
        import_module(f"_pytest.{name}")
    for plugin in entry_points(group="pytest11"):
        plugin.load()


def templates() -> None:
    """Compiles the report's templates."""
    for name in html.templates().list_templates(extensions=["html"]):
        html.templates().get_template(name)


def sources() -> None:
    """Reads which sources a model's fingerprint covers."""
    code.fingerprint(fingerprint.RUNTIME, fingerprint.BY_VALUE)
    code.fingerprint(fingerprint.RUNTIME, fingerprint.BY_VALUE | fingerprint.GENERATING)


plugins()
templates()
sources()
