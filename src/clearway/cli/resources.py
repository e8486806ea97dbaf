"""``clearway resources gaps|allocate``: what is missing beside the standards, and who should get what there is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clearway.cli.law import day, today
from clearway.cli.output import add_json, print_json, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.places import Place
    from clearway.core.resources import Allotment, Gap, Held, Item


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    gaps = acts.add_parser("gaps", help="what the standards ask of each place, what it holds, what is missing")
    allocate = acts.add_parser("allocate", help="share out what a store holds, places at high risk first")
    allocate.add_argument("--store", metavar="CODE", help="the place whose store is shared out (default: the county)")
    allocate.add_argument("--measures", type=Path, metavar="F", help="table of measures: places at high risk first")
    allocate.add_argument(
        "--price", action="append", default=[], metavar="ITEM=YUAN", help="what may be bought besides"
    )
    allocate.add_argument("--budget", type=float, metavar="YUAN", help="at most so much is spent")
    for act in (gaps, allocate):
        act.add_argument("--places", type=Path, metavar="F", help="table of places (default: those loaded)")
        act.add_argument("--stock", type=Path, metavar="F", help="table of stocks (default: those loaded)")
        act.add_argument("--on", type=day, metavar="D", help="rules of that day (default: today)")
        act.add_argument("--out", type=Path, metavar="F", help="write a table (default: stdout)")
        add_json(act)


def run(args: argparse.Namespace) -> int:
    """Print or write one row a place and item."""
    from clearway.core.refusals import NotFound
    from clearway.law.load import load_rulebook
    from clearway.respond.resources.gaps import gaps

    places, held = _known(args)
    if not places:
        say(
            Bilingual(
                "没有地点数据：先 clearway load places FILE，或用 --places F",
                "no places are known: clearway load places FILE, or --places F",
            )
        )
    store = getattr(args, "store", None) or _top(places)
    if getattr(args, "store", None) and store not in {place.code for place in places}:
        raise NotFound(what="place", number=store)
    found = gaps(places, held, rulebook=load_rulebook(), on=args.on or today(), region=store)
    if args.act == "gaps":
        return _tell([_gap(gap) for gap in found], args)
    return _tell([_allotment(one) for one in _shared_out(args, store, found, held)], args)


def _known(args: argparse.Namespace) -> tuple[tuple[Place, ...], tuple[Held, ...]]:
    from clearway.environment import read_environment
    from clearway.sources.places import read_places
    from clearway.sources.stock import read_stock

    zone = read_environment().time_zone
    if args.places is None or args.stock is None:
        from clearway.record.opening import open_record

        open_record()
    if args.places is None:
        from clearway.record import reading

        places = reading.places()
    else:
        intake = read_places(args.places, zone=zone)
        _say_rejects(args.places, len(intake.rejects))
        places = intake.rows
    if args.stock is None:
        from clearway.record.reading.resources import stock

        return places, stock(_top(places))
    counts = read_stock(args.stock, zone=zone, places=places)
    _say_rejects(args.stock, len(counts.rejects))
    return places, counts.rows


def _say_rejects(path: Path, rejected: int) -> None:
    if rejected:
        say(Bilingual(f"{path}：{rejected} 行未收", f"{path}: {rejected} rows rejected"))


def _top(places: tuple[Place, ...]) -> str:
    from clearway.environment import read_environment
    from clearway.loop.jurisdiction import home_region

    return home_region(read_environment().county, [place for place in places if place.code[4:6] != "00"] or places)


def _shared_out(
    args: argparse.Namespace, store: str, found: tuple[Gap, ...], held: tuple[Held, ...]
) -> tuple[Allotment, ...]:
    from clearway.core.refusals import BadUsage
    from clearway.core.resources import GOODS
    from clearway.respond.resources.allocating import allocate

    if args.budget is not None and not 0 <= args.budget < float("inf"):
        raise BadUsage(
            zh=f"--budget 须不小于 0，现为 {args.budget:g}", en=f"--budget is at least 0, found {args.budget:g}"
        )
    reserve = {one.item: one.quantity for one in held if one.place_code == store and one.item in GOODS}
    lacking = [gap for gap in found if gap.place_code != store and gap.item in GOODS]
    prices = dict(_price(said) for said in args.price)
    return allocate(lacking, reserve, _weights(args), prices=prices or None, budget=args.budget)


def _price(said: str) -> tuple[Item, float]:
    from clearway.core.refusals import BadUsage
    from clearway.core.resources import GOODS, Item

    name, _, yuan = said.partition("=")
    try:
        price = float(yuan)
        if name not in GOODS or not 0 < price < float("inf"):
            raise ValueError
    except ValueError:
        known = ", ".join(GOODS)
        raise BadUsage(
            zh=f"--price 应为 物资=元，物资为 {known}；现为 {said}",
            en=f"--price is ITEM=YUAN, ITEM one of {known}: {said}",
        ) from None
    return Item(name), price


def _weights(args: argparse.Namespace) -> dict[str, float]:
    """The weight of each place by the highest level listed for it or inside it."""
    if args.measures is None:
        return {}
    from clearway.core.places import Level, region_at
    from clearway.environment import read_environment
    from clearway.law.load import load_rulebook
    from clearway.sources.measures import read_measures

    values = load_rulebook().value("duty.allocation_weights", args.on or today())
    intake = read_measures(args.measures, zone=read_environment().time_zone)
    _say_rejects(args.measures, len(intake.rejects))
    weights: dict[str, float] = {}
    for one in intake.rows:
        if one.place_code and one.level:
            for code in (region_at(one.place_code, Level.COMMUNITY), region_at(one.place_code, Level.TOWNSHIP)):
                weights[code] = max(weights.get(code, 0.0), float(values[one.level.value]))
    return weights


def _gap(gap: Gap) -> dict[str, object]:
    return {
        "place_code": gap.place_code,
        "item": gap.item.value,
        "needed": gap.needed,
        "held": gap.held,
        "missing": gap.missing,
    }


def _allotment(one: Allotment) -> dict[str, object]:
    return {"place_code": one.place_code, "item": one.item.value, "quantity": one.quantity, "missing": one.missing}


def _tell(rows: list[dict[str, object]], args: argparse.Namespace) -> int:
    from clearway.cli.tables import write_table

    if args.json:
        print_json({args.act: rows})
    if args.out is not None:
        write_table(args.out, {name: [row[name] for row in rows] for name in rows[0]} if rows else {})
        say(Bilingual(f"{len(rows)} 行：{args.out}", f"{len(rows)} rows: {args.out}"))
    elif not args.json:
        for row in rows:
            print("\t".join("" if value is None else str(value) for value in row.values()))
    return 0
