"""Tests of `reports.sections.registry`: one list gives the order everywhere; a section is a module and a template."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from jinja2 import ChoiceLoader, DictLoader

from fixtures.profile.nouns import Nouns
from reports.output import html, markdown, view
from reports.sections import registry
from reports.sections.comparison import ComparisonSection
from reports.sections.section import Section
from reports.sections.subject import Subject
from tests.reports.conftest import MakeRecord, make_verdict

FOLDER = Path(registry.__file__).parent
TEMPLATES = FOLDER.parent / "templates/sections"
NO_SECTION = {"__init__", "registry", "section", "subject"}


@dataclass(frozen=True)
class ToySection(Section):
    """How many examples a record has."""

    count: int

    key: ClassVar[str] = "toy"
    title: ClassVar[str] = "A toy"

    @classmethod
    def of(cls, subject: Subject) -> "ToySection":
        """Of any record."""
        return cls(len(subject.examples))

    def markdown(self, nouns: Nouns) -> Iterator[str]:
        """A sentence."""
        yield f"The toy counts {nouns.counted(self.count)}."


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy after the comparison: its entry in the list, and its template."""
    place = registry.SECTIONS.index(ComparisonSection) + 1
    sections = (*registry.SECTIONS[:place], ToySection, *registry.SECTIONS[place:])
    monkeypatch.setattr(registry, "SECTIONS", sections)
    environment = html.templates()
    template = DictLoader({"sections/toy.html": "<p>{{ section.count }} toy {{ record.nouns.plural }}</p>"})
    monkeypatch.setattr(environment, "loader", ChoiceLoader([template, environment.loader or template]))


@pytest.mark.usefixtures("toy")
def test_an_entry_adds_a_section_everywhere(new_record: MakeRecord) -> None:
    """On the page, in the contents and in the summary, after the comparison and before what follows it."""
    page = view.page([new_record(verdicts=[make_verdict(0.1)])])
    text, summary = html.text(page), markdown.text(page)
    assert "<p>6 toy examples</p>" in text
    assert "### A toy\n\nThe toy counts 6 examples." in summary
    sections = re.findall(r'<section id="record-1-(\w+)">', text)
    assert sections[:4] == ["claims", "comparison", "toy", "quality"]
    assert summary.index("### Claims") < summary.index("### Comparison") < summary.index("### A toy")


@pytest.mark.usefixtures("toy")
def test_a_section_that_fails_costs_only_itself(new_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says so in its place, and has all others."""
    monkeypatch.setattr(ToySection, "of", lambda _: 1 / 0)
    page = view.page([new_record()])
    text = html.text(page)
    assert "<p>A toy could not be shown: ZeroDivisionError: division by zero</p>" in text
    assert re.findall(r'<section id="record-1-(\w+)">', text)[-1] == "provenance"
    assert "- A toy could not be shown" in markdown.text(page)


def test_contents_page_and_summary_have_one_order(new_record: MakeRecord) -> None:
    """That of the list."""
    page = view.page([new_record(verdicts=[make_verdict(0.1)])])
    text = html.text(page)
    sections = re.findall(r'<section id="record-1-(\w+)">', text)
    titles = [kind.title for kind in registry.SECTIONS]
    headings = re.findall("^### (.*)$", markdown.text(page), re.MULTILINE)
    assert sections == [kind.key for kind in registry.SECTIONS if kind.key in sections]
    assert re.findall(r'<li><a href="#record-1-(\w+)">', text) == sections
    assert headings == sorted(headings, key=titles.index)


def test_a_section_is_a_module_and_a_template() -> None:
    """Both have the name of its key, which anchors keep free."""
    keys = [kind.key for kind in registry.SECTIONS]
    assert len(set(keys)) == len(keys)
    assert sorted(keys) == sorted(file.stem for file in TEMPLATES.glob("*.html"))
    assert sorted(keys) == sorted(file.stem for file in FOLDER.glob("*.py") if file.stem not in NO_SECTION)
    assert [kind.__module__.rpartition(".")[2] for kind in registry.SECTIONS] == keys
    assert all(re.fullmatch("[a-z]+", key) for key in keys)
