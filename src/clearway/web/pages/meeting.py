"""``/board/meeting/``: the pack of the weekly joint meeting, on the page and as a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, NotFound
from clearway.loop.joint_meeting import as_paper, meeting_pack
from clearway.loop.meeting_measures import gather, sections
from clearway.publish.documents.docx import docx
from clearway.publish.documents.pdf import pdf
from clearway.record.models import CaseRow
from clearway.web.desk import desk_of
from clearway.web.documenting import making_of
from clearway.web.language import current, said
from clearway.web.names import name_of
from clearway.web.offices import for_offices
from clearway.web.refusing import refuse
from clearway.web.showing.places import place_name

#: Who sits in the joint meeting, and the offices above that read its pack.
READERS = frozenset(Role) - {Role.COMMUNITY, Role.TOWNSHIP, Role.LEGAL_REVIEW}
_WRITERS = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@require_safe
@for_offices
def meeting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The pack of the reader's region."""
    if actor.role not in READERS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="read"))
    desk = desk_of(actor, timezone.now())
    pack = meeting_pack(actor.region, desk)
    numbers = [one.task.case for one in pack.late.tasks] + [task.case for task in pack.parts]
    rows = {row.number: row for row in CaseRow.objects.filter(number__in=numbers)}
    context: dict[str, Any] = {
        "region": place_name(actor.region),
        "pack": pack,
        "tables": sections(gather(actor.region, desk), making_of(request)),
        "late": [(one, rows.get(one.task.case)) for one in pack.late.tasks],
        "parts": [(task, rows.get(task.case)) for task in pack.parts],
    }
    return render(request, "clearway/meeting.html", context)


@require_safe
@for_offices
def meeting_document(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """The pack as DOCX or PDF."""
    if actor.role not in READERS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="read"))
    if form not in _WRITERS:
        return refuse(request, NotFound(what="document", number=form))
    write, content_type = _WRITERS[form]
    desk = desk_of(actor, timezone.now())
    names = {role.value: said(name_of("role", role)) for role in Role}
    site = request.build_absolute_uri("/").rstrip("/")
    paper = as_paper(meeting_pack(actor.region, desk), place_name(actor.region), desk, site, current(), names)
    paper = replace(paper, sections=sections(gather(actor.region, desk), making_of(request)))
    answer = HttpResponse(write(paper), content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, f"{paper.number}.{form}") or ""
    return answer
