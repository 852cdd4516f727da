"""Methods: every enabled method of a profile is carried out, also without a claim about it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imports torch
    from fixtures.experiment.experiment import Experiment


def test_method_is_carried_out(experiment: "Experiment", enabled_method: str) -> None:
    """A method or a form that fails does so here, with its reason; a selection of claims makes only what those need.

    Its learning curve, if the profile wants one, is carried out here alone.
    """
    assert experiment.run(enabled_method).predictions
    if deployment := experiment.deployment(enabled_method):
        deployment.check()
    experiment.curve(enabled_method)
