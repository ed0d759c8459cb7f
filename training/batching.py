"""Texts that are learnt from together: padded windows, and where the results of each text stand in them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from nlp.components.encoder_input import CLS, PAD, SEP, Laid, windows
from training.generate import Example
from training.targets import Targets, targets

TOKENS_A_STEP = 5000


@dataclass(frozen=True)
class Batch:
    """Texts to be read together, as written and neutrally.

    Attributes:
        written: windows of the texts as written; personal data is learnt from them.
        neutral: windows of the texts with plain words for who, where, which group and which sex; the rest is learnt
            from them.
        texts: the labels.
    """

    written: "Rows"
    neutral: "Rows"
    texts: tuple[Targets, ...]


@dataclass(frozen=True)
class Rows:
    """Padded windows, and where the results of each text's tokens stand in them."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    places: tuple[Tensor, ...]


def batches(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> Iterator[Batch]:
    """Batches of about ``TOKENS_A_STEP`` tokens, texts of like length together."""
    ready = sorted((targets(e, tokenizer) for e in examples), key=lambda t: len(t.laid.ids) + rng.random() * 40)
    groups: list[list[Targets]] = [[]]
    for item in ready:
        if groups[-1] and (len(groups[-1]) + 1) * min(384, len(item.laid.ids)) > TOKENS_A_STEP:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def collate(texts: Sequence[Targets]) -> Batch:
    """One batch of ``texts``."""
    return Batch(_rows([t.laid for t in texts]), _rows([t.neutral for t in texts]), tuple(texts))


def _rows(texts: Sequence[Laid]) -> Rows:
    rows: list[tuple[list[int], list[int]]] = []
    places: list[list[tuple[int, int]]] = []
    for laid in texts:
        where: list[tuple[int, int]] = []
        for window in windows(laid):
            ids = laid.ids[window.context : window.end]
            where += [(len(rows), 1 + i - window.context) for i in range(window.start, window.end)]
            rows.append(([CLS, *ids, SEP], [0, *laid.shapes[window.context : window.end], 0]))
        places.append(where)
    width = max(len(ids) for ids, _ in rows)
    table = torch.tensor([ids + [PAD] * (width - len(ids)) for ids, _ in rows])
    shapes = torch.tensor([s + [0] * (width - len(s)) for _, s in rows])
    flat = tuple(torch.tensor([r * width + c for r, c in where]) for where in places)
    return Rows(table, (table != PAD).long(), shapes, flat)
