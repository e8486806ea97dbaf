"""Scores of every link kept beside the layers they came from; building the layers anew forgets them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np

from clearway.roads.layers import Layer
from clearway.roads.network import Network
from clearway.roads.scoring import Scores, score_links


def kept_scores(network: Network, layer: Layer) -> Scores:
    """The scores of ``layer``: those kept, else worked out now and kept (where the network is saved)."""
    path = _path(network, layer)
    found = None if path is None else _read(network, path)
    if found is None:
        found = score_links(network, layer)
        keep_scores(network, layer, found)
    return found


def keep_scores(network: Network, layer: Layer, scores: Scores) -> None:
    """Keep the scores of a layer of the network's own facilities; a network never saved keeps nothing."""
    path = _path(network, layer)
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    with part.open("wb") as file:
        np.save(file, np.column_stack((scores.cut_off, scores.added_person_seconds, scores.worse_5min)))
    part.replace(path)


def _path(network: Network, layer: Layer) -> Path | None:
    if network.folder is None:
        return None
    return network.folder / "layers" / "scores" / f"{layer.kind}-{layer.mode}.npy"


def _read(network: Network, path: Path) -> Scores | None:
    try:
        rows = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        return None
    if rows.shape != (network.links, 3):
        return None
    return Scores(link=network.link_ids, cut_off=rows[:, 0], added_person_seconds=rows[:, 1], worse_5min=rows[:, 2])
