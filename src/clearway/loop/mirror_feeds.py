"""All feeds as files: what ``/feeds/`` serves, in a folder any web server can serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clearway.loop.publish_feeds import Asked, edition
from clearway.publish.cap import cap, messages
from clearway.publish.catalogue import CATALOGUE
from clearway.publish.changes_atom import measure_atom
from clearway.publish.published import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """What was written: ``changed`` files differ from those that lay there before, or are new."""

    measures: int
    files: int
    changed: int
    updated: str

    def as_json(self) -> dict[str, object]:
        """As one JSON object."""
        return {"measures": self.measures, "files": self.files, "changed": self.changed, "updated": self.updated}


def write_mirror(folder: Path, asked: Asked, *, progress: Callable[[int], None] | None = None) -> Mirror:
    """Write every feed, every measure's feed and every CAP message; a file is replaced at once or not at all.

    Files of measures that carry characters no file name bears stand under the measure's slug.

    Raises:
        OSError: the folder cannot be written.
    """
    made, files, changed = edition(asked), 0, 0
    for name, content in _files(made):
        changed += _keep(folder / name, content)
        files += 1
        if progress:
            progress(1)
    return Mirror(measures=len(made.items), files=files, changed=changed, updated=made.updated.isoformat())


def _files(made: Edition) -> Iterator[tuple[str, bytes]]:
    for kind in CATALOGUE:
        yield kind.name, kind.write(made)
    for item in made.items:
        yield f"measures/{item.slug}.atom", measure_atom(made, item)
        for message in messages(item):
            yield f"cap/{message.identifier}.xml", cap(made, item, message)


def _keep(file: Path, content: bytes) -> bool:
    if file.exists() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.part")
    beside.write_bytes(content)
    beside.replace(file)
    return True
