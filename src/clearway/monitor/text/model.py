"""The weights that turn features into probabilities of topic, barrier and status.

A linear (multinomial logistic) model over pieces of words, scores of the word list and turns of phrase, kept in
``weights.npz``; ``python -m clearway.monitor.fitting`` makes it from the labelled texts. No pickles, numpy only.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clearway.monitor.text.features import NATURES, TOPICS, Features

FILE = "weights.npz"
WEIGHT = 4.0  # of all pieces of a text together, beside the other features
HEADS = (slice(0, len(TOPICS)), slice(len(TOPICS), len(TOPICS) + len(NATURES)))
CLEARED = len(TOPICS) + len(NATURES)
SAID = 3  # pieces told where no word of the list decided
_TOLD = 0.1  # a piece that adds less to the log-odds did not decide


class Judged(NamedTuple):
    """Probabilities of each of ``TOPICS``, of each of ``NATURES``, and that what stood in the way is gone."""

    topics: NDArray[np.float64]
    natures: NDArray[np.float64]
    cleared: float


class Model:
    """``pieces`` → row of ``weights``; below them one row for each of the other features, and the constants."""

    def __init__(self, pieces: tuple[str, ...], weights: NDArray[np.float32], made_from: str) -> None:
        self.rows = {piece: row for row, piece in enumerate(pieces)}
        self.weights = weights
        self.made_from = made_from

    def judge(self, found: Features) -> Judged:
        """Probabilities for one text."""
        rows = sorted(self._known(found))  # sums depend on the order, the order of a set on the process
        first, said = len(self.rows), list(found.known.values())
        each = np.array([scale(len(rows))] * len(rows) + said, dtype=np.float32)
        total = self.weights[-1] + each @ self.weights[rows + [first + at for at in found.known]]
        topics, natures = (_softmax(total[head]) for head in HEADS)
        standing_way = 1.0 - float(natures[NATURES.index("none")])
        return Judged(topics, natures, standing_way / (1.0 + float(np.exp(-total[CLEARED]))))

    def deciding(self, found: Features, topic: int, nature: int) -> tuple[str, ...]:
        """The pieces, of two characters and more, that spoke most for a topic and a nature of barrier."""
        rows = self._known(found)
        said = self.weights[rows][:, [topic, HEADS[1].start + nature]].max(axis=1, initial=0.0) * scale(len(rows))
        named = sorted(zip(said.tolist(), (p for p in found.pieces if p in self.rows), strict=True), reverse=True)
        words = [piece.strip("_*").replace("_", " ") for value, piece in named if value > _TOLD and len(piece) > 1]
        return tuple(dict.fromkeys(words))[:SAID]

    def knows(self, found: Features) -> bool:
        """Whether any piece of two characters and more, or any word, was seen in a labelled text."""
        return any(piece in self.rows for piece in found.pieces if len(piece) > 1)

    def _known(self, found: Features) -> list[int]:
        return [row for row in map(self.rows.get, found.pieces) if row is not None]


def scale(known: int) -> float:
    """The value of one piece in a text of so many known ones: long texts say no more than short ones."""
    return WEIGHT / float(np.sqrt(known + 1))


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    raised = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(raised / raised.sum())


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The shipped model, read once."""
    with (files("clearway.monitor.text") / FILE).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        pieces = tuple(bytes(kept["pieces"]).decode("utf-8").split("\n"))
        return Model(pieces, kept["weights"].astype(np.float32), str(kept["made_from"]))
