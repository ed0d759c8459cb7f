"""Reports: pure functions from a text and its review to plain text, Markdown and HTML."""

from nlp.render.html import to_html
from nlp.render.markdown import to_markdown
from nlp.render.terminal import to_plain, to_terminal

__all__ = ["to_html", "to_markdown", "to_plain", "to_terminal"]
