"""A report of figures as plain records, and its Markdown; the terminal shows the same records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        columns: its headings.
        rows: its cells, as told.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """One part of a report.

    Attributes:
        title: its heading.
        lines: what it says, a sentence or two each.
        table: its table, where it has one.
        in_summary: whether it stands in the summary on a terminal too; every part stands in the report.
    """

    title: str
    lines: Sequence[str] = ()
    table: Table | None = None
    in_summary: bool = False


@dataclass(frozen=True)
class Report:
    """A report.

    Attributes:
        title: its heading.
        sections: its parts, in order.
    """

    title: str
    sections: Sequence[Section] = field(default_factory=tuple)


def to_markdown(report: Report) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {report.title}"
    for section in report.sections:
        yield from ("", f"## {section.title}", "")
        yield from (f"{'* ' if len(section.lines) > 1 else ''}{line}" for line in section.lines)
        if section.table:
            yield from ("",) if section.lines else ()
            yield _row(section.table.columns)
            yield "|---" * len(section.table.columns) + "|"
            yield from map(_row, section.table.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
