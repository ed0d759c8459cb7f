"""The one-way line of the house: who may import whom, and that the command line starts light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What training shares with a force's own model.
MATHEMATICS = tuple(
    f"nlp.outcomes.{name}" for name in ("calibration", "card", "fitting", "folder", "logistic", "scores", "vocabulary")
)
# Left to right; a module may import from its own rank or from the left of it.
LINE = (
    ("nlp.errors", "nlp.taxonomy", "nlp.resources", "nlp.version", "nlp.names", "nlp.launch"),
    ("nlp.rules", "nlp.models", "nlp.settings", "nlp.forms", "nlp.frameworks", "nlp.pathways"),
    ("nlp.components",),
    ("nlp.intake", "nlp.masking", "nlp.result"),
    ("nlp.features", "nlp.checks", "nlp.children", "nlp.options"),
    ("nlp.feedback", "nlp.routing", "nlp.trial", *MATHEMATICS),
    ("nlp.analysis",),
    ("nlp.reviewer",),
    ("nlp.render", "nlp.batch"),
    ("nlp.documents", "nlp.self_test", "nlp.outcomes"),
    ("nlp.cli",),
    ("views",),
    ("app",),
)
HEAVY = (
    *("spacy", "presidio_analyzer", "sklearn", "scipy", "joblib", "streamlit", "torch", "transformers"),
    *("numpy", "onnxruntime"),
)
# Right of `result` is plain data: no spaCy, no Presidio, no network.
PLAIN = ("nlp.result", "nlp.features", "nlp.routing", "nlp.feedback", "nlp.render", "nlp.batch")


def modules() -> dict[str, Path]:
    found = {}
    for folder in ("nlp", "views", "training"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return {**found, "app": ROOT / "app.py"}


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, at the top or inside functions; not those for types only."""
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def rank(name: str) -> int | None:
    ranks = [i for i, group in enumerate(LINE) for prefix in group if name == prefix or name.startswith(f"{prefix}.")]
    return ranks[0] if ranks else None


MODULES = modules()


@pytest.mark.parametrize("name", [m for m in MODULES if not m.startswith("training") and m != "nlp"])
def test_arrows_point_one_way(name):
    mine = rank(name)
    assert mine is not None, f"{name} has no place in the line; give it one in this test and in docs/architecture.md"
    for other in imports_of(MODULES[name]):
        other_rank = rank(other)
        assert other_rank is None or other_rank <= mine, f"{name} imports {other}, which stands to its right"
        assert not other.startswith("training"), f"{name} imports {other}; nothing may import training"


@pytest.mark.parametrize("name", [m for m in MODULES if m.startswith("training")])
def test_training_reaches_no_further_than_the_reviewer(name):
    for other in imports_of(MODULES[name]):
        other_rank = rank(other)
        assert other_rank is None or other_rank <= LINE.index(("nlp.reviewer",)), f"{name} imports {other}"


@pytest.mark.parametrize("name", [m for m in MODULES if m.startswith(PLAIN)])
def test_right_of_the_result_is_plain_data(name):
    heavy = {i.partition(".")[0] for i in imports_of(MODULES[name])} & {"spacy", "presidio_analyzer", "onnxruntime"}
    assert not heavy
    components = [i for i in imports_of(MODULES[name]) if i.startswith("nlp.components")]
    assert not components


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(' '.join(m.partition('.')[0] for m in sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(out.stdout.split())


def test_the_command_line_starts_light():
    assert not loaded_by("import nlp.cli") & set(HEAVY)


def test_a_review_needs_neither_torch_nor_transformers_nor_sklearn():
    loaded = loaded_by("from nlp.reviewer import Reviewer; Reviewer.load().review('Mum said no.')")
    assert not loaded & {"torch", "transformers", "sklearn", "scipy", "joblib", "streamlit"}


def test_nothing_is_cached_between_users():
    for path in (ROOT / "views").rglob("*.py"):
        assert "cache_data" not in path.read_text("utf-8").replace("st.cache_data is", "")


def test_no_file_is_over_300_lines():
    for name, path in MODULES.items():
        assert len(path.read_text("utf-8").splitlines()) <= 300, name
