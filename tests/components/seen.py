"""What an encoder might see in three units, made by hand, to vote on."""

import numpy as np

from nlp import taxonomy
from nlp.components.attributes import SectionFound
from nlp.components.encoder import Sensed, Words
from nlp.components.heads import LEVELS, STANDINGS

SPANS = ((0, 10), (11, 20), (21, 30))
NOTHING = {name: SectionFound("missing") for name in taxonomy.SECTIONS}


def sensed(*, neglect=(0.0, 0.0, 0.0), actions=(0.0, 0.0, 0.0), danger=(0.0, 0.0, 0.0)):
    """What an encoder saw in three units: how surely each tells of neglect, of what the officer did, and of danger."""
    findings = np.zeros((3, len(taxonomy.FINDINGS), len(STANDINGS)), np.float32)
    findings[:, :, 0] = 1.0
    findings[:, taxonomy.FINDINGS.index("neglect"), 0] = 1 - np.array(neglect)
    findings[:, taxonomy.FINDINGS.index("neglect"), STANDINGS.index("affirmed")] = neglect
    sections = np.zeros((3, len(taxonomy.SECTIONS), len(LEVELS)), np.float32)
    sections[:, :, 0] = 1.0
    did = taxonomy.SECTIONS.index("actions")
    sections[:, did, 0] = 1 - np.array(actions)
    sections[:, did, LEVELS.index("present")] = actions
    status = np.zeros((len(taxonomy.SECTIONS), len(LEVELS)), np.float32)
    status[:, 0] = 1.0
    status[did] = (0.02, 0.03, 0.95)
    none, risk = np.zeros((3, 1), np.float32), np.array(danger, np.float32)[:, None]
    source = np.ones((3, len(taxonomy.SOURCES)), np.float32)
    return Sensed(SPANS, sections, findings, none, risk, source, status, 0.0, words())


def words(told=None):
    """One token for each of the three units; what ``told`` names is how each reads, else all readings are alike."""
    logits = np.zeros((3, len(STANDINGS) - 1), np.float32)
    if told:
        logits[:, STANDINGS.index(told) - 1] = 6.0
    starts, ends = (np.array(edge) for edge in zip(*SPANS, strict=True))
    return Words(starts, ends, logits, np.zeros((len(taxonomy.FINDINGS), len(STANDINGS) - 1), np.float32))
