"""Many texts in, one review each out, in order."""

from nlp.batch.files import read_bytes, read_file, read_text, write_bytes, writing
from nlp.batch.records import dumps, harmless, review_rows, to_csv, verdict, with_id, write_jsonl
from nlp.batch.rows import CSV_SUFFIXES, ID_COLUMN, JSON_SUFFIXES, TEXT_COLUMNS, Row, read_rows, rows_of

__all__ = [
    "CSV_SUFFIXES",
    "ID_COLUMN",
    "JSON_SUFFIXES",
    "TEXT_COLUMNS",
    "Row",
    "dumps",
    "harmless",
    "read_bytes",
    "read_file",
    "read_rows",
    "read_text",
    "review_rows",
    "rows_of",
    "to_csv",
    "verdict",
    "with_id",
    "write_bytes",
    "write_jsonl",
    "writing",
]
