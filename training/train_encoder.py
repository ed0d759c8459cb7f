"""Train the encoder on the bank: multi-task, on CPU, seeded, resumable.

What is learnt: tags of tokens (personal data), labels of reading units (sections, findings with their standing,
wording, safety, source), how the very words of findings are to be read and that findings attend to them, and the status
of each section and the urgency of whole texts.
"""

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor, nn

from nlp.components.heads import LOWER_LAYERS
from training.batching import batches, collate
from training.generate import Example, compose, from_marked, from_narrative, from_sentence, vary
from training.held_out import is_held_out
from training.hidden import with_hidden
from training.labelled import Narrative, Sentence
from training.losses import losses, total
from training.marked import Passage
from training.network import Network, base_folder
from training.targets import targets

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
            What sees personal data is not trained again: on a bank that had grown by few names, names that it did not
            know were found less evenly afterwards (docs/equity.md).
        way: how far from the weights of ``start`` to those at the end the result lies, 0 to 1 (Wortsman et al. 2022,
            arXiv 2203.05482); halfway often does better on held-out texts than either.
    """

    epochs: int = 14
    encoder_rate: float = 1.2e-4
    head_rate: float = 1.5e-3
    seed: int = 20241122
    start: Path | None = None
    way: float = 0.5

    @classmethod
    def further(cls, epochs: int, start: Path, way: float = 0.5) -> "Plan":
        """To go on from ``start`` on a bank that has grown: gentler, so that little is unlearnt."""
        return cls(epochs=epochs, encoder_rate=8e-5, head_rate=1e-3, start=start, way=way)


@dataclass(frozen=True)
class Bank:
    """What is learnt from: labelled sentences, whole narratives, and passages with the words of findings marked."""

    sentences: Sequence[Sentence]
    narratives: Sequence[Narrative]
    marked: Sequence[Passage] = ()


def epoch_examples(bank: Bank, rng: random.Random) -> list[Example]:
    """Every narrative, sentence and passage once, varied."""
    whole = [from_narrative(n) for n in bank.narratives if not is_held_out(n)]
    hiding = [with_hidden(example, bank.sentences, rng) for example in whole]
    composed = (
        *compose([from_sentence(s) for s in bank.sentences], rng),
        *compose([from_marked(p) for p in bank.marked], rng),
    )
    made = [vary(example, rng) for example in (*hiding, *composed)]
    rng.shuffle(made)
    return made


def train(bank: Bank, plan: Plan, folder: Path) -> Network:
    """Train, saving a checkpoint each epoch in ``folder``; goes on from the last checkpoint there.

    Args:
        bank: what is learnt from; the held-out narratives are only measured on.
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
        for name, weights in network.named_parameters():
            weights.requires_grad_(not _SEES_DATA.match(name))
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
        made = list(batches(epoch_examples(bank, rng), tokenizer, rng))
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
        print(f"epoch {epoch + 1}:", measured(network, bank.narratives, tokenizer), flush=True)
    network.load_state_dict(between(begun, network.state_dict(), plan.way))
    return network.eval()


def between(begun: Mapping[str, Tensor], ended: Mapping[str, Tensor], way: float) -> dict[str, Tensor]:
    """Weights that lie ``way`` from the first to the second; what the first lacks is that of the second."""
    return {
        name: begun[name].lerp(value, way) if name in begun and value.is_floating_point() else value
        for name, value in ended.items()
    }


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
