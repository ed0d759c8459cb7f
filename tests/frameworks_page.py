"""Fills the lists of docs/frameworks.md from the data: ``python -m tests.frameworks_page``."""

import re
from pathlib import Path

from nlp import names, pathways
from nlp.frameworks import NATIONS, Framework, FrameworkPart, for_nation
from nlp.pathways import Arrangement

PAGE = Path(__file__).parents[1] / "docs" / "frameworks.md"
PEOPLE = {"child": "a child and the family", "adult": "an adult", "either": "a child, a family or an adult"}


def filled(page: str) -> str:
    """``page`` with its two lists as they should stand."""
    frameworks = "\n".join(map(_framework, for_nation("any")))
    sample = "\n".join(map(_arrangement, pathways.load().arrangement))
    return _fill(_fill(page, "frameworks", frameworks), "sample", sample)


def _fill(page: str, block: str, text: str) -> str:
    start, end = f"<!-- {block}:start -->\n", f"<!-- {block}:end -->"
    return re.sub(f"{start}.*?{end}", lambda _: f"{start}\n{text}\n{end}", page, flags=re.DOTALL)


def _framework(shown: Framework) -> str:
    parts = "\n".join(map(_part, shown.part))
    where = f"**{names.NATIONS[shown.nation]}.** {shown.about}"
    return f"### {shown.name}\n\n{where}\n\n{shown.note}\n\n{parts}\n\n{_source(shown)}\n"


def _part(part: FrameworkPart) -> str:
    held = [names.SECTIONS[name] for name in part.sections] + [names.FINDINGS[name] for name in part.findings]
    found = f" Found here: {'; '.join(held)}." if held else ""
    unseen = f" Not looked for: {part.unseen}." if part.unseen else ""
    colon = "" if part.title.endswith("?") else ":"
    return f"* **{part.title}**{colon} {part.asks}{found}{unseen}"


def _arrangement(shown: Arrangement) -> str:
    held = [names.FINDINGS[name] for name in shown.findings] + [names.SECTIONS[name] for name in shown.sections]
    nations = "every form" if shown.nations == NATIONS else ", ".join(map(_form, shown.nations))
    rows = (
        f"Hangs on: {'; '.join(held)}",
        f"Shown with: {nations}",
        f"Agreement: {shown.consent}",
        f"Level of need: {shown.threshold}",
    )
    listed = "\n".join(f"* {row}" for row in rows)
    return f"#### {shown.name}\n\n{shown.does} For {PEOPLE[shown.people]}.\n\n{listed}\n\n{_source(shown)}\n"


def _form(nation: str) -> str:
    return "the form of no nation" if nation == "any" else names.NATIONS[nation]


def _source(shown: Framework | Arrangement) -> str:
    return f"From: {shown.source}. Read on {shown.dated.day} {shown.dated:%B %Y}."


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
