"""Write ``training/RESULTS.md``, the encoder's card and the README's figures, from one measured run."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp import models
from nlp.components.vote import VOTE_FILE
from nlp.resources import shipped
from training import evaluate

START, END = "<!-- figures:start -->", "<!-- figures:end -->"
DATA = (
    "43 fictional development drafts (`data_samples/gold/dev.jsonl`), never trained on; "
    "not yet tested on real referrals"
)


def results_page(gold: evaluate.Rows, systems: Mapping[str, Sequence[Mapping[str, Any]]], shipped_name: str) -> str:
    """The bake-off as Markdown.

    Args:
        gold: the gold rows.
        systems: the reviews of each system, by its name.
        shipped_name: which of them is shipped.
    """
    reviews = systems[shipped_name]
    how = "In brackets the middle 95% over cases drawn again with replacement. Made by `python -m training results`."
    parts = [
        "# Results",
        f"Measured on {DATA}. {how}",
        "\n".join(evaluate.comparison_table(gold, systems)),
        f"Shipped: **{shipped_name}**. What was given up:",
        "\n".join(evaluate.given_up(gold, systems, shipped_name)),
        "By voice of the gold set:",
        "\n".join(evaluate.voice_table(gold, reviews)),
        "## By section",
        "\n".join(evaluate.section_table(gold, reviews)),
        "## By finding",
        "\n".join(evaluate.finding_table(gold, reviews)),
    ]
    return "\n\n".join(parts) + "\n"


def readme_figures(gold: evaluate.Rows, reviews: Sequence[Mapping[str, Any]]) -> str:
    """The few figures that the README shows."""
    cases = evaluate.pairs(gold, reviews)
    spread = evaluate.intervals(cases)
    rows = [f"| {n} | {v:.2f} | {spread[n][0]:.2f} to {spread[n][1]:.2f} |" for n, v in evaluate.figures(cases).items()]
    head = ["| figure | measured | middle 95% |", "|---|---|---|"]
    return "\n".join([f"Measured on {DATA}.", "", *head, *rows, "", one_line_of_danger()])


def one_line_of_danger() -> str:
    """What ``training.choose_vote`` measured on single lines of danger, which the gold set hardly has."""
    found = json.loads(models.read(VOTE_FILE))["figures_there"]
    return (
        "One line of danger in a long calm draft is harder. Of lines that a fresh hand wrote, most without a key word, "
        f"{found['one_line_recall']:.2f} were found in narratives that the encoder never saw, with an alarm in "
        f"{found['one_line_false_alarms']:.2f} of those with a line that only looks like one. "
        "So no alarm is no proof that nothing is wrong."
    )


def fill_readme(path: Path, figures: str) -> None:
    """Put ``figures`` between the marks of the README."""
    text = path.read_text("utf-8")
    pattern = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    path.write_text(pattern.sub(lambda _: f"{START}\n{figures}\n{END}", text), "utf-8")


def encoder_card(meta: Mapping[str, Any], figures: str) -> str:
    """The encoder's card, for ``models/encoder/README.md``."""
    data = "\n".join(
        f"* {name}: {value}" for name, value in meta.items() if name not in {"begun from", "how", "parity"}
    )
    story = "\n".join(f"* {step['epochs']} epochs: {step.get('how', 'from the base weights')}" for step in _steps(meta))
    parity = "\n".join(f"* {name}: {value}" for name, value in meta["parity"].items())
    return f"""# The encoder

MiniLM-L6 (22 million parameters, Apache-2.0), fine-tuned here to read referrals one and a half times: the lower half
as they are written, for personal data, then the whole with plain words for who and where, for sections, findings with
their standing, wording and urgency. 8-bit integers in ONNX, run on the processor.

**Made for** feedback on drafts, together with the rules (`nlp/components/vote.py`). **Not for** deciding about a
person or a case, ranking referrals, or texts in other languages than English. All its training text is fictional;
it has **not yet been tested on real referrals**.

## How it was made
{data}

Trained in steps, the last one last:

{story}

## What 8 bits give up
{parity}

## Figures
{figures}

Rare findings, humour and irony, long reported speech and unusual names are where it errs most: see
`training/RESULTS.md`. Contest a flag: every finding names the words and the rule or model head behind it.
"""


def _steps(meta: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Each run of training, the first one first."""
    if "begun from" in meta:
        yield from _steps(meta["begun from"])
    yield meta


def write(
    root: Path, gold: evaluate.Rows, systems: Mapping[str, Sequence[Mapping[str, Any]]], shipped_name: str
) -> None:
    """Write the results page, the card and the README's figures below ``root``."""
    (root / "training" / "RESULTS.md").write_text(results_page(gold, systems, shipped_name), "utf-8")
    figures = readme_figures(gold, systems[shipped_name])
    fill_readme(root / "README.md", figures)
    meta = json.loads(models.read("encoder/meta.json"))
    (shipped("models") / "encoder" / "README.md").write_text(encoder_card(meta, figures), "utf-8")
    measured = {"data": DATA, "sections": evaluate.section_figures(gold, systems[shipped_name])}
    (shipped("models") / models.MEASURED).write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
