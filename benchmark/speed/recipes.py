"""Which recipe there is for a model's family, and whether it can run here."""

from importlib.util import find_spec

from benchmark.speed.recipe import Recipe
from benchmark.speed.seq2seq_recipe import Seq2SeqRecipe
from fixtures.models.families.decoder_only import DecoderOnly
from fixtures.models.families.family import ModelFamily

_TRL = "trl"


def lacks(family: ModelFamily) -> str:
    """Why models of a family cannot be raced here; empty where they can."""
    if isinstance(family, DecoderOnly) and find_spec(_TRL) is None:
        return f"the race of {family.name} needs TRL, which is not installed; pip install '.[race]' -c constraints.txt"
    return ""


def of(family: ModelFamily) -> type[Recipe]:
    """The recipe for models of a family. TRL is imported where it is one of its own."""
    if isinstance(family, DecoderOnly):
        from benchmark.speed.sft_recipe import SftRecipe

        return SftRecipe
    return Seq2SeqRecipe
