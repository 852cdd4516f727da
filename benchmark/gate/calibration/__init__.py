"""The calibration study: how often the gate is wrong, on recorded scores of the pocket profile."""
