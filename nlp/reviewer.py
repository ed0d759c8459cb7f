"""The way in: load once, review many."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from nlp import intake, models
from nlp.analysis import Analysis
from nlp.components.encoder import Encoder
from nlp.components.parsing import forgetting
from nlp.components.pipeline import Pipeline
from nlp.components.vote import Weights
from nlp.forms import GENERIC, Form, shipped_forms
from nlp.masking import Replacement, apply, replacements
from nlp.names import MaskStyle
from nlp.result import Review, Versions
from nlp.routing import RouteModel, route
from nlp.rules import loader
from nlp.rules.loader import RuleBook
from nlp.trial import keep
from nlp.version import __version__

T = TypeVar("T")


class Reviewer:
    """Reviews referrals. Threads may share one.

    Args:
        pipeline: reads a text.
        analysis: makes the review of what was read.
        model: estimates the route.
        trial: file of a silent trial; None where there is none.
    """

    def __init__(self, pipeline: Pipeline, analysis: Analysis, model: RouteModel, trial: Path | None = None) -> None:
        self.pipeline = pipeline
        self._analysis = analysis
        self._model = model
        self._trial = trial

    @classmethod
    def load(
        cls,
        pack: Path | None = None,
        *,
        weights: Weights | None = None,
        off: Mapping[str, str] | None = None,
        model: Path | None = None,
    ) -> "Reviewer":
        """A reviewer with the shipped rules and models.

        Args:
            pack: folder of local rules over the shipped ones.
            weights: how rules and encoder vote; as shipped by default.
            off: rules that local settings switch off, each with the reason.
            model: folder of a force's own route model, as ``refcheck train`` wrote it; the shipped one by default.

        Raises:
            RuleError: where a rule breaks the schema.
            ModelError: where a model is absent or altered.
        """
        book = loader.load(pack, off)
        return cls.of(book, Pipeline(book, Encoder.load(), weights or Weights.load()), model)

    @classmethod
    def of(cls, book: RuleBook, pipeline: Pipeline, model: Path | None = None) -> "Reviewer":
        """A reviewer that reads with ``pipeline``, such as one without encoder, for comparison."""
        versions = Versions(program=__version__, rules=book.digest, models=models.digest(model))
        return cls(pipeline, Analysis(book, versions), RouteModel.load(model))

    def on_trial(self, trial: Path | None) -> "Reviewer":
        """The same reviewer, keeping its estimates in the file ``trial`` and telling none; itself where it is None."""
        return Reviewer(self.pipeline, self._analysis, self._model, trial) if trial else self

    @staticmethod
    def forgetting(records: Iterator[T]) -> Iterator[T]:
        """``records`` of one long run, with no words of a text kept once it is reviewed; for one thread alone."""
        return forgetting(records)

    def mask(self, text: str, style: MaskStyle = MaskStyle.PSEUDONYMS) -> str:
        """A copy of ``text`` with its personal data replaced; as :meth:`replacements`."""
        return apply(text, self.replacements(text, style))

    def replacements(self, text: str, style: MaskStyle = MaskStyle.PSEUDONYMS) -> tuple[Replacement, ...]:
        """What stands in place of each piece of personal data in ``text``, in order.

        Args:
            text: the text exactly as written.
            style: pseudonyms, placeholders or redaction marks.

        Raises:
            InputError: where the text cannot be read, with what to do.
        """
        intake.check_text(text)
        reading = self.pipeline.read(text)._.reading
        return replacements(text, reading.pii, reading.people, style)

    def review(self, text: str, form: Form | None = None) -> Review:
        """The review of one text.

        Args:
            text: the referral exactly as written; every offset in the review is into it.
            form: which sections are required; the generic form by default.

        Raises:
            InputError: where the text cannot be reviewed, with what to do.
        """
        intake.check_text(text)
        review = self._analysis.review(text, self.pipeline.read(text), form or shipped_forms()[GENERIC])
        estimated = review.model_copy(update={"route": route(review, self._model)})
        return keep(estimated, self._trial) if self._trial else estimated
