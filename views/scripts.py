"""The small scripts of the pages. Only whole numbers are ever put into them, never words of a text."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

# Counts while the officer types; the server learns of the words only when the box is left. It listens on the whole
# page, once, for the box itself may come later than this or be drawn again. The same count lets the browser ask before
# a page with a draft is closed or loaded anew, for the draft is stored nowhere and would be gone.
_COUNT = """<p class="rc count" id="word-count">Words: {words}</p><script>
(() => {{
  window.refcheckWords = {words};
  if (window.refcheckCounts) return;
  window.refcheckCounts = true;
  document.addEventListener('input', (event) => {{
    const out = document.getElementById('word-count');
    if (!out || !event.target.closest('.st-key-draft')) return;
    window.refcheckWords = (event.target.value.match(/\\S+/g) || []).length;
    out.textContent = 'Words: ' + window.refcheckWords;
  }});
  window.addEventListener('beforeunload', (event) => {{
    if (window.refcheckWords) event.preventDefault();
  }});
}})();
</script>"""

# Once for each check, takes sight and focus to its result, so that on a phone no banner stays below the edge. The rest
# of the page may come later, and only then is it long enough to scroll: it is tried again until the officer moves.
_JUMP = """<p class="rc result" id="result" tabindex="-1" data-check="{number}">
Checked. Words read: {words}.</p><script>
(() => {{
  const result = document.getElementById('result');
  if (!result || window.refcheckSeen === {number}) return;
  window.refcheckSeen = {number};
  result.focus({{preventScroll: true}});
  let moved = false;
  for (const sort of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(sort, () => {{ moved = true; }}, {{once: true, capture: true}});
  const go = (tries) => {{
    const found = document.getElementById('result');
    if (moved || !found) return;
    found.scrollIntoView({{block: 'start', behavior: 'instant'}});
    if (tries && found.getBoundingClientRect().top > 40) setTimeout(() => go(tries - 1), 100);
  }};
  go(50);
}})();
</script>"""

# Copies on the browser's side alone. Where a page that is not on this machine has no clipboard, the words are selected
# and copied the old way.
_COPY = """<p class="rc copy">
<button type="button" data-copies="{what}">{label}</button> <span role="status"></span></p><script>
(() => {
  if (window.refcheckCopies) return;
  window.refcheckCopies = true;
  const old = (words) => {
    const box = Object.assign(document.createElement('textarea'), {value: words});
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    return done;
  };
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copies]');
    const from = button && document.querySelector(button.dataset.copies);
    if (!from) return;
    const words = from.value ?? from.textContent;
    const said = button.parentElement.querySelector('[role=status]');
    let done = Boolean(words);
    try { if (words) await navigator.clipboard.writeText(words); } catch { done = old(words); }
    said.textContent = done ? 'Copied' : words ? 'This browser does not allow it' : 'Nothing to copy yet';
    button.focus();
    setTimeout(() => { said.textContent = ''; }, 4000);
  });
})();
</script>"""

# Tells the server where in the draft the officer last was when a line is asked for, and takes them to the line's gap.
# A box that was never touched has its cursor wherever the browser put it, which means nothing: -1.
_CARET = """
const box = () => document.querySelector('.st-key-draft textarea');
const show = (start, tries) => {
  const found = box();
  if (!found || found.value.slice(start, start + 1) !== '…') {
    if (tries) setTimeout(() => show(start, tries - 1), 50);
    return;
  }
  found.focus();
  found.setSelectionRange(start, start + 1);
  found.scrollTop = found.scrollHeight * start / found.value.length - found.clientHeight / 2;
  found.scrollIntoView({block: 'center', behavior: 'instant'});
};
export default function({ data, setStateValue }) {
  const touched = (event) => { if (event.target === box()) event.target.dataset.touched = 'yes'; };
  const pressed = (event) => {
    if (!event.target.closest('[class*="st-key-add_"] button')) return;
    const found = box();
    const known = found && found.dataset.touched;
    setStateValue('at', known ? [...found.value.slice(0, found.selectionStart)].length : -1);
  };
  document.addEventListener('focusin', touched, true);
  document.addEventListener('click', pressed, true);
  if (data.number && window.refcheckLine !== data.number) {
    window.refcheckLine = data.number;
    show(data.start, 40);
  }
  return () => {
    document.removeEventListener('focusin', touched, true);
    document.removeEventListener('click', pressed, true);
  };
}
"""
CARET = "caret"


@dataclass(frozen=True)
class Gap:
    """Where in the draft an inserted line waits to be finished.

    Attributes:
        number: how many lines this session has had inserted; tells one from the next.
        start: the place of its "…", in the units that browsers count in (UTF-16).
    """

    number: int
    start: int


def word_count(words: int) -> None:
    """Show how many words the draft has, live."""
    st.html(_COUNT.format(words=int(words)), unsafe_allow_javascript=True)


def result_starts(number: int, words: int) -> None:
    """Mark where the result of a check starts, and go there the first time.

    Args:
        number: how many checks this session has had.
        words: how many words were read.
    """
    st.html(_JUMP.format(number=int(number), words=int(words)), unsafe_allow_javascript=True)


def copy_button(label: str, what: str) -> None:
    """A button that copies words of the page, without telling the server.

    Args:
        label: what stands on the button; never words of a text.
        what: a CSS selector of ours, which tells whose words.
    """
    st.html(_COPY.replace("{label}", label).replace("{what}", what), unsafe_allow_javascript=True)


def caret(gap: Gap | None) -> None:
    """Keep :data:`CARET` of the session told of the cursor, and take the officer to ``gap`` the first time."""
    listen = st.components.v2.component("refcheck_caret", js=_CARET)
    data = {"number": int(gap.number), "start": int(gap.start)} if gap else {"number": 0, "start": 0}
    listen(key=CARET, data=data, on_at_change=lambda: None)


def cursor(state: Mapping[str, object] | None) -> int | None:
    """The cursor's place in the draft in code points, of what the script told; None where it means nothing."""
    at = (state or {}).get("at")
    return at if isinstance(at, int) and at >= 0 else None
