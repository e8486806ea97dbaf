"""A bulletin (通报) on paper: what was looked at, what was found where, and how much of it is cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from clearway.core.inspections import Campaign, FindingState, Inspection
from clearway.core.places import Level, region_at
from clearway.core.words import Bilingual
from clearway.loop.document_fields import Making
from clearway.loop.run_campaign import Stand
from clearway.publish.documents.paper import Field, Paper, Section, local

TITLE = Bilingual("督查通报", "Inspection bulletin")
_SAID = Bilingual(
    "问题按发现地点汇总，不含举报人和被查人员的任何信息。整改率 = 三个月内销号 ÷（已销号 + 超过三个月未销号），"
    "未满三个月的在办问题不计入。",
    "Findings are counted by place; nobody is named. Share cleared = cleared within three months ÷ (all cleared + open "
    "longer than three months); open ones younger than that count in neither.",
)


def by_township(stand: Stand) -> dict[str, tuple[int, int, int]]:
    """Township → findings, cleared, still open."""
    every = Counter(region_at(one.place_code, Level.TOWNSHIP) for one in stand.findings)
    done = Counter(
        region_at(one.place_code, Level.TOWNSHIP) for one in stand.findings if one.state is FindingState.CLEARED
    )
    return {code: (count, done[code], count - done[code]) for code, count in sorted(every.items())}


def as_paper(
    subject: Inspection | Campaign, stand: Stand, names: Mapping[str, Bilingual], making: Making, at: datetime
) -> Paper:
    """The bulletin as a document; ``names`` of regions."""
    language = making.language
    say = Bilingual.say
    share = stand.share
    rate = "—" if share.rate is None else f"{share.rate:.0%}"
    fields = [
        Field(say(Bilingual("问题", "Findings"), language), str(share.findings)),
        Field(say(Bilingual("已销号", "Cleared"), language), str(share.cleared)),
        Field(
            say(Bilingual("三个月整改率", "Cleared in three months"), language),
            f"{rate} ({share.in_time} / {share.counted})",
        ),
        Field(say(Bilingual("未满三个月在办", "Open, not yet three months"), language), str(share.running)),
    ]
    if isinstance(subject, Inspection):
        fields += [
            Field(say(Bilingual("抽查", "Sample"), language), f"{len(subject.sample)} / {len(subject.entries)}"),
            Field(say(Bilingual("随机种子", "Seed"), language), subject.seed),
            Field(say(Bilingual("抽样框摘要", "Digest of the frame"), language), subject.digest),
        ]
    headers = (Bilingual("乡镇", "Township"), TOTAL, Bilingual("已销号", "Cleared"), Bilingual("未销号", "Open"))
    rows = tuple(
        (say(names[code], language), *(str(number) for number in counts)) for code, counts in by_township(stand).items()
    )
    title = subject.title if isinstance(subject, Campaign) else say(TITLE, language)
    return Paper(
        kind="bulletin",
        title=title,
        number=subject.number,
        organ=say(names[subject.region], language),
        fields=tuple(fields),
        paragraphs=(say(_SAID, language),),
        rows=(),
        signed=say(names[subject.region], language),
        on=local(at.astimezone(making.zone), language),
        link=f"{making.site}/bulletins/{subject.number}",
        language=language,
        sections=(
            Section(
                title=say(Bilingual("各乡镇", "By township"), language),
                headers=tuple(say(one, language) for one in headers),
                rows=rows,
                widths=(3, 1, 1, 1),
            ),
        ),
    )


TOTAL = Bilingual("问题", "Findings")
