"""The two small scripts of the officer's page. Only whole numbers are ever put into them, never words of a text."""

import streamlit as st

# Counts while the officer types; the server learns of the words only when the box is left. It listens on the whole
# page, once, for the box itself may come later than this or be drawn again.
_COUNT = """<p class="rc count" id="word-count">Words: {words}</p><script>
(() => {{
  if (window.refcheckCounts) return;
  window.refcheckCounts = true;
  document.addEventListener('input', (event) => {{
    const out = document.getElementById('word-count');
    if (!out || !event.target.closest('.st-key-draft')) return;
    out.textContent = 'Words: ' + (event.target.value.match(/\\S+/g) || []).length;
  }});
}})();
</script>"""

# Once for each check, takes sight and focus to its result, so that on a phone no banner stays below the edge.
_JUMP = """<p class="rc result" id="result" tabindex="-1" data-check="{number}">
Checked. Words read: {words}.</p><script>
(() => {{
  const result = document.getElementById('result');
  if (!result || window.refcheckSeen === {number}) return;
  window.refcheckSeen = {number};
  result.focus({{preventScroll: true}});
  result.scrollIntoView({{block: 'start', behavior: 'instant'}});
}})();
</script>"""


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
