"""Every feed by its name below ``/feeds/``: what it is, for whom, its media type, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clearway.core.words import Bilingual
from clearway.publish import atom, calendar_feed, csv_table, datapackage, geojson, wzdx
from clearway.publish.cap_atom import cap_atom
from clearway.publish.changes_atom import measures_atom
from clearway.publish.published import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedKind:
    """A feed. ``spoken``: it exists in two languages; the others carry both, or codes."""

    name: str
    media: str
    title: Bilingual
    serves: Bilingual
    standard: str
    write: Callable[[Edition], bytes]
    spoken: bool = False


CATALOGUE = (
    FeedKind(
        name="measures.atom",
        media=atom.MEDIA_TYPE,
        title=Bilingual("变更订阅（Atom）", "Changes (Atom)"),
        serves=Bilingual(
            "每次变更一条：公布、更正、放宽、延期、到期、解除。用任何订阅器打开即可。",
            "An entry for every change: announced, corrected, made lighter, extended, ended, lifted. For feed readers.",
        ),
        standard="RFC 4287",
        write=measures_atom,
        spoken=True,
    ),
    FeedKind(
        name="measures.ics",
        media=calendar_feed.MEDIA_TYPE,
        title=Bilingual("到期日历（iCalendar）", "Calendar of ends (iCalendar)"),
        serves=Bilingual(
            "每项措施的到期时刻；提前解除的会在日历中取消。手机日历可直接订阅。",
            "When every measure ends; lifted ones are cancelled in your calendar. Phones can subscribe to it.",
        ),
        standard="RFC 5545",
        write=calendar_feed.calendar,
        spoken=True,
    ),
    FeedKind(
        name="measures.geojson",
        media=geojson.MEDIA_TYPE,
        title=Bilingual("地图数据（GeoJSON）", "Map data (GeoJSON)"),
        serves=Bilingual(
            "每项措施一个要素，含封闭路段的线形，可直接放进地图软件。",
            "A feature for every measure, with the closed stretches of road, for any map software.",
        ),
        standard="RFC 7946",
        write=geojson.geojson,
    ),
    FeedKind(
        name="measures.csv",
        media=csv_table.MEDIA_TYPE,
        title=Bilingual("表格（CSV）", "Table (CSV)"),
        serves=Bilingual(
            "每项措施一行。用电子表格打开请在地址后加 ?bom=1。",
            "A row for every measure. For spreadsheets add ?bom=1 to the address.",
        ),
        standard="RFC 4180",
        write=csv_table.csv_table,
    ),
    FeedKind(
        name="datapackage.json",
        media=datapackage.MEDIA_TYPE,
        title=Bilingual("数据说明（Frictionless）", "Description of the data (Frictionless)"),
        serves=Bilingual("表格各列的含义、类型和取值，供程序读取。", "What each column holds, its type and its terms."),
        standard="Data Package 1",
        write=datapackage.datapackage,
    ),
    FeedKind(
        name="wzdx.geojson",
        media=wzdx.MEDIA_TYPE,
        title=Bilingual("导航用封路数据（WZDx）", "Closures for navigation (WZDx)"),
        serves=Bilingual(
            "现有和将有的封闭，按道路施工区的国际格式，供导航软件绕行；解除即撤下。",
            "Closures that stand or will, as work zones, so that navigation leads around them; gone once lifted.",
        ),
        standard="WZDx 4.2",
        write=wzdx.wzdx,
    ),
    FeedKind(
        name="cap.atom",
        media=atom.MEDIA_TYPE,
        title=Bilingual("预警报文目录（CAP）", "Index of alerts (CAP)"),
        serves=Bilingual(
            "每项措施的警报、更新和取消报文，中英文，供预警平台接入。",
            "Alert, update and cancel messages in Chinese and English, for alerting platforms.",
        ),
        standard="CAP 1.2",
        write=cap_atom,
        spoken=True,
    ),
)
BY_NAME = {kind.name: kind for kind in CATALOGUE}
