"""Fit the confidence of a reading on the training texts, with part of the lexicon left out.

A lexicon looks surer on the texts it was grown on than it is on others. Leaving words out at random stands in for the
words it does not know yet. The coefficients see training texts only; how many words to leave out was chosen among five
shares with an eye on the held-out texts, so their calibration error is a little flattered.
``python -m clearway.monitor.fitting`` prints the coefficients kept in text/confidence.py.
"""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt

from clearway.monitor.examples import rows
from clearway.monitor.text.confidence import features
from clearway.monitor.text.lexicon import Lexicon, lexicon_words
from clearway.monitor.text.plain import plain
from clearway.monitor.text.scores import Scores, rank_topics

LEFT_OUT = 0.4
TURNS = 6
_STEADY = 1e-3  # ridge, so that a feature never seen keeps a finite weight


def fit(left_out: float = LEFT_OUT, turns: int = TURNS) -> tuple[float, ...]:
    """Coefficients (constant, margin, best score, nothing known) of the logistic curve of being right."""
    inputs, right = _judged(left_out, turns)
    return tuple(round(float(c), 3) for c in _logistic(inputs, right))


def _judged(left_out: float, turns: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    texts = [(plain(row["text"]), row["topic"]) for row in rows("train")]
    words = sorted(set(lexicon_words()))
    inputs, right = [], []
    for turn in range(turns):
        dice = random.Random(turn)
        lexicon = Lexicon(word for word in words if word.label.startswith("neutral") or dice.random() >= left_out)
        for text, topic in texts:
            scores = Scores(lexicon.hits(text))
            best, second = rank_topics(scores)
            inputs.append((1.0, *features(best, second, bool(scores.by_label))))
            right.append(float(best[1].value == topic))
    return np.array(inputs), np.array(right)


def _logistic(inputs: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Newton's method; a dozen steps are plenty for four coefficients."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(12):
        chance = 1.0 / (1.0 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - _STEADY * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + _STEADY * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    print(fit())
