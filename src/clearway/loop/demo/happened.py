"""What residents of the demo county told lately, and how far it has come: texts are invented, the acts are real.

Each story runs from the first call to where it stands now; what its officers find is said here, since no barrier of
the simulated truth stands behind it (and none of the loop's warnings: nothing the loop is judged by changes).
"""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.barriers import Barrier, ImposedBy, Service
from clearway.core.cases import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """``texts``: one a reporter; ``hours`` before the present it began; ``grades``: of those called back, 5 best;
    ``again``: the reporter had it opened again; ``same_place``: where the story before it was told of."""

    texts: tuple[str, ...]
    service: Service
    hours: float
    reached: CaseState
    barrier: Barrier | None = None
    imposed_by: ImposedBy = ImposedBy.PROPERTY
    grades: tuple[int, ...] = ()
    again: str = ""
    same_place: bool = False


STORIES = (
    Story(
        texts=(
            "单元门口堆满装修材料，担架出不来。",
            "楼下堆的砂袋把门口占了一半，轮椅过不去。",
            "门口堆料三天没人管。",
        ),
        service=Service.MEDICAL,
        hours=150,
        reached=CaseState.RATED,
        barrier=Barrier.PILED_GOODS,
        grades=(5, 4, 5),
    ),
    Story(
        texts=("消防通道被物业用铁链锁上了，钥匙没人管。", "消防通道锁着，晚上值班室也没人。"),
        service=Service.FIRE_LANE,
        hours=132,
        reached=CaseState.RATED,
        barrier=Barrier.CHAINED_GATE,
        grades=(4, 2),
    ),
    Story(
        texts=("学校后门早上不开，孩子要绕两公里。", "送孩子上学的小门锁了，老师说是物业要求的。"),
        service=Service.SCHOOL,
        hours=112,
        reached=CaseState.RATED,
        barrier=Barrier.CHAINED_GATE,
        imposed_by=ImposedBy.PRIVATE,
        grades=(5, 3),
    ),
    Story(
        texts=("送菜的三轮车进不了村，菜烂在地头。", "村口放了水泥墩，拉菜车过不去。", "水泥墩挡着，农机也出不去。"),
        service=Service.FARM,
        hours=96,
        reached=CaseState.RATED,
        barrier=Barrier.CONCRETE_BLOCK,
        imposed_by=ImposedBy.PRIVATE,
        grades=(4, 5),
    ),
    Story(
        texts=("药店门口的路用围挡封了，取药要绕一大圈。", "围挡拦着，老人买药走不了那么远。"),
        service=Service.MEDICINE,
        hours=84,
        reached=CaseState.CLOSED,
        barrier=Barrier.FENCE,
        again="早上又围上了，还是过不去。",
    ),
    Story(
        texts=("反映楼道被封，去看了说没有。",),
        service=Service.MEDICAL,
        hours=70,
        reached=CaseState.CLOSED,
    ),
    Story(
        texts=("前几天反映过以后，昨晚东门反而上了锁。", "透析病人每周三次都走东门，现在锁了。"),
        service=Service.MEDICAL,
        hours=34,
        reached=CaseState.REPLIED,
        barrier=Barrier.CHAINED_GATE,
        imposed_by=ImposedBy.PRIVATE,
        same_place=True,
    ),
    Story(
        texts=("消防车道上停满了车，还用地锁圈起来。", "地锁把消防车道占了。"),
        service=Service.FIRE_LANE,
        hours=26,
        reached=CaseState.IN_HANDLING,
        barrier=Barrier.PILED_GOODS,
        imposed_by=ImposedBy.PRIVATE,
    ),
    Story(
        texts=("单元门被锁，要找楼长拿钥匙才能下楼。",),
        service=Service.FOOD,
        hours=15,
        reached=CaseState.FILED,
        barrier=Barrier.LOCKED_UNIT_DOOR,
        imposed_by=ImposedBy.PRIVATE,
    ),
    Story(texts=("北侧小门焊死了，买菜要绕行。",), service=Service.FOOD, hours=5, reached=CaseState.ACCEPTED),
    Story(
        texts=("北侧小门被人焊上，去菜场不方便。",),
        service=Service.FOOD,
        hours=4,
        reached=CaseState.ACCEPTED,
        same_place=True,
    ),
)

#: Told and not sorted yet: text, service, hours ago. The first two have waited longer than a first answer may.
WAITING = (
    ("门口的岗亭晚上没人，铁门关着出不去。", Service.MEDICAL, 31.0),
    ("快递柜被隔在围挡外面，取不了东西。", Service.FOOD, 27.0),
    ("我母亲明天早上要做透析，门口说没有证明不让走。", Service.MEDICAL, 2.0),
    ("孕妇快生了，救护车进不来，门口堵着！", Service.MEDICAL, 0.5),
    ("想问一下网课改线下以后，学校侧门什么时候开。", Service.SCHOOL, 1.5),
)
#: What came over Open311 and waits for somebody to read it before it is shown: text, service code, hours ago.
OVER_OPEN311 = (
    ("东侧人行道被水马围住，婴儿车过不去。", "school", 7.0),
    ("进小区要扫码，老人机扫不了。", "code_scan", 3.0),
)
#: Callers and walk-ins of this shift: text, channel, hours ago.
CALLED = (
    ("来电人说楼下药店门口拦着绳子，进不去。", "phone", 6.0),
    ("来访人反映村口值守的人要出村证明。", "desk", 4.0),
    ("来电人反映小区南门只让走人，不让送水的车进。", "phone", 1.0),
)
