import pytest

from nlp import taxonomy
from nlp.errors import RefcheckError, RuleError
from nlp.rules import loader

GOOD = """
[[rule]]
id = "language.vague.local"
kind = "language"
wording = "vague"
why = "It says nothing that a reader can use."
instead = "Say what was seen."
source = "a test"
phrases = ["usual concerns"]
hits = ["The usual concerns."]
misses = ["He is well."]
"""


@pytest.fixture
def pack(tmp_path):
    def write(content, name="language.toml"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return tmp_path

    return write


def refusal(folder):
    with pytest.raises(RuleError) as caught:
        loader.load(folder)
    return caught.value


def test_shipped_rules_load_and_their_ids_are_one_of_a_kind(book):
    assert book.rules
    assert len(book.by_id) == len(book.rules)
    assert book.digest.startswith("sha256:")


def test_a_pack_adds_a_rule_and_changes_the_digest(book, pack):
    local = loader.load(pack(GOOD))
    assert set(local.by_id) - set(book.by_id) == {"language.vague.local"}
    assert local.digest != book.digest


def test_a_pack_replaces_a_rule_by_its_id(book, pack):
    shipped_id = next(rule.id for rule in book.rules if rule.id.startswith("language."))
    local = loader.load(pack(GOOD.replace("language.vague.local", shipped_id)))
    assert local.by_id[shipped_id].source == "a test"
    assert len(local.rules) == len(book.rules)


def test_a_pack_switches_a_rule_off(book, pack):
    shipped_id = next(rule.id for rule in book.rules if rule.id.startswith("language."))
    local = loader.load(pack(f'off = ["{shipped_id}"]'))
    assert set(book.by_id) - set(local.by_id) == {shipped_id}


BROKEN = {
    "unknown key": (GOOD + 'colour = "red"\n', "language.vague.local", "colour"),
    "unknown wording": (GOOD.replace('"vague"', '"rude"'), "language.vague.local", taxonomy.LANGUAGE_KINDS[0]),
    "unknown kind": (GOOD.replace('kind = "language"', 'kind = "lingo"'), "language.vague.local", "'language'"),
    "no kind": (GOOD.replace('kind = "language"', ""), "language.vague.local", "kind"),
    "no hits": (GOOD.replace('hits = ["The usual concerns."]', ""), "language.vague.local", "hits"),
    "empty hits": (GOOD.replace('hits = ["The usual concerns."]', "hits = []"), "language.vague.local", "hits"),
    "no misses": (GOOD.replace('misses = ["He is well."]', ""), "language.vague.local", "misses"),
    "no source": (GOOD.replace('source = "a test"', ""), "language.vague.local", "source"),
    "no words": (GOOD.replace('phrases = ["usual concerns"]', ""), "language.vague.local", "phrases, regex or both"),
    "open bracket": (GOOD.replace("usual concerns", "usual (concerns"), "language.vague.local", "never closed"),
    "bad regex": (GOOD.replace('phrases = ["usual concerns"]', "regex = ['(']"), "language.vague.local", "'('"),
    "wrong prefix": (GOOD.replace("language.vague", "safety.vague"), "safety.vague.local", "'language.'"),
    "bad id": (GOOD.replace("language.vague.local", "Language Vague"), "Language Vague", "id"),
    "no id": (GOOD.replace('id = "language.vague.local"', ""), "number 1", "id"),
    "twice": (GOOD + GOOD, "language.vague.local", "already used in language.toml"),
    "unknown top key": ('[[rules]]\nid = "x"\n', "(top)", "legal: rule, off"),
    "bad TOML": ("[[rule]\n", "(whole file)", "TOML"),
    "not UTF-8": (b'off = ["\xff"]', "(whole file)", "TOML"),
    "off unknown": ('off = ["language.never.was"]', "language.never.was", "no shipped rule"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_pack_is_refused_with_file_rule_and_remedy(pack, case):
    content, rule, told = BROKEN[case]
    folder = pack(content)
    error = refusal(folder)
    assert error.rule == rule
    assert told in error.problem
    assert error.file in {"language.toml", folder.name}
    assert str(error) == f"{error.file}, rule {rule}: {error.problem}"
    assert isinstance(error, RefcheckError)


def test_an_unknown_file_is_refused_with_the_legal_names(pack):
    error = refusal(pack(GOOD, name="slang.toml"))
    assert (error.file, error.rule) == ("slang.toml", "(file)")
    assert all(name in error.problem for name in loader.FILES)


def test_a_missing_folder_is_refused(tmp_path):
    assert "no such folder" in refusal(tmp_path / "nowhere").problem


UNKNOWN_IDS = {
    "findings": ("finding", "finding", 'phrases = ["x y"]', taxonomy.FINDINGS),
    "safety": ("safety", "indicator", 'phrases = ["x y"]', taxonomy.SAFETY_INDICATORS),
    "pii": ("pii", "type", "regex = ['x']\nscore = 0.5", taxonomy.PII_TYPES),
    "sections": ("ingredient", "section", 'phrases = ["x y"]\ningredient = "it"', taxonomy.SECTIONS),
}


@pytest.mark.parametrize("file", UNKNOWN_IDS)
def test_an_id_that_the_taxonomy_does_not_have_is_refused_with_the_legal_ones(pack, file):
    kind, key, rest, legal = UNKNOWN_IDS[file]
    rule = f'id = "{file}.local"\nkind = "{kind}"\n{key} = "nonsense"\n{rest}'
    content = f'[[rule]]\n{rule}\nsource = "a test"\nhits = ["x"]\nmisses = ["y"]\n'
    error = refusal(pack(content, name=f"{file}.toml"))
    assert error.rule == f"{file}.local"
    assert "'nonsense' is not known" in error.problem
    assert all(name in error.problem for name in legal)


LISTED = GOOD.replace('"usual concerns"', '"usual {worry}", "{worry} noted"')


def test_a_list_of_words_is_written_into_the_phrases_of_its_file(pack):
    local = loader.load(pack(f'[words]\nworry = ["concerns", "worries"]\n{LISTED}'))
    assert local.by_id["language.vague.local"].phrases == ("usual (concerns|worries)", "(concerns|worries) noted")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "{worry} in 'usual {worry}' is no list of this file; legal: none"),
        ('[words]\nother = ["a"]\n', "legal: other"),
        ('[words]\nworry = "concerns"\n', "give each list as"),
    ],
)
def test_a_list_that_is_not_there_or_no_list_is_refused(pack, words, says):
    assert says in str(refusal(pack(words + LISTED)))
