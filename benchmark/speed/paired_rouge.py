"""ROUGE as a notebook computes it: a mean over pairs of texts."""

import datasets
import evaluate
from rouge_score.rouge_scorer import RougeScorer

from fixtures.profile.plans import ScoringPlan
from fixtures.scoring.metrics.words import Words


class PairedRouge(evaluate.Metric):  # type: ignore[misc]  # evaluate ships no types
    """ROUGE as a metric of `evaluate`, whose own would be fetched from the hub: the mean over pairs of texts."""

    def _info(self) -> evaluate.MetricInfo:
        return evaluate.MetricInfo(
            description="mean ROUGE F-measures",
            citation="Lin (2004): ROUGE: A Package for Automatic Evaluation of Summaries",
            inputs_description="a prediction and a reference for each row",
            features=datasets.Features(
                {"predictions": datasets.Value("string"), "references": datasets.Value("string")}
            ),
        )

    def _compute(
        self, predictions: list[str], references: list[str], plan: ScoringPlan, metrics: tuple[str, ...]
    ) -> dict[str, float]:
        words = Words(plan.tokenizer, stemmer=plan.stemmer)
        own = None if plan.tokenizer == "rouge_score" else words
        scorer = RougeScorer(list(metrics), use_stemmer=plan.stemmer, tokenizer=own)
        scores = [
            scorer.score(words.sentences(reference), words.sentences(prediction))
            for prediction, reference in zip(predictions, references, strict=True)
        ]
        return {metric: sum(score[metric].fmeasure for score in scores) / len(scores) for metric in metrics}
