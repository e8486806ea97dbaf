"""The site's sections, as the navigation lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from clearway.core.people import Role
from clearway.core.words import Bilingual
from clearway.web.viewer import actor_of, is_office


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One entry of the navigation."""

    address: str
    title: Bilingual
    current: bool = False


_PUBLIC = (
    ("/", Bilingual("地图", "Map")),
    ("/measures/", Bilingual("措施公示", "Measures")),
    ("/report/", Bilingual("我要反映", "Report")),
    ("/grades/", Bilingual("风险等级", "Grades")),
    ("/votes/", Bilingual("居民议事", "Votes")),
    ("/passes/", Bilingual("通行证", "Passes")),
    ("/law/", Bilingual("规则依据", "Rules")),
)
_ALL = ("/all/", Bilingual("全部", "All"))
_OFFICE = ("/board/", Bilingual("工作台", "Board"))
_PROPOSALS = ("/proposals/", Bilingual("提案", "Proposals"))
_POLICIES = ("/policies/", Bilingual("政策", "Policies"))
_ROADS = ("/roads/whatif/", Bilingual("关了会怎样", "What if"))
_CHECKS = ("/inspections/", Bilingual("我的检查", "My sample"))
_HELP = ("/support/", Bilingual("帮办", "Helping"))
_VISITS = ("/inspect/", Bilingual("现场检查", "Visits"))
_DESK = ("/desk/", Bilingual("服务台", "Desk"))
_BELOW = {"/board/": ("/warnings/", "/cases/"), "/votes/": ("/rolls/", "/hearings/", "/experts/")}


def sections(request: HttpRequest) -> tuple[Section, ...]:
    """What this viewer may open; the section the page lies in is marked."""
    actor = actor_of(request)
    entries = (
        (_OFFICE, *_own(actor.role), _PROPOSALS, _POLICIES, _ROADS, *_PUBLIC, _ALL)
        if actor is not None and is_office(actor)
        else (*_outside(actor.role if actor else None), *_PUBLIC, _ALL)
    )
    return tuple(
        Section(address=address, title=title, current=_lies_in(request.path, address)) for address, title in entries
    )


def _own(role: Role) -> tuple[tuple[str, Bilingual], ...]:
    """What only some offices have: visits for those who go and look, the desk for those whom people call."""
    visits = (_VISITS,) if role in (Role.INSPECTOR, Role.TOWNSHIP) else ()
    return (*visits, _DESK) if role in (Role.HOTLINE, Role.TOWNSHIP, Role.COMMUNITY) else visits


def _outside(role: Role | None) -> tuple[tuple[str, Bilingual], ...]:
    """What those who work for no office have: their sample, or what they help with."""
    if role is Role.HELPER:
        return (_HELP,)
    return (_CHECKS,) if role in (Role.SUPERVISOR, Role.EVALUATOR) else ()


def _lies_in(path: str, address: str) -> bool:
    if address == "/":
        return path == "/"
    if address == _ROADS[0]:
        return path.startswith("/roads/")
    return path.startswith((address, *_BELOW.get(address, ())))
