"""Reads rule files strictly: whatever is wrong is an error that names file, rule and remedy."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from nlp.errors import RuleError
from nlp.rules.base import Rule
from nlp.rules.phrases import spelt_out
from nlp.rules.schema import AdviceRule, AnyRule, MessageRule, QuestionRule, StatusRule

FILES = (
    "sections",
    "findings",
    "everyday",
    "context",
    "language",
    "safety",
    "pii",
    "people",
    "minimisation",
    "glossary",
    "rows",
    "feedback",
)
NEEDED = (AdviceRule, MessageRule, QuestionRule, StatusRule)
R = TypeVar("R", bound=Rule)
_ADAPTER: TypeAdapter[Rule] = TypeAdapter(AnyRule)
_WORDS = TypeAdapter(dict[str, list[str]])


@dataclass(frozen=True)
class RuleBook:
    """All rules in force.

    Attributes:
        rules: the rules, in the order of their files.
        digest: sha256 over the bytes of every file read, as ``sha256:<hex>``.
    """

    rules: tuple[Rule, ...]
    digest: str

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Every rule under its id."""
        return {rule.id: rule for rule in self.rules}

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The rules of one kind, in order."""
        return tuple(rule for rule in self.rules if isinstance(rule, kind))


def load(pack: Path | None = None, off: Mapping[str, str] | None = None) -> RuleBook:
    """The shipped rules, with a local pack over them.

    Args:
        pack: folder of TOML files named as the shipped ones. A rule with a shipped id replaces it;
            ``off = ["id", …]`` at the top of a file switches rules off; other rules are added.
        off: shipped rules that local settings switch off, each with the reason.

    Returns:
        The rules in force.

    Raises:
        RuleError: for a file, key, id or value that the schema does not allow.
    """
    shipped = [files("nlp") / "rules" / f"{name}.toml" for name in FILES]
    rules, never, digest = _read_all(shipped)
    if never:
        raise RuleError("shipped rules", never[0], "only a local pack may switch rules off")
    switched_off = list(off or {})
    _check_off(switched_off, rules, "settings")
    if pack is not None:
        local, packed_off, more = _read_all(_pack_files(pack))
        _check_off(packed_off, rules, pack.name)
        rules = list(({rule.id: rule for rule in rules} | {rule.id: rule for rule in local}).values())
        switched_off += packed_off
        digest += more
    if switched_off:
        rules = [rule for rule in rules if rule.id not in switched_off]
        digest += "\n".join(sorted(switched_off)).encode()
    return RuleBook(tuple(rules), f"sha256:{hashlib.sha256(digest).hexdigest()}")


def _read_all(paths: Iterable[Traversable]) -> tuple[list[Rule], list[str], bytes]:
    rules: list[Rule] = []
    off: list[str] = []
    digest = b""
    seen: dict[str, str] = {}
    for path in paths:
        raw = path.read_bytes()
        digest += hashlib.sha256(raw).digest()
        for rule in _rules(path.name, raw, off):
            if rule.id in seen:
                raise RuleError(path.name, rule.id, f"this id is already used in {seen[rule.id]}")
            seen[rule.id] = path.name
            rules.append(rule)
    return rules, off, digest


def _rules(name: str, raw: bytes, off: list[str]) -> Iterator[Rule]:
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(name, "(whole file)", f"not readable as TOML: {error}") from error
    if unknown := set(table) - {"rule", "off", "words"}:
        raise RuleError(name, "(top)", f"unknown key {min(unknown)!r}; legal: rule, off, words")
    off.extend(table.get("off", []))
    prefix = name.removesuffix(".toml")
    words = _word_lists(name, table.get("words", {}))
    for number, row in enumerate(table.get("rule", []), 1):
        yield _rule(name, prefix, number, row, words)


def _word_lists(name: str, table: object) -> Mapping[str, Sequence[str]]:
    try:
        return _WORDS.validate_python(table)
    except ValidationError as error:
        raise RuleError(name, "words", 'give each list as name = ["word", "word"]') from error


def _rule(name: str, prefix: str, number: int, row: dict[str, Any], words: Mapping[str, Sequence[str]]) -> Rule:
    label = str(row.get("id", f"number {number}"))
    try:
        rule = _ADAPTER.validate_python(_spelt_out(row, words))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "kind"
        raise RuleError(name, label, f"{where}: {first['msg']}") from error
    except ValueError as error:
        raise RuleError(name, label, str(error)) from error
    if rule.id.partition(".")[0] != prefix:
        raise RuleError(name, label, f"the id must begin with {prefix + '.'!r}, the file's name")
    return rule


def _spelt_out(row: dict[str, Any], words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """``row`` with the word lists of its file written into its phrases."""
    return row | {
        key: [spelt_out(phrase, words) if isinstance(phrase, str) else phrase for phrase in row[key]]
        for key in ("phrases", "near")
        if isinstance(row.get(key), list)
    }


def _pack_files(pack: Path) -> list[Traversable]:
    if not pack.is_dir():
        raise RuleError(str(pack), "(pack)", "no such folder; give the folder that holds the .toml files")
    found = sorted(pack.glob("*.toml"))
    for path in found:
        if path.stem not in FILES:
            raise RuleError(path.name, "(file)", f"unknown file; legal: {', '.join(FILES)}")
    return list(found)


def _check_off(off: list[str], rules: list[Rule], name: str) -> None:
    known = {rule.id: rule for rule in rules}
    for rule_id in off:
        if rule_id not in known:
            raise RuleError(name, rule_id, "cannot be switched off: no shipped rule has this id")
        if isinstance(known[rule_id], NEEDED):
            raise RuleError(name, rule_id, "cannot be switched off, every review needs it; replace it by its id")
