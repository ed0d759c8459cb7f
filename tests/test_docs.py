"""The pages say what is so: links lead somewhere, commands exist, examples hold, and nothing names this machine."""

import csv
import json
import os
import re
import subprocess
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer

from nlp import cli
from nlp.components.pipeline import Pipeline
from nlp.result import Review
from nlp.rules import examples, loader

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCS = ROOT / "docs"
SAMPLES = ROOT / "data_samples"
FIGURES = re.compile(r"<!-- figures:start -->\n(.+?)\n<!-- figures:end -->", re.DOTALL)
# Put together here, so that this file does not hold what it forbids.
REGISTRIES = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))
PIP_SETTINGS = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX")


def read(path):
    return path.read_text("utf-8")


@cache
def tracked():
    """Every file of the repository; the documentation alone where this is no checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    found = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    return tuple(found) or (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))


@cache
def pages():
    return tuple(sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *SAMPLES.rglob("*.md"), *markdown(tracked())}))


def markdown(paths):
    return [path for path in paths if path.suffix == ".md"]


def name_of(path):
    return str(path.relative_to(ROOT))


# ── links ────────────────────────────────────────────────────────────────────────────────────────────


def links(path):
    """Where a page's links and images lead, outside code."""
    prose = re.sub(r"^```.*?^```|^ {4}.*?$|`[^`\n]*`", "", read(path), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"\]\(<?([^)\s>]+)", prose) + re.findall(r'(?:src|href)="([^"]+)"', prose)


def anchors(path):
    """The places in a page to which a link can lead, named as GitHub names them."""
    headings = re.findall(r"^#+ +(.+?) *$", read(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_relative_link_and_image_leads_somewhere(page):
    for link in links(page):
        if urlsplit(link).scheme:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)} points to {link}, which is not there"
        assert not anchor or anchor in anchors(target), f"{name_of(page)} points to {link}, which has no such heading"


def test_every_page_of_the_documentation_is_linked_from_the_readme():
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(README) if not urlsplit(link).scheme}
    assert set(DOCS.glob("*.md")) <= linked


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────


def commands():
    """Every command of the program as words, with its options."""
    found = {}
    open_ = [((), typer.main.get_command(cli.app))]
    while open_:
        words, command = open_.pop()
        found[words] = {option for param in command.params for option in param.opts} | {"--help"}
        open_ += [((*words, name), below) for name, below in getattr(command, "commands", {}).items()]
    return found


def shown(path):
    """Every use of ``refcheck`` in the code of a page."""
    text = read(path)
    lines = re.findall(r"^(?: {4}|\t)(?:\S*[\\/])?refcheck +(.+)$", text, re.MULTILINE)
    return [line.split("#")[0].split() for line in lines] + [s.split() for s in re.findall(r"`refcheck ([^`]+)`", text)]


@pytest.mark.parametrize("page", [p for p in pages() if shown(p)], ids=name_of)
def test_every_command_shown_exists(page):
    known = commands()
    for words in shown(page):
        path = next(tuple(words[:n]) for n in (2, 1, 0) if tuple(words[:n]) in known)
        line = f"{name_of(page)}: refcheck {' '.join(words)}"
        assert path or words[0].startswith("-"), line
        assert path != ("rules",), line
        assert {word for word in words if word.startswith("--")} <= known[path], line


def test_the_readme_names_both_make_commands_and_they_exist():
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    code = " ".join(re.findall(r"^ {4}make .*$|`make [^`]+`", read(README), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", code))
    assert {"app", "test"} <= named <= targets


# ── what the pages tell ──────────────────────────────────────────────────────────────────────────────


def modules():
    paths = (ROOT / "nlp").rglob("*.py")
    dotted = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    return sorted({name.removesuffix(".__init__") for name in dotted if "_shipped" not in name})


def test_every_module_stands_in_the_architecture():
    page = read(DOCS / "architecture.md")
    assert [name for name in modules() if f"| `{name}` |" not in page] == []


def test_the_architecture_names_no_module_that_is_gone():
    named = re.findall(r"^\| `(nlp[\w.]*)` \|", read(DOCS / "architecture.md"), re.MULTILINE)
    assert [name for name in named if name not in modules()] == []


def test_the_contract_names_every_key_and_its_example_holds():
    page = read(DOCS / "contract.md")
    assert [key for key in Review.model_fields if f"| `{key}` |" not in page] == []
    example = json.loads(re.findall(r"```json\n(.+?)```", page, re.DOTALL)[0])
    assert list(example) == ["schema_version", "id", *list(Review.model_fields)[1:]]
    assert Review.from_dict(example).to_dict() == {key: value for key, value in example.items() if key != "id"}


def test_the_readme_says_where_figures_come_from():
    page = read(README)
    assert len(FIGURES.findall(page)) == 1
    assert "on 43 fictional development drafts; not yet tested on real referrals" in page
    assert not re.search(r"\b[01]\.\d\d\b|\d ?%", FIGURES.sub("", page)), (
        "a figure is typed in outside the filled block"
    )


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────


def test_every_source_can_be_followed(book):
    for rule in book.rules:
        assert rule.source.strip(), rule.id
        hidden = re.search(r"\bdomain(?:\.md)? \w?\d|\bdomain\.md|\bseed \d|\[[SMTUI]\]|\w/\w|(?<!\w)/\w", rule.source)
        assert hidden is None, f"{rule.id}: {rule.source!r} points where a reader cannot follow"


def test_every_source_on_the_page_is_cited_by_a_rule(book):
    cited = " ".join(rule.source for rule in book.rules)
    named = re.findall(r"\*\*(.+?)\*\*", read(DOCS / "sources.md"))
    assert named
    assert [name for name in named if name not in cited] == []


def rule_blocks():
    """The rules in the guide: those taken from the shipped files, and the local packs."""
    taken, _, packs = read(DOCS / "rules.md").partition("\n## Local packs\n")
    return [re.findall(r"```toml\n(.+?)```", part, re.DOTALL) for part in (taken, packs)]


def test_the_guide_shows_rules_as_they_are_shipped(book):
    kinds = set()
    for rule in (rule for block in rule_blocks()[0] for rule in tomllib.loads(block)["rule"]):
        kinds.add(rule["kind"])
        real = book.by_id[rule["id"]].model_dump(mode="json")
        for key, value in rule.items():
            shortened = key in {"phrases", "regex", "hits", "misses"}
            same = set(value) <= set(real[key]) if shortened else value == real[key]
            assert same, f"docs/rules.md shows another {key} of {rule['id']}"
    assert kinds == {rule.kind for rule in book.rules}


def test_the_packs_in_the_guide_work(tmp_path):
    for block in rule_blocks()[1]:
        own = tomllib.loads(block)["rule"][0]["id"]
        (tmp_path / f"{own.partition('.')[0]}.toml").write_text(block, "utf-8")
    book = loader.load(tmp_path)
    pipeline = Pipeline(book)
    changed = [rule for rule in book.rules if "our safeguarding team" in rule.source]
    assert len(changed) == len(rule_blocks()[1])
    assert [broken for rule in changed for broken in examples.broken_of(pipeline, rule)] == []


# ── samples ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_draft_is_named_fictional_and_described():
    described = read(SAMPLES / "README.md")
    drafts = [path.name for path in (SAMPLES / "referrals").iterdir()]
    assert len(drafts) == 8
    assert [
        name for name in drafts if not name.startswith("fictional-") or f"]({'referrals/' + name})" not in described
    ] == []


def test_the_table_has_twelve_rows_one_of_them_empty():
    with (SAMPLES / "batch.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["id", "text"]
    assert len(rows) == len({row["id"] for row in rows}) == 12
    assert sum(not row["text"] for row in rows) == 1


# ── nothing of this machine ──────────────────────────────────────────────────────────────────────────


def forbidden():
    """What no file may hold: where this checkout lies, and where its packages came from."""
    common = {Path("/"), Path.home(), Path(tempfile.gettempdir())}
    folders = [str(folder) for folder in (ROOT, ROOT.parent) if folder not in common]
    settings = " ".join(os.environ.get(name, "") for name in PIP_SETTINGS).split()
    hosts = {*REGISTRIES, *(host for setting in settings if (host := urlsplit(setting).hostname))}
    where = [rf"(?<![\w.~-]){re.escape(folder)}(?![\w-])" for folder in folders]
    return re.compile("|".join([*where, *map(re.escape, sorted(hosts))]))


def test_no_file_names_this_machine_or_a_package_registry():
    pattern = forbidden()
    for path in tracked():
        try:
            found = pattern.search(read(path))
        except UnicodeDecodeError:
            continue  # no text
        assert found is None, f"{name_of(path)} holds {found.group() if found else ''}"
