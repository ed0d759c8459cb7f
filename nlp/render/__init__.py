"""Reports: pure functions from a text and its review to plain text, Markdown, HTML, Word and PDF."""

from nlp.render.html import to_html
from nlp.render.markdown import to_markdown
from nlp.render.pdf import to_pdf
from nlp.render.terminal import to_plain, to_terminal
from nlp.render.word import to_docx

__all__ = ["to_docx", "to_html", "to_markdown", "to_pdf", "to_plain", "to_terminal"]
