"""Train the encoder on the bank: multi-task, on CPU, seeded, resumable.

What is learnt: tags of tokens (personal data), labels of reading units (sections, findings with their standing,
wording, safety, source), and the status of each section and the urgency of whole texts.
"""

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from nlp.components.heads import LEVELS, LOWER_LAYERS, STANDINGS, slices
from training.batching import Batch, Rows, batches, collate
from training.generate import Example, compose, from_narrative, vary
from training.held_out import is_held_out
from training.hidden import with_hidden
from training.labelled import Narrative, Sentence
from training.network import Encoder, Heads, base_folder, pool
from training.targets import MASKED, Ints, Targets, targets

WARM_UP = 0.06
# Weights of the lower half of the encoder and of the head that reads it.
_LOWER = "|".join(map(str, range(LOWER_LAYERS)))
_SEES_DATA = re.compile(rf"encoder\.(?:bert\.embeddings|shape|bert\.encoder\.layer\.(?:{_LOWER})\.)|heads\.tags")


@dataclass(frozen=True)
class Plan:
    """How to train.

    Attributes:
        epochs: passes over the bank.
        encoder_rate: learning rate of the encoder.
        head_rate: learning rate of the heads.
        seed: seed of everything random.
        start: a checkpoint of an earlier run to begin from instead of the base weights; heads that it lacks are new.
            The result lies halfway between its weights and those at the end (Wortsman et al. 2022, arXiv 2203.05482):
            on held-out texts that did better than either. What sees personal data stays as it was: on a bank that had
            grown by few names, names that it did not know were found less evenly afterwards (docs/equity.md).
    """

    epochs: int = 14
    encoder_rate: float = 1.2e-4
    head_rate: float = 1.5e-3
    seed: int = 20241122
    start: Path | None = None

    @classmethod
    def further(cls, epochs: int, start: Path) -> "Plan":
        """To go on from ``start`` on a bank that has grown: gentler, so that little is unlearnt."""
        return cls(epochs=epochs, encoder_rate=8e-5, head_rate=1e-3, start=start)


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.heads = Heads()


def epoch_examples(sentences: Sequence[Sentence], narratives: Sequence[Narrative], rng: random.Random) -> list[Example]:
    """Every narrative and every sentence once, varied."""
    whole = [from_narrative(n) for n in narratives if not is_held_out(n)]
    hiding = [with_hidden(example, sentences, rng) for example in whole]
    made = [vary(example, rng) for example in (*hiding, *compose(sentences, rng))]
    rng.shuffle(made)
    return made


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each task on one batch."""
    with torch.autocast("cpu", torch.bfloat16):
        written = network.encoder.lower(batch.written.ids, batch.written.shapes, batch.written.mask)
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
    found["pii"] = functional.cross_entropy(
        heads.tags(heads.drop(torch.cat(_by_text(written, batch.written)))),
        torch.from_numpy(np.concatenate([t.tags for t in batch.texts])),
    )
    found |= _document_losses(heads, units, outputs, batch.texts)
    return found


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
        "sections": functional.cross_entropy(
            sections, labels("sections").flatten(), ignore_index=MASKED, reduction="sum"
        )
        / count,
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


def _yes_no(outputs: Tensor, labels: Tensor) -> Tensor:
    known = labels != MASKED
    if not known.any():
        return outputs.sum() * 0
    return functional.binary_cross_entropy_with_logits(outputs[known], labels[known].float()) * outputs.shape[1]


def _mean_or_zero(outputs: Tensor, labels: Tensor) -> Tensor:
    known = labels != MASKED
    return functional.cross_entropy(outputs[known], labels[known]) if known.any() else outputs.sum() * 0


WEIGHTS = {
    "pii": 4.0,
    "sections": 0.5,
    "findings": 1.5,
    "wording": 1.0,
    "safety": 1.5,
    "source": 0.2,
    "status": 0.45,
    "urgent": 0.75,
}


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the losses."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()


def train(sentences: Sequence[Sentence], narratives: Sequence[Narrative], plan: Plan, folder: Path) -> Network:
    """Train, saving a checkpoint each epoch in ``folder``; goes on from the last checkpoint there.

    Args:
        sentences: the bank's sentences.
        narratives: the bank's narratives; the held-out ones are only measured on.
        plan: how to train.
        folder: where checkpoints lie.

    Returns:
        The trained network, in evaluation mode.
    """
    torch.manual_seed(plan.seed)
    base = base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Network(base)
    begun = torch.load(plan.start, weights_only=True)["network"] if plan.start else {}
    if begun:
        network.load_state_dict(begun, strict=False)
    optimiser = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters(), "lr": plan.encoder_rate, "weight_decay": 0.01},
            {"params": network.heads.parameters(), "lr": plan.head_rate, "weight_decay": 0.02},
        ],
        fused=True,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    first = _resume(network, optimiser, folder)
    for epoch in range(first, plan.epochs):
        rng = random.Random(plan.seed + epoch)
        made = list(batches(epoch_examples(sentences, narratives, rng), tokenizer, rng))
        network.train()
        for step, batch in enumerate(track(made, f"epoch {epoch + 1} of {plan.epochs}")):
            progress = (epoch + step / len(made)) / plan.epochs
            factor = min(progress / WARM_UP, 1.0) * 0.5 * (1 + math.cos(math.pi * progress))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = total(losses(network, batch))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
        _save(network, optimiser, folder, epoch + 1)
        print(f"epoch {epoch + 1}:", measured(network, narratives, tokenizer), flush=True)
    network.load_state_dict(halfway(begun, network.state_dict()))
    return network.eval()


def halfway(begun: Mapping[str, Tensor], ended: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The mean of two sets of weights; what sees personal data is that of the first, what the first lacks is new."""

    def between(name: str, value: Tensor) -> Tensor:
        if name not in begun or not value.is_floating_point():
            return value
        return begun[name] if _SEES_DATA.match(name) else (begun[name] + value) / 2

    return {name: between(name, value) for name, value in ended.items()}


@torch.no_grad()
def measured(network: Network, narratives: Sequence[Narrative], tokenizer: Tokenizer) -> dict[str, float]:
    """Losses on the held-out narratives, by task."""
    network.eval()
    held = [targets(from_narrative(n), tokenizer) for n in narratives if is_held_out(n)]
    sums: dict[str, float] = {}
    for text in held:
        for name, value in losses(network, collate([text])).items():
            sums[name] = sums.get(name, 0.0) + float(value) / len(held)
    return {name: round(value, 4) for name, value in sums.items()}


def _save(network: Network, optimiser: torch.optim.Optimizer, folder: Path, epoch: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch}
    torch.save(state, folder / "last.part")
    (folder / "last.part").replace(folder / "last.pt")


def _resume(network: Network, optimiser: torch.optim.Optimizer, folder: Path) -> int:
    path = folder / "last.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["epoch"])
