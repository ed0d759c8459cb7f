"""The card of a route estimate: what it is, what it is for, its weights and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.features import TEXT


@dataclass(frozen=True)
class Story:
    """What a card says of one model alone.

    Attributes:
        title: its heading.
        data: where its data come from and what that means, in whole sentences.
        contest: how to contest an estimate.
    """

    title: str
    data: str
    contest: str


def card(model: Mapping[str, Any], story: Story) -> str:
    """The card of a model.

    Args:
        model: the content of its file.
        story: what is said of this model alone.
    """
    weights = sorted(model["weights"].items(), key=lambda item: -abs(item[1]))
    low, high = model["abstain"]
    table = "\n".join(f"| {TEXT[name][0]} | {value:+.2f} |" for name, value in weights)
    figures = "\n".join(
        f"* {name.replace('_', ' ')}: {'none' if value is None else value}" for name, value in model["figures"].items()
    )
    intervals = "\n".join(f"* {name}: {told}" for name, told in model.get("intervals", {}).items())
    spread = f"With the middle 95% over texts drawn again:\n\n{intervals}\n\n" if intervals else ""
    return f"""# {story.title}

Which outcome texts like this, *as written*, resemble: no further action, or early help. A logistic regression over
{len(weights)} counted features of the review, kept as plain numbers in `model.json`. It sees no word, name, place,
ethnicity, nationality or length.

**Made for** reflection on a draft, folded away at the end of a review. **Not for** deciding whether to refer, closing
a referral, ordering a queue, or comparing officers. It is silent where something must not wait and where a text is no
referral, and says "uncertain" between {low} and {high}. {story.data}

## Weights
Log-odds from not at all to fully; the interval shown beside an estimate is the middle 90% of {len(model["bootstrap"])}
refits on texts drawn again.

| feature | weight |
|---|---|
{table}

## Figures
{figures}

{spread}{story.contest}
"""
