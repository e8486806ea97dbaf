"""``clearway text``: read complaint texts from a table; nothing is stored and nothing stored is read."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.output import Progress, add_json, print_json, progress, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.monitor.naming import Gazetteer
    from clearway.sources.grid import Grid

Columns = dict[str, list[Any]]
OK, ROWS_LOST = 0, 2
BATCH = 2000
TEXT = frozenset({"text", "content", "description", "文本", "内容", "诉求内容", "投诉内容", "问题描述", "描述", "地点"})
IDS = frozenset({"id", "编号", "工单号", "工单编号"})
_ACTS = {
    "classify": "topic, barrier, status, confidence and the words that decided",
    "mask": "names, phones, identity cards, plates, accounts and house numbers taken out",
    "place": "the place a text names, by --gazetteer G.csv (place_code, name, town)",
    "granularity": "household, unit, building, compound, village or township",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway text``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    for name, told in _ACTS.items():
        act = acts.add_parser(name, help=told, description=told)
        act.add_argument("input", type=Path, metavar="IN", help="table with a column text (CSV, XLSX or Parquet)")
        act.add_argument("--out", type=Path, required=True, metavar="O.csv", help="what was read, one row a text")
        if name == "place":
            act.add_argument("--gazetteer", type=Path, required=True, metavar="G.csv", help="place_code, name, town")
        add_json(act)


def run(args: argparse.Namespace) -> int:
    """Read every text; 0, or 2 where rows could not be read (the others are written)."""
    from clearway.cli.tables import write_table
    from clearway.sources.grids import read_grid

    grid = read_grid(args.input)
    texts = _column(grid, TEXT, "text")
    lost = len(grid.ragged)
    gazetteer, lost_places = _gazetteer(args.gazetteer) if args.act == "place" else (None, 0)
    act = _reader(args.act, gazetteer)
    with progress(Bilingual("读文本", f"text {args.act}"), len(texts)) as step:
        made = _batches(act, texts, step)
    write_table(args.out, {**_carried(grid, args.act), **made})
    for name, count in ((args.input, lost), (getattr(args, "gazetteer", None), lost_places)):
        if count:
            say(
                Bilingual(
                    f"{name}：{count} 行列数不符，未读入",
                    f"{name}: {count} rows with too many or too few cells left out",
                )
            )
    say(Bilingual(f"已读 {len(texts)} 条，写入 {args.out}", f"{len(texts)} texts read, written to {args.out}"))
    if args.json:
        print_json({"act": args.act, "read": len(texts) + lost, "written": len(texts), "rejected": lost + lost_places})
    return ROWS_LOST if lost or lost_places else OK


def _batches(act: Callable[[Sequence[str]], Columns], texts: list[str], step: Progress) -> Columns:
    made: Columns = {name: [] for name in act(())}
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        for name, values in act(batch).items():
            made[name] += values
        step(len(batch))
    return made


def _reader(act: str, gazetteer: Gazetteer | None) -> Callable[[Sequence[str]], Columns]:
    if act == "place" and gazetteer is not None:
        return lambda texts: _place(texts, gazetteer)
    return {"classify": _classify, "mask": _mask, "granularity": _granularity}[act]


def _classify(texts: Sequence[str]) -> Columns:
    from clearway.monitor.text import classify_many

    read = list(classify_many(texts))
    return {
        "topic": [one.topic.value for one in read],
        "barrier": [one.barrier.value for one in read],
        "status": [one.status.value for one in read],
        "confidence": [round(one.confidence, 4) for one in read],
        "words": ["; ".join(one.words) for one in read],
    }


def _mask(texts: Sequence[str]) -> Columns:
    from clearway.monitor.masking import mask

    return {"masked": [mask(text) for text in texts]}


def _granularity(texts: Sequence[str]) -> Columns:
    from clearway.monitor.granularity import granularity

    read = [granularity(text) for text in texts]
    return {"granularity": [one.level for one in read], "flagged": ["true" if one.flagged else "false" for one in read]}


def _place(texts: Sequence[str], gazetteer: Gazetteer) -> Columns:
    found = [gazetteer.find(text) for text in texts]
    return {
        "place_code": [one.place_code for one in found],
        "action": [one.action for one in found],
        "words": ["; ".join(one.words) for one in found],
    }


def _gazetteer(path: Path) -> tuple[Gazetteer, int]:
    from clearway.monitor.naming import Entry, Gazetteer
    from clearway.sources.grids import read_grid

    grid = read_grid(path)
    codes = _column(grid, frozenset({"placecode", "code", "地点代码", "区划代码", "代码"}), "place_code")
    names = _column(grid, frozenset({"name", "名称", "地名", "地点名称"}), "name")
    towns = _column(grid, frozenset({"town", "township", "乡镇", "街道", "所属乡镇", "镇街"}), "town", needed=False)
    rows = zip(codes, names, towns or [""] * len(codes), strict=True)
    entries = [Entry(code.strip(), name.strip(), town.strip()) for code, name, town in rows]
    whole = [entry for entry in entries if entry.code and entry.name]
    return Gazetteer.of(whole), len(entries) - len(whole) + len(grid.ragged)


def _column(grid: Grid, names: frozenset[str], wanted: str, *, needed: bool = True) -> list[str]:
    """The column that goes by one of ``names``, as text; empty cells are empty texts.

    Raises:
        BadFile: no such column.
    """
    from clearway.sources.columns import plain_header
    from clearway.sources.wrong import bad_file

    for at, header in enumerate(grid.table.column_names):
        if plain_header(header) in names:
            return ["" if cell is None else str(cell) for cell in grid.table.column(at).to_pylist()]
    if not needed:
        return []
    headers = ", ".join(grid.table.column_names)
    found = Bilingual(f"表头 {headers}", f"the headers {headers}")
    raise bad_file(grid.path, found, Bilingual(f"列 {wanted}", f"a column {wanted}"))


def _carried(grid: Grid, act: str) -> Columns:
    """The input's own columns beside what was read; after masking only the identifiers, as others may be personal."""
    from clearway.sources.columns import plain_header

    names = grid.table.column_names
    kept = [at for at, name in enumerate(names) if act != "mask" or plain_header(name) in IDS]
    return {names[at]: grid.table.column(at).to_pylist() for at in kept}
