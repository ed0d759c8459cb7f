"""How far the network is from the labels, task by task."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from nlp.components.heads import LEVELS, STANDINGS, slices
from training.batching import Batch, Rows
from training.network import Heads, Network, pool
from training.targets import MASKED, Ints, Targets

WEIGHTS = {
    "pii": 4.0,
    "sections": 0.5,
    "findings": 1.5,
    "wording": 1.0,
    "safety": 1.5,
    "source": 0.2,
    "given": 2.0,
    "focus": 0.1,
    "status": 0.45,
    "urgent": 0.75,
}


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each task on one batch."""
    with torch.autocast("cpu", torch.bfloat16):
        lower = network.encoder.lower(batch.neutral.ids, batch.neutral.shapes, batch.neutral.mask)
        hidden = network.encoder.upper(lower, batch.neutral.mask)
    heads = network.heads
    tokens = _by_text(hidden, batch.neutral)
    units = [
        pool(h, torch.tensor(t.neutral.units), len(t.laid.spans)) for h, t in zip(tokens, batch.texts, strict=True)
    ]
    outputs = heads.units(heads.drop(torch.cat(units)))
    words = heads.drop(torch.cat(tokens))
    focused = heads.in_focus(words, torch.from_numpy(_units_of_tokens(batch.texts)), len(outputs))
    found = _unit_losses(outputs, focused, batch.texts)
    found |= _document_losses(heads, units, outputs, batch.texts)
    found |= _word_losses(heads, tokens, batch.texts)
    if heads.tags.weight.requires_grad:
        found["pii"] = _data_loss(network, batch)
    return found


def _data_loss(network: Network, batch: Batch) -> Tensor:
    rows = batch.written
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encoder.lower(rows.ids, rows.shapes, rows.mask)
    tags = network.heads.tags(network.heads.drop(torch.cat(_by_text(hidden, rows))))
    return functional.cross_entropy(tags, torch.from_numpy(np.concatenate([t.tags for t in batch.texts])))


def _word_losses(heads: Heads, tokens: Sequence[Tensor], texts: Sequence[Targets]) -> dict[str, Tensor]:
    """How given words are read, and how far each finding attends to its words among those of their unit."""
    told = [(hidden, words) for hidden, text in zip(tokens, texts, strict=True) for words in text.words]
    nothing = tokens[0].sum() * 0
    if not told:
        return {"given": nothing, "focus": nothing}
    means = torch.stack([hidden[words.tokens].mean(dim=0) for hidden, words in told])
    finding, standing = (torch.tensor(column) for column in zip(*(words[1:] for _, words in told), strict=True))
    given = heads.given(heads.drop(means), finding)
    missed = [m for hidden, text in zip(tokens, texts, strict=True) for m in _attention_missed(heads, hidden, text)]
    return {
        "given": functional.cross_entropy(given, standing - 1),
        "focus": torch.stack(missed).mean() if missed else nothing,
    }


def _attention_missed(heads: Heads, hidden: Tensor, text: Targets) -> Iterator[Tensor]:
    """Minus the log of the share of a unit's attention that goes to each finding's words, where there are others."""
    units = np.array(text.neutral.units)
    attention = heads.attention(hidden) if text.words else hidden
    for words in text.words:
        unit = np.flatnonzero(units == units[words.tokens[0]])
        inside = np.intersect1d(words.tokens, unit)
        if len(inside) < len(unit):
            of_unit = attention[:, words.finding]
            yield of_unit[unit].sum().log() - of_unit[inside].sum().log()


def _by_text(hidden: Tensor, rows: Rows) -> list[Tensor]:
    """Hidden states of the tokens of each text."""
    flat = hidden.float().flatten(0, 1)
    return [flat[where] for where in rows.places]


def _units_of_tokens(texts: Sequence[Targets]) -> Ints:
    """Unit of each token of a batch, units counted through."""
    before = np.cumsum([0, *(len(t.laid.spans) for t in texts[:-1])])
    return np.concatenate([np.array(t.neutral.units, np.int64) + b for t, b in zip(texts, before, strict=True)])


def _unit_losses(outputs: Tensor, focused: Tensor, texts: Sequence[Targets]) -> dict[str, Tensor]:
    cut = slices()
    count = outputs.shape[0]

    def labels(name: str) -> Tensor:
        return torch.from_numpy(np.concatenate([getattr(t, name) for t in texts]))

    sections = outputs[:, cut["sections"]].reshape(-1, len(LEVELS))
    findings = (outputs[:, cut["findings"]] + focused.flatten(1)).reshape(-1, len(STANDINGS)).log_softmax(dim=-1)
    standing = labels("findings").flatten()
    whole = torch.cat([torch.full((len(t.laid.spans),), t.whole) for t in texts]).repeat_interleave(
        standing.numel() // count
    )
    picked = findings.gather(1, standing.clamp(min=0)[:, None]).squeeze(1)
    absent = torch.logaddexp(findings[:, 0], findings[:, STANDINGS.index("outsider")])
    picked = torch.where((standing == 0) & whole, absent, picked)
    return {
        "sections": _each_unit(sections, labels("sections")),
        "findings": -(picked * (standing != MASKED)).sum() / count,
        "wording": _yes_no(outputs[:, cut["wording"]], labels("wording")),
        "safety": _yes_no(outputs[:, cut["safety"]], labels("safety")),
        "source": _mean_or_zero(outputs[:, cut["source"]], labels("source")),
    }


def _document_losses(
    heads: Heads, units: Sequence[Tensor], outputs: Tensor, texts: Sequence[Targets]
) -> dict[str, Tensor]:
    status = outputs.new_zeros(())
    urgent = outputs.new_zeros(())
    seen = 0
    for vectors, rows, text in zip(units, outputs.split([len(u) for u in units]), texts, strict=True):
        if text.whole:
            levels, alarm = heads.document(heads.drop(vectors), rows)
            status = status + functional.cross_entropy(
                levels, torch.from_numpy(text.status), ignore_index=MASKED, reduction="sum"
            )
            urgent = urgent + functional.binary_cross_entropy_with_logits(alarm, torch.tensor(float(text.urgent)))
            seen += 1
    return {"status": status / max(seen, 1), "urgent": urgent / max(seen, 1)}


def _each_unit(outputs: Tensor, labels: Tensor) -> Tensor:
    """Summed over what is labelled of a unit, mean over the units of which anything is."""
    known = (labels != MASKED).any(dim=1).sum().clamp(min=1)
    return functional.cross_entropy(outputs, labels.flatten(), ignore_index=MASKED, reduction="sum") / known


def _yes_no(outputs: Tensor, labels: Tensor) -> Tensor:
    known = labels != MASKED
    if not known.any():
        return outputs.sum() * 0
    return functional.binary_cross_entropy_with_logits(outputs[known], labels[known].float()) * outputs.shape[1]


def _mean_or_zero(outputs: Tensor, labels: Tensor) -> Tensor:
    known = labels != MASKED
    return functional.cross_entropy(outputs[known], labels[known]) if known.any() else outputs.sum() * 0


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the losses."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()
