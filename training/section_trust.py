"""How far what the rules say of a section is to be trusted: counted, section by section, on labelled narratives.

The rules of one section are right more often than those of another, and wrong in other ways: the three ingredients of
an incident may stand in a text that tells little, while rules for an impact miss most of what they should see. So each
status of a section is weighed by how likely it makes what the rules say (naive Bayes).
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from nlp import taxonomy
from nlp.components.heads import LEVELS
from nlp.components.pipeline import Pipeline
from nlp.components.vote import level_of
from training.labelled import Narrative

SMOOTHING = 5.0  # of each pair of levels: of a pair that was hardly ever met little is known
Trust = Mapping[str, Mapping[str, Sequence[float]]]


def counted(narratives: Iterable[Narrative], pipeline: Pipeline) -> Trust:
    """For each section and each level that the rules give, the logs of how much likelier each true level makes it.

    Args:
        narratives: labelled narratives, none of which a vote is chosen or measured on.
        pipeline: reads them, and gives what its rules say.
    """
    counts = np.full((len(taxonomy.SECTIONS), len(LEVELS), len(LEVELS)), SMOOTHING)  # section, true, ruled
    for narrative in narratives:
        ruled = pipeline.by_rules(pipeline.read(narrative.text)).sections
        for index, section in enumerate(taxonomy.SECTIONS):
            true = LEVELS.index(level_of(narrative.sections[section]))
            counts[index, true, LEVELS.index(level_of(ruled[section].status))] += 1
    logs = np.log(counts / counts.sum(axis=2, keepdims=True))
    logs -= logs.mean(axis=1, keepdims=True)
    return {
        section: {level: logs[index, :, ruled].tolist() for ruled, level in enumerate(LEVELS)}
        for index, section in enumerate(taxonomy.SECTIONS)
    }


def tempered(trust: Trust, strength: float) -> Trust:
    """``trust``, each log times ``strength``: rules and encoder read the same words, so neither counts in full."""
    return {
        section: {level: tuple(round(strength * log, 2) for log in logs) for level, logs in levels.items()}
        for section, levels in trust.items()
    }
