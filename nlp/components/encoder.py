"""One small encoder, in two halves.

The lower half reads a text as written and sees personal data. Then the whole reads the text with plain words in place
of names, places, groups and sexes, and sees everything else.

The network runs in onnxruntime as 8-bit integers; its heads are a few small matrices, applied here in numpy.
Texts longer than a window are read in several; none is cut.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from nlp import models, taxonomy
from nlp.components.attributes import Pii
from nlp.components.encoder_input import CLS, SEP, Laid, Window, lay_out, windows
from nlp.components.heads import HIDDEN, LEVELS, MOST_FOCUS, STANDINGS, UNIT, slices
from nlp.components.neutral import neutral
from nlp.components.plausible import plausible
from nlp.components.tagging import decode_pii

Floats = NDArray[np.float32]
_SECTIONS, _FINDINGS, _TYPES = len(taxonomy.SECTIONS), len(taxonomy.FINDINGS), len(taxonomy.PII_TYPES)


@dataclass(frozen=True)
class Sensed:
    """What the encoder makes of a text, whoever it is about. All probabilities, 0 to 1.

    Attributes:
        spans: start and end code points of each reading unit.
        sections: units by sections by levels (missing, partial, present).
        findings: units by findings by standings (none, affirmed, negated, historical, uncertain, outsider).
        wording: units by kinds of poor wording.
        safety: units by safety indicators.
        source: units by who says so.
        status: sections by levels, for the whole text.
        urgent: whether the whole text must not wait.
        words: how each word reads, whatever it speaks of; logits.
    """

    spans: tuple[tuple[int, int], ...]
    sections: Floats
    findings: Floats
    wording: Floats
    safety: Floats
    source: Floats
    status: Floats
    urgent: float
    words: "Words"


@dataclass(frozen=True)
class Words:
    """How given words tell of a finding.

    Attributes:
        starts: code point at which each token begins.
        ends: code point after its end.
        told: logits, tokens by standings without none.
        leaning: logits of how each finding tends to be told, findings by standings without none.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    told: Floats
    leaning: Floats

    def read(self, finding: int, start: int, end: int) -> Floats:
        """Probabilities of the standings (affirmed, negated, historical, uncertain, outsider) of given words.

        Args:
            finding: index of the finding of which they tell.
            start: code point at which they begin.
            end: code point after their end.

        Returns:
            One row; all alike where there is no word.
        """
        within = (self.starts < end) & (self.ends > start)
        return softmax(self.told[within].mean(axis=0) + self.leaning[finding] if within.any() else self.leaning[0] * 0)


@dataclass(frozen=True)
class Tagged:
    """A text as laid out for the encoder, and the personal data that the lower half sees in it.

    Attributes:
        laid: the text as the encoder sees it.
        pii: personal data, in order, without overlaps.
    """

    laid: Laid
    pii: tuple[Pii, ...]


class Encoder:
    """The encoder with its heads. Threads may share one.

    Args:
        lower: the lower half: ids and shapes in, hidden states out.
        upper: the upper half: hidden states of the lower in, hidden states out.
        heads: the matrices of the heads, by name.
        tokenizer: the tokenizer of the base model.
    """

    def __init__(
        self,
        lower: onnxruntime.InferenceSession,
        upper: onnxruntime.InferenceSession,
        heads: dict[str, Floats],
        tokenizer: Tokenizer,
    ) -> None:
        self._lower = lower
        self._upper = upper
        self._heads = heads
        self._focused = (heads["focused"] + heads["standing"]).transpose(1, 0, 2).reshape(HIDDEN, -1)
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, root: Path | None = None) -> "Encoder":
        """The encoder below a models folder; the shipped one by default.

        Raises:
            ModelError: where a file is absent or altered.
        """
        tokenizer = Tokenizer.from_str(models.read("encoder/tokenizer.json", root).decode("utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        with np.load(io.BytesIO(models.read("encoder/heads.npz", root)), allow_pickle=False) as stored:
            heads = {name: stored[name].astype(np.float32) for name in stored.files}
        lower, upper = (open_session(models.read(f"encoder/{half}.onnx", root)) for half in ("lower", "upper"))
        return cls(lower, upper, heads, tokenizer)

    def tag(self, doc: Doc) -> Tagged:
        """The personal data that the encoder sees in ``doc`` as it is written."""
        laid = lay_out(doc, self._tokenizer)
        tags = softmax(self._hidden(laid, whole=False) @ self._heads["tags.weight"].T + self._heads["tags.bias"])
        return Tagged(laid, plausible(doc._.text, decode_pii(doc._.text, laid, tags)))

    def sense(self, doc: Doc, laid: Laid, pii: Sequence[Pii]) -> Sensed:
        """Everything else that the encoder makes of ``doc``, with plain words for who, where, which group and sex.

        Args:
            doc: the text.
            laid: its layout, as ``tag`` gave it.
            pii: its personal data, in order, without overlaps.
        """
        laid = neutral(laid, doc._.text, pii, self._tokenizer)
        hidden = self._hidden(laid, whole=True)
        units = pool(hidden, laid.units, len(laid.spans))
        outputs = units @ self._heads["units.weight"].T + self._heads["units.bias"]
        cut = slices()
        count = len(laid.spans)
        sections = softmax(outputs[:, cut["sections"]].reshape(count, _SECTIONS, len(LEVELS)))
        status, urgent = self._document(units, sections)
        return Sensed(
            spans=laid.spans,
            sections=sections,
            findings=softmax(
                outputs[:, cut["findings"]].reshape(count, _FINDINGS, len(STANDINGS)) + self._in_focus(hidden, laid)
            ),
            wording=sigmoid(outputs[:, cut["wording"]]),
            safety=sigmoid(outputs[:, cut["safety"]]),
            source=softmax(outputs[:, cut["source"]]),
            status=status,
            urgent=urgent,
            words=Words(
                np.array(laid.starts, np.int64),
                np.array(laid.ends, np.int64),
                hidden @ self._heads["reading"],
                self._heads["leaning"],
            ),
        )

    def _hidden(self, laid: Laid, *, whole: bool) -> Floats:
        """Hidden states of the whole encoder or of its lower half, one row a token.

        Windows are read one by one: none is filled up to the length of another, and none changes what is read there.
        """
        read = [self._window(laid, window, whole=whole) for window in windows(laid)]
        return np.concatenate(read) if read else np.zeros((0, HIDDEN), np.float32)

    def _window(self, laid: Laid, window: Window, *, whole: bool) -> Floats:
        within = slice(window.context, window.end)
        ids = np.array([[CLS, *laid.ids[within], SEP]], np.int64)
        shapes = np.array([[0, *laid.shapes[within], 0]], np.int64)
        hidden = self._lower.run(None, {"ids": ids, "shapes": shapes})[0]
        if whole:
            hidden = self._upper.run(None, {"lower": hidden})[0]
        return np.asarray(hidden[0, 1 + window.start - window.context : -1], np.float32)

    def _in_focus(self, hidden: Floats, laid: Laid) -> Floats:
        """What the words to which each finding attends add to its logits: units by findings by standings."""
        focus = self._heads["focus"]
        weights = np.exp(np.clip(hidden @ focus.T / HIDDEN**0.5, -MOST_FOCUS, MOST_FOCUS))
        told = (hidden @ self._focused).reshape(len(hidden), _FINDINGS, len(STANDINGS)) * weights[:, :, None]
        sums = np.zeros((len(laid.spans), _FINDINGS, len(STANDINGS)), np.float32)
        totals = np.full((len(laid.spans), _FINDINGS, 1), 1e-6, np.float32)
        np.add.at(sums, list(laid.units), told)
        np.add.at(totals, list(laid.units), weights[:, :, None])
        return sums / totals

    def _document(self, units: Floats, sections: Floats) -> tuple[Floats, float]:
        heads = self._heads
        attention = softmax((units @ heads["query"].T / UNIT**0.5).T)
        read = attention @ units
        surest = sections[:, :, 1:].max(axis=0)
        status = np.einsum("su,sul->sl", read[:_SECTIONS], heads["value"]) + heads["bias"]
        status = status + np.einsum("sb,sbl->sl", surest, heads["best"])
        urgent = sigmoid(read[_SECTIONS] @ heads["urgent.weight"][0] + heads["urgent.bias"][0])
        return softmax(status), float(urgent)


def open_session(network: bytes) -> onnxruntime.InferenceSession:
    """A session on ``network`` that uses one core a text, so that users do not slow each other."""
    onnxruntime.disable_telemetry_events()  # Windows; elsewhere see nlp/__init__.py
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def pool(hidden: Floats, unit_of_token: Sequence[int], count: int) -> Floats:
    """Mean and maximum over the tokens of each unit, ``count`` by ``UNIT``; zeros where a unit has none."""
    pooled = np.zeros((count, UNIT), np.float32)
    units = np.asarray(unit_of_token, np.int64)
    for unit in np.unique(units):
        rows = hidden[units == unit]
        pooled[unit, :HIDDEN] = rows.mean(axis=0)
        pooled[unit, HIDDEN:] = rows.max(axis=0)
    return pooled


def softmax(x: Floats) -> Floats:
    """Softmax over the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), np.float32)


def sigmoid(x: Floats) -> Floats:
    """Logistic function."""
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)
