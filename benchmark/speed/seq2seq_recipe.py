"""The recipe for encoder-decoder models: transformers' `Seq2SeqTrainer`."""

from math import isqrt
from pathlib import Path

from transformers import Seq2SeqTrainer, Seq2SeqTrainingArguments

from benchmark.speed.recipe import Recipe
from fixtures.models.tuned import Model
from fixtures.profile.methods import Trainable


class Seq2SeqRecipe(Recipe):
    """With the library's loss, divided where it forgets to."""

    @property
    def most_at_once(self) -> int:
        """The square root of the effective batch: 16 of 256, as in the notebook."""
        return isqrt(self.profile.training.batch_size)

    def trainer(self, method: Trainable, model: Model, folder: Path) -> Seq2SeqTrainer:
        """The trainer, ready to go."""
        arguments = Seq2SeqTrainingArguments(**self.arguments(method, folder))
        trainer = Seq2SeqTrainer(
            model=model,
            args=arguments,
            train_dataset=self.train_rows,
            eval_dataset=self.validation_rows,
            data_collator=self.base.codec.collate,
            processing_class=self.base.tokenizer,
            optimizers=self.optimizers(method, model, arguments),
        )
        # T5 takes any keyword and ignores the count of tokens, which would leave accumulated losses undivided
        trainer.model_accepts_loss_kwargs = False
        return trainer
