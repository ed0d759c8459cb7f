"""The floor: vectors of the untrained base model, with logistic heads fitted on the bank."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from tokenizers import Tokenizer

from nlp import taxonomy
from nlp.components.heads import LEVELS
from training import held_out
from training.batching import collate
from training.generate import Example
from training.labelled import Narrative, Sentence
from training.network import Encoder, base_folder, pool
from training.targets import targets

Floats = NDArray[np.float32]
LEASTS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
PENALTY = 0.003  # strong: the vectors are long and the examples few
FEWEST = 10


class Frozen:
    """Findings by unit and section statuses by text, from vectors that were never trained for it.

    Args:
        sentences: the bank's sentences.
        narratives: the bank's narratives.
    """

    def __init__(self, sentences: Sequence[Sentence], narratives: Sequence[Narrative]) -> None:
        base = base_folder()
        self._encoder = Encoder(base).eval()
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        vectors = [self._units(s.text).mean(axis=0) for s in sentences]
        self._findings = {
            name: _fit(vectors, [s.findings.get(name) == "affirmed" for s in sentences]) for name in taxonomy.FINDINGS
        }
        fitted = [n for n in narratives if not held_out.is_held_out(n)]
        self._least = self._best_threshold(held_out.narratives(narratives))
        texts = [self._text_vector(n.text) for n in fitted]
        self._sections = {
            name: _fit(texts, [LEVELS.index(n.sections[name]) for n in fitted]) for name in taxonomy.SECTIONS
        }

    def review(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Sections and findings of one gold row."""
        units = self._units(row["text"])
        whole = self._text_vector(row["text"])[None, :]
        found = [name for name, chance in self._chances(units).items() if chance >= self._least]
        return {
            "id": row["id"],
            "sections": {n: {"status": LEVELS[int(m.predict(whole)[0])]} for n, m in self._sections.items() if m},
            "findings": [{"id": n, "assertion": "affirmed"} for n in found],
        }

    def _chances(self, units: Floats) -> dict[str, float]:
        """The surest unit's chance of each finding."""
        return {n: float(m.predict_proba(units)[:, 1].max()) for n, m in self._findings.items() if m}

    def _best_threshold(self, kept: Sequence[Narrative]) -> float:
        """The threshold with the best F1 of findings on held-out narratives."""
        gold = [{f.label for f in n.findings if f.assertion == "affirmed"} for n in kept]
        chances = [self._chances(self._units(n.text)) for n in kept]

        def f1(least: float) -> float:
            found = [{name for name, chance in row.items() if chance >= least} for row in chances]
            both = sum(len(a & b) for a, b in zip(gold, found, strict=True))
            return 2 * both / max(1, sum(map(len, gold)) + sum(map(len, found)))

        return max(LEASTS, key=f1)

    @torch.no_grad()
    def _units(self, text: str) -> Floats:
        batch = collate([targets(Example(text, (), ()), self._tokenizer)])
        laid = batch.texts[0].laid
        rows = batch.written
        lower = self._encoder.lower(rows.ids, rows.shapes, rows.mask)
        hidden = self._encoder.upper(lower, rows.mask).flatten(0, 1)[rows.places[0]]
        return np.asarray(pool(hidden, torch.tensor(laid.units), len(laid.spans)).numpy())

    def _text_vector(self, text: str) -> Floats:
        units = self._units(text)
        return np.concatenate([units.mean(axis=0), units.max(axis=0)])


def _fit(vectors: Iterable[Floats], labels: Sequence[int | bool]) -> Pipeline | None:
    """A logistic head on scaled vectors, or None where the bank has too few examples."""
    if np.count_nonzero(labels) < FEWEST:
        return None
    head = LogisticRegression(C=PENALTY, max_iter=200)
    return make_pipeline(StandardScaler(), head).fit(np.stack(list(vectors)), labels)
