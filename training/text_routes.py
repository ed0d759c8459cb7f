"""Rivals of the route estimate that read the masked words themselves: TF-IDF, and a fine-tuned MiniLM.

They are measured beside the estimate and never shipped: what moves them cannot be told in counted features.
"""

from collections.abc import Sequence

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModelForSequenceClassification

from nlp.outcomes.logistic import SEED, Array
from training.network import base_folder

MOST_TOKENS = 256
EPOCHS = 2  # about nine minutes on one idle core
BATCH = 16
RATE = 5e-5


def tfidf(fitted: Sequence[str], y: Array, *others: Sequence[str]) -> list[Array]:
    """Log-odds of ``others`` by logistic regression over single words and pairs of words.

    Args:
        fitted: masked texts to fit on.
        y: their outcomes, 0 or 1.
        others: masked texts to estimate.
    """
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = make_pipeline(words, LogisticRegression(C=10.0, max_iter=500)).fit(fitted, y)
    return [np.asarray(model.decision_function(texts)) for texts in others]


def fine_tuned(fitted: Sequence[str], y: Array, *others: Sequence[str]) -> list[Array]:
    """The same by MiniLM with a fresh head, all weights trained; the first ``MOST_TOKENS`` tokens are read."""
    torch.manual_seed(SEED)
    folder = base_folder()
    network = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS)
    _train(network, tokenizer, fitted, y)
    return [_read(network, tokenizer, texts) for texts in others]


def _train(network: nn.Module, tokenizer: Tokenizer, texts: Sequence[str], y: Array) -> None:
    steps = EPOCHS * -(-len(texts) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    loss = nn.BCEWithLogitsLoss()
    rng = np.random.default_rng(SEED)
    network.train()
    for _ in range(EPOCHS):
        for rows in np.array_split(rng.permutation(len(texts)), steps // EPOCHS):
            optimiser.zero_grad()
            value = loss(_logits(network, tokenizer, [texts[i] for i in rows]), torch.tensor(y[rows]).float())
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()


@torch.no_grad()
def _read(network: nn.Module, tokenizer: Tokenizer, texts: Sequence[str]) -> Array:
    network.eval()
    parts = [_logits(network, tokenizer, texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
    return np.asarray(torch.cat(parts).double().numpy())


def _logits(network: nn.Module, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch(list(texts))
    ids = torch.tensor([e.ids for e in encoded])
    mask = torch.tensor([e.attention_mask for e in encoded])
    found: Tensor = network(input_ids=ids, attention_mask=mask).logits.squeeze(-1)
    return found
