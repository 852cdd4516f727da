"""The recipe for decoder-only models: TRL's `SFTTrainer`, with its own defaults where the profile does not decide.

It pads to the longest of a random batch, packs nothing and learns the completion alone. Two defaults would make it
other work than the suite's, and are not taken:

- It gets token ids. From texts TRL would cut the end of a completion where the suite shortens the source, and learn the
  line break that chat templates put after the end token.
- Activations are kept unless the profile says otherwise. TRL's gradient checkpointing would compute them twice in any
  case, to save memory.
"""

import warnings
from pathlib import Path

from trl.trainer.sft_config import SFTConfig
from trl.trainer.sft_trainer import SFTTrainer

from benchmark.speed.recipe import Recipe
from fixtures.models.tuned import Model
from fixtures.profile.methods import Trainable


class SftRecipe(Recipe):
    """With TRL's loss and collator."""

    most_at_once = 8  # the libraries' own batch on a device

    def trainer(self, method: Trainable, model: Model, folder: Path) -> SFTTrainer:
        """The trainer, ready to go."""
        with warnings.catch_warnings():  # of a name that TRL sets in any case, and that transformers 5.23 has renamed
            warnings.filterwarnings("ignore", "`gradient_checkpointing` is deprecated", FutureWarning)
            arguments = SFTConfig(**self.arguments(method, folder), max_length=None, gradient_checkpointing=False)
        if arguments.device.type == "cuda":
            arguments._n_gpu = 1  # noqa: SLF001  it refuses several in one process; the suite uses the first, too
        return _Silent(
            model=model,
            args=arguments,
            train_dataset=self.train_rows,
            eval_dataset=self.validation_rows,
            processing_class=self.base.tokenizer,
            optimizers=self.optimizers(method, model, arguments),
        )


class _Silent(SFTTrainer):  # type: ignore[misc]  # an extra, whose types are not read
    """Tells nobody that it is used."""

    def _send_telemetry(self) -> None:
        """Nothing: a benchmark sends no messages, and its clock runs."""
