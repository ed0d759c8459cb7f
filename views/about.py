"""The about page: what the program does, does not do and cannot see, and how that is measured."""

import streamlit as st

from nlp import models
from nlp.errors import ModelError, RefcheckError
from nlp.self_test import network_look_ups
from nlp.version import __version__
from views import components, figures, plots
from views.estimate import LIMITS
from views.figures import ModelFacts
from views.markup import esc, items, section, table

_LEAD = "Feedback on drafts of safeguarding referrals before they are sent, for the people who write them."
_DOES = (
    "Points at words that must not wait, and says whom to ring.",
    "Shows which of the 15 things that a screener looks for are answered, by which words, and asks for the rest.",
    "Shows needs, risks and strengths as your words tell them: as fact, denied, past or guessed, and who says so.",
    "Points at wording that blames, guesses or says too little, and at personal data that may be left out.",
    "Makes a copy with names and numbers replaced.",
)
_DOES_NOT = (
    "It does not decide anything, and gives no advice on whether to refer.",
    "It writes no facts: it asks, and you answer.",
    "It does not hold up a referral: send yours whenever you think right.",
    "It does not rank officers or families, and its estimate is no measure of risk.",
)
_CANNOT = (
    "Police or council records, what other agencies know, or what you saw and did not write down.",
    "Whether what is written is true.",
    "Every sign of danger, and every name: it misses some. Read the text yourself too.",
    "Languages other than English.",
)
_PRIVACY = (
    "Everything happens on the machine that runs the program. It makes no network look-ups and sends nothing anywhere.",
    "Your text is kept in the memory of your own session only, and goes a few minutes after you close the page.",
    "It is not written to a file, a log or a cache.",
    "What you download is yours to keep safe and to delete.",
)


def page() -> None:
    """Show the page."""
    components.style()
    components.heading("About this program", _LEAD)
    for title, rows in (
        ("What it does", _DOES),
        ("What it does not do", _DOES_NOT),
        ("What it cannot see", _CANNOT),
        ("Privacy", _PRIVACY),
        ("The estimate", LIMITS),
    ):
        components.show(section(title, items(map(esc, rows))))
    _self_test()
    _measured()
    plots.agreement()
    plots.reliability()
    components.show(section("Versions", items(_versions())))


def _self_test() -> None:
    """A button that makes one review with every socket refused, and says how often one was asked for."""
    if st.button("Test that nothing is looked up on the network", key="self_test"):
        with st.spinner("Making a review with the network refused"):
            try:
                tried = network_look_ups()
            except RefcheckError as error:
                components.error(str(error))
                return
        css = "notice" if tried == 0 else "error"
        words = f"{tried} network look-ups while a whole review was made, just now, on this machine."
        components.show(f'<p class="rc {css}" role="status">{esc(words)}</p>')


def _measured() -> None:
    found = figures.facts()
    lead = (
        "Everything so far was measured on fictional texts; nothing was tested on real referrals yet. The figures "
        "below are read from the files that travel with each model, which say how they were measured."
    )
    told = any(fact.card or fact.numbers for fact in found)
    components.show(section("How well it works", "" if told else "<p>No figures travel with this version.</p>", lead))
    for fact in found:
        _facts(fact)


def _facts(fact: ModelFacts) -> None:
    if not (fact.card or fact.numbers):
        return
    with st.expander(f"The {fact.name} model"):
        if fact.card:
            st.markdown(fact.card)
        if fact.numbers:
            rows = ((esc(name), esc(f"{value:g}")) for name, value in fact.numbers.items())
            components.show(table(f"Figures of the {fact.name} model", ("Figure", "Value"), rows))


def _versions() -> tuple[str, ...]:
    try:
        made = models.digest()
    except ModelError as error:
        made = str(error)
    return (f"Program {esc(__version__)}", f"Models <code>{esc(made)}</code>", "Each review says which rules made it.")
