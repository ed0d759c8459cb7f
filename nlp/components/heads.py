"""The layout of the encoder's heads: which output stands for what. Shared by training and use."""

from nlp import taxonomy

TAGS: tuple[str, ...] = ("O", *(f"{mark}-{kind}" for kind in taxonomy.PII_TYPES for mark in "BI"))
LEVELS = ("missing", "partial", "present")
STANDINGS = ("none", "affirmed", "negated", "historical", "uncertain", "outsider")
# Of two readings of one finding in one place the first of these counts.
PLAINEST = ("affirmed", "uncertain", "historical", "negated", "outsider")
SIZES = {
    "sections": len(taxonomy.SECTIONS) * len(LEVELS),
    "findings": len(taxonomy.FINDINGS) * len(STANDINGS),
    "wording": len(taxonomy.LANGUAGE_KINDS),
    "safety": len(taxonomy.SAFETY_INDICATORS),
    "source": len(taxonomy.SOURCES),
}
HIDDEN = 384
LOWER_LAYERS = 3  # of six; personal data is read after them, everything else after the last
UNIT = 2 * HIDDEN  # mean and maximum over the tokens of a unit
MOST_FOCUS = 12.0  # log of the most by which one word may outweigh another of middling weight


def slices() -> dict[str, slice]:
    """Where each unit head's outputs stand in the one row of unit outputs."""
    found: dict[str, slice] = {}
    at = 0
    for name, size in SIZES.items():
        found[name] = slice(at, at + size)
        at += size
    return found
