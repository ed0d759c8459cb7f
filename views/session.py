"""What one browser session holds. Text lives nowhere else: only the reviewer is shared, and it keeps none."""

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from nlp.documents.read import read_document
from nlp.errors import InputError, RefcheckError
from nlp.forms import Form, shipped_forms
from nlp.result import Review
from nlp.reviewer import Reviewer
from nlp.settings import Settings
from nlp.settings import load as load_settings
from views import scripts
from views.compare import same_draft
from views.skeletons import finished, inserted

DRAFT = "draft"
FORM = "form"
FILE = "file"
_CHECKED, _BEFORE, _PROBLEM, _COUNT, _GAP = "checked", "checked_before", "problem", "checks", "gap"
_UNDO, _UNDONE = "draft_before", "draft_undone"
# Long enough, and with enough in it, for every part to be loaded before the first officer presses Check.
_WARM_UP = (
    "Attended the home of Kim Example, dob 01/02/2015, 1 Example Road, AB1 2CD, on 07700 900000 and k@example.com. "
    "Mum said that she is tired and has no help. She is not drinking now. She agreed to a referral."
)


@dataclass(frozen=True)
class Checked:
    """A text and its review, which belong together: every offset is into this text.

    Attributes:
        text: the text that was reviewed, exactly: the draft less lines that were inserted and not finished.
        review: its review.
        form: the form for which it was checked.
        number: how many checks this session has had, with this one.
    """

    text: str
    review: Review
    form: Form
    number: int = 0


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The local settings in force.

    Raises:
        SettingsError: where their file cannot be used.
    """
    return load_settings()


def forms() -> dict[str, Form]:
    """The forms to choose from by id, the one of the settings first."""
    own = settings().chosen_form
    return {own.id: own, **shipped_forms()}


@st.cache_resource(show_spinner="Getting ready. This takes a few seconds the first time.")
def reviewer() -> Reviewer:
    """The one reviewer that all sessions share, already warm.

    Raises:
        RefcheckError: where its rules or models cannot be used.
    """
    local = settings()
    loaded = Reviewer.load(local.pack, off=local.off, model=local.model)
    loaded.review(_WARM_UP)  # some parts load at the first text; no officer should wait for them
    return loaded


def drafts_reviewer() -> Reviewer:
    """The reviewer for what people write: on a silent trial where the settings say so, unlike for our own samples.

    Raises:
        RefcheckError: where its rules or models cannot be used.
    """
    return reviewer().on_trial(settings().trial)


def draft() -> str:
    """The draft as it stands in the text box."""
    return str(st.session_state.get(DRAFT) or "")


def replace_draft(text: str) -> None:
    """Put ``text`` into the box, and keep what stood there for :func:`undo`."""
    st.session_state[_UNDO] = draft()
    st.session_state[_UNDONE] = False
    st.session_state[DRAFT] = text


def open_file() -> None:
    """Put the words of the file that was opened into the box; a file without words leaves the draft as it is."""
    file: UploadedFile | None = st.session_state.get(FILE)
    if file is None:
        return
    st.session_state[_PROBLEM] = None
    try:
        words = read_document(file.getvalue(), file.name)
    except InputError as error:
        st.session_state[_PROBLEM] = error.message
        return
    replace_draft(words)


def insert_line(line: str) -> None:
    """Put ``line`` into the draft at the cursor, on a line of its own; at the end where no cursor is known."""
    grown, at = inserted(draft(), line, scripts.cursor(st.session_state.get(scripts.CARET)))
    replace_draft(grown)
    last = gap()
    start = len(grown[: at + line.index("…")].encode("utf-16-le")) // 2
    st.session_state[_GAP] = scripts.Gap(last.number + 1 if last else 1, start)


def gap() -> scripts.Gap | None:
    """Where the line that was inserted last waits to be finished."""
    found: scripts.Gap | None = st.session_state.get(_GAP)
    return found


def undo_label() -> str | None:
    """What pressing :func:`undo` would do now; None where the program has not changed the draft."""
    if _UNDO not in st.session_state:
        return None
    return "Redo" if st.session_state.get(_UNDONE) else "Undo"


def undo() -> None:
    """Bring back the draft as it was before the program last changed it; pressed again, bring back what it undid."""
    undone = st.session_state.get(_UNDONE, False)
    replace_draft(st.session_state[_UNDO])
    st.session_state[_UNDONE] = not undone


def form() -> Form:
    """The form that is chosen."""
    return forms()[st.session_state.get(FORM) or settings().chosen_form.id]


def check() -> None:
    """Check the draft; a text that cannot be reviewed leaves a problem to show, and everything else as it was."""
    text, chosen = finished(draft()), form()
    last = checked()
    if last is not None and (last.text, last.form) == (text, chosen) and problem() is None:
        return  # nothing changed: keep the comparison with the check before
    st.session_state[_PROBLEM] = None
    try:
        review = drafts_reviewer().review(text, chosen)
    except RefcheckError as error:
        st.session_state[_PROBLEM] = plain(error)
        return
    st.session_state[_BEFORE] = last if last and same_draft(last.text, text) else None
    number = st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    st.session_state[_CHECKED] = Checked(text, review, chosen, number)


def plain(error: RefcheckError) -> str:
    """What to tell about ``error``: its own message where the text is the reason, else whom to ask."""
    if isinstance(error, InputError):
        return error.message
    return f"Nothing can be checked just now. Tell whoever runs this program: {error}"


def problem() -> str | None:
    """Why the last check gave no review, for the officer to read."""
    found: str | None = st.session_state.get(_PROBLEM)
    return found


def checked() -> Checked | None:
    """The last check that worked."""
    found: Checked | None = st.session_state.get(_CHECKED)
    return found


def before() -> Checked | None:
    """The check before the last."""
    found: Checked | None = st.session_state.get(_BEFORE)
    return found


def start_again() -> None:
    """Empty the box and forget its checks; the draft itself can still be brought back by :func:`undo`."""
    for key in (_CHECKED, _BEFORE, _PROBLEM):
        st.session_state.pop(key, None)
    replace_draft("")
