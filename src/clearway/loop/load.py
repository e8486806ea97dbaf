"""Load files of one feed: read, check, store; bad rows beside, good rows once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from clearway.core.intake import Feed, LoadResult, Reject
from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.environment import Environment, read_environment
from clearway.loop.keep_feed import keep, read
from clearway.loop.keep_roads import load_roads
from clearway.loop.loading import Loading, sharing
from clearway.loop.resettle import resettle_roads
from clearway.sources.datum import Datum
from clearway.sources.rejects import write_rejects

Progress = Callable[[int], None]
#: ``progress`` is called with the steps just done; a file is this many.
STEPS_A_FILE = 100
EXAMPLES = 5


def load(
    feed: Feed,
    files: Sequence[Path],
    *,
    by: Actor,
    at: datetime,
    rejects: Path | None = None,
    datum: Datum = Datum.WGS84,
    progress: Progress = lambda steps: None,
    refused: list[Refusal] | None = None,
) -> tuple[LoadResult, ...]:
    """Load ``files`` one after the other; one result a file. Django must be set up and the record open.

    Bad rows go to ``rejects`` (one file for all), else to ``HOME/rejects/<feed>-<file>.csv``; the result names it.
    A file that cannot be read at all is added to ``refused`` and the next one follows.

    Raises:
        Refusal: such a file, where ``refused`` is not given (files before it stay loaded).
    """
    loading = Loading(environment=read_environment(), by=by, at=at, datum=datum, progress=progress)
    results, bad = list[LoadResult](), list[tuple[str, Reject]]()
    try:
        for path in files:
            done = _try_one(feed, path, loading, refused)
            if done is None:
                continue
            result, rejected = done
            bad += [(str(path), reject) for reject in rejected]
            out = rejects or _beside_home(loading.environment, feed, path)
            results.append(_name_rejects(result, rejected, out))
    finally:
        _write(bad, results, rejects)
    return tuple(results)


def _try_one(
    feed: Feed, path: Path, loading: Loading, refused: list[Refusal] | None
) -> tuple[LoadResult, tuple[Reject, ...]] | None:
    try:
        return _load_one(feed, path, loading)
    except Refusal as refusal:
        if refused is None:
            raise
        refused.append(refusal)
        return None


def _load_one(feed: Feed, path: Path, loading: Loading) -> tuple[LoadResult, tuple[Reject, ...]]:
    if feed is Feed.ROADS:
        return load_roads(path, loading), ()
    tick = sharing(STEPS_A_FILE // 2, loading.progress)
    intake = read(feed, path, loading, tick)
    kept, unchanged = keep(intake, loading)
    tick(1.0)
    loading.progress(STEPS_A_FILE - STEPS_A_FILE // 2)
    result = LoadResult(
        feed=feed,
        file=str(path),
        read=intake.read,
        kept=kept,
        unchanged=unchanged,
        rejected=len(intake.rejects),
        notes=(*intake.notes, *(resettle_roads(loading.environment.home) if feed is Feed.PLACES else ())),
    )
    return result, intake.rejects


def _beside_home(environment: Environment, feed: Feed, path: Path) -> Path:
    return environment.home / "rejects" / f"{feed.value}-{path.name}.csv"


def _name_rejects(result: LoadResult, rejected: Sequence[Reject], out: Path) -> LoadResult:
    if not rejected:
        return result
    return replace(result, rejects_file=str(out), examples=tuple(rejected[:EXAMPLES]))


def _write(bad: list[tuple[str, Reject]], results: Sequence[LoadResult], rejects: Path | None) -> None:
    """All rejects to the file asked for; else those of each file to its own."""
    if rejects is not None:
        write_rejects(rejects, bad)
        return
    for result in results:
        if result.rejects_file is not None:
            write_rejects(Path(result.rejects_file), [pair for pair in bad if pair[0] == result.file])
