"""Two systems whose outputs are in one file: the start of a profile that needs no model."""

from typing import Final

SYSTEMS: Final = """
title = "Two systems"
baseline = "old"
reference = "new"
[dataset]
test = "systems.csv"
columns = { target = "reference" }
[methods.old]
predictions = "systems.csv"
column = "old"
[methods.new]
predictions = "systems.csv"
column = "new"
"""
"""The file ``systems.csv`` beside the profile has the columns reference, old and new. Tables can be added below."""
