"""The parts of a review as HTML: pure functions of a text and its review. What they show is escaped."""

from collections.abc import Iterable, Mapping, Sequence

from nlp import names, taxonomy
from nlp.forms import Form
from nlp.render.report import NO_SIGN, wording_by_advice
from nlp.result import Child, FindingItem, PiiItem, Question, Review, Section, Span
from nlp.settings import Desk
from views.compare import Changes, answered
from views.highlight import anchor
from views.markup import ICONS, esc, icon, items, quote, section

_ASKED = "What a screener will still ask"
_GLANCE = 42  # characters of each answer in the checklist: enough to know the place by, two lines on a phone
_LINE = 90  # characters of the words of a finding: a line or two
# Gaps and questions stand before what is answered: they are what an officer can do something about.
_GAPS = (("missing", "Not answered yet"), ("partial", "Partly answered"))
_TOLD = (
    (f"{icon('✓')}Told", ("present",)),
    (f"{icon('✓')}Said not to be known", ("not_known",)),
    (f"{icon('◐')}Partly told", ("partial",)),
    (f"{icon('○')}Not told yet", ("missing",)),
)
_READINGS = (("affirmed", "Told as fact"), ("uncertain", "Guessed or unsure"),
             ("negated", "Denied or ruled out"), ("historical", "Past and over"))  # fmt: skip
_NEEDED = ((False, "May be left out: a receiving team seldom needs it"), (None, "Look at each: is it needed here?"),
           (True, "Usually needed by the receiving team"))  # fmt: skip


def safety(text: str, review: Review, duty: Sequence[Desk] = ()) -> str:
    """The banner for what must not wait; a quiet line where no sign of it is found."""
    if not review.safety.escalate:
        return f'<p class="rc calm">{esc(NO_SIGN)}</p>'
    found: dict[str, list[str]] = {}
    for item in review.safety.indicators:
        found.setdefault(item.message, []).append(quote(text, item))
    rows = items(f"{esc(message)} You wrote: {', '.join(dict.fromkeys(words))}" for message, words in found.items())
    desks = items(f"{esc(d.name)}: <b>{esc(d.phone)}</b> {esc(d.hours)}" for d in duty)
    return (
        '<section class="rc alarm" role="alert"><h2>Phone now: this must not wait</h2>'
        f"{rows}<p><strong>Danger now? Ring 999.</strong> Otherwise ring your force's safeguarding desk and the local "
        f"authority's duty team now.</p>{desks}<p>The drafting can wait. Send the referral when you are ready: nothing "
        "here holds it up.</p></section>"
    )


def not_a_referral(review: Review) -> str:
    """A notice where the text tells of nobody; empty for a referral."""
    found = [check.message for check in review.checks if check.kind == "not_a_referral"]
    if review.read.is_referral or not found:
        return ""
    return (
        f'<section class="rc notice"><h2>Is this the right text?</h2><p>{esc(found[0])}</p><p>If it is the right '
        "one, say who it is about and what happened, and check again.</p></section>"
    )


def changed(changes: Changes) -> str:
    """What closed and what opened since the check before."""
    if changes.none:
        return section("Since your last check", "<p>Nothing that this program looks for has changed.</p>", css="notice")
    rows = (
        ("✓", "Closed", (*changes.closed, *changes.gone)),
        ("◐", "Nearer", changes.nearer),
        ("!", "Opened", (*changes.opened, *changes.new)),
    )
    body = items(f"{icon(sign)}<strong>{word}:</strong> {esc('; '.join(what))}" for sign, word, what in rows if what)
    return section("Since your last check", body, css="notice changes")


def checklist(text: str, review: Review, form: Form) -> str:
    """How many of the 15 sections are answered, and which are not or in part."""
    groups = "".join(_gaps(text, review, form, kind, title) for kind, title in _GAPS)
    return section(f"{answered(review)} of {len(review.sections)} answered", groups, css="checklist")


def _gaps(text: str, review: Review, form: Form, kind: str, title: str) -> str:
    rows = _rows(text, review, form, kind)
    return f'<h3>{esc(title)} ({len(rows)})</h3><ul class="rows {kind}">{"".join(rows)}</ul>' if rows else ""


def answers(text: str, review: Review, form: Form) -> str:
    """The sections that are answered, and by which words; empty where none is."""
    rows = _rows(text, review, form, "answered")
    body = f'<ul class="rows answered">{"".join(rows)}</ul>'
    return section(f"Answered ({len(rows)})", body, css="checklist") if rows else ""


def _rows(text: str, review: Review, form: Form, kind: str) -> list[str]:
    return [
        _check_row(text, name, label, part)
        for name, label in form.titles.items()
        if _standing(part := review.sections[name]) == kind
    ]


def _standing(part: Section) -> str:
    return "answered" if part.status in names.ANSWERED else part.status


def _check_row(text: str, name: str, label: str, part: Section) -> str:
    words = ", ".join(
        f'<a href="#{anchor(name, rank)}">{quote(text, span, _GLANCE)}</a>'
        for rank, span in enumerate(part.evidence, 1)
    )
    state = '<span class="state">said not to be known</span> ' if part.status == "not_known" else ""
    told = f"{state}<span>{words}</span>"
    return f'<li id="row-{name}">{icon(ICONS[part.status])}<b>{esc(label)}</b> {told}</li>'


def findings(text: str, review: Review) -> str:
    """Needs, risks and strengths, by how they are told; who says so stands beside each."""
    strengths = [f for f in review.findings if f.id in taxonomy.PROTECTIVE]
    needs = [f for f in review.findings if f.id not in taxonomy.PROTECTIVE]
    body = _readings(text, needs, "Needs and risks") + _readings(text, strengths, "Strengths")
    lead = "How the program reads your words. Where it reads them wrongly, a screener may too."
    return section("What the text tells of", body or "<p>No need, risk or strength was recognised.</p>", lead)


def _readings(text: str, found: Sequence[FindingItem], title: str) -> str:
    rows = [
        f'{icon("●" if how == "affirmed" else "–")}<b>{esc(plain(name))}</b> <span class="state">{esc(told)}, '
        f'{esc(who)}</span><span class="words">{", ".join(dict.fromkeys(quote(text, f, _LINE) for f in group))}</span>'
        for how, told in _READINGS
        for (name, who), group in _by_name(f for f in found if f.assertion == how)
    ]
    return f"<h3>{esc(title)}</h3>{items(rows, 'rows')}" if rows else ""


def _by_name(found: Iterable[FindingItem]) -> Iterable[tuple[tuple[str, str], list[FindingItem]]]:
    groups: dict[tuple[str, str], list[FindingItem]] = {}
    for item in found:
        groups.setdefault((item.id, names.SOURCES[item.source]), []).append(item)
    return groups.items()


def plain(finding: str) -> str:
    """The name of a need or strength, as it stands in a list of its own kind."""
    return names.FINDINGS[finding].removeprefix("Strength: ").capitalize()


def wording(text: str, review: Review) -> str:
    """Wording to look at again, each with why and which way; empty where there is none."""
    rows = (
        f'{", ".join(dict.fromkeys(quote(text, i) for i in (first, *more)))} <span class="state">'
        f"{esc(names.LANGUAGE_KINDS[first.kind])}</span>"
        f'<span class="words">{esc(first.why)} {esc(first.instead)}</span>'
        for first, *more in wording_by_advice(review)
    )
    body = items(rows, "rows")
    lead = "Other people's words in quotation marks are left alone."
    return section("Wording to look at", body, lead) if body else ""


def checks(text: str, review: Review) -> str:
    """Things to look at again, each with the words that it is about; empty where there is none."""
    rows = (
        f"{esc(check.message)}"
        + (f'<span class="words">{", ".join(quote(text, span) for span in check.spans)}</span>' if check.spans else "")
        for check in review.checks
        if check.kind != "not_a_referral"
    )
    body = items(rows, "rows")
    return section("Look again", body) if body else ""


def children(review: Review) -> str:
    """What is told of each child and of an adult at risk; empty for a lone child, of whom the checklist tells."""
    if len(review.children) < 2 and not any(_is_adult(row) for row in review.children):
        return ""
    return section("Each child or adult at risk", "".join(_person(row) for row in review.children))


def _is_adult(row: Child) -> bool:
    return "capacity" in row.also


def _person(row: Child) -> str:
    """One child or adult in three lines at most, which a phone can show: what is told, partly told, not told yet."""
    told = {"identity": row.identity, "seen": row.seen, "voice": row.voice, "school": row.school, **row.also}
    groups = (
        (title, [names.ROWS[name] for name, status in told.items() if status in statuses]) for title, statuses in _TOLD
    )
    rows = items((f"{title}: {esc(', '.join(asked))}" for title, asked in groups if asked), "rows")
    return f"<h3>{esc(row.label)}</h3>{rows}"


def personal(text: str, review: Review) -> str:
    """Personal data, what is not needed first."""
    body = "".join(_personal_group(text, [i for i in review.pii if i.needed is need], title) for need, title in _NEEDED)
    return section("Personal data", body or "<p>None was found. Look through it yourself too.</p>", css="personal")


def _personal_group(text: str, found: Sequence[PiiItem], title: str) -> str:
    groups: dict[str, list[str]] = {}
    for item in found:
        whose = f", {names.ROLES[item.role]}" if item.role else ""
        groups.setdefault(f"{names.PII_TYPES[item.type]}{whose}", []).append(quote(text, item))
    rows = items((f"<b>{esc(name)}:</b> {', '.join(dict.fromkeys(words))}" for name, words in groups.items()), "rows")
    return f"<h3>{esc(title)}</h3>{rows}" if rows else ""


def replaced(counted: Mapping[str, int]) -> str:
    """How many pieces of each type were replaced, without any value."""
    if not counted:
        return '<p class="rc">No personal data was found.</p>'
    told = ", ".join(f"{esc(names.PII_TYPES[kind].lower())} {count}" for kind, count in counted.items())
    return f'<p class="rc">Replaced: {told}.</p>'


def questions(text: str, review: Review) -> str:
    """The questions that matter most, with why, as a list; a plain line where every section is answered."""
    rows = "".join(question(text, review, q) for q in review.feedback)
    return section(_ASKED, f"<ol>{rows}</ol>" if rows else "<p>Nothing more to ask.</p>")


def more_questions(review: Review) -> str:
    """The questions that are not among the first few, as a list; empty where there are none."""
    asked = {q.section for q in review.feedback}
    rest = [esc(part.question) for name, part in review.sections.items() if part.question and name not in asked]
    return items(rest)


def asked_heading(lead: str) -> str:
    """The heading under which questions stand one by one."""
    return section(_ASKED, "", lead)


def question(text: str, review: Review, asked: Question) -> str:
    """One question with why it is asked, and the words on which it hangs."""
    words = ", ".join(dict.fromkeys(quote(text, span, _GLANCE) for span in _hangs_on(review, asked)))
    wrote = f'<span class="words">You wrote: {words}</span>' if words else ""
    return f'<li><b>{esc(asked.question)}</b><span class="words">Why: {esc(asked.why)}</span>{wrote}</li>'


def _hangs_on(review: Review, asked: Question) -> Sequence[Span]:
    """What is there of a partial answer; for the effect on the person, the first need that is told as fact."""
    if evidence := review.sections[asked.section].evidence:
        return evidence[:1]
    needs = [f for f in review.findings if f.assertion == "affirmed" and f.id not in taxonomy.PROTECTIVE]
    return needs[:1] if asked.section == "impact" else ()


def versions(review: Review) -> str:
    """What made the review, and how much was read."""
    made, read = review.versions, review.read
    rows = (
        f"Program {esc(made.program)}",
        f"Rules <code>{esc(made.rules)}</code>",
        f"Models <code>{esc(made.models)}</code>",
        f"Words in the text: {read.words}. Words read: {read.words_read}.",
    )
    return f'<div class="rc small">{items(rows)}</div>'
