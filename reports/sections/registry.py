"""The sections in their order: on the page, in the contents, in the summary and on paper."""

from reports.sections.accepted import AcceptedSection
from reports.sections.claims import ClaimsSection
from reports.sections.comparison import ComparisonSection
from reports.sections.cost import CostSection
from reports.sections.deployed import DeployedSection
from reports.sections.examples import ExamplesSection
from reports.sections.forgetting import ForgettingSection
from reports.sections.learning import LearningSection
from reports.sections.provenance import ProvenanceSection
from reports.sections.published import PublishedSection
from reports.sections.quality import QualitySection
from reports.sections.race import RaceSection
from reports.sections.retraining import RetrainingSection
from reports.sections.section import Section
from reports.sections.spotlight import SpotlightSection
from reports.sections.tuning import TuningSection
from reports.sections.wording import WordingSection

SECTIONS: tuple[type[Section], ...] = (
    ClaimsSection,
    ComparisonSection,
    QualitySection,
    AcceptedSection,
    LearningSection,
    ForgettingSection,
    TuningSection,
    CostSection,
    DeployedSection,
    WordingSection,
    RetrainingSection,
    PublishedSection,
    RaceSection,
    SpotlightSection,
    ExamplesSection,
    ProvenanceSection,
)
