"""Fit the model of texts on the labelled texts: ``python -m clearway.monitor.fitting`` writes ``text/weights.npz``.

The older texts served to collect the word list, which therefore looks surer on them than it is on others: they are read
with two words in five left out at random, and count for less. The newer ones (``voices``) never lent the list a word.
How strongly to shrink and what to weigh was chosen by leaving whole registers of the newer texts out in turn.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from clearway.monitor.examples import rows
from clearway.monitor.text.features import NATURES, TOPICS, Features, features, known_names
from clearway.monitor.text.lexicon import Lexicon, lexicon_words, shipped
from clearway.monitor.text.model import FILE, scale
from clearway.monitor.text.plain import plain

LEFT_OUT = 0.4
OLDER = 0.25  # weight of a reading of an older text
TURNS = (1, 3)  # which of the sayings of one older sentence
SEEN_IN = 3  # texts a piece stands in, at least
SHRINK, SHRINK_STATUS = 1 / 0.7, 2.0
CLEARED_COUNTS = 2.0  # few texts tell of an end


class Told(NamedTuple):
    """One reading of one labelled text."""

    row: dict[str, str]
    found: Features
    weight: float


def texts_digest() -> str:
    """Which texts and features a model was made from."""
    read = [row for part in ("train", "voices") for row in rows(part)]
    told = ["|".join(row[name] for name in ("text", "topic", "barrier", "status")) for row in read]
    words = sorted(f"{word.label} {word.word} {word.weight}" for word in set(lexicon_words()))
    return hashlib.sha256("\n".join([*told, *words, *known_names()]).encode()).hexdigest()[:16]


def fit() -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """Pieces of words and the weights of all features (one column a topic, a nature, and "cleared")."""
    told = [*_older(), *_newer()]
    seen = Counter(piece for one in told for piece in one.found.pieces)
    pieces = tuple(sorted(piece for piece, count in seen.items() if count >= 2 * SEEN_IN))
    table, weight = _table(told, pieces), np.array([one.weight for one in told])
    topic = _logistic(table, _places(told, "topic", TOPICS), len(TOPICS), weight, SHRINK)
    nature = _logistic(table, _places(told, "barrier", NATURES), len(NATURES), weight, SHRINK)
    barred = [at for at, one in enumerate(told) if one.row["barrier"] != "none"]
    over = np.array([int(told[at].row["status"] == "cleared") for at in barred])
    status = _logistic(table[barred], over, 2, weight[barred] * (1 + over * (CLEARED_COUNTS - 1)), SHRINK_STATUS)
    return pieces, np.hstack([topic, nature, status[:, 1:] - status[:, :1]]).astype(np.float32)


def _older() -> Iterator[Told]:
    lists = [_thinned(turn) for turn in range(2)]
    said: Counter[str] = Counter()
    for row in rows("train"):
        said[row["template"]] += 1
        if said[row["template"]] in TURNS:
            yield from (_told(row, words, OLDER) for words in lists)


def _newer() -> Iterator[Told]:
    lists = [shipped(), _thinned(0)]
    yield from (_told(row, words, 1.0) for row in rows("voices") for words in lists)


def _thinned(turn: int) -> Lexicon:
    dice = random.Random(turn)
    kept = ("neutral", "trigger")
    return Lexicon(w for w in sorted(set(lexicon_words())) if w.label.startswith(kept) or dice.random() >= LEFT_OUT)


def _told(row: dict[str, str], words: Lexicon, weight: float) -> Told:
    text = plain(row["text"])
    return Told(row, features(text, words.hits(text))[0], weight)


def _places(told: list[Told], name: str, labels: tuple[str, ...]) -> NDArray[np.int64]:
    return np.array([labels.index(one.row[name]) for one in told])


def _table(told: list[Told], pieces: tuple[str, ...]) -> csr_matrix:
    """Features of each reading; the last column is the constant."""
    place = {piece: at for at, piece in enumerate(pieces)}
    width = len(pieces) + len(known_names()) + 1
    starts, columns, values = [0], list[int](), list[float]()
    for one in told:
        known = sorted(place[piece] for piece in one.found.pieces if piece in place)
        columns += [*known, *(len(pieces) + at for at in one.found.known), width - 1]
        values += [*([scale(len(known))] * len(known)), *one.found.known.values(), 1.0]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(told), width))


def _logistic(
    table: csr_matrix, truth: NDArray[np.int64], classes: int, weight: NDArray[np.float64], shrink: float
) -> NDArray[np.float64]:
    """Multinomial logistic regression with a ridge (not on the constant), by L-BFGS."""
    wanted = np.eye(classes)[truth]
    shape = (table.shape[1], classes)
    free = np.full((shape[0], 1), shrink)
    free[-1] = 0.0

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        coefficients = flat.reshape(shape)
        scores = table @ coefficients
        scores -= scores.max(axis=1, keepdims=True)
        chance = np.exp(scores)
        chance /= chance.sum(axis=1, keepdims=True)
        missed = -(weight * np.log((chance * wanted).sum(axis=1) + 1e-300)).sum()
        slope = table.T @ ((chance - wanted) * weight[:, None]) + free * coefficients
        return float(missed + 0.5 * (free * coefficients**2).sum()), slope.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x.reshape(shape))


def write(folder: Path) -> Path:
    """Write the weights of a fresh fit (half precision: the third digit of a weight decides nothing)."""
    pieces, weights = fit()
    path = folder / FILE
    letters = np.frombuffer("\n".join(pieces).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(path, pieces=letters, weights=weights.astype(np.float16), made_from=np.array(texts_digest()))
    return path


if __name__ == "__main__":
    print(write(Path(__file__).parent / "text"))
