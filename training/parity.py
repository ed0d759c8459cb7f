"""What 8-bit integers give up against 32-bit floats, on texts of the bank that were held out."""

from collections.abc import Sequence

import numpy as np

from nlp.components.encoder import Encoder
from nlp.components.parsing import parse


def parity(exact: Encoder, quantised: Encoder, texts: Sequence[str]) -> dict[str, float]:
    """How far the two differ.

    Args:
        exact: the encoder in 32-bit floats.
        quantised: the same in 8-bit integers.
        texts: texts that were not trained on.

    Returns:
        Share of section statuses and of unit findings that stay the same, mean absolute differences of
        probabilities, share of personal-data pieces found by both.
    """
    same_status, same_findings, differences, shared = [], [], [], []
    for text in texts:
        doc = parse(text)
        seen_a, seen_b = exact.tag(doc), quantised.tag(doc)
        a, b = (encoder.sense(doc, seen_a.laid, seen_a.pii) for encoder in (exact, quantised))
        same_status.append(np.mean(a.status.argmax(axis=1) == b.status.argmax(axis=1)))
        same_findings.append(np.mean(a.findings.argmax(axis=2) == b.findings.argmax(axis=2)))
        differences.append(np.abs(a.status - b.status).mean())
        spans_a, spans_b = {(p.start, p.end) for p in seen_a.pii}, {(p.start, p.end) for p in seen_b.pii}
        shared.append(len(spans_a & spans_b) / max(1, len(spans_a | spans_b)))
    return {
        "texts": len(texts),
        "section statuses the same": round(float(np.mean(same_status)), 4),
        "findings by unit the same": round(float(np.mean(same_findings)), 4),
        "mean difference of a status probability": round(float(np.mean(differences)), 4),
        "personal data found alike": round(float(np.mean(shared)), 4),
    }
